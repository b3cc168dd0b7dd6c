import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { Refusal } from '../error.ts';
import { MIGRATIONS } from './migrations.ts';

interface Catalog {
  database: DatabaseSync;
  statements: Map<string, StatementSync>;
  /** How often something was written since it was opened. */
  writes: number;
}

/** Hot reload and bundling open modules twice; the catalog is opened once. */
const shared = globalThis as typeof globalThis & { yinliCatalog?: Catalog };

/** Opens and migrates the catalog; refuses one that a newer release has written. */
export function open(path: string): void {
  const database = new DatabaseSync(path);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON');
  const { user_version: schema } = database.prepare('PRAGMA user_version').get() as { user_version: number };
  if (schema > MIGRATIONS.length) {
    database.close();
    throw new Refusal(503, 'newer-data-dir', {
      zh: `${path} 由更新的发行版写成（目录版本 ${schema}，本版只到 ${MIGRATIONS.length}）。请升级软件，或用 DATA_DIR 指定另一个目录。`,
      en: `${path} was written by a newer release (catalog ${schema}; this one knows ${MIGRATIONS.length}). Update Yinli, or choose another directory with DATA_DIR.`
    });
  }
  shared.yinliCatalog = { database, statements: new Map(), writes: 0 };
  for (let next = schema; next < MIGRATIONS.length; next++) {
    transaction(() => database.exec(`${MIGRATIONS[next]}; PRAGMA user_version = ${next + 1}`));
  }
}

/** Writes everything into the one file and closes it; nothing when it is not open. */
export function close(): void {
  const catalog = shared.yinliCatalog;
  shared.yinliCatalog = undefined;
  if (!catalog) return;
  catalog.database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  catalog.database.close();
}

export function catalogIsOpen(): boolean {
  return shared.yinliCatalog !== undefined;
}

export function get<Row>(sql: string, ...params: SQLInputValue[]): Row | undefined {
  return prepare(sql).get(...params) as Row | undefined;
}

export function all<Row>(sql: string, ...params: SQLInputValue[]): Row[] {
  return prepare(sql).all(...params) as Row[];
}

export function run(sql: string, ...params: SQLInputValue[]): void {
  prepare(sql).run(...params);
  opened().writes++;
}

/** Grows with everything that is written; what was read under one number is true while it stands. */
export function writes(): number {
  return opened().writes;
}

/** `read` once for equal keys, and again after anything was written; undefined and what it throws are not kept. */
export function untilWritten<T>(read: (key: string) => T): (key?: string) => T {
  let catalog: Catalog | undefined;
  let at = -1;
  const known = new Map<string, T>();
  return (key = '') => {
    if (catalog !== opened() || at !== opened().writes) known.clear();
    [catalog, at] = [opened(), opened().writes];
    const value = known.get(key) ?? read(key);
    if (value !== undefined) known.set(key, value);
    return value;
  };
}

/** All or nothing: `fn` must not await. When this returns, the disk has it. */
export function transaction<T>(fn: () => T): T {
  const { database } = opened();
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = fn();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  } finally {
    opened().writes++;
  }
}

/** Holds an exclusive lock on a small file of its own, undefined when another process holds it. */
export function holdExclusively(path: string): (() => void) | undefined {
  const database = new DatabaseSync(path, { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    const isBusy = error instanceof Error && 'errcode' in error && error.errcode === 5;
    if (isBusy) return undefined;
    throw error;
  }
  return () => database.close();
}

function prepare(sql: string): StatementSync {
  const { database, statements } = opened();
  let statement = statements.get(sql);
  if (!statement) statements.set(sql, (statement = database.prepare(sql)));
  return statement;
}

function opened(): Catalog {
  if (!shared.yinliCatalog) throw new Error('the catalog is not open: call store.open() first');
  return shared.yinliCatalog;
}
