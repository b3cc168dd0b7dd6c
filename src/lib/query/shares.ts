import { MIN_DENOMINATOR } from '../indicators/indicator.ts';
import type { Query } from './query.ts';
import type { Cell, Result, Unit } from './result.ts';

const AMOUNTS: readonly (Unit | undefined)[] = ['家', '人', '万人', '万元', '亿元', undefined];

/** Aggregates of a column that add up over its groups. */
const ADDITIVE = ['count', 'sum'];

/** Whether a query's values are parts that add up: amounts of groups, none below zero. */
export function canBeShared(
  { columns, rows, indicator }: Result,
  { measure }: Pick<Query, 'measure'>
): boolean {
  if (measure && !ADDITIVE.includes(measure.aggregate)) return false;
  const at = columns.findIndex(({ name }) => name === 'value');
  const value = columns[at];
  if (!value || value.type !== 'number' || !AMOUNTS.includes(value.unit) || indicator === 'net') return false;
  return rows.every((row) => row[at] === null || Number(row[at]) >= 0);
}

/**
 * Each value as its share (0 to 1) of all groups of its period, or of the same row of `whole`; the parts stand as numerator
 * and denominator. Of a whole of organizations or rows under ten no share is given.
 */
export function shared(result: Result, { isCount, whole }: { isCount: boolean; whole?: Result }): Result {
  const at = result.columns.findIndex(({ name }) => name === 'value');
  const period = result.columns[0]?.type === 'period' ? 0 : -1;
  const keyOf = (row: Cell[]) => (period < 0 ? '' : String(row[period]));
  const totals = new Map<string, number>();
  for (const row of (whole ?? result).rows) {
    const place = (whole ?? result).columns.findIndex(({ name }) => name === 'value');
    totals.set(keyOf(row), (totals.get(keyOf(row)) ?? 0) + Number(row[place] ?? 0));
  }
  const value = result.columns[at];
  if (!value) return result;
  const rows = result.rows.map((row): Cell[] => {
    const [part = null, total = 0] = [row[at], totals.get(keyOf(row))];
    const isSmall = total <= 0 || (isCount && total < MIN_DENOMINATOR);
    return [...row.slice(0, at), part === null || isSmall ? null : Number(part) / total, part, total];
  });
  const note = {
    zh: whole ? '占比：符合筛选的部分占全部的比重。' : '占比：各组占同期合计的比重。',
    en: whole
      ? 'Share: of all, those that hold the filters.'
      : 'Share: of each group in the total of its period.'
  };
  return {
    ...result,
    columns: [
      ...result.columns.slice(0, at),
      { ...value, unit: 'ratio', title: { zh: `${value.title.zh}占比`, en: `${value.title.en}, share` } },
      { ...value, name: 'numerator' },
      { ...value, name: 'denominator', title: { zh: '合计', en: 'Total' } }
    ],
    rows,
    notes: [...result.notes, note]
  };
}
