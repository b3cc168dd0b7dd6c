import type { FoundPlace } from './places.ts';
import type { MeasuredNumber } from './numbers.ts';
import {
  ATTENDING,
  EVENTS,
  FALLING,
  OTHERWISE,
  RATES,
  SOME_OF_THEM,
  STANDING,
  type SubjectRow
} from './subject-table.ts';
import { filingOf, type Filing } from './filings.ts';
import type { Part } from './part.ts';
import { last, longest } from './phrases.ts';
import { bareSubject, headOf, LINKS, nameOf, TRAILS, withoutPlace } from './subject-name.ts';
import { ORGANIZATION_UNITS } from './units.ts';

/** What a number is about; indicator and definition are null where nothing of ours is counted. */
export interface Subject {
  subject: string;
  indicator: string | null;
  definition: string | null;
  type: string | null;
  /** Set where a part of the indicator is counted, not its value. */
  part?: Part | null;
  isFalling: boolean;
  /** How it was found: by a phrase of the table at the number, taken over from the number before, or not at all. */
  by: 'phrase' | 'inherited' | 'words';
}

/** The words around a number, without dates: up to the mark before it, between, and up to the next. */
export interface Surroundings {
  /** From the last mark or number to this number. */
  clause: string;
  /** Earlier words of the same sentence, nearest clause first, up to the number before. */
  earlier: readonly string[];
  /** From the number to the next mark or number. */
  following: string;
  /** The whole sentence, dates and all. */
  sentence: string;
  /** Of the numbers after 分别, the how manyth this one is. */
  turn: { at: number; of: number } | undefined;
  /** What the number before in this paragraph, or the last total, was about. */
  previous: Subject | undefined;
  /** A place stands in `clause` or right after. */
  place: FoundPlace | undefined;
}

/** What a number is about, by the phrases of the table and the words that link them to the number. */
export function subjectOf(
  number: MeasuredNumber,
  around: Surroundings,
  table: readonly SubjectRow[]
): Subject {
  const isRate = ['%', '‰', '个百分点', '倍'].includes(number.unit);
  if (isRate) return rateOf(number.unit, around, table);
  return (
    filedOf(number, around, table) ??
    afterOf(number, around, table) ??
    beforeOf(number, around, table) ??
    wordsOf(around)
  );
}

/** 应参加年报的社会组织2035家, 已报送1925家: what is counted of the yearly filing, of the organizations named last. */
function filedOf(
  number: MeasuredNumber,
  around: Surroundings,
  table: readonly SubjectRow[]
): Subject | undefined {
  if (!ORGANIZATION_UNITS.has(number.unit)) return undefined;
  const { clause, following, earlier, previous, place } = around;
  const filing = filingOf(around, filingIn(previous));
  if (!filing) return undefined;
  const before = [...earlier].reverse().concat(clause).join(',');
  const row = (last(table, clause) ?? longest(table, following) ?? last(table, before))?.row;
  const words = row?.phrase ?? previous?.subject ?? '社会组织';
  return {
    ...filing,
    subject: nameOf(place, words),
    definition: row ? definitionFor(row, previous) : (previous?.definition ?? null),
    type: row ? row.type : (previous?.type ?? null),
    isFalling: false,
    by: row ? 'phrase' : 'inherited'
  };
}

function filingIn(subject: Subject | undefined): Filing | undefined {
  const { indicator = null, part = null } = subject ?? {};
  return indicator === 'missed_filings' || indicator === 'filing_rate' ? { indicator, part } : undefined;
}

