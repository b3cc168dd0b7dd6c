import type { FoundDate } from './dates.ts';
import type { Part } from './part.ts';

/** Which number of the yearly filing is meant: those due, those that filed, those that missed it (by years in a row). */
export interface Filing {
  indicator: 'filing_rate' | 'missed_filings';
  part: Part | null;
}

/** The words around a number; `sentence` says whether filing is the matter at all, `turn` which of the numbers after 分别 it is. */
interface Words {
  clause: string;
  following: string;
  sentence: string;
  turn: { at: number; of: number } | undefined;
}

const MATTER =
  /年报|年度(?:工作)?报告|参报|fil(?:ed?|ing)\b[^.]*\b(?:annual|yearly|report)|(?:annual|yearly) reports?|filing rate/i;
const FILE = '(?:参报|参加|报送|申报|提交|填报|上报|年报|报)';
const MISSING = `未(?:能|曾|有|及时|按[时期]|按规定)*${FILE}|漏报|缺报|(?:failed|fail) to file|(?:had|have|did) not file`;
const DUE = `(?:应当?|须|需)(?:当|要|依法|按[时期]|按规定)*${FILE}|(?:due|required|obliged) to file`;
const DONE = `(?:已经?|均|按[时期]|如期|实际?|完成)(?:[^未应,，]{0,4})?${FILE}|${FILE}了|参报(?!率)|filed\\b`;
const TOLD = new RegExp(`(?<missing>${MISSING})|(?<due>${DUE})|(?<done>${DONE})`, 'gi');
/** Some were picked out of those: how many is no count of the filing. */
const PICKED = /约谈|检查|抽查|处罚|走访|责令|督促|提醒|回访/;
const YEARS = /(?:连续)?(?<years>[一两二三123])\s*(?:个)?年(?!报|度)/;
const BANDS: Record<string, Part> = {
  ...{ 一: 'missed_1', 1: 'missed_1' },
  ...{ 两: 'missed_2', 二: 'missed_2', 2: 'missed_2' },
  ...{ 三: 'missed_3', 3: 'missed_3' }
};

/**
 * 应报2035家, 1925家按时报送, 连续两年未报的18家: what a number of organizations counts of the yearly filing; nothing
 * where no filing is told. `previous` is what the number before counted of it: 其中社会团体, 两年的 go on with that.
 */
export function filingOf(
  { clause, following, sentence, turn }: Words,
  previous: Filing | undefined
): Filing | undefined {
  if ((!previous && !MATTER.test(sentence)) || PICKED.test(clause)) return undefined;
  const near = clause.split(/\b(?:and|but|while|of)\b/i).at(-1) ?? '';
  const listed = turn ? [...sentence.slice(0, sentence.indexOf('分别')).matchAll(TOLD)] : [];
  const told =
    (turn && listed.length === turn.of ? listed[turn.at] : undefined) ??
    [...near.matchAll(TOLD)].at(-1) ??
    [...following.slice(0, 40).matchAll(TOLD)][0];
  const years = YEARS.exec(clause)?.groups?.years ?? YEARS.exec(following.slice(0, 12))?.groups?.years;
  if (told?.groups?.due) return { indicator: 'filing_rate', part: 'denominator' };
  if (told?.groups?.done) return { indicator: 'filing_rate', part: 'numerator' };
  const isMissing = told !== undefined || (previous?.indicator === 'missed_filings' && years !== undefined);
  if (isMissing) return { indicator: 'missed_filings', part: BANDS[years ?? ''] ?? null };
  const isCount = previous?.indicator === 'missed_filings' || previous?.part;
  return isCount && /^\s*(?:其中|[、和及])/.test(clause) ? previous : undefined;
}

/**
 * The day on which a filing about a year is looked at: of a year named as the one filed about (2022年度) the day of
 * publication, or the last before the next season was over; null while that year's own season (domain.md: until 30 June
 * of the year after) is under way. Any other date stands for itself.
 */
export function filingDay(
  date: FoundDate | undefined,
  asOf: string,
  after: string,
  publishedOn: string
): string | null {
  if (!date || !isFiledAbout(date, after)) return asOf;
  const year = Number(date.text.slice(0, 4));
  if (year >= Number(publishedOn.slice(0, 4))) return asOf;
  if (publishedOn < seasonEnd(year)) return null;
  const last = `${year + 2}-06-29`;
  return publishedOn < last ? publishedOn : last;
}

function isFiledAbout({ text, grain }: FoundDate, after: string): boolean {
  return (
    grain === 'year' && /^\d{4}年/.test(text) && (/度$/.test(text) || /^度?(?:年报|年度报告)/.test(after))
  );
}

/** 30 June of the year after; for 2019, in the epidemic, 31 August (domain.md: 参报率). */
function seasonEnd(year: number): string {
  return year === 2019 ? '2020-08-31' : `${year + 1}-06-30`;
}

/** The year filed about that a day tells of: the latest whose season is over. */
export function filedYear(day: string): number {
  const year = Number(day.slice(0, 4));
  return day >= seasonEnd(year - 1) ? year - 1 : year - 2;
}
