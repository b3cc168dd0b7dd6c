import { addDays, isDate, periodOf, yearsBefore } from '../field/period.ts';
import { parseNumeral } from './numerals.ts';

/** A date in a text, as the last day it speaks of. `isBase`: what a figure is compared with (比上年底), not its own. */
export interface FoundDate {
  start: number;
  end: number;
  text: string;
  asOf: string;
  grain: 'day' | 'month' | 'quarter' | 'half' | 'year' | 'years';
  isBase: boolean;
}

/** What relative dates are read against: the day of publication, and the date spoken of before (同期). */
export interface Clock {
  publishedOn: string;
  before: string | null;
}

type Reader = (
  match: RegExpExecArray,
  clock: Clock
) => { asOf: string; grain: FoundDate['grain'] } | undefined;

const Y = '(\\d{4}|[一二三四五六七八九〇零]{4})\\s*年(?!代)';
const M = '(\\d{1,2}|十[一二]?|[一二三四五六七八九])\\s*月(?!份的)';
const D = '(\\d{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])\\s*[日号]';
const RELATIVE = '(去年|上年|前年|今年|本年|当年|同年|次年|明年)';
const PART = '(上半年|下半年|前?[一二三四1-4][个]?季度|前三季度|第[一二三四1-4]季度)';
const PLANS: Record<string, [number, number]> = {
  十一: [2006, 2010],
  十二: [2011, 2015],
  十三: [2016, 2020],
  十四: [2021, 2025],
  十五: [2026, 2030]
};

const READERS: readonly (readonly [pattern: RegExp, read: Reader])[] = [
  [
    /(?<!\d)((?:19|20)\d{2})[-/.年](0?[1-9]|1[0-2])[-/.月](0?[1-9]|[12]\d|3[01])(?!\d)[日号]?/g,
    ([, y, m, d]) => day(y, m, d)
  ],
  [new RegExp(`${Y}\\s*${M}\\s*${D}`, 'g'), ([, y, m, d]) => day(y, m, d)],
  [
    new RegExp(`${RELATIVE}\\s*${M}\\s*${D}`, 'g'),
    ([, word, m, d], clock) => day(relative(word, clock), m, d)
  ],
  [
    new RegExp(`${Y}?\\s*至\\s*${Y}?\\s*${M}(?:底|末|份)?`, 'g'),
    ([, , y, m], clock) => (y ? month(y, m) : month(nearYear(m, clock), m))
  ],
  [
    new RegExp(`${Y}\\s*${M}(?:底|末|份|初|中旬|上旬|下旬|间)?`, 'g'),
    ([text, y, m], clock) => month(y, m, text, clock)
  ],
  [
    new RegExp(`${RELATIVE}\\s*${M}(?:底|末|份|初|中旬|上旬|下旬)?`, 'g'),
    ([text, word, m], clock) => month(relative(word, clock), m, text, clock)
  ],
  [new RegExp(`${Y}\\s*(?:的)?${PART}`, 'g'), ([, y, part]) => partOf(y, part)],
  [
    new RegExp(`${RELATIVE}\\s*(?:的)?${PART}`, 'g'),
    ([, word, part], clock) => partOf(relative(word, clock), part)
  ],
  [
    /(?<!\d)((?:19|20)\d{2})年?\s*(?:至|到|-|—|–|~)+\s*((?:19|20)\d{2})年?(?:间|期间|度)?/g,
    ([, , y], clock) => years(y, clock)
  ],
  [new RegExp(`${Y}(?:年?[底末终初]|内|间|以来|度)?`, 'g'), ([text, y], clock) => yearOf(y, text, clock)],
  [
    /(?<=\D|^)(?:19|20)\d{2}(?=(?:年度|年底|年末))(?:年底|年末|年度)/g,
    ([text], clock) => yearOf(text.slice(0, 4), text, clock)
  ],
  [
    /["“”「]?(十[一二三四五]?)五["“”」]?(?:规划|计划|时期|期间|以来|末|初|收官)+/g,
    ([text, plan], clock) => planOf(plan, text, clock)
  ],
  [
    /(去年|上年|上一年|今年|本年|前年|年初|年底|年末|上年末|上年度)(?:底|末|以来|年底|年末|初|全年|同期|同日)?/g,
    ([text], clock) => relativeYear(text, clock)
  ],
  [new RegExp(`(?<![\\d年])${M}\\s*${D}`, 'g'), ([, m, d], clock) => day(nearYear(m, clock), m, d)],
  [
    new RegExp(`(?:截[至止到]+)?(?<![\\d年])${M}(?:底|末|份|初|中旬|上旬|下旬)`, 'g'),
    ([, m], clock) => month(nearYear(m, clock), m)
  ],
  [/(?<![\d年])(1[0-2]|[1-9])月(?!\d)/g, ([, m], clock) => month(nearYear(m, clock), m)],
  [new RegExp(`(?<![年\\d])${PART}`, 'g'), ([, part], clock) => partOf(clock.publishedOn.slice(0, 4), part)],
  [
    /(?<=上个?)月(?:底|末)?/g,
    (_, clock) => ({
      asOf: lastDay(addDays(`${clock.publishedOn.slice(0, 7)}-01`, -1), 'month'),
      grain: 'month'
    })
  ],
  [
    /(?:截[至止到]+)?(?:目前|当前|现在|发稿时?|昨日|今日|昨天|今天|日前|近日|近年来?|如今|现有|迄今|本月|月底)/g,
    (_, { publishedOn }) => ({ asOf: publishedOn, grain: 'day' })
  ],
  [/(?<!上年|去年|年)同期/g, (_, clock) => ({ asOf: clock.before ?? clock.publishedOn, grain: 'month' })],
  [
    /(?<![\d年月.])([1-9]|[12]\d|3[01])日/g,
    ([, d], { publishedOn }) => day(publishedOn.slice(0, 4), publishedOn.slice(5, 7), d)
  ]
];

