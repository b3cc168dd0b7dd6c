import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Proof } from '../../csv/proof.ts';
import { ROLLUP_ROWS, ROLLUPS, rollupsOf, rollupSql } from '../../query/rollup.ts';
import { countedSql } from '../../query/sql.ts';
import { STEP_TABLE, stepsSql } from '../../query/steps.ts';
import { sha256Of, vouchFor } from '../attachments.ts';
import { syncFolder } from '../originals.ts';
import { assertEqual, COUNTED_COLUMNS, inBatches, sampleColumns } from './staging-survey.ts';
import type { Ahead } from './staging-ahead.ts';
import { stage, stagedRecords, typeColumns, type StagedColumn } from './staging.ts';
import { printedSql, rawSql, storedTypeOf, typedSql, type Typing, type Wish } from './typing.ts';
import type { ReadAlike, Stage } from './typing-odd.ts';
import { findMisfits, type Misfit } from './misfits.ts';
import {
  quotedIdentifier,
  quotedString,
  rowsOf,
  spread,
  withConnection,
  type DuckDBConnection
} from '../warehouse.ts';

/** How a column lies in a version file; `twin` names the column with the texts that do not print back, if any. */
export interface StoredColumn extends Typing {
  name: string;
  twin: string | null;
  /** Which column of the file it is, from 0. */
  place: number;
}

/** What becomes of a column of the file: its name in SQL and what is known of it; one left out is proven but not stored. */
export interface ColumnPlan extends Wish {
  name: string;
  isOmitted?: boolean;
}

export interface VersionFile {
  sha256: string;
  sizeBytes: number;
  rows: number;
  columns: StoredColumn[];
  /** The first of them, by record and column. */
  misfits: Misfit[];
  misfitCount: number;
  /** What was read otherwise than it stands, per column of the file: what the analyst is told. */
  reads: (ReadAlike & { column: number })[];
}

/**
 * Row groups of half the usual size, since a stage's are not all whole, and whatever does not fill one of the file's is put
 * together by one thread alone: up to 1.4 times the work. Small files have small blocks.
 */
const layoutOf = (rows: number) =>
  rows < ROLLUP_ROWS ? 'BLOCK_SIZE 16384, ROW_GROUP_SIZE 61440' : 'ROW_GROUP_SIZE 61440';

/**
 * Writes the file of a new version from a CSV in our dialect (header first): typed, in file order, proven equal to
 * the prover's counts, synced, named by its sha256. It counts only once the catalog has a row for it.
 */
export async function create(options: {
  dataDir: string;
  csvPath: string;
  proof: Proof;
  /** The text, where it was staged before the proof was there. */
  ahead?: Ahead | undefined;
  /** Decides with a spread sample of each column's filled cells at hand; one plan per column of the file. */
  plan: (samples: string[][]) => ColumnPlan[];
  /** Stops it; it then throws and leaves nothing. */
  signal?: AbortSignal | undefined;
  /** Looks at the finished table, still at hand; what it throws leaves no file. */
  check?: (connection: DuckDBConnection, data: string, columns: readonly StoredColumn[]) => Promise<void>;
}): Promise<VersionFile> {
  const { dataDir, csvPath, proof, ahead } = options;
  const id = randomUUID();
  const path = join(dataDir, 'tmp', `version-${id}.duckdb`);
  const fileName = quotedIdentifier(`file_${id}`);
  const isStaged = await ahead?.serves(proof);
  if (!isStaged) await ahead?.drop();
  const stageName = ahead && isStaged ? ahead.database : quotedIdentifier(`stage_${id}`);
  try {
    if (proof.rows >= ROLLUP_ROWS) await spread();
    return await withConnection(async (connection) => {
      try {
        await connection.run(`ATTACH ${quotedString(path)} AS ${fileName} (${layoutOf(proof.rows)})`);
        const table = `${stageName}.records`;
        if (!isStaged) {
          // In memory, which DuckDB goes on with on disk where it has too little: half the work of a file.
          await connection.run(`ATTACH ':memory:' AS ${stageName}`);
          await stage(connection, table, csvPath, proof);
        }
        const staged: Stage = { database: stageName, records: stagedRecords(table) };
        const samples = await sampleColumns(connection, staged, proof);
        const plans = options.plan(samples);
        const typed = await typeColumns(connection, staged, proof, plans, samples);
        const columns = storedColumns(plans, typed);
        const data = `${fileName}.data`;
        await connection.run(`CREATE TABLE ${data} (${definitionsSql(columns, typed, proof.rows)})`);
        await connection.run(`INSERT INTO ${data} ${selectSql(columns, typed, staged.records)}`);
        const found = await findMisfits(connection, staged, typed, plans, proof);
        // What is counted from here on has the memory for itself.
        await detach(connection, stageName);
        await prove(connection, data, columns, typed, proof);
        await options.check?.(connection, data, columns);
        if (proof.rows >= ROLLUP_ROWS) await rollUp(connection, fileName, columns);
        const reads = typed.flatMap(({ odd }, column) =>
          plans[column]?.isOmitted ? [] : (odd?.alike ?? []).map((alike) => ({ column, ...alike }))
        );
        await connection.run(`CHECKPOINT ${fileName}`);
        await connection.run(`DETACH ${fileName}`);
        return { ...(await publish(dataDir, path)), rows: proof.rows, columns, reads, ...found };
      } finally {
        for (const name of [fileName, stageName]) await detach(connection, name);
      }
    }, options.signal);
  } finally {
    for (const end of ['', '.wal']) rmSync(path + end, { force: true });
  }
}

