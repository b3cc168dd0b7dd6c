import { DuckDBInstance, quotedIdentifier, quotedString, type DuckDBConnection } from '@duckdb/node-api';
import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import type { Cell } from '../query/result.ts';
import { cancelled, joinJob, type SharedJob } from './answers/shared-job.ts';
import { attach, forgetAll, type Attached, type Door } from './attachments.ts';
import { nameOf, toCell } from './warehouse-cells.ts';
import { collect, type Reading } from './warehouse-reading.ts';

/**
 * Builds the SQL once the tables' names are known, a file's `data` by its name and others by `name.table`; values go
 * through `params` ($1 …), never into the SQL.
 */
export type Build = (tables: Record<string, string>) => { sql: string; params: Cell[] };

interface Warehouse {
  instance: Promise<DuckDBInstance>;
  idle: DuckDBConnection[];
  /** Those that a statement runs on. */
  lent: Set<DuckDBConnection>;
  /** Statements run on all processors. */
  isSpread: boolean;
}

/** About as many as a page of charts asks at once. */
const IDLE_CONNECTIONS = 24;
const MOST_THREADS = 8;

/** Version files above it (about 90,000 organizations) are counted on all processors. */
const LARGE_BYTES = 10_000_000;

/** A second instance in one process loses commits (facts.md), and hot reload opens modules twice. */
const shared = globalThis as typeof globalThis & { yinliWarehouse?: Warehouse };

/** Starts the one in-memory DuckDB; version files live in `versionsDir`, what does not fit in memory in `tempDir`. */
export async function open(options: {
  versionsDir: string;
  tempDir: string;
  memoryMb: number;
}): Promise<void> {
  forgetAll(options.versionsDir);
  const instance = DuckDBInstance.create(':memory:', {
    memory_limit: `${options.memoryMb}MB`,
    threads: '1',
    temp_directory: options.tempDir,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    // Memory that queries are done with goes back to the system within seconds.
    allocator_background_threads: 'true'
  });
  shared.yinliWarehouse = { instance, idle: [], lent: new Set(), isSpread: false };
  await instance;
}

/**
 * Lets a statement run on all processors from now on. Before, each has one, and several asked at once have one each: of
 * thousands of rows handing over takes longer than counting.
 */
export async function spread(): Promise<void> {
  const warehouse = shared.yinliWarehouse;
  if (!warehouse || warehouse.isSpread) return;
  warehouse.isSpread = true;
  await execute(`SET threads = ${Math.min(availableParallelism(), MOST_THREADS)}`);
}

const RETURNED_EVERY_MS = 10;
const RETURNED_WITHIN_MS = 3000;

/** What runs is interrupted and waited for: a database that is closed under a statement takes the process with it. */
export async function close(): Promise<void> {
  const warehouse = shared.yinliWarehouse;
  shared.yinliWarehouse = undefined;
  if (!warehouse) return;
  const began = performance.now();
  while (warehouse.lent.size > 0 && performance.now() - began < RETURNED_WITHIN_MS) {
    for (const connection of warehouse.lent) connection.interrupt();
    await pause(RETURNED_EVERY_MS);
  }
  for (const connection of warehouse.idle) connection.closeSync();
  (await warehouse.instance).closeSync();
}

/**
 * Asks version files, given by their sha256 under the names that `build` gets their tables by. Equal questions under
 * way at the same time are asked once, and stopped when the signals of all who asked say so. Refuses more than `mostRows`
 * (400 `too-many-rows`), and (503 `version-damaged`) when a file is gone or not what was committed; other files go on
 * being read.
 */
export async function read(
  files: Record<string, string>,
  build: Build,
  options: { signal?: AbortSignal | undefined; mostRows?: number } = {}
): Promise<Reading> {
  const held = await hold(files);
  try {
    const { sql, params } = build(held.tables);
    const key = JSON.stringify([sql, params]);
    const run = (abandoned: AbortSignal) =>
      collect(stream(sql, params, abandoned), options.mostRows).finally(() => underWay.delete(key));
    return await joinJob(underWay, key, run, options.signal);
  } catch (error) {
    throw held.reasonOf(error);
  } finally {
    held.release();
  }
}

const underWay = new Map<string, SharedJob<Reading>>();

/** As `read`, in batches of a few thousand rows as they come; the first has the columns and no rows. */
export async function* readBatches(
  files: Record<string, string>,
  build: Build,
  options: { signal?: AbortSignal } = {}
): AsyncGenerator<Reading, void, undefined> {
  const held = await hold(files);
  try {
    const { sql, params } = build(held.tables);
    yield* stream(sql, params, options.signal);
  } catch (error) {
    throw held.reasonOf(error);
  } finally {
    held.release();
  }
}

/** What it is until it is closed: what was made in its memory is gone with it. */
export function generation(): object | undefined {
  return shared.yinliWarehouse;
}

/** Makes a table in memory of what `build` asks of version files (without params). */
export async function makeTable(
  files: Record<string, string>,
  name: string,
  build: (tables: Record<string, string>) => string
): Promise<void> {
  const held = await hold(files);
  try {
    await execute(`CREATE TABLE ${quotedIdentifier(name)} AS ${build(held.tables)}`);
  } finally {
    held.release();
  }
}