const BASE = /(?:比|较|相比|相较于?|对比|与|同)(?:于)?$/;

/** The dates of a plain text, in order; what is written without a year is read against the day of publication. */
export function datesIn(plain: string, clock: Clock): FoundDate[] {
  let rest = plain;
  const found: FoundDate[] = [];
  for (const [pattern, read] of READERS) {
    for (const match of rest.matchAll(pattern)) {
      const date = read(match as RegExpExecArray, {
        ...clock,
        before: beforeOf(found, match.index) ?? clock.before
      });
      if (!date || !isDate(date.asOf)) continue;
      const [start, end] = [match.index, match.index + match[0].length];
      rest = rest.slice(0, start) + '\u0001'.repeat(end - start) + rest.slice(end);
      const isBase = BASE.test(plain.slice(0, start)) || /^(?:相比|相较)/.test(plain.slice(end));
      found.push({ start, end, text: match[0], ...date, isBase });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

function beforeOf(found: readonly FoundDate[], at: number): string | undefined {
  const earlier = found.filter(({ end, isBase }) => end <= at && !isBase);
  return earlier.sort((a, b) => a.start - b.start).at(-1)?.asOf;
}

function day(y: string | undefined, m: string | undefined, d: string | undefined) {
  return { asOf: `${year(y)}-${two(m)}-${two(d)}`, grain: 'day' as const };
}

/** A month as its last day; one not yet over, without 底, as the day of publication. */
function month(y: string | undefined, m: string | undefined, text = '', clock?: Clock) {
  const first = `${year(y)}-${two(m)}-01`;
  if (!isDate(first)) return undefined;
  const last = lastDay(first, 'month');
  const isUnderWay = clock?.publishedOn.slice(0, 7) === first.slice(0, 7) && !/[底末]$/.test(text);
  return { asOf: isUnderWay ? clock.publishedOn : last, grain: 'month' as const };
}

function yearOf(y: string | undefined, text: string, clock: Clock) {
  if (/初$/.test(text)) return { asOf: `${year(y)}-01-01`, grain: 'day' as const };
  // A year still to come is an aim, not a state of today.
  if (year(y) > clock.publishedOn.slice(0, 4)) return { asOf: `${year(y)}-12-31`, grain: 'year' as const };
  return { asOf: capped(`${year(y)}-12-31`, clock), grain: 'year' as const };
}

function years(y: string | undefined, clock: Clock) {
  return { asOf: capped(`${year(y)}-12-31`, clock), grain: 'years' as const };
}

function partOf(y: string | undefined, part = '') {
  const first = year(y);
  if (part === '上半年') return { asOf: `${first}-06-30`, grain: 'half' as const };
  if (part === '下半年') return { asOf: `${first}-12-31`, grain: 'half' as const };
  const quarter = parseNumeral(/[一二三四1-4]/.exec(part)?.[0] ?? '')?.value ?? 4;
  return { asOf: lastDay(`${first}-${two(String(quarter * 3))}-01`, 'month'), grain: 'quarter' as const };
}

function planOf(plan: string | undefined, text: string, clock: Clock) {
  const [first, last] = PLANS[plan ?? ''] ?? [0, 0];
  if (first === 0) return undefined;
  const asOf = /初$/.test(text) ? `${first}-12-31` : `${last}-12-31`;
  return { asOf: capped(asOf, clock), grain: 'years' as const };
}

function relativeYear(text: string, clock: Clock) {
  const { publishedOn } = clock;
  if (/同[期日]$/.test(text)) {
    return { asOf: yearsBefore(clock.before ?? publishedOn, 1), grain: 'month' as const };
  }
  if (/初$/.test(text)) return { asOf: `${publishedOn.slice(0, 4)}-01-01`, grain: 'day' as const };
  const back = /^前年/.test(text) ? 2 : /^[去上]/.test(text) ? 1 : 0;
  const last = `${Number(publishedOn.slice(0, 4)) - back}-12-31`;
  if (back > 0) return { asOf: last, grain: 'year' as const };
  // A bare 年底 early in the year speaks of the year before.
  if (/^年[底末]/.test(text) && publishedOn.slice(5, 7) < '06') {
    return { asOf: `${Number(publishedOn.slice(0, 4)) - 1}-12-31`, grain: 'year' as const };
  }
  return { asOf: /[底末]$|全年/.test(text) ? last : publishedOn, grain: 'year' as const };
}

function relative(word: string | undefined, { publishedOn, before }: Clock): string {
  const published = Number(publishedOn.slice(0, 4));
  const told = Number((before ?? publishedOn).slice(0, 4));
  const years: Record<string, number> = {
    去年: published - 1,
    上年: published - 1,
    前年: published - 2,
    明年: published + 1,
    当年: told,
    同年: told,
    次年: told + 1
  };
  return String(years[word ?? ''] ?? published);
}

/** The year in which a month without one lies: the last such month, or the one just ahead (年底, said a little early). */
function nearYear(m: string | undefined, { publishedOn }: Clock): string {
  const [published, at] = [Number(publishedOn.slice(0, 4)), Number(publishedOn.slice(5, 7))];
  return String(Number(two(m)) > at + 1 ? published - 1 : published);
}

/** A stretch that is not over yet ends, for its figures, on the day of publication; a month ahead is let stand. */
function capped(asOf: string, { publishedOn }: Clock): string {
  return asOf > addDays(publishedOn, 31) ? publishedOn : asOf;
}

function lastDay(date: string, grain: 'month'): string {
  return isDate(date) ? periodOf(date, grain).endOn : date;
}

function year(text = ''): string {
  return /^\d+$/.test(text) ? text : String(parseNumeral(text)?.value ?? '');
}

function two(text = ''): string {
  const value = /^\d+$/.test(text) ? Number(text) : (parseNumeral(text)?.value ?? 0);
  return String(value).padStart(2, '0');
}