/** 50余家科技类社会组织齐聚南沙: what is counted stands after the number. */
function afterOf(
  number: MeasuredNumber,
  { clause, following, place, previous }: Surroundings,
  table: readonly SubjectRow[]
): Subject | undefined {
  const text = following.replace(/^(?:\s|的|各类|各级|登记在册的?|在册的?)+/, '');
  const found = longest(table, text);
  if (!found || found.at > 12) return undefined;
  if (/[是为由]|达|[,，]/.test(text.slice(0, found.at))) return undefined;
  const subject = (text.slice(0, found.at) + found.row.phrase).trim();
  const rest = text.slice(found.at + found.row.phrase.length);
  const base = {
    subject: nameOf(place, subject),
    type: found.row.type,
    isFalling: false,
    by: 'phrase' as const
  };
  if (ATTENDING.test(rest) || ATTENDING.test(clause))
    return { ...base, subject, indicator: 'attendance', definition: 'tech-attendance' };
  const event =
    EVENTS.find(([pattern]) => pattern.test(clause))?.[1] ??
    (/^new(?:ly registered)?\s/i.test(text) ? 'entries' : undefined);
  const isStanding =
    isStock(clause) && !/^[\u4e00-\u9fa5]{2,}/.test(rest.replace(/^(?:登记|注册|在册|分布|中).*/, ''));
  if (OTHERWISE.test(clause)) return { ...base, indicator: null, definition: null };
  if (event) return { ...base, indicator: event, definition: definitionFor(found.row, previous) };
  if (!isStanding) return { ...base, indicator: null, definition: null };
  return { ...base, ...countOf(found.row, number.unit), definition: definitionFor(found.row, previous) };
}

/** 广东省科技类社会组织近4000家: what is counted stands before the number, perhaps a clause before. */
function beforeOf(
  number: MeasuredNumber,
  around: Surroundings,
  table: readonly SubjectRow[]
): Subject | undefined {
  const { clause, earlier, place, previous, following, turn } = around;
  let text = clause;
  let found = last(table, text);
  for (const part of earlier) {
    if (found) break;
    if (
      !STANDING.test(withoutPlace(text.replace(LINKS, ''), place)) &&
      !EVENTS.some(([pattern]) => pattern.test(text))
    )
      break;
    text = `${part},${text}`;
    found = last(table, text);
  }
  const own = withoutPlace(clause.replace(LINKS, ''), place).replace(/^(?:其中|全[省市国区]|的|各类)+/, '');
  if (!found) {
    const event = EVENTS.find(([pattern]) => pattern.test(own) || pattern.test(following))?.[1];
    const isBare = STANDING.test(own.replace(/^(?:为|各)/, ''));
    if (
      !previous ||
      previous.indicator === 'attendance' ||
      !ORGANIZATION_UNITS.has(number.unit) ||
      !(isBare || event)
    )
      return undefined;
    const indicator =
      event ??
      ((turn?.at ?? 0) === 0 &&
      ['entries', 'exits', 'net', 'growth', 'share_of_all'].includes(previous.indicator ?? '')
        ? 'stock'
        : previous.indicator);
    return {
      ...previous,
      indicator,
      part: null,
      isFalling: event === 'net' && FALLING.test(own + following),
      by: 'inherited',
      subject: nameOf(place, bareSubject(previous.subject, place))
    };
  }
  const between = text.slice(found.at + found.row.phrase.length);
  const phrase = found.row.phrase;
  const subject = nameOf(place, headOf(text.slice(0, found.at), place) + phrase);
  const base = { subject, type: found.row.type, isFalling: false, by: 'phrase' as const };
  // 全市社会团体3500家 names its place anew: no part of the 科技类 spoken of before.
  const isAnew = place !== undefined && !/其中|包括|含/.test(clause);
  const definition = definitionFor(found.row, isAnew ? undefined : previous);
  if (ATTENDING.test(between) || ATTENDING.test(following.slice(0, 12)))
    return { ...base, indicator: 'attendance', definition: 'tech-attendance' };
  const event = EVENTS.find(
    ([pattern]) => pattern.test(between) || pattern.test(text.slice(0, found.at).replace(/.*[,，]/, ''))
  )?.[1];
  if (event && found.row.indicator === 'stock') {
    return { ...base, indicator: event, definition, isFalling: event === 'net' && FALLING.test(between) };
  }
  if (SOME_OF_THEM.test(text.slice(0, found.at).replace(/.*[,，]/, '')))
    return { ...base, indicator: null, definition: null };
  if (!STANDING.test(withoutPlace(between, place))) {
    const words = between
      .replace(/.*[,，]/, '')
      .replace(TRAILS, '')
      .replace(LINKS, '')
      .trim();
    return {
      ...base,
      subject: words.length > 1 ? nameOf(place, words) : subject,
      indicator: null,
      definition: null,
      type: null,
      by: 'words'
    };
  }
  return { ...base, ...densityOf(text, countOf(found.row, number.unit)), definition };
}

