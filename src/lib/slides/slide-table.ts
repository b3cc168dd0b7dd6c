import type { Answer } from '../charts/spec.ts';
import { tableOf, type Table } from '../charts/table.ts';
import type { Lang } from '../field/text.ts';

/** What can be read from the back of a room. */
const MAX_ROWS = 12;
const MAX_COLUMNS = 7;

export interface SlideTable extends Pick<Table, 'columns' | 'rows'> {
  /** What the slide has no room for, as a sentence; '' when all is there. */
  leftOut: string;
}

/** A chart's table as far as a slide has room: of periods the last rows, else the first. */
export function slideTable(answer: Answer, lang: Lang): SlideTable {
  const { columns, rows } = tableOf(answer, lang);
  const isOverTime = answer.results[0]?.columns[0]?.type === 'period';
  const kept = isOverTime ? rows.slice(-MAX_ROWS) : rows.slice(0, MAX_ROWS);
  const [more, wider] = [rows.length - kept.length, columns.length - MAX_COLUMNS];
  const said =
    lang === 'zh'
      ? [more > 0 && `${more} 行`, wider > 0 && `${wider} 列`]
      : [more > 0 && `${more} rows`, wider > 0 && `${wider} columns`];
  const missing = said.filter((part) => part !== false);
  return {
    columns: columns.slice(0, MAX_COLUMNS),
    rows: kept.map((row) => row.slice(0, MAX_COLUMNS)),
    leftOut:
      missing.length === 0
        ? ''
        : lang === 'zh'
          ? `另有 ${missing.join('、')}，见数据`
          : `${missing.join(' and ')} more, see the data`
  };
}
