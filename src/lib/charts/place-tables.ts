import type { Lang } from '../field/text.ts';
import { formatNumber } from '../format.ts';
import type { Cell, Result } from '../query/result.ts';
import { barsOf } from './bars.ts';
import type { Measured } from './bars.ts';
import type { Origin } from './behind.ts';
import { periodText } from './incomplete.ts';
import { panelsOf, periodsOf } from './panels.ts';
import { breakdownOf, resultName, unitOf } from './rows.ts';
import type { Answer } from './spec.ts';
import type { Table } from './table.ts';

/** A row a place, a column a period, in the order of the panels. */
export function panelTable(answer: Answer, lang: Lang): Table {
  const [first] = answer.results;
  const panels = panelsOf(answer, lang);
  const periods = periodsOf(panels);
  return {
    columns: [
      { title: (first && breakdownOf(first)?.title[lang]) ?? '', numeric: false },
      ...periods.map((period) => ({ title: periodText(answer, period, lang), numeric: true }))
    ],
    rows: panels.map(({ name, points }) => [
      name,
      ...periods.map((period) => {
        const point = points.find((one) => one.period === period);
        return formatNumber(point?.value, unitOf(first), lang);
      })
    ]),
    origins: panels.map(({ key }) => [
      null,
      ...periods.map((period) => originOf(first, 0, (row) => row[0] === period && String(row[1]) === key))
    ])
  };
}

/** A row a bar, a column a side of the comparison. */
export function comparedTable(answer: Answer, lang: Lang): Table {
  const [first] = answer.results;
  const bars = barsOf(answer, { lang });
  const said = (measured: Measured | undefined) => {
    const { label = '', share = '' } = measured ?? {};
    if (share === '') return label;
    return lang === 'zh' ? `${label}（${share}）` : `${label} (${share})`;
  };
  return {
    columns: [
      { title: (first && breakdownOf(first)?.title[lang]) ?? '', numeric: false },
      ...answer.results.map((_, at) => ({ title: resultName(answer, at, lang), numeric: true }))
    ],
    rows: bars.map((bar) => [bar.name, said(bar), said(bar.other)]),
    origins: bars.map(({ key }) => [
      null,
      ...answer.results.map((result, at) => originOf(result, at, (row) => String(row[0]) === key))
    ])
  };
}

function originOf(
  result: Result | undefined,
  at: number,
  isWanted: (row: readonly Cell[]) => boolean
): Origin | null {
  const row = result?.rows.find(isWanted);
  return row ? { at, row } : null;
}
