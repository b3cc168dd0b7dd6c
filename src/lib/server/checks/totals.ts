import { doubtfulIssue } from '../../csv/cells-issue.ts';
import type { Excluded } from '../../csv/excluded.ts';
import { addIssue } from '../../csv/issue.ts';
import { lineAt } from '../../csv/tally.ts';
import { parseQuantity } from '../../field/quantity.ts';
import type { Checked } from './rule.ts';
import type { StoredColumn } from '../versions/file.ts';
import { quotedIdentifier, rowsOf } from '../warehouse.ts';

/** Subsets and remarks are no totals: 其中, # and the like need not add up. */
const TOTAL = /合计|总计|小计|^总数|^全[国省市]$|total/i;
const SMALLEST = 1e-6;
const CHECKED_TOTALS = 200;

/**
 * Holds the 合计 and 小计 rows that were left out against the records they stand for: those before it (since the last
 * total, or all), those after it, or all. A cell that equals none of these sums is named with the nearest.
 */
export async function checkTotals({ connection, data, columns, proof }: Checked): Promise<void> {
  const totals = proof.excluded.filter(isTotal).slice(0, CHECKED_TOTALS);
  const numeric = columns.filter(({ type }) => type === 'integer' || type === 'decimal');
  if (totals.length === 0 || proof.rows === 0 || proof.lines.rowsPerRecord > 1) return;
  const label = columns.find(({ type }) => type === 'text');
  let last = 0;
  for (const total of totals) {
    const place = ordinalAfter(proof, total.row);
    const spans = [
      [last, place],
      [0, place],
      [place, ordinalAfter(proof, nextTotal(totals, total))],
      [0, proof.rows]
    ] as const;
    last = place;
    const wheres = [
      ...spans.map(([from, to]) => `rowid >= ${from} AND rowid < ${to}`),
      // Rows that are set in are parts of those that are not.
      ...(label ? [`NOT regexp_matches(CAST(${quotedIdentifier(label.name)} AS VARCHAR), '^[ 　]')`] : [])
    ];
    const sums = numeric.map((column) => {
      const cell = quotedIdentifier(column.name);
      return wheres.map((where) => `sum(${cell}) FILTER (WHERE ${where})`).join(', ');
    });
    const counts = spans.map(([from, to]) => Math.max(0, to - from));
    const row =
      sums.length === 0
        ? []
        : ((await rowsOf(connection, `SELECT ${sums.join(', ')} FROM ${data}`))[0] ?? []);
    for (const column of columns) {
      const said = numberOf(total.cells[column.place], column);
      if (said === undefined) continue;
      const at = numeric.indexOf(column);
      // Under a column of texts a total counts its records (合计,4).
      const parts =
        at < 0
          ? counts
          : row.slice(at * wheres.length, (at + 1) * wheres.length).map((sum) => Number(sum ?? 0));
      if (parts.some((part) => Math.abs(part - said) <= SMALLEST * Math.max(1, Math.abs(said)))) continue;
      const before = place > 0 ? (parts[0] ?? 0) : (parts[2] ?? 0);
      const source = proof.columns[column.place]?.source ?? column.name;
      const text = (total.cells[column.place] ?? '').trim();
      const sum = Number(before.toPrecision(12));
      const reason = {
        zh: `与各分项之和 ${sum} 不等（相差 ${Number((said - before).toPrecision(12))}）。合计行本身不载入`,
        en: `does not equal the sum of its parts, ${sum} (off by ${Number((said - before).toPrecision(12))}). The row itself is left out`
      };
      addIssue(proof.issues, doubtfulIssue(total.row, source, text, { code: 'total-mismatch', reason }));
    }
  }
}

function isTotal({ reason, cells }: Excluded): boolean {
  return (
    reason === 'total' &&
    cells.some((cell) => TOTAL.test(cell.replace(/\s/g, ''))) &&
    !cells.some((cell) => /^#|其中/.test(cell.trim()))
  );
}

function nextTotal(totals: readonly Excluded[], total: Excluded): number {
  return totals.find(({ row }) => row > total.row)?.row ?? Infinity;
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
