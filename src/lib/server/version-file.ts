import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Proof } from '../csv/proof.ts';
import { ROLLUP_ROWS, ROLLUPS, rollupsOf, rollupSql } from '../query/rollup.ts';
import { NO_BRANCH } from '../query/sql.ts';
import { sha256Of } from './attachments.ts';
import { syncFolder } from './originals.ts';
import { assertEqual, stage, stagedRecords, typeColumns, type StagedColumn, type Wish } from './staging.ts';
import { rawSql, typedSql, type Typing } from './typing.ts';
import {
  quotedIdentifier,
  quotedString,
  rowsOf,
  withConnection,
  type DuckDBConnection
} from './warehouse.ts';

/** How a column lies in a version file; `twin` names the column with the texts that do not print back, if any. */
export interface StoredColumn extends Typing {
  name: string;
  twin: string | null;
}

/** A cell of accepted record `ordinal` (from 0) that does not fit its column's type, or is empty and may not be. */
export interface Misfit {
  ordinal: number;
  column: number;
  value: string;
}

export interface VersionFile {
  sha256: string;
  sizeBytes: number;
  rows: number;
  columns: StoredColumn[];
  misfits: Misfit[];
  misfitCount: number;
}

/** Above this many rows the text is staged in a throw-away file, below it in memory (facts.md). */
const STAGED_IN_MEMORY_ROWS = 2_000_000;
const LISTED_MISFITS = 20_000;

/**
 * Writes the file of a new version from a CSV in our dialect (header first): typed, in file order, proven equal to
 * the prover's counts, synced, named by its sha256. It counts only once the catalog has a row for it.
 */
export async function create(options: {
  dataDir: string;
  csvPath: string;
  proof: Proof;
  names: string[];
  wishes: (Wish & { isRequired?: boolean })[];
}): Promise<VersionFile> {
  const { dataDir, csvPath, proof, names, wishes } = options;
  const id = randomUUID();
  const stagePath = join(dataDir, 'tmp', `stage-${id}.duckdb`);
  const path = join(dataDir, 'tmp', `version-${id}.duckdb`);
  const stageName = quotedIdentifier(`stage_${id}`);
  const fileName = quotedIdentifier(`file_${id}`);
  const isInMemory = proof.rows <= STAGED_IN_MEMORY_ROWS;
  try {
    return await withConnection(async (connection) => {
      try {
        await connection.run(`ATTACH ${quotedString(isInMemory ? ':memory:' : stagePath)} AS ${stageName}`);
        await connection.run(`ATTACH ${quotedString(path)} AS ${fileName} (BLOCK_SIZE 16384)`);
        const table = `${stageName}.records`;
        await stage(connection, table, csvPath, proof);
        const staged = await typeColumns(connection, table, proof, wishes);
        const columns = storedColumns(names, staged);
        const data = `${fileName}.data`;
        await connection.run(
          `CREATE TABLE ${data} AS SELECT ${selectSql(columns)} FROM ${stagedRecords(table)}`
        );
        await prove(connection, data, columns, proof);
        if (proof.rows >= ROLLUP_ROWS) await rollUp(connection, fileName, columns);
        const found = await findMisfits(connection, stagedRecords(table), staged, wishes, proof);
        await connection.run(`CHECKPOINT ${fileName}`);
        await connection.run(`DETACH ${fileName}`);
        return { ...(await publish(dataDir, path)), rows: proof.rows, columns, ...found };
      } finally {
        await connection.run(`DETACH DATABASE IF EXISTS ${fileName}`);
        await connection.run(`DETACH DATABASE IF EXISTS ${stageName}`);
      }
    });
  } finally {
    for (const left of [path, stagePath]) for (const end of ['', '.wal']) rmSync(left + end, { force: true });
  }
}

function storedColumns(names: string[], staged: StagedColumn[]): StoredColumn[] {
  const taken = new Set(names.map((name) => name.toLowerCase()));
  return staged.map(({ typing, reprinted }, k) => {
    const name = names[k] ?? `column_${k + 1}`;
    let twin = `${name}$text`;
    while (taken.has(twin.toLowerCase())) twin += '_';
    return { name, twin: reprinted > 0 ? twin : null, ...typing };
  });
}

