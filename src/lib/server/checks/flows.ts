import { doubtfulIssue } from '../../csv/cells-issue.ts';
import { addIssue } from '../../csv/issue.ts';
import { lineAt } from '../../csv/tally.ts';
import { flowRole, type FlowRole } from '../../field/flow.ts';
import { isNumeric, type Checked } from './rule.ts';
import { rawColumnSql, type StoredColumn } from '../versions/file.ts';
import { quotedIdentifier, rowsOf } from '../warehouse.ts';

const YEAR = /^(?:年|年份|年度|时间|日期|统计年度|year)$/i;
/** Columns beside a flow by which the stock changes too. */
const OTHER_FLOWS = /迁[入出]|[转划调][入出]|调整|合并|更正|恢复|净增/;
const LISTED = 1000;

/** Columns of one row that say what was, came, went and is; without `before` it is the row of the year before that says it. */
interface Flow {
  before: StoredColumn | undefined;
  entries: StoredColumn;
  exits: StoredColumn[];
  stock: StoredColumn;
}

/**
 * Holds the columns 上年末 + 新成立 − 注销 = 年末 of a wide table against each other, row by row; where no column says what was, the
 * year before of a table of years does. Only what headers name without a doubt is looked at.
 */
export async function checkFlows(checked: Checked): Promise<void> {
  const { columns, proof } = checked;
  if (proof.lines.rowsPerRecord > 1) return;
  const sourceOf = ({ place, name }: StoredColumn) => proof.columns[place]?.source ?? name;
  for (const flow of flowsOf(columns, sourceOf)) {
    const before = flow.before
      ? quotedIdentifier(flow.before.name)
      : await yearBeforeSql(checked, flow, sourceOf);
    if (before !== undefined) await list(checked, flow, before, sourceOf(flow.stock));
  }
}

async function list(
  { connection, data, proof }: Checked,
  { before: own, entries, exits, stock }: Flow,
  before: string,
  source: string
): Promise<void> {
  const sum = `CAST(${before} + ${numberSql(entries)} - ${exits.map(numberSql).join(' - ')} AS DOUBLE)`;
  const cells = [...(own ? [own] : []), entries, ...exits, stock];
  const scale = Math.max(...cells.map((column) => column.scale ?? 0));
  const slack = scale === 0 ? 0.000001 : ((exits.length + 3) / 2) * 10 ** -scale;
  const rows = await rowsOf(
    connection,
    `SELECT place, text, added FROM (
       SELECT rowid AS place, ${rawColumnSql(stock)} AS text, ${sum} AS added, ${numberSql(stock)} AS said FROM ${data})
     WHERE abs(added - said) > ${slack} ORDER BY place LIMIT ${LISTED}`
  );
  for (const [ordinal, text, found] of rows) {
    const line = lineAt(proof.lines, Number(ordinal));
    const number = Number(Number(found).toPrecision(12));
    const reason = {
      zh: `与“上年末 + 新成立 − 注销”的 ${number} 不等`,
      en: `does not equal last year's plus new minus ended, ${number}`
    };
    addIssue(proof.issues, doubtfulIssue(line, source, String(text), { code: 'total-mismatch', reason }));
  }
}

/** SQL for the stock of the year before, where no other row is of the same year; undefined where there are no such years. */
async function yearBeforeSql(
  { connection, data, columns }: Checked,
  { stock }: Flow,
  sourceOf: (column: StoredColumn) => string
): Promise<string | undefined> {
  const years = columns.filter(
    (column) => /^(?:integer|date)$/.test(column.type) && YEAR.test(sourceOf(column).trim())
  );
  const [year] = years;
  if (!year || years.length > 1) return undefined;
  const cell = quotedIdentifier(year.name);
  const number = year.type === 'date' ? `year(${cell})` : cell;
  const beside = columns.filter(({ type }) => type === 'text').map(({ name }) => quotedIdentifier(name));
  const [row = []] = await rowsOf(
    connection,
    `SELECT count(*) FROM (SELECT 1 FROM ${data} GROUP BY ${[...beside, number].join(', ')} HAVING count(*) > 1)`
  );
  if (Number(row[0]) > 0) return undefined;
  const over = `OVER (${beside.length > 0 ? `PARTITION BY ${beside.join(', ')} ` : ''}ORDER BY ${number})`;
  return `CASE WHEN lag(${number}) ${over} = ${number} - 1 THEN lag(${numberSql(stock)}) ${over} END`;
}

/** The flows of a table, one for each upper header that has all their columns once and no others of their kind. */
function flowsOf(columns: readonly StoredColumn[], sourceOf: (column: StoredColumn) => string): Flow[] {
  const named = columns.map((column) => {
    const source = sourceOf(column);
    const whole = flowRole(source);
    const [upper, last] = whole === undefined ? divided(source) : ['', source];
    return { column, upper, last, role: isNumeric(column) ? (whole ?? flowRole(last)) : undefined };
  });
  return [...new Set(named.map(({ upper }) => upper))].flatMap((upper) => {
    const group = named.filter((one) => one.upper === upper);
    const of = (role: FlowRole) => group.flatMap((one) => (one.role === role ? [one.column] : []));
    const [stock, entries, before] = [of('stock'), of('entries'), of('before')];
    const exits = exitsOf(of);
    const all = [...stock, ...entries, ...before, ...exits];
    const isClear = stock.length === 1 && entries.length === 1 && before.length < 2 && exits.length > 0;
    const isAlone = !group.some(({ last }) => OTHER_FLOWS.test(last));
    const isAlike = new Set(all.map(({ unit }) => unit)).size === 1;
    return isClear && isAlone && isAlike && stock[0] && entries[0]
      ? [{ before: before[0], entries: entries[0], exits, stock: stock[0] }]
      : [];
  });
}

/** One column of all that ended, or 注销 and what stands beside it; none where two columns say the same. */
function exitsOf(of: (role: FlowRole) => StoredColumn[]): StoredColumn[] {
  const whole = of('exits');
  if (whole.length > 0) return whole.length === 1 ? whole : [];
  const parts = [of('deregistered'), of('revoked'), of('struck')];
  return parts[0]?.length === 1 && parts.every(({ length }) => length < 2) ? parts.flat() : [];
}

function divided(source: string): [upper: string, last: string] {
  const at = source.lastIndexOf('/');
  return [source.slice(0, Math.max(0, at)), source.slice(at + 1)];
}

function numberSql({ name }: StoredColumn): string {
  return quotedIdentifier(name);
}