/** An interrupt ends the one statement that it meets: then it is asked again. */
async function detach(connection: DuckDBConnection, name: string): Promise<void> {
  const sql = `DETACH DATABASE IF EXISTS ${name}`;
  await connection.run(sql).catch(() => connection.run(sql));
}

function storedColumns(plans: readonly ColumnPlan[], typed: StagedColumn[]): StoredColumn[] {
  const taken = new Set(plans.map(({ name }) => name.toLowerCase()));
  return typed.flatMap(({ typing, reprinted }, place) => {
    const { name = `column_${place + 1}`, isOmitted } = plans[place] ?? {};
    if (isOmitted) return [];
    let twin = `${name}$text`;
    while (taken.has(twin.toLowerCase())) twin += '_';
    return [{ name, twin: reprinted > 0 ? twin : null, ...typing, place }];
  });
}

/**
 * The columns, then their twins. Texts that do not repeat are packed as DuckDB would pack them after trying all ways, which
 * takes a third of the time of a large table.
 */
function definitionsSql(columns: StoredColumn[], typed: StagedColumn[], rows: number): string {
  const values = columns.map((column) => {
    const type = storedTypeOf(column);
    const isSingular = rows >= ROLLUP_ROWS && type === 'VARCHAR' && typed[column.place]?.texts === undefined;
    return `${quotedIdentifier(column.name)} ${type}${isSingular ? ' USING COMPRESSION fsst' : ''}`;
  });
  const twins = columns.flatMap(({ twin }) => (twin === null ? [] : `${quotedIdentifier(twin)} VARCHAR`));
  return [...values, ...twins].join(', ');
}

/** A hash join does not keep the order of rows, so that a table with cells that had to be read is sorted again. */
function selectSql(columns: StoredColumn[], typed: StagedColumn[], records: string): string {
  const valueOf = (column: StoredColumn) => {
    const odd = typed[column.place]?.odd && `odd_${column.place}`;
    return typedSql(`c${column.place}`, column, odd);
  };
  const values = columns.map((column) => `${valueOf(column)} AS ${quotedIdentifier(column.name)}`);
  const twins = columns.flatMap((column) => {
    if (column.twin === null) return [];
    const text = `c${column.place}`;
    const printed = rawSql(valueOf(column), null, column);
    return [`CASE WHEN ${text} <> ${printed} THEN ${text} END AS ${quotedIdentifier(column.twin)}`];
  });
  const joins = columns.flatMap(({ place }) => {
    const odd = typed[place]?.odd;
    return odd ? [`LEFT JOIN ${odd.table} AS odd_${place} ON odd_${place}.text = c${place}`] : [];
  });
  const order = joins.length > 0 ? 'ORDER BY ordinal' : '';
  return `SELECT ${[...values, ...twins].join(', ')} FROM ${records} ${joins.join(' ')} ${order}`;
}

