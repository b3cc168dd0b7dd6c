import type { ColumnType } from '../csv/cells.ts';
import { inferType } from '../csv/infer.ts';
import type { Proof } from '../csv/proof.ts';
import { fitsSql, printedSql, typedSql, type Typing } from './typing.ts';
import { quotedString, rowsOf, type DuckDBConnection } from './warehouse.ts';

/** What is known of a column before its cells are looked at. */
export interface Wish {
  type?: ColumnType;
  values?: readonly string[];
}

/** A staged column: its typing, and how many of its cells do not fit it or do not print back as they were. */
export interface StagedColumn {
  typing: Typing;
  misfits: number;
  reprinted: number;
}

const MAX_VALUES = 256;
const FEW_VALUES = 100;
const FIRST_ROWS = 5000;
const INFERRED = ['integer', 'decimal', 'date', 'boolean'] as const;

/** The staged text of all records but the header; column k is named ck. */
export function stagedRecords(stage: string): string {
  return `(SELECT *, rowid - 1 AS ordinal FROM ${stage} WHERE rowid > 0)`;
}

/**
 * Loads a file in our dialect as text, header as row 0. DuckDB is told everything and guesses nothing: these
 * options were measured to lose no byte of any record that the prover let through (facts.md).
 */
export async function stage(
  connection: DuckDBConnection,
  table: string,
  path: string,
  proof: Proof
): Promise<void> {
  const columns = proof.columns.map((_, k) => `c${k}: 'VARCHAR'`).join(', ');
  const maxLineBytes = proof.longestRecordBytes * 2 + proof.columns.length * 4 + 16;
  await connection.run(`CREATE TABLE ${table} AS SELECT * FROM read_csv(${quotedString(path)},
    auto_detect=false, header=false, skip=0, columns={${columns}}, delim=',', quote='"', escape='"', new_line='\\n',
    encoding='utf-8', compression='none', strict_mode=true, null_padding=false, ignore_errors=false,
    nullstr='\u{10FFFD}', allow_quoted_nulls=false, max_line_size=${maxLineBytes})`);
}

/** Proves the staged text equal to the prover's counts, and finds each column's type from the whole column. */
export async function typeColumns(
  connection: DuckDBConnection,
  table: string,
  proof: Proof,
  wishes: readonly Wish[]
): Promise<StagedColumn[]> {
  const records = stagedRecords(table);
  const candidates = await candidateTypes(connection, records, wishes);
  const surveys = wishes.map((wish, k) => surveySql(`c${k}`, candidates[k] ?? [], wish));
  const [row = []] = await rowsOf(
    connection,
    `SELECT count(*), ${surveys.flat().join(', ')} FROM ${records}`
  );
  const numbers = row.map(Number);
  const rows = numbers.shift() ?? 0;
  assertEqual('rows', rows, proof.rows);
  const columns: StagedColumn[] = [];
  for (const [k, wish] of wishes.entries()) {
    const [empty = 0, bytes = 0, distinct = 0, digits = 0, scale = 0, ...fits] = numbers.splice(
      0,
      surveys[k]?.length
    );
    assertEqual(`empty cells of column ${k + 1}`, empty, proof.counts[k]?.empty);
    assertEqual(`bytes of column ${k + 1}`, bytes, proof.counts[k]?.bytes);
    const filled = rows - empty;
    const counted = Object.fromEntries((candidates[k] ?? []).map((type, n) => [type, fits[n] ?? 0]));
    const type = wish.type ?? inferType({ filled, integer: 0, decimal: 0, date: 0, boolean: 0, ...counted });
    const misfits = type === 'text' ? 0 : filled - (counted[type] ?? 0);
    const typing: Typing = { type };
    if (type === 'decimal') Object.assign(typing, { digits: Math.max(1, digits) + scale, scale });
    if (type !== 'text' && type !== 'boolean' && misfits === 0) typing.isProven = true;
    if (type === 'text' && distinct <= MAX_VALUES * 1.5) {
      const values = await fewValues(connection, records, `c${k}`, wish, rows);
      if (values) typing.values = values;
    }
    columns.push({ typing, misfits, reprinted: misfits });
  }
  await countReprinted(connection, records, columns);
  return columns;
}

