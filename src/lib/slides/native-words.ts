import { resultName } from '../charts/rows.ts';
import type { Answer } from '../charts/spec.ts';
import type { Lang } from '../field/text.ts';
import { wordsOf } from '../query/kept-words.ts';

/** What the values of a chart's nth result are called. */
export function valueName(answer: Answer, at: number, lang: Lang): string {
  const result = answer.results[at];
  const words = result && wordsOf(result);
  return resultName(answer, at, lang) || (words?.title[lang] ?? answer.title[lang]);
}

/** The Office number format in which values read as on the page. */
export function numberFormat(unit: string | undefined, values: readonly (number | null)[]): string {
  if (unit === 'ratio') return '0.0%';
  const known = values.filter((value) => value !== null);
  if (known.every((value) => Number.isInteger(value))) return '#,##0';
  return known.some((value) => Math.abs(value) >= 10) ? '#,##0.0' : '#,##0.00';
}
