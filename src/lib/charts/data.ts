import type { Lang } from '../field/text.ts';
import type { Cell } from '../query/result.ts';
import type { Answer } from './spec.ts';

/**
 * A chart's numbers as they are (no rounding, ratios as ratios): the first result's columns, then the value of
 * each further indicator on the same rows. Synthetic data says so in a last column.
 */
export function dataOf(answer: Answer, lang: Lang): { columns: string[]; rows: Cell[][] } {
  const [first, ...others] = answer.results;
  if (!first) return { columns: [], rows: [] };
  const valueAt = (result: typeof first) => result.columns.findIndex(({ name }) => name === 'value');
  const isPart = (name: string) => name === 'numerator' || name === 'denominator';
  const kept = first.columns.flatMap(({ name }, at) => (others.length > 0 && isPart(name) ? [] : [at]));
  const nature = lang === 'zh' ? ['数据性质', '模拟数据'] : ['nature of the data', 'synthetic'];
  return {
    columns: [
      ...kept.map((at) => first.columns[at]?.title[lang] ?? ''),
      ...others.map((result) => result.columns[valueAt(result)]?.title[lang] ?? ''),
      ...(answer.synthetic ? [nature[0] ?? ''] : [])
    ],
    rows: first.rows.map((row, index) => [
      ...kept.map((at) => row[at] ?? null),
      ...others.map((result) => result.rows[index]?.[valueAt(result)] ?? null),
      ...(answer.synthetic ? [nature[1] ?? ''] : [])
    ])
  };
}
