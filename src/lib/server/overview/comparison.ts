import type { ChartSpec, Side } from '../../charts/spec.ts';
import { findDivision, levelOf } from '../../field/division.ts';
import { isDate, yearsBefore } from '../../field/period.ts';
import type { Text } from '../../field/text.ts';
import type { Query } from '../../query/query.ts';
import type { Result } from '../../query/result.ts';

/** The province without the place. */
export const REST = 'rest';
/** The place itself, a year before. */
export const YEAR_BEFORE = 'year';

/** What a place is held against: another place, or the same one a year before. */
export interface Comparison {
  title: Text;
  isOfTime: boolean;
  region: string;
  except?: string;
}

/** What `?compare=` means at a place; undefined without one, for the place itself, and for the rest of what has none. */
export function comparedWith(region: string, compare: string | undefined): Comparison | undefined {
  if (compare === undefined || compare === region) return undefined;
  if (compare === YEAR_BEFORE)
    return { title: { zh: '去年同期', en: 'A year before' }, isOfTime: true, region };
  if (compare !== REST) {
    const division = findDivision(compare);
    return division && { title: division.name, isOfTime: false, region: compare };
  }
  if (levelOf(region) === 'province' || levelOf(region) === 'national') return undefined;
  const title = { zh: '全省其余', en: 'Rest of the province' };
  return { title, isOfTime: false, region: `${region.slice(0, 2)}0000`, except: region };
}

/** How an answer names what it is compared with. */
export function sideOf({ title, isOfTime, region, except }: Comparison): Side {
  if (isOfTime) return { title, isYearBefore: true };
  return { title, region, ...(except === undefined ? {} : { except }) };
}

/** The query of what is compared. */
export function otherQuery({ isOfTime, region, except }: Comparison, query: Query): Query {
  if (!isOfTime) return { ...query, region, ...(except === undefined ? {} : { except }) };
  const { asOf, period } = query;
  const earlier = (label: string | undefined) => (label === undefined ? undefined : yearsOn(label, -1));
  return {
    ...query,
    ...(asOf === undefined ? {} : { asOf: yearsBefore(asOf, 1) }),
    ...(period ? { period: { ...period, from: earlier(period.from), to: earlier(period.to) } } : {})
  };
}

/** Puts the periods of a year before under those of the year they are held against. */
export function aligned({ isOfTime }: Comparison, result: Result): Result {
  const at = result.columns.findIndex(({ type }) => type === 'period');
  if (!isOfTime || at < 0) return result;
  const rows = result.rows.map((row) => row.map((cell, i) => (i === at ? yearsOn(String(cell), 1) : cell)));
  const note = {
    zh: '去年同期：每个数是前一年同一时期的，写在后一年的时期下。',
    en: 'A year before: each value is of the same period of the year before, written under that of the year after.'
  };
  return { ...result, rows, notes: [...result.notes, note] };
}

/** Types whose every mark is one of several groups already, and those of one place only. */
const ALONE = ['histogram', 'area', 'number'];

/** Why a chart does not draw a comparison; undefined when it does. */
export function whyNotCompared({ type, also, query }: ChartSpec, other: Comparison): Text | undefined {
  if (ALONE.includes(type))
    return {
      zh: '这种图只画一个地区，不画对比；请换成折线、柱或条。',
      en: 'This type shows one place only; lines, columns or bars draw the comparison.'
    };
  if (type === 'heat' && query.by)
    return { zh: '热力表已按组分行，不画对比。', en: 'The rows are groups already; no comparison is drawn.' };
  if (query.dataset !== 'organizations')
    return { zh: '本图画的是公布的数字，不作对比。', en: 'Published figures; no comparison is drawn.' };
  if (type === 'small-multiples' && (query.by !== undefined || other.isOfTime))
    return { zh: '每格已画出历年，不另作对比。', en: 'Each panel has its years; no comparison is drawn.' };
  if ((type === 'line' && (also || query.by)) || (type === 'column' && query.by))
    return {
      zh: '本图已有几条线，不再画对比。',
      en: 'This chart has several lines already; no comparison is drawn.'
    };
  if (!other.isOfTime && (query.by === 'region' || query.by === 'seat_code'))
    return {
      zh: `各地已在图上，不另画${other.title.zh}。`,
      en: `The places are in the chart; ${other.title.en} is not drawn beside them.`
    };
  return undefined;
}

/** A period's label so many years later. */
function yearsOn(label: string, years: number): string {
  return isDate(label) ? yearsBefore(label, -years) : `${Number(label.slice(0, 4)) + years}${label.slice(4)}`;
}