/** The types a column may still have: that of its schema, or those that its first cells do not rule out. */
async function candidateTypes(
  connection: DuckDBConnection,
  records: string,
  wishes: readonly Wish[]
): Promise<(typeof INFERRED)[number][][]> {
  const misfits = wishes.flatMap((_, k) =>
    INFERRED.map((type) => `count(*) FILTER (WHERE c${k} <> '' AND NOT ${fitsSql(`c${k}`, type)})`)
  );
  const [row = []] = await rowsOf(
    connection,
    `SELECT ${misfits.join(', ')} FROM (FROM ${records} LIMIT ${FIRST_ROWS})`
  );
  return wishes.map(({ type: wished }, k) => {
    if (wished !== undefined) return INFERRED.filter((type) => type === wished);
    return INFERRED.filter((_, n) => row[k * INFERRED.length + n] === 0);
  });
}

function surveySql(cell: string, candidates: (typeof INFERRED)[number][], wish: Wish): string[] {
  const isDecimal = candidates.includes('decimal');
  const measured = (sql: string) =>
    isDecimal ? `max(${sql}) FILTER (WHERE ${fitsSql(cell, 'decimal')})` : '0';
  const isText = wish.type === 'text' || wish.type === undefined;
  return [
    `count(*) FILTER (WHERE ${cell} = '')`,
    `coalesce(sum(strlen(${cell})), 0)`,
    isText ? `approx_count_distinct(${cell})` : '0',
    `coalesce(${measured(`strlen(split_part(ltrim(${cell}, '-'), '.', 1))`)}, 0)`,
    `coalesce(${measured(`strlen(split_part(${cell}, '.', 2))`)}, 0)`,
    ...candidates.map((type) => `count(*) FILTER (WHERE ${fitsSql(cell, type)})`)
  ];
}

/** The values of an ENUM column, those known first in their order; undefined when the column has too many. */
async function fewValues(
  connection: DuckDBConnection,
  records: string,
  cell: string,
  wish: Wish,
  rows: number
): Promise<string[] | undefined> {
  const sql = `SELECT DISTINCT ${cell} FROM ${records} WHERE ${cell} <> '' ORDER BY 1 LIMIT ${MAX_VALUES + 1}`;
  const found = (await rowsOf(connection, sql)).map(([value]) => String(value));
  const most = wish.values ? MAX_VALUES : Math.min(FEW_VALUES, rows / 10);
  if (found.length > most || (found.length === 0 && !wish.values)) return undefined;
  const known = wish.values ?? [];
  return [...known, ...found.filter((value) => !known.includes(value))];
}

/** Integers and dates that fit print back as they were (their pattern sees to it); the others are tried. */
async function countReprinted(
  connection: DuckDBConnection,
  records: string,
  columns: StagedColumn[]
): Promise<void> {
  const tried = columns
    .map((column, k) => ({ column, cell: `c${k}` }))
    .filter(({ column }) => column.typing.type === 'decimal' || column.typing.type === 'boolean');
  if (tried.length === 0) return;
  const counts = tried.flatMap(({ column: { typing }, cell }) => {
    const value = typedSql(cell, typing);
    return [
      `count(*) FILTER (WHERE ${cell} <> '' AND ${value} IS NULL)`,
      `count(*) FILTER (WHERE ${cell} <> coalesce(${printedSql(value, typing)}, ''))`
    ];
  });
  const [row = []] = await rowsOf(connection, `SELECT ${counts.join(', ')} FROM ${records}`);
  for (const { column } of tried) [column.misfits = 0, column.reprinted = 0] = row.splice(0, 2).map(Number);
}

/** Throws when what was loaded is not what was counted: nothing may be committed then. */
export function assertEqual(what: string, found: number, counted: number | undefined): void {
  if (found === counted) return;
  throw new Error(`the loaded file does not equal our own count: ${what} ${found}, counted ${counted}`);
}
