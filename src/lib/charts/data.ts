import type { Lang } from '../field/text.ts';
import type { Cell } from '../query/result.ts';
import { resultName, rowLike, rowsOfAll } from './rows.ts';
import type { Answer } from './spec.ts';

const NATURE: Record<Lang, [string, string]> = {
  zh: ['数据性质', '模拟数据'],
  en: ['nature of the data', 'synthetic']
};

/**
 * A chart's numbers as they are (no rounding, ratios as ratios): the first result's columns, then the value of
 * each further indicator on the same rows. Synthetic data says so in a last column.
 */
export function dataOf(answer: Answer, lang: Lang): { columns: string[]; rows: Cell[][] } {
  const [first, ...others] = answer.results;
  if (!first) return { columns: [], rows: [] };
  if (answer.spec.type === 'survival' && others.length > 0) return curvesData(answer, lang);
  const valueAt = (result: typeof first) => result.columns.findIndex(({ name }) => name === 'value');
  const isPart = (name: string) => name === 'numerator' || name === 'denominator';
  const kept = first.columns.flatMap(({ name }, at) => (others.length > 0 && isPart(name) ? [] : [at]));
  const nature = NATURE[lang];
  return {
    columns: [
      ...kept.map((at) =>
        at === valueAt(first) && answer.comparison && others.length > 0
          ? resultName(answer, 0, lang)
          : (first.columns[at]?.title[lang] ?? '')
      ),
      ...others.map((result, i) =>
        answer.comparison
          ? resultName(answer, i + 1, lang)
          : (result.columns[valueAt(result)]?.title[lang] ?? '')
      ),
      ...(answer.synthetic ? [nature[0]] : [])
    ],
    rows: rowsOfAll(answer).map((row) => [
      ...kept.map((at) => row[at] ?? null),
      ...others.map((result) => rowLike(result, row, first)?.[valueAt(result)] ?? null),
      ...(answer.synthetic ? [nature[1]] : [])
    ])
  };
}

/** Compared curves, whose years differ, one under another with their names. */
function curvesData(answer: Answer, lang: Lang): { columns: string[]; rows: Cell[][] } {
  const [name, isSynthetic] = NATURE[lang];
  return {
    columns: [
      lang === 'zh' ? '曲线' : 'Curve',
      ...(answer.results[0]?.columns.map((c) => c.title[lang]) ?? []),
      ...(answer.synthetic ? [name] : [])
    ],
    rows: answer.results.flatMap((result, at) =>
      result.rows.map((row) => [
        resultName(answer, at, lang),
        ...row,
        ...(answer.synthetic ? [isSynthetic] : [])
      ])
    )
  };
}
