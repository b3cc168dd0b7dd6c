import type { Lang } from '../field/text.ts';
import { formatNumber } from '../format.ts';
import type { Cell, Result } from '../query/result.ts';
import { barsOf } from './bars.ts';
import type { Bar, Measured } from './bars.ts';
import type { Origin } from './behind.ts';
import { periodText } from './incomplete.ts';
import { isOfSides, panelsOf, periodsOf } from './panels.ts';
import { breakdownOf, resultName, unitOf } from './rows.ts';
import type { Answer } from './spec.ts';
import type { Table } from './table.ts';
import { word } from './words.ts';

/** A row a place, a column a period, in the order of the panels. */
export function panelTable(answer: Answer, lang: Lang): Table {
  const [first] = answer.results;
  const panels = panelsOf(answer, lang);
  const periods = periodsOf(panels);
  return {
    columns: [
      {
        title: (first && breakdownOf(first)?.title[lang]) ?? (lang === 'zh' ? '地区' : 'Place'),
        numeric: false
      },
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
      ...periods.map((period) =>
        isOfSides(answer)
          ? originOf(answer.results[Number(key)], Number(key), (row) => row[0] === period)
          : originOf(first, 0, (row) => row[0] === period && String(row[1]) === key)
      )
    ])
  };
}

/** A row a bar, a column a side of the comparison. */
export function comparedTable(answer: Answer, lang: Lang): Table {
  const [first] = answer.results;
  const bars = barsOf(answer, { lang });
  if (first && !breakdownOf(first)) return sidesTable(answer, bars, lang);
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
    rows: bars.map((bar) => [bar.name, said(bar), ...(bar.others ?? []).map(said)]),
    origins: bars.map(({ key }) => [
      null,
      ...answer.results.map((result, at) => originOf(result, at, (row) => String(row[0]) === key))
    ])
  };
}

/** A row a place, without a breakdown. */
function sidesTable(answer: Answer, bars: readonly Bar[], lang: Lang): Table {
  return {
    columns: [
      { title: lang === 'zh' ? '地区' : 'Place', numeric: false },
      { title: word('value', lang), numeric: true }
    ],
    rows: bars.map(({ name, label }) => [name, label]),
    origins: bars.map(({ key }) => [null, originOf(answer.results[Number(key)], Number(key), () => true)])
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
