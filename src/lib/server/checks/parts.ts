import { doubtfulIssue } from '../../csv/cells-issue.ts';
import { addIssue } from '../../csv/issue.ts';
import { lineAt } from '../../csv/tally.ts';
import { parseOrganizationType } from '../../field/organization-type.ts';
import type { Text } from '../../field/text.ts';
import { withoutUnit } from '../../field/unit.ts';
import { addCount, isNumeric, type Checked } from './rule.ts';
import { rawColumnSql, type StoredColumn } from '../versions/file.ts';
import { quotedIdentifier, rowsOf } from '../warehouse.ts';

const TOTAL = /^(?:合计|总计|总数|小计|total)$/i;
const OF_WHICH = /其中/;
/** A column is the sum of others when it is in at least this share of the rows that have all of them. */
const HOLDS_SHARE = 0.5;
/** A total under one upper header with its parts is their sum when it is at most this far from it in half of the rows. */
const NEAR_SHARE = 0.02;
const TYPES = ['association', 'service', 'foundation'] as const;
const PREFIX = /^其中[:：]?/;
const REST = /^(?:其他|其它|其余|others?)$/i;
const LISTED = 100_000;

/** A column that says it is a total, and columns that may be its parts; `said` is how their headers say that they are. */
interface Sum {
  total: StoredColumn;
  parts: StoredColumn[];
  said?: 'of-which' | 'group';
  /** The parts are all there are: the three types of organizations, or some and the others. */
  isWhole: boolean;
}

/**
 * Holds 合计 columns against the columns beside them: those under the same upper header, those after it (其中：…), or those
 * before it, whichever they are the sum of in most rows. Where none is, those whose headers say it: parts that are all
 * there are, or nearly add up under one upper header, must equal the total, others under 其中 may not exceed it. Rows
 * where it is otherwise are named; nothing is corrected.
 */
export async function checkParts(checked: Checked): Promise<void> {
  const { columns, proof } = checked;
  if (proof.lines.rowsPerRecord > 1) return;
  const sourceOf = ({ place, name }: StoredColumn) => proof.columns[place]?.source ?? name;
  const sums = columns.filter(isNumeric).flatMap((total) => candidates(total, columns, sourceOf));
  if (sums.length === 0) return;
  const found = await countFaults(checked, sums);
  const taken = new Set<string>();
  const take = async (sum: Sum, count: number, fault: Fault) => {
    if (taken.has(sum.total.name)) return;
    taken.add(sum.total.name);
    if (count > 0) await list(checked, sum, count, fault, sourceOf);
  };
  const holds = (rows: number, faults: number) => faults < rows && rows - faults >= rows * HOLDS_SHARE;
  for (const { sum, rows, off } of found) {
    if (sum.parts.length > 1 && holds(rows, off)) await take(sum, off, 'off');
  }
  for (const { sum, rows, off, far, exceeded } of found) {
    const isSum = sum.said && (sum.isWhole || (sum.said === 'group' && holds(rows, far)));
    if (isSum) await take(sum, off, 'off');
    else if (sum.said === 'of-which') await take(sum, exceeded, 'exceeded');
  }
}

/** How many rows have the total and all parts, and in how many of them it is off, far off, or exceeded by its parts. */
async function countFaults({ connection, data }: Checked, sums: readonly Sum[]) {
  const counts = sums.flatMap((sum) =>
    ['true', isOff(sum), isFar(sum), isExceeded(sum)].map(
      (fault) => `count(*) FILTER (WHERE ${isFilled(sum)} AND ${fault})`
    )
  );
  const [row = []] = await rowsOf(connection, `SELECT ${counts.join(', ')} FROM ${data}`);
  return sums.map((sum, k) => {
    const [rows = 0, off = 0, far = 0, exceeded = 0] = row.slice(k * 4, k * 4 + 4).map(Number);
    return { sum, rows, off, far, exceeded };
  });
}

type Fault = 'off' | 'exceeded';