/** SQL for a stored column's cells as the file had them, of a table's alias where one is given. */
export function rawColumnSql(column: StoredColumn, alias?: string): string {
  const of = (name: string) => (alias ? `${alias}.` : '') + quotedIdentifier(name);
  return rawSql(of(column.name), column.twin === null ? null : of(column.twin), column);
}

/**
 * SQL for a stored column's cells as they are read again in another file: the value where there is one, since its text may
 * mean something else there (30000 under 注册资金(元)), else the text that did not fit.
 */
export function readableColumnSql(column: StoredColumn, alias: string): string {
  const printed = printedSql(`${alias}.${quotedIdentifier(column.name)}`, column);
  const twin = column.twin === null ? [] : [`${alias}.${quotedIdentifier(column.twin)}`];
  return `coalesce(${[printed, ...twin, "''"].join(', ')})`;
}

/** Adds to a version file the rollups that its columns allow. */
export async function rollUp(
  connection: DuckDBConnection,
  fileName: string,
  columns: readonly { name: string; type: string; values?: readonly string[] }[]
): Promise<void> {
  const isCounted = countedSql(columns);
  for (const name of rollupsOf(columns)) {
    const select = rollupSql(ROLLUPS[name] ?? [], `${fileName}.data`, isCounted);
    await connection.run(`CREATE TABLE ${fileName}.${name} AS ${select}`);
  }
  const steps = stepsSql(columns, `${fileName}.data`, isCounted);
  if (steps) await connection.run(`CREATE TABLE ${fileName}.${STEP_TABLE} AS ${steps}`);
}

/** The accounting identity: what the finished table prints is, column by column, what was counted in the file. */
async function prove(
  connection: DuckDBConnection,
  data: string,
  columns: StoredColumn[],
  typed: StagedColumn[],
  proof: Proof
): Promise<void> {
  const [row = []] = await rowsOf(connection, `SELECT count(*) FROM ${data}`);
  assertEqual('rows', Number(row[0]), proof.rows);
  const repeating = columns.filter(({ place }) => typed[place]?.texts !== undefined);
  const others = columns.filter(({ place }) => typed[place]?.texts === undefined);
  for (const some of inBatches(others, COUNTED_COLUMNS))
    await proveColumns(connection, some, proof, data, false);
  // Each value that repeats is printed once.
  for (const column of repeating) {
    const cells = [column.name, ...(column.twin === null ? [] : [column.twin])].map(quotedIdentifier);
    const grouped = `(SELECT ${cells.join(', ')}, count(*) AS "$n" FROM ${data} GROUP BY ALL)`;
    await proveColumns(connection, [column], proof, grouped, true);
  }
}

async function proveColumns(
  connection: DuckDBConnection,
  columns: StoredColumn[],
  proof: Proof,
  from: string,
  isGrouped: boolean
): Promise<void> {
  const counts = columns.flatMap((column) => {
    const raw = rawColumnSql(column);
    return isGrouped
      ? [`coalesce(sum("$n") FILTER (WHERE ${raw} = ''), 0)`, `coalesce(sum(strlen(${raw}) * "$n"), 0)`]
      : [`count(*) FILTER (WHERE ${raw} = '')`, `coalesce(sum(strlen(${raw})), 0)`];
  });
  const [row = []] = await rowsOf(connection, `SELECT ${counts.join(', ')} FROM ${from}`);
  for (const [k, { place }] of columns.entries()) {
    const { empty, bytes } = proof.counts[place] ?? {};
    assertEqual(`empty cells of column ${place + 1} as stored`, Number(row[k * 2]), empty);
    assertEqual(`bytes of column ${place + 1} as stored`, Number(row[k * 2 + 1]), bytes);
  }
}

async function publish(dataDir: string, path: string): Promise<{ sha256: string; sizeBytes: number }> {
  const file = openSync(path, 'r+');
  fsyncSync(file);
  closeSync(file);
  const sha256 = await sha256Of(path);
  const sizeBytes = statSync(path).size;
  const folder = join(dataDir, 'versions');
  const published = join(folder, `${sha256}.duckdb`);
  if (!existsSync(published)) {
    renameSync(path, published);
    vouchFor(published);
  }
  syncFolder(folder);
  return { sha256, sizeBytes };
}
