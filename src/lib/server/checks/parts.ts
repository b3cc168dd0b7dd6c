import { doubtfulIssue } from '../../csv/cells-issue.ts';
import { addIssue } from '../../csv/issue.ts';
import { lineAt } from '../../csv/tally.ts';
import { withoutUnit } from '../../field/unit.ts';
import { addCount, type Checked } from './rule.ts';
import { rawColumnSql, type StoredColumn } from '../versions/file.ts';
import { quotedIdentifier, rowsOf } from '../warehouse.ts';

const TOTAL = /^(?:合计|总计|总数|小计|total)$/i;
const OF_WHICH = /其中/;
/** A column is the sum of others when it is in at least this share of the rows that have all of them. */
const HOLDS_SHARE = 0.5;
const LISTED = 100_000;

/** A column that says it is a total, and columns that may be its parts. */
interface Sum {
  total: StoredColumn;
  parts: StoredColumn[];
}

/**
 * Holds 合计 columns against the columns beside them: those under the same upper header, those after it (其中：…), or those
 * before it, whichever they are the sum of in most rows. A row in which they are not is named; nothing is corrected.
 */
export async function checkParts(checked: Checked): Promise<void> {
  const { connection, data, columns, proof } = checked;
  if (proof.lines.rowsPerRecord > 1) return;
  const sourceOf = ({ place, name }: StoredColumn) => proof.columns[place]?.source ?? name;
  const sums = columns.filter(isNumeric).flatMap((total) => candidates(total, columns, sourceOf));
  if (sums.length === 0) return;
  const counts = sums.flatMap((sum) => [
    `count(*) FILTER (WHERE ${isWhole(sum)})`,
    `count(*) FILTER (WHERE ${isWhole(sum)} AND NOT ${isOff(sum)})`
  ]);
  const [row = []] = await rowsOf(connection, `SELECT ${counts.join(', ')} FROM ${data}`);
  const taken = new Set<string>();
  for (const [k, sum] of sums.entries()) {
    const [whole, right] = [Number(row[k * 2]), Number(row[k * 2 + 1])];
    if (taken.has(sum.total.name) || right === 0 || right < whole * HOLDS_SHARE) continue;
    taken.add(sum.total.name);
    if (right < whole) await list(checked, sum, whole - right, sourceOf);
  }
}

async function list(
  { connection, data, proof }: Checked,
  sum: Sum,
  count: number,
  sourceOf: (column: StoredColumn) => string
): Promise<void> {
  const sql = `SELECT rowid, ${rawColumnSql(sum.total)}, CAST(${sumSql(sum)} AS DOUBLE) FROM ${data}
    WHERE ${isWhole(sum)} AND ${isOff(sum)} ORDER BY rowid LIMIT ${LISTED}`;
  const rows = await rowsOf(connection, sql);
  const names = sum.parts.map(sourceOf);
  for (const [ordinal, text, total] of rows) {
    const line = lineAt(proof.lines, Number(ordinal));
    const added = Number(Number(total).toPrecision(12));
    const reason = {
      zh: `与同一行各分项（${names.join('、')}）之和 ${added} 不等`,
      en: `does not equal the sum of its parts in the row (${names.join(', ')}), ${added}`
    };
    addIssue(
      proof.issues,
      doubtfulIssue(line, sourceOf(sum.total), String(text), { code: 'total-mismatch', reason })
    );
  }
  addCount(proof.issues, count - rows.length);
}

function candidates(
  total: StoredColumn,
  columns: readonly StoredColumn[],
  sourceOf: (column: StoredColumn) => string
): Sum[] {
  const pathOf = (column: StoredColumn) =>
    sourceOf(column)
      .split('/')
      .map((part) => withoutUnit(part).replace(/\s/g, ''));
  const isTotal = (column: StoredColumn) => TOTAL.test(pathOf(column).at(-1) ?? '');
  if (!isTotal(total)) return [];
  const upper = (column: StoredColumn) => pathOf(column).slice(0, -1).join('/');
  const at = columns.indexOf(total);
  const run = (step: number, isIn: (column: StoredColumn) => boolean) => {
    const found: StoredColumn[] = [];
    for (let k = at + step; k >= 0 && k < columns.length; k += step) {
      const column = columns[k];
      if (!column || !isNumeric(column) || isTotal(column) || column.unit !== total.unit || !isIn(column))
        break;
      found.push(column);
    }
    return found;
  };
  const others = columns.filter((one) => one !== total && isNumeric(one) && one.unit === total.unit);
  const group =
    upper(total) === '' ? [] : others.filter((one) => upper(one) === upper(total) && !isTotal(one));
  const sets = [
    group,
    run(1, (column) => OF_WHICH.test(sourceOf(column))),
    run(1, () => true),
    run(-1, () => true).reverse()
  ];
  return sets.filter((parts) => parts.length > 1).map((parts) => ({ total, parts }));
}

function isNumeric({ type }: StoredColumn): boolean {
  return type === 'integer' || type === 'decimal';
}

function isWhole({ total, parts }: Sum): string {
  return [total, ...parts].map(({ name }) => `${quotedIdentifier(name)} IS NOT NULL`).join(' AND ');
}

function sumSql({ parts }: Sum): string {
  return parts.map(({ name }) => `CAST(${quotedIdentifier(name)} AS DOUBLE)`).join(' + ');
}

/** Each rounded cell may be half of its last digit off. */
function isOff(sum: Sum): string {
  const { total, parts } = sum;
  const scale = Math.max(...[total, ...parts].map((column) => column.scale ?? 0));
  const slack = scale === 0 ? 0.000001 : ((parts.length + 1) / 2) * 10 ** -scale;
  return `(abs(CAST(${quotedIdentifier(total.name)} AS DOUBLE) - (${sumSql(sum)})) > ${slack})`;
}
