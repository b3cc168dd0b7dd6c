import type { Answer } from '../charts/spec.ts';
import { tableOf, type Table } from '../charts/table.ts';
import type { Lang } from '../field/text.ts';
import type { Values } from './numbers.ts';

/** What can be read from the back of a room. */
const MAX_ROWS = 12;
const MAX_COLUMNS = 7;

export interface SlideTable extends Pick<Table, 'columns' | 'rows'> {
  /** What the slide has no room for, as a sentence; '' when all is there. */
  leftOut: string;
}

/** A chart's table as far as a slide has room: of periods the last, down or across, else the first rows. */
export function slideTable(answer: Answer, lang: Lang): SlideTable {
  const { columns, rows } = tableOf(answer, lang);
  const isAcross = answer.spec.type === 'small-multiples' || answer.spec.type === 'heat';
  const isDown = !isAcross && answer.results[0]?.columns[0]?.type === 'period';
  const kept = isDown ? rows.slice(-MAX_ROWS) : rows.slice(0, MAX_ROWS);
  const across = <Cell>(cells: readonly Cell[]): Cell[] =>
    isAcross && cells.length > MAX_COLUMNS
      ? [...cells.slice(0, 1), ...cells.slice(1 - MAX_COLUMNS)]
      : cells.slice(0, MAX_COLUMNS);
  const [more, wider] = [rows.length - kept.length, columns.length - MAX_COLUMNS];
  const said =
    lang === 'zh'
      ? [more > 0 && `${more} 行`, wider > 0 && `${wider} 列`]
      : [more > 0 && `${more} rows`, wider > 0 && `${wider} columns`];
  const missing = said.filter((part) => part !== false);
  return {
    columns: across(columns),
    rows: kept.map(across),
    leftOut:
      missing.length === 0
        ? ''
        : lang === 'zh'
          ? `另有 ${missing.join('、')}，见数据`
          : `${missing.join(' and ')} more, see the data`
  };
}

/** The rows of a table on a slide as they stand, its header first. */
export function tableRows(answer: Answer, lang: Lang): string[][] {
  const { columns, rows } = slideTable(answer, lang);
  return [columns.map(({ title }) => title), ...rows];
}

/** How many columns of a chart's table name a row: those before its first value. */
export function namingColumns(answer: Answer, lang: Lang): number {
  const { columns } = slideTable(answer, lang);
  const first = columns.findIndex(({ numeric }) => numeric);
  const years = answer.spec.type === 'survival' ? 1 : 0;
  return Math.max(1, first < 0 ? columns.length - 1 : first + years);
}

/** What names each row below the header; of rows of one name the second is (2). */
export function rowNames(rows: readonly string[][], naming: number): string[] {
  const seen = new Map<string, number>();
  return rows.slice(1).map((row) => {
    const name = row.slice(0, naming).join(' ');
    const nth = (seen.get(name) ?? 0) + 1;
    seen.set(name, nth);
    return nth === 1 ? name : `${name} (${nth})`;
  });
}

export function tableValues(rows: readonly string[][], naming: number): Values {
  const [header = [], ...body] = rows;
  return {
    categories: rowNames(rows, naming),
    series: header.slice(naming).map((name, at) => ({
      name,
      values: body.map((row) => row[naming + at] || null)
    }))
  };
}
