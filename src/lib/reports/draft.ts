import type { Text } from '../field/text.ts';
import { isDate } from '../field/period.ts';
import type { Figure } from './article.ts';
import { capitalised, MONTH } from './english-months.ts';

/** An article as it was read, before anyone has looked at it: what is not found stays null or empty. */
export interface Draft {
  headline: string;
  publisher: string;
  publishedOn: string | null;
  url: string | null;
  paragraphs: string[];
  /** Headings by the index of the paragraph they stand above. */
  headings: Record<number, string>;
  /** Every date that could be the day of publication, the likeliest first. */
  dates: string[];
}

/** Something about a read article that a person should look at. */
export interface Doubt {
  code:
    | 'no-date'
    | 'future-date'
    | 'several-dates'
    | 'no-publisher'
    | 'no-headline'
    | 'no-figures'
    | 'which-place';
  message: Text;
}

/** What to look at in a draft; `today` is the day of reading. */
export function doubtsOf(draft: Draft, today: string, figures: readonly Figure[]): Doubt[] {
  const doubts: Doubt[] = [];
  const add = (code: Doubt['code'], zh: string, en: string) => doubts.push({ code, message: { zh, en } });
  const { publishedOn, dates } = draft;
  if (publishedOn === null) {
    add(
      'no-date',
      `文中没有找到发布日期，先按今天（${today}）处理。请改成实际的日期。`,
      `No day of publication was found; today (${today}) stands in. Please set the real one.`
    );
  } else if (publishedOn > today) {
    add(
      'future-date',
      `发布日期 ${publishedOn} 在今天之后，请核对。`,
      `The day of publication, ${publishedOn}, lies ahead; please check it.`
    );
  }
  if (new Set(dates).size > 1) {
    const others = [...new Set(dates)].join('、');
    add(
      'several-dates',
      `找到几个可能的发布日期：${others}。`,
      `Several days of publication are possible: ${others.replaceAll('、', ', ')}.`
    );
  }
  if (draft.publisher === '') add('no-publisher', '没有找到发布者。', 'No publisher was found.');
  if (draft.headline === '')
    add(
      'no-headline',
      '没有找到标题，先用正文开头。',
      'No headline was found; the beginning of the text stands in.'
    );
  const guessed = [...new Set(figures.flatMap(({ guessedPlace = [] }) => guessedPlace))];
  if (guessed.length > 0)
    add(
      'which-place',
      `文中没有说明${guessed.map((words) => `“${words}”`).join('、')}是哪一处，这些数字先不核对；请在更正里选定地区。`,
      `The text leaves open which place is meant by ${guessed.map((words) => `“${words}”`).join(', ')}; those figures are not checked until you choose it under “Correct”.`
    );
  if (figures.length === 0)
    add('no-figures', '正文里没有找到可以核对的数字。', 'The text holds no figure to check.');
  return doubts;
}

/** A day in English, as the pattern of a regular expression. */
export const ENGLISH_DAY = `(?<day>\\d{1,2})(?:st|nd|rd|th)?\\s+(?<month>${MONTH})\\.?,?\\s+(?<year>(?:19|20)\\d{2})|(?<month2>${MONTH})\\.?\\s+(?<day2>\\d{1,2})(?:st|nd|rd|th)?,?\\s+(?<year2>(?:19|20)\\d{2})`;

/** `2023-12-29`, `2023年12月29日`, `2023/12/29 10:30`, `29 December 2023` as an ISO date; undefined when there is none. */
export function dayIn(text: string): string | undefined {
  const [, y, m = '', d = ''] =
    /((?:19|20)\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})/.exec(text) ?? englishDay(text) ?? [];
  const date = `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`;
  return y && isDate(date) ? date : undefined;
}

/** Year, month and day of `29 December 2023` or `December 29, 2023`. */
function englishDay(text: string): string[] | undefined {
  const said = new RegExp(ENGLISH_DAY, 'i').exec(text)?.groups;
  if (!said) return undefined;
  const { year = said.year2 ?? '', month = said.month2 ?? '', day = said.day2 ?? '' } = said;
  return ['', year, String(capitalised(month)), day];
}

/** Collapses blanks, drops control characters; the text of one paragraph. */
export function tidy(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000B-\u001F\u007F\u200B-\u200D\uFEFF]/g, '')
    .replace(/[\s\u3000\u00A0]+/g, ' ')
    .trim();
}
