import type { ColumnType } from '../../csv/cells.ts';
import { areAllFormed } from '../../csv/code-faults.ts';
import type { Candidate } from '../../csv/infer.ts';
import type { Proof } from '../../csv/proof.ts';
import type { Stage } from './typing-odd.ts';
import { fitsSql, fitsTextSql, type Wish } from './typing.ts';
import { rowsOf, type DuckDBConnection } from '../warehouse.ts';

/** What counting over a whole column found. */
export interface Survey {
  filled: number;
  /** Distinct texts, about, or so many at least where that is more than `FEW_DISTINCT`; 0 for columns whose type is no text. */
  distinct: number;
  /** Digits before and after the point of cells written as decimals are. */
  digits: number;
  scale: number;
  /** Cells written as decimals are with a fraction other than zeros. */
  fractions: number;
  /** Cells written as the type is, per type that was asked. */
  fits: Partial<Record<ColumnType, number>>;
  /** The table of the column's texts (`text`, `n` cells), where the file is long and they repeat. */
  texts?: string;
}

/** So many values at most may be few; some more where they are counted about. */
export const FEW_DISTINCT = 384;

const SAMPLED_ROWS = 1000;
/** Rows beside each other that are read of a long file, whose every cell would be read else. */
const SAMPLED_RUN = 20;
const FRACTION = '-?(?:0|[1-9][0-9]{0,14})[.][0-9]*[1-9][0-9]*';

/**
 * Up to about 1,000 rows from all over the stage as columns of filled cells; the rows, of a long file runs of them, are chosen
 * by a hash of their place.
 */
export async function sampleColumns(
  connection: DuckDBConnection,
  stage: Stage,
  proof: Proof
): Promise<string[][]> {
  const every = Math.max(1, Math.floor(proof.rows / SAMPLED_ROWS));
  const cells = proof.columns.map((_, k) => `c${k}`).join(', ');
  // By its own number DuckDB finds a row without reading others; the header is row 0.
  const sql =
    proof.rows < GROUPED_ROWS
      ? `SELECT ${cells} FROM ${stage.records} WHERE ${every === 1 ? 'true' : `hash(ordinal) % ${every} = 0`}`
      : runsIn(proof.rows)
          .map(
            (from) =>
              `SELECT ${cells} FROM ${stage.database}.records WHERE rowid > ${from} AND rowid <= ${from + SAMPLED_RUN}`
          )
          .join(' UNION ALL ');
  const rows = await rowsOf(connection, sql);
  return proof.columns.map((_, k) => rows.map((row) => String(row[k])).filter((text) => text !== ''));
}

/** Where runs begin: one in every fiftieth part of the rows, anywhere in it. */
function runsIn(rows: number): number[] {
  const runs = SAMPLED_ROWS / SAMPLED_RUN;
  const part = Math.floor(rows / runs);
  return Array.from(
    { length: runs },
    (_, n) => n * part + ((Math.imul(n + 1, 0x9e3779b1) >>> 0) % (part - SAMPLED_RUN))
  );
}

/** Below this many rows one scan of all cells is as quick as looking for texts that repeat. */
const GROUPED_ROWS = 50_000;
/** A column repeats itself when fewer of its sampled cells differ: about 50,000 texts in a column of a million. */
const GROUPED_SHARE = 0.99;

/** What DuckDB needs for a statement grows with the square of what it counts: 300 columns at once would take 5 GB. */
export const COUNTED_COLUMNS = 24;

export function inBatches<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size));
}

