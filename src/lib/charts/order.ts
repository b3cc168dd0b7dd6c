import { GRADES } from '../field/grade.ts';
import type { Lang, Text } from '../field/text.ts';
import { formatYears } from '../format.ts';

const AGE_BANDS: Record<string, Text> = {
  '<1': { zh: '不满1年', en: 'Under 1 year' },
  '1–3': { zh: '1–3年', en: '1–3 years' },
  '3–5': { zh: '3–5年', en: '3–5 years' },
  '5–10': { zh: '5–10年', en: '5–10 years' },
  '≥10': { zh: '10年及以上', en: '10 years or more' }
};
const MISSED_YEARS: Record<string, Text> = {
  '1': { zh: '一年', en: 'One year' },
  '2': { zh: '连续两年', en: 'Two years in a row' },
  '3+': { zh: '连续三年及以上', en: 'Three or more in a row' }
};

/** Breakdowns whose values have an order of their own: their bars keep it and are not ranked. */
const ORDERED: Record<string, readonly string[]> = {
  age_band: Object.keys(AGE_BANDS),
  missed_years: ['1', '2', '3+'],
  grade: GRADES,
  years: []
};

export function isOrdered(column: string | undefined): boolean {
  return column !== undefined && column in ORDERED;
}

/** Where a value of an ordered breakdown stands; numbers by size, unknown values last. */
export function orderOf(column: string, key: string): number {
  const order = ORDERED[column] ?? [];
  const at = order.length > 0 ? order.indexOf(key) : Number(key);
  return at < 0 || Number.isNaN(at) ? Infinity : at;
}

/** A value of an ordered breakdown as a reader knows it, or undefined. */
export function orderedLabel(column: string, value: string, lang: Lang): string | undefined {
  if (column === 'age_band') return AGE_BANDS[value]?.[lang];
  if (column === 'missed_years') return MISSED_YEARS[value]?.[lang];
  if (column === 'years' && value !== '') return formatYears(Number(value), lang, true);
  return undefined;
}
