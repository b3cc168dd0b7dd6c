import { randomUUID } from 'node:crypto';
import { createReadStream, rmSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { guardFormula } from '../../csv/guard.ts';
import { write } from '../../csv/write.ts';
import type { Cell } from '../../query/result.ts';
import type { Version } from '../datasets.ts';
import { quotedIdentifier, readBatches, writeParquet, type Reading } from '../warehouse.ts';
import { holding } from '../holding.ts';

/** What becomes of texts that a spreadsheet program would take for formulas: an apostrophe before them, or nothing. */
export const FORMULAS = ['keep', 'guard'] as const;
export type Formulas = (typeof FORMULAS)[number];

/**
 * The whole version as CSV, piece by piece: header = column names, dates ISO, blank = null, UTF-8 with BOM, LF.
 * Refuses before the first piece when the version's file cannot be read.
 */
export async function csv(version: Version, formulas: Formulas): Promise<AsyncIterableIterator<string>> {
  const names = version.columns.map(({ name }) => name);
  const batches = await rowsOf(version);
  if (formulas === 'keep') return holding(batches, write(names, batches));
  return holding(batches, write(names.map(guardFormula), guarded(batches)));
}

/** The rows of a version in file order, in batches. Refuses before the first when its file cannot be read. */
export async function rowsOf(version: Version): Promise<AsyncIterableIterator<Cell[][]>> {
  const batches = readBatches({ data: version.file }, ({ data }) => ({
    sql: selectSql(version, data ?? ''),
    params: []
  }));
  await batches.next();
  return holding(batches, onlyRows(batches));
}

/** The whole version as a Parquet file; it lies in `tmpDir` until the stream is closed. */
export async function parquet(
  version: Version,
  tmpDir: string
): Promise<{ stream: Readable; sizeBytes: number }> {
  const path = join(tmpDir, `export-${randomUUID()}.parquet`);
  const about = {
    dataset: version.dataset,
    version: String(version.version),
    known_on: version.knownOn,
    synthetic: String(version.synthetic),
    source_sha256: version.sha256
  };
  try {
    await writeParquet({ data: version.file }, ({ data }) => selectSql(version, data ?? ''), path, about);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  }
  const stream = createReadStream(path);
  stream.on('close', () => void rm(path, { force: true }).catch(() => undefined));
  return { stream, sizeBytes: statSync(path).size };
}

/** `organizations-synthetic-v3.csv`. */
export function fileName({ dataset, version, synthetic }: Version, extension: string): string {
  return `${dataset}${synthetic ? '-synthetic' : ''}-v${version}.${extension}`;
}

function selectSql({ columns }: Version, table: string): string {
  return `SELECT ${columns.map(({ name }) => quotedIdentifier(name)).join(', ')} FROM ${table}`;
}

async function* onlyRows(batches: AsyncGenerator<Reading>): AsyncGenerator<Cell[][], void, undefined> {
  for await (const batch of batches) yield batch.rows;
}

async function* guarded(batches: AsyncIterable<Cell[][]>): AsyncGenerator<Cell[][], void, undefined> {
  for await (const rows of batches) {
    yield rows.map((row) => row.map((cell) => (typeof cell === 'string' ? guardFormula(cell) : cell)));
  }
}