/** Counts every cell of every column once, and proves rows, empty cells and bytes equal to the prover's counts. */
export async function survey(
  connection: DuckDBConnection,
  stage: Stage,
  proof: Proof,
  wishes: readonly Wish[],
  candidates: readonly (Candidate | undefined)[],
  samples: readonly string[][]
): Promise<Survey[]> {
  const asked = wishes.map((wish, k) => typesOf(wish, candidates[k]));
  const texts = await groupTexts(connection, stage, proof, samples);
  const counts = wishes.map((wish, k) => {
    const isFormed = wish.kind === 'credit-code' && areAllFormed(proof, k);
    const fitsText = isFormed ? 'true' : fitsTextSql(CELL, wish.kind, wish.values);
    const sampled = new Set(samples[k]).size;
    return countsSql(asked[k] ?? [], wish, fitsText, sampled, texts[k] !== undefined);
  });
  const scanned = wishes.flatMap((_, k) => (texts[k] === undefined ? [k] : []));
  const found: number[][] = [];
  const of = (k: number, cell: string) => (counts[k] ?? []).map((one) => one && one.replaceAll(CELL, cell));
  const [rows = 0] = await numbersOf(connection, ['count(*)'], stage.records);
  assertEqual('rows', rows, proof.rows);
  for (const some of inBatches(scanned, COUNTED_COLUMNS)) {
    const numbers = await numbersOf(
      connection,
      some.flatMap((k) => of(k, `c${k}`)),
      stage.records
    );
    for (const k of some) found[k] = numbers.splice(0, counts[k]?.length);
  }
  for (const [k, table] of texts.entries()) {
    if (table !== undefined) found[k] = await numbersOf(connection, of(k, 'text'), table);
  }
  return wishes.map((_, k) => {
    const [empty = 0, bytes = 0, distinct = 0, digits = 0, scale = 0, fractions = 0, ...fits] =
      found[k] ?? [];
    assertEqual(`empty cells of column ${k + 1}`, empty, proof.counts[k]?.empty);
    assertEqual(`bytes of column ${k + 1}`, bytes, proof.counts[k]?.bytes);
    const counted = Object.fromEntries((asked[k] ?? []).map((type, n) => [type, fits[n] ?? 0]));
    const own = texts[k] === undefined ? {} : { texts: texts[k] };
    return { filled: rows - empty, distinct, digits, scale, fractions, fits: counted, ...own };
  });
}

/** Stands for the cell in the SQL of a column's counts. */
const CELL = '$cell';

/** The numbers that a table's aggregates come to, 0 in the place of a null. */
async function numbersOf(
  connection: DuckDBConnection,
  aggregates: readonly (string | null)[],
  table: string
): Promise<number[]> {
  const asked = aggregates.filter((one) => one !== null);
  const [row = []] = await rowsOf(connection, `SELECT ${asked.join(', ')} FROM ${table}`);
  return aggregates.map((one) => (one === null ? 0 : Number(row.shift())));
}

/** Tables of the texts of columns that repeat themselves; undefined for the others. */
async function groupTexts(
  connection: DuckDBConnection,
  stage: Stage,
  proof: Proof,
  samples: readonly string[][]
): Promise<(string | undefined)[]> {
  const tables: (string | undefined)[] = proof.columns.map(() => undefined);
  if (proof.rows < GROUPED_ROWS) return tables;
  for (const [k, sample] of samples.entries()) {
    if (new Set(sample).size > sample.length * GROUPED_SHARE) continue;
    const table = `${stage.database}.texts_${k}`;
    await connection.run(
      `CREATE TABLE ${table} AS SELECT c${k} AS text, count(*) AS n FROM ${stage.records} GROUP BY ALL`
    );
    tables[k] = table;
  }
  return tables;
}

/** Text is asked of every column that may become text. */
function typesOf(wish: Wish, candidate: Candidate | undefined): ColumnType[] {
  if (wish.type !== undefined) return [wish.type];
  if (!candidate) return ['text'];
  return candidate.type === 'number' ? ['integer', 'decimal', 'text'] : [candidate.type, 'text'];
}

/** Of cells, or, when `isGrouped`, of texts that stand for `n` cells each; null for what a column of these types has not. */
function countsSql(
  types: readonly ColumnType[],
  wish: Wish,
  fitsText: string,
  sampled: number,
  isGrouped: boolean
): (string | null)[] {
  const isDecimal = types.includes('decimal');
  const count = (where: string) =>
    isGrouped ? `coalesce(sum(n) FILTER (WHERE ${where}), 0)` : `count(*) FILTER (WHERE ${where})`;
  const measured = (sql: string) =>
    isDecimal ? `coalesce(max(${sql}) FILTER (WHERE ${fitsSql(CELL, 'decimal')}), 0)` : null;
  const distinct = sampled > FEW_DISTINCT ? String(sampled) : `approx_count_distinct(${CELL})`;
  return [
    count(`${CELL} = ''`),
    `coalesce(sum(strlen(${CELL})${isGrouped ? ' * n' : ''}), 0)`,
    !types.includes('text') ? null : isGrouped ? 'count(*)' : distinct,
    measured(`strlen(split_part(ltrim(${CELL}, '-'), '.', 1))`),
    measured(`strlen(split_part(${CELL}, '.', 2))`),
    isDecimal && wish.type === undefined ? count(`regexp_full_match(${CELL}, '${FRACTION}')`) : null,
    ...types.map((type) => count(`${CELL} <> '' AND ${type === 'text' ? fitsText : fitsSql(CELL, type)}`))
  ];
}

/** Throws when what was loaded is not what was counted: nothing may be committed then. */
export function assertEqual(what: string, found: number, counted: number | undefined): void {
  if (found === counted) return;
  throw new Error(`the loaded file does not equal our own count: ${what} ${found}, counted ${counted}`);
}
