import type { Lang } from '../field/text.ts';
import { formatDate, formatPeriod, formatValue } from '../format.ts';
import { seriesOf, unitOf } from './rows.ts';
import type { Answer } from './spec.ts';

/** The period that is not yet over on the answer's day, or null. */
export function incompletePeriod(answer: Answer): string | null {
  const result = answer.results.find((r) => r.isLastIncomplete === true);
  const last = result?.rows.at(-1)?.[result.columns.findIndex((c) => c.type === 'period')];
  return typeof last === 'string' ? last : null;
}

/** A period as it is read, one that is not yet over marked as such. */
export function periodText(answer: Answer, period: string, lang: Lang): string {
  const said = formatPeriod(period, lang);
  if (period === '' || period !== incompletePeriod(answer)) return said;
  return lang === 'zh' ? `${said}（未满）` : `${said} (incomplete)`;
}

/** How a drawing marks the last period when it is incomplete: columns are outlined, lines dashed; else ''. */
export function incompleteHint(answer: Answer, lang: Lang): string {
  if (incompletePeriod(answer) === null) return '';
  const { type } = answer.spec;
  const isColumn = type === 'column';
  if (type === 'heat' || type === 'table') return '';
  if (type === 'area') return lang === 'zh' ? '末段浅色：末期未满' : 'Pale end: incomplete';
  if (lang === 'zh') return isColumn ? '空框：末期未满' : '末段虚线：末期未满';
  return isColumn ? 'Outlined: incomplete' : 'Dashed end: incomplete';
}

/** The same as a sentence with the day up to which the period is known, and the value where there is one. */
export function incompleteSentence(answer: Answer, lang: Lang): string[] {
  const period = incompletePeriod(answer);
  if (period === null) return [];
  const [said, day] = [formatPeriod(period, lang), formatDate(answer.asOf, lang)];
  const [only, other] = answer.results.flatMap((result) => seriesOf(result, lang));
  const value = other ? null : only?.points.find((p) => p.period === period)?.value;
  const counted = value == null ? '' : formatValue(value, unitOf(answer.results[0]), lang);
  if (lang === 'zh') return [`${said}的数只到${day}，尚不完整${counted && `：${counted}`}。`];
  return [`${said} runs to ${day} only${counted && `: ${counted}`}.`];
}
