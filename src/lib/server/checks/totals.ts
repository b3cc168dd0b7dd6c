import { totalIssue } from '../../csv/cells-issue.ts';
import type { Excluded } from '../../csv/excluded.ts';
import { addIssue } from '../../csv/issue.ts';
import { lineAt } from '../../csv/tally.ts';
import { parseQuantity } from '../../field/quantity.ts';
import { isNumeric, type Checked } from './rule.ts';
import { levelOf, partsOf, type Parts, type Total } from './total-parts.ts';
import type { StoredColumn } from '../versions/file.ts';
import { quotedIdentifier, rowsOf } from '../warehouse.ts';

/** Subsets and remarks are no totals: 其中, # and the like need not add up. */
const TOTAL = /合计|总计|小计|^总数|^全[国省市]$|total/i;
const SMALLEST = 1e-6;
const CHECKED_TOTALS = 200;

/**
 * Holds the 合计 and 小计 rows that were left out against what they may be the sum of (`partsOf`). A cell that equals none
 * of these sums is named with the nearest.
 */
export async function checkTotals(checked: Checked): Promise<void> {
  const { columns, proof } = checked;
  const totals = proof.excluded
    .filter(isTotal)
    .slice(0, CHECKED_TOTALS)
    .map((total) => ({ ...total, place: ordinalAfter(proof, total.row), level: levelOf(total.cells) }));
  if (totals.length === 0 || proof.rows === 0 || proof.lines.rowsPerRecord > 1) return;
  const outer = await outerSql(checked);
  for (const [at, total] of totals.entries()) {
    const parts = partsOf(totals, at, proof.rows);
    const sums = await sumsOf(checked, parts, outer);
    for (const column of columns) {
      const said = numberOf(total.cells[column.place], column);
      if (said !== undefined) addMismatch(checked, total, column, said, sums.get(column) ?? []);
    }
  }
}

function addMismatch(
  { proof }: Checked,
  total: Total,
  column: StoredColumn,
  said: number,
  sums: readonly number[]
): void {
  const offOf = (sum: number) => Math.abs(sum - said);
  const [nearest] = [...sums].sort((one, other) => offOf(one) - offOf(other));
  if (nearest === undefined || offOf(nearest) <= SMALLEST * Math.max(1, Math.abs(said))) return;
  const source = proof.columns[column.place]?.source ?? column.name;
  const text = (total.cells[column.place] ?? '').trim();
  const [sum, off] = [nearest, said - nearest].map((number) => Number(number.toPrecision(12)));
  const reason = {
    zh: `与各分项之和 ${sum} 不等（相差 ${off}）`,
    en: `does not equal the sum of its parts, ${sum} (off by ${off})`
  };
  addIssue(proof.issues, totalIssue(total.row, source, text, { code: 'total-mismatch', reason }));
}

/** The sums of each column; under a column of texts a total counts its records (合计,4). */
async function sumsOf(
  { connection, data, columns }: Checked,
  parts: readonly Parts[],
  outer: string | undefined
): Promise<Map<StoredColumn, number[]>> {
  const wheres = [
    ...parts.map(({ from, to }) => `rowid >= ${from} AND rowid < ${to}`),
    ...(outer === undefined ? [] : [outer])
  ];
  const numeric = columns.filter(isNumeric);
  const sql = numeric.flatMap(({ name }) =>
    wheres.map((where) => `sum(${quotedIdentifier(name)}) FILTER (WHERE ${where})`)
  );
  const [row = []] =
    sql.length === 0 ? [] : await rowsOf(connection, `SELECT ${sql.join(', ')} FROM ${data}`);
  return new Map(
    columns.map((column) => {
      const first = numeric.indexOf(column) * wheres.length;
      const sums = parts.map(({ from, to, totals }, n) =>
        totals.reduce(
          (sum, { cells }) => sum + (numberOf(cells[column.place], column) ?? NaN),
          first < 0 ? to - from : Number(row[first + n] ?? 0)
        )
      );
      if (first >= 0 && outer !== undefined) sums.push(Number(row[first + parts.length] ?? 0));
      return [column, sums.filter((sum) => !Number.isNaN(sum))];
    })
  );
}

/** SQL for the rows that are not set in, where some are: those are parts of the others. */
async function outerSql({ connection, data, columns }: Checked): Promise<string | undefined> {
  const label = columns.find(({ type }) => type === 'text');
  if (!label) return undefined;
  const isSetIn = `regexp_matches(CAST(${quotedIdentifier(label.name)} AS VARCHAR), '^[ 　]')`;
  const [row = []] = await rowsOf(connection, `SELECT count(*) FILTER (WHERE ${isSetIn}) FROM ${data}`);
  return Number(row[0]) > 0 ? `NOT ${isSetIn}` : undefined;
}

function isTotal({ reason, cells }: Excluded): boolean {
  return (
    reason === 'total' &&
    cells.some((cell) => TOTAL.test(cell.replace(/\s/g, ''))) &&
    !cells.some((cell) => /^#|其中/.test(cell.trim()))
  );
}

/** The ordinal of the first record that begins after a line of the file. */
function ordinalAfter(proof: Checked['proof'], line: number): number {
  let [low, high] = [0, proof.rows];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lineAt(proof.lines, middle) > line) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** A cell's number where nothing needs to be converted; texts count only as whole numbers. */
function numberOf(cell: string | undefined, { type }: StoredColumn): number | undefined {
  const quantity = cell === undefined ? undefined : parseQuantity(cell);
  if (!quantity || quantity.unit !== null || quantity.power !== 0) return undefined;
  if (type === 'date' || type === 'boolean') return undefined;
  if (type === 'text' && !/^[0-9]{1,9}$/.test(quantity.number)) return undefined;
  return Number(quantity.number);
}