export async function dropTable(name: string): Promise<void> {
  await execute(`DROP TABLE IF EXISTS ${quotedIdentifier(name)}`);
}

/** Writes what `build` asks of version files (without params) as a Parquet file, with `about` in its metadata. */
export async function writeParquet(
  files: Record<string, string>,
  build: (tables: Record<string, string>) => string,
  path: string,
  about: Record<string, string>
): Promise<void> {
  const held = await hold(files);
  const metadata = Object.entries(about).map(
    ([key, value]) => `${quotedIdentifier(key)}: ${quotedString(value)}`
  );
  try {
    await execute(`COPY (${build(held.tables)}) TO ${quotedString(path)}
      (FORMAT parquet, COMPRESSION zstd, KV_METADATA {${metadata.join(', ')}})`);
  } catch (error) {
    throw held.reasonOf(error);
  } finally {
    held.release();
  }
}

interface Held {
  tables: Record<string, string>;
  /** What an error while reading comes from: the refusal of a damaged file, else itself. */
  reasonOf(error: unknown): unknown;
  release(): void;
}

async function hold(files: Record<string, string>): Promise<Held> {
  const attached: Attached[] = [];
  const release = () => attached.forEach((file) => file.release());
  const tables: Record<string, string> = {};
  try {
    for (const [name, sha256] of Object.entries(files)) {
      const file = await attach(sha256, door);
      attached.push(file);
      for (const table of file.tables) {
        const key = table === 'data' ? name : `${name}.${table}`;
        tables[key] = `${quotedIdentifier(file.alias)}.${quotedIdentifier(table)}`;
      }
    }
  } catch (error) {
    release();
    throw error;
  }
  return {
    tables,
    release,
    reasonOf: (error) => attached.find((file) => file.isChanged())?.refusal() ?? error
  };
}

const door: Door = {
  attach: async (path, alias) => {
    if (statSync(path).size > LARGE_BYTES) await spread();
    return withConnection(async (connection) => {
      await connection.run(`ATTACH ${quotedString(path)} AS ${quotedIdentifier(alias)} (READ_ONLY)`);
      const sql = 'SELECT table_name FROM duckdb_tables() WHERE database_name = $1';
      return (await rowsOf(connection, sql, [alias])).map(([name]) => String(name));
    });
  },
  detach: (alias) => execute(`DETACH ${quotedIdentifier(alias)}`)
};

function execute(sql: string): Promise<unknown> {
  return withConnection((connection) => connection.run(sql));
}

async function* stream(
  sql: string,
  params: Cell[],
  signal?: AbortSignal
): AsyncGenerator<Reading, void, undefined> {
  const { connection, giveBack } = await acquire();
  const interrupt = () => connection.interrupt();
  signal?.addEventListener('abort', interrupt);
  try {
    if (signal?.aborted) throw cancelled();
    const result = await connection.stream(sql, params);
    const types = result.columnTypes();
    const columns = result.columnNames().map((name, k) => ({ name, type: nameOf(types[k]) }));
    yield { columns, rows: [] };
    for (;;) {
      const chunk = await result.fetchChunk();
      if (signal?.aborted) throw cancelled();
      if (!chunk || chunk.rowCount === 0) return;
      yield { columns, rows: chunk.getRows().map((row) => row.map(toCell)) };
    }
  } catch (error) {
    throw signal?.aborted ? cancelled() : error;
  } finally {
    signal?.removeEventListener('abort', interrupt);
    giveBack();
  }
}

/** Lends a connection of the one instance; for the rooms that write version files. `signal` stops the statement it is at. */
export async function withConnection<T>(
  use: (connection: DuckDBConnection) => Promise<T>,
  signal?: AbortSignal
): Promise<T> {
  const { connection, giveBack } = await acquire();
  const interrupt = () => connection.interrupt();
  signal?.addEventListener('abort', interrupt);
  try {
    return await use(connection);
  } finally {
    signal?.removeEventListener('abort', interrupt);
    giveBack();
  }
}

/** Rows of a statement on a lent connection, as cells. */
export async function rowsOf(
  connection: DuckDBConnection,
  sql: string,
  params: Cell[] = []
): Promise<Cell[][]> {
  const result = await connection.run(sql, params);
  return (await result.getRows()).map((row) => row.map(toCell));
}

export type { ReadColumn, Reading } from './warehouse-reading.ts';
export { quotedIdentifier, quotedString };
export type { DuckDBConnection };

async function acquire(): Promise<{ connection: DuckDBConnection; giveBack: () => void }> {
  const warehouse = shared.yinliWarehouse;
  if (!warehouse) throw new Error('the warehouse is not open: call store.open() first');
  const connection = warehouse.idle.pop() ?? (await (await warehouse.instance).connect());
  const { lent, idle } = warehouse;
  lent.add(connection);
  const giveBack = () => {
    lent.delete(connection);
    if (shared.yinliWarehouse === warehouse && idle.length < IDLE_CONNECTIONS) idle.push(connection);
    else connection.closeSync();
  };
  return { connection, giveBack };
}