/** 每十万人拥有科技类社会组织2.1家 is a density; per any other number of people it is none of ours. */
function densityOf(words: string, counted: Pick<Subject, 'indicator'>): Pick<Subject, 'indicator'> {
  const per = /每([一十百千万\d]+)(?:常住)?(?:名|个)?(?:人|居民)/.exec(words)?.[1];
  if (per === undefined || counted.indicator !== 'stock') return counted;
  return { indicator: /^(?:十万|10万)$/.test(per) ? 'density' : null };
}

/** Rates that say nothing without what is counted. */
const OF_COUNTED = new Set(['growth', 'cagr', 'share_of_all', 'party_coverage']);

/** 同比增长5%, 占社会组织的4.9%: what a percentage measures, of the subject spoken of. */
function rateOf(
  unit: string,
  { clause, earlier, previous, place, following }: Surroundings,
  table: readonly SubjectRow[]
): Subject {
  const text = [...earlier].reverse().concat(clause).join(',');
  const near = clause.length > 2 ? clause : text;
  const rate =
    RATES.find(([pattern]) => pattern.test(near)) ??
    RATES.find(([pattern]) => pattern.test(following.slice(0, 8)));
  const told = rate?.[0].exec(near);
  // 科技类社会组织占社会组织的5.6% is of the former.
  const end = told ? told.index + told[0].length : 0;
  const upTo = text.slice(0, text.length - near.length + (told?.index ?? near.length));
  const found = last(table, near.slice(0, told?.index)) ?? last(table, near.slice(end)) ?? last(table, upTo);
  const counted = found?.row ?? previous;
  const isOfCount =
    counted !== undefined && ['stock', 'entries', 'exits', 'net', 'growth'].includes(counted.indicator ?? '');
  const isOfItself = !OF_COUNTED.has(rate?.[1] ?? '');
  // Points and multiples are differences of what an indicator measures.
  const indicator = (isOfCount || isOfItself) && /^[%‰]$/.test(unit) ? (rate?.[1] ?? null) : null;
  const subject = found
    ? nameOf(place, found.row.phrase)
    : (previous?.subject ?? near.replace(LINKS, '').replace(TRAILS, ''));
  const said = told?.[0] ?? '';
  const gap = /[A-Za-z]$/.test(subject) ? ' ' : '';
  const words = subject.endsWith(said) ? subject : subject + gap + said;
  return {
    subject: words.trim() || '—',
    indicator,
    definition: counted?.definition ?? null,
    type: counted?.type ?? null,
    isFalling: FALLING.test(near),
    by: found ? 'phrase' : previous ? 'inherited' : 'words'
  };
}

function wordsOf({ clause, following, place }: Surroundings): Subject {
  const before = clause
    .replace(LINKS, '')
    .replace(TRAILS, '')
    .replace(/^.*\u0001/, '')
    .trim();
  const after = /^[\u4e00-\u9fa5A-Za-z]{2,10}/.exec(following.replace(/^的/, ''))?.[0] ?? '';
  const words = before.length > 1 ? before.slice(/[A-Za-z]$/.test(before) ? -40 : -16) : after;
  return {
    subject: nameOf(place, words) || '—',
    indicator: null,
    definition: null,
    type: null,
    isFalling: false,
    by: 'words'
  };
}

function countOf(row: SubjectRow, unit: string): Pick<Subject, 'indicator'> {
  const isPeople = row.indicator === 'residents' || row.indicator === 'staff';
  const fits = isPeople ? unit === '人' : ORGANIZATION_UNITS.has(unit) || unit === '';
  return { indicator: fits ? row.indicator : null };
}

/** 其中社会团体210家 after a number of 科技类社会组织 counts those among them: the whole's definition, the part's type. */
function definitionFor(row: SubjectRow, previous: Subject | undefined): string | null {
  const isPart =
    row.type !== null && row.definition === 'all-bulletin' && previous?.indicator !== 'attendance';
  return isPart && previous && /科技/.test(previous.subject) ? previous.definition : row.definition;
}

function isStock(clause: string): boolean {
  const text = clause.replace(LINKS, '').replace(/[\u4e00-\u9fa5]*[省市区县]|全国|我国/g, '');
  return (
    STANDING.test(text) ||
    /(?:有|共|达|登记|在册|存量|拥有|注册)[^,，]{0,6}$|\b(?:had|has|have|counted|registered|totall?ed|there (?:are|were)|with|home to)\s*$/i.test(
      text
    )
  );
}
