import type { ColumnType } from '../csv/cells.ts';
import type { Candidate } from '../csv/infer.ts';
import type { Proof } from '../csv/proof.ts';
import type { Stage } from './typing-odd.ts';
import { fitsSql, fitsTextSql, type Wish } from './typing.ts';
import { rowsOf, type DuckDBConnection } from './warehouse.ts';

/** What counting over a whole column found. */
export interface Survey {
  filled: number;
  /** Distinct texts, about; 0 for columns whose type is no text. */
  distinct: number;
  /** Digits before and after the point of cells written as decimals are. */
  digits: number;
  scale: number;
  /** Cells written as decimals are with a fraction other than zeros. */
  fractions: number;
  /** Cells written as the type is, per type that was asked. */
  fits: Partial<Record<ColumnType, number>>;
}

const SAMPLED_ROWS = 2000;
const FRACTION = '-?(?:0|[1-9][0-9]{0,14})[.][0-9]*[1-9][0-9]*';

/** Up to about 2,000 rows from all over the stage as columns of filled cells; the rows are chosen by a hash of their place. */
export async function sampleColumns(
  connection: DuckDBConnection,
  stage: Stage,
  proof: Proof
): Promise<string[][]> {
  const every = Math.max(1, Math.floor(proof.rows / SAMPLED_ROWS));
  const chosen = every === 1 ? 'true' : `hash(ordinal) % ${every} = 0`;
  const cells = proof.columns.map((_, k) => `c${k}`).join(', ');
  const rows = await rowsOf(connection, `SELECT ${cells} FROM ${stage.records} WHERE ${chosen}`);
  return proof.columns.map((_, k) => rows.map((row) => String(row[k])).filter((text) => text !== ''));
}

/** Counts every cell of every column once, and proves rows, empty cells and bytes equal to the prover's counts. */
export async function survey(
  connection: DuckDBConnection,
  stage: Stage,
  proof: Proof,
  wishes: readonly Wish[],
  candidates: readonly (Candidate | undefined)[]
): Promise<Survey[]> {
  const asked = wishes.map((wish, k) => typesOf(wish, candidates[k]));
  const counts = wishes.map((wish, k) => countsSql(`c${k}`, asked[k] ?? [], wish));
  const sql = `SELECT count(*), ${counts.flat().join(', ')} FROM ${stage.records}`;
  const [row = []] = await rowsOf(connection, sql);
  const numbers = row.map(Number);
  const rows = numbers.shift() ?? 0;
  assertEqual('rows', rows, proof.rows);
  return wishes.map((_, k) => {
    const [empty = 0, bytes = 0, distinct = 0, digits = 0, scale = 0, fractions = 0, ...fits] =
      numbers.splice(0, counts[k]?.length);
    assertEqual(`empty cells of column ${k + 1}`, empty, proof.counts[k]?.empty);
    assertEqual(`bytes of column ${k + 1}`, bytes, proof.counts[k]?.bytes);
    const counted = Object.fromEntries((asked[k] ?? []).map((type, n) => [type, fits[n] ?? 0]));
    return { filled: rows - empty, distinct, digits, scale, fractions, fits: counted };
  });
}

/** Text is asked of every column that may become text. */
function typesOf(wish: Wish, candidate: Candidate | undefined): ColumnType[] {
  if (wish.type !== undefined) return [wish.type];
  if (!candidate) return ['text'];
  return candidate.type === 'number' ? ['integer', 'decimal', 'text'] : [candidate.type, 'text'];
}

function countsSql(cell: string, types: readonly ColumnType[], wish: Wish): string[] {
  const isDecimal = types.includes('decimal');
  const measured = (sql: string) =>
    isDecimal ? `max(${sql}) FILTER (WHERE ${fitsSql(cell, 'decimal')})` : '0';
  const matches = (type: ColumnType) =>
    type === 'text' ? fitsTextSql(cell, wish.kind, wish.values) : fitsSql(cell, type);
  return [
    `count(*) FILTER (WHERE ${cell} = '')`,
    `coalesce(sum(strlen(${cell})), 0)`,
    types.includes('text') ? `approx_count_distinct(${cell})` : '0',
    `coalesce(${measured(`strlen(split_part(ltrim(${cell}, '-'), '.', 1))`)}, 0)`,
    `coalesce(${measured(`strlen(split_part(${cell}, '.', 2))`)}, 0)`,
    isDecimal && wish.type === undefined
      ? `count(*) FILTER (WHERE regexp_full_match(${cell}, '${FRACTION}'))`
      : '0',
    ...types.map((type) => `count(*) FILTER (WHERE ${cell} <> '' AND ${matches(type)})`)
  ];
}

/** Throws when what was loaded is not what was counted: nothing may be committed then. */
export function assertEqual(what: string, found: number, counted: number | undefined): void {
  if (found === counted) return;
  throw new Error(`the loaded file does not equal our own count: ${what} ${found}, counted ${counted}`);
}