async function list(
  { connection, data, proof }: Checked,
  sum: Sum,
  count: number,
  fault: Fault,
  sourceOf: (column: StoredColumn) => string
): Promise<void> {
  const sql = `SELECT rowid, ${rawColumnSql(sum.total)}, CAST(${sumSql(sum)} AS DOUBLE) FROM ${data}
    WHERE ${isFilled(sum)} AND ${fault === 'off' ? isOff(sum) : isExceeded(sum)} ORDER BY rowid LIMIT ${LISTED}`;
  const rows = await rowsOf(connection, sql);
  const names = sum.parts.map(sourceOf);
  for (const [ordinal, text, total] of rows) {
    const line = lineAt(proof.lines, Number(ordinal));
    const added = Number(Number(total).toPrecision(12));
    const reason = reasonOf(fault, names, added);
    addIssue(
      proof.issues,
      doubtfulIssue(line, sourceOf(sum.total), String(text), { code: 'total-mismatch', reason })
    );
  }
  addCount(proof.issues, count - rows.length);
}

function reasonOf(fault: Fault, names: readonly string[], added: number): Text {
  if (fault === 'off') {
    return {
      zh: `与同一行各分项（${names.join('、')}）之和 ${added} 不等`,
      en: `does not equal the sum of its parts in the row (${names.join(', ')}), ${added}`
    };
  }
  return {
    zh: `小于同一行其中各项（${names.join('、')}）之和 ${added}`,
    en: `is less than the sum of its parts in the row (${names.join(', ')}), ${added}`
  };
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
  const isOfWhich = (column: StoredColumn) => OF_WHICH.test(sourceOf(column));
  const sets: { parts: StoredColumn[]; said?: Sum['said'] }[] = [
    { parts: group, said: group.some(isOfWhich) ? undefined : 'group' },
    { parts: run(1, isOfWhich), said: 'of-which' },
    { parts: run(1, () => true) },
    { parts: run(-1, () => true).reverse() }
  ];
  const wordOf = (column: StoredColumn) => pathOf(column).at(-1)?.replace(PREFIX, '') ?? '';
  return sets
    .filter(({ parts, said }) => parts.length > (said === 'of-which' ? 0 : 1))
    .map((set) => ({ total, ...set, isWhole: areAll(set.parts.map(wordOf)) }));
}

/** Whether parts leave nothing out: there are but three types of organizations, and 其他 is the rest of anything. */
function areAll(words: readonly string[]): boolean {
  const types = new Set(words.map(parseOrganizationType));
  return (
    words.length > 1 && (words.some((word) => REST.test(word)) || TYPES.every((type) => types.has(type)))
  );
}

function isFilled({ total, parts }: Sum): string {
  return [total, ...parts].map(({ name }) => `${quotedIdentifier(name)} IS NOT NULL`).join(' AND ');
}

function sumSql({ parts }: Sum): string {
  return parts.map(({ name }) => `CAST(${quotedIdentifier(name)} AS DOUBLE)`).join(' + ');
}

function isOff(sum: Sum): string {
  return `abs(${restSql(sum)}) > ${slackOf(sum)}`;
}

function isExceeded(sum: Sum): string {
  return `${restSql(sum)} < -${slackOf(sum)}`;
}

function isFar(sum: Sum): string {
  return `abs(${restSql(sum)}) > greatest(${slackOf(sum)}, ${NEAR_SHARE} * abs(${sumSql(sum)}))`;
}

/** What the parts leave of the total. */
function restSql(sum: Sum): string {
  return `CAST(${quotedIdentifier(sum.total.name)} AS DOUBLE) - (${sumSql(sum)})`;
}

/** Each rounded cell may be half of its last digit off. */
function slackOf({ total, parts }: Sum): number {
  const scale = Math.max(...[total, ...parts].map((column) => column.scale ?? 0));
  return scale === 0 ? 0.000001 : ((parts.length + 1) / 2) * 10 ** -scale;
}