function selectSql(columns: StoredColumn[]): string {
  const values = columns.map(
    (column, k) => `${typedSql(`c${k}`, column)} AS ${quotedIdentifier(column.name)}`
  );
  const twins = columns.flatMap((column, k) => {
    if (column.twin === null) return [];
    const printed = rawSql(typedSql(`c${k}`, column), null, column);
    return [`CASE WHEN c${k} <> ${printed} THEN c${k} END AS ${quotedIdentifier(column.twin)}`];
  });
  return [...values, ...twins].join(', ');
}

/** SQL for a stored column's cells as the file had them. */
export function rawColumnSql(column: StoredColumn): string {
  return rawSql(
    quotedIdentifier(column.name),
    column.twin === null ? null : quotedIdentifier(column.twin),
    column
  );
}

/** Adds to a version file the rollups that its columns allow. */
export async function rollUp(
  connection: DuckDBConnection,
  fileName: string,
  columns: readonly { name: string; type: string }[]
): Promise<void> {
  const isCounted = columns.some(({ name }) => name === 'type') ? NO_BRANCH : 'true';
  for (const name of rollupsOf(columns)) {
    const select = rollupSql(ROLLUPS[name] ?? [], `${fileName}.data`, isCounted);
    await connection.run(`CREATE TABLE ${fileName}.${name} AS ${select}`);
  }
}

/** The accounting identity: what the finished table prints is, column by column, what was counted in the file. */
async function prove(
  connection: DuckDBConnection,
  data: string,
  columns: StoredColumn[],
  proof: Proof
): Promise<void> {
  const counts = columns.flatMap((column) => {
    const raw = rawColumnSql(column);
    return [`count(*) FILTER (WHERE ${raw} = '')`, `coalesce(sum(strlen(${raw})), 0)`];
  });
  const [row = []] = await rowsOf(connection, `SELECT count(*), ${counts.join(', ')} FROM ${data}`);
  assertEqual('rows', Number(row[0]), proof.rows);
  for (const [k, { empty, bytes }] of proof.counts.entries()) {
    assertEqual(`empty cells of column ${k + 1} as stored`, Number(row[1 + k * 2]), empty);
    assertEqual(`bytes of column ${k + 1} as stored`, Number(row[2 + k * 2]), bytes);
  }
}

async function findMisfits(
  connection: DuckDBConnection,
  records: string,
  staged: StagedColumn[],
  wishes: { isRequired?: boolean }[],
  proof: Proof
): Promise<{ misfits: Misfit[]; misfitCount: number }> {
  const misfits: Misfit[] = [];
  let misfitCount = 0;
  for (const [column, { typing, misfits: count }] of staged.entries()) {
    const missing = wishes[column]?.isRequired ? (proof.counts[column]?.empty ?? 0) : 0;
    misfitCount += count + missing;
    const conditions = [
      ...(count > 0 ? [`(c${column} <> '' AND ${typedSql(`c${column}`, typing)} IS NULL)`] : []),
      ...(missing > 0 ? [`c${column} = ''`] : [])
    ];
    if (conditions.length === 0) continue;
    const sql = `SELECT ordinal, c${column} FROM ${records} WHERE ${conditions.join(' OR ')} LIMIT ${LISTED_MISFITS}`;
    for (const [ordinal, value] of await rowsOf(connection, sql)) {
      misfits.push({ ordinal: Number(ordinal), column, value: String(value) });
    }
  }
  misfits.sort((one, other) => one.ordinal - other.ordinal || one.column - other.column);
  return { misfits, misfitCount };
}

async function publish(dataDir: string, path: string): Promise<{ sha256: string; sizeBytes: number }> {
  const file = openSync(path, 'r+');
  fsyncSync(file);
  closeSync(file);
  const sha256 = await sha256Of(path);
  const sizeBytes = statSync(path).size;
  const folder = join(dataDir, 'versions');
  const published = join(folder, `${sha256}.duckdb`);
  if (!existsSync(published)) renameSync(path, published);
  syncFolder(folder);
  return { sha256, sizeBytes };
}
