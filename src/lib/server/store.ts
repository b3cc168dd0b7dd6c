import { accessSync, constants, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Refusal } from '../error.ts';
import * as catalog from './catalog.ts';
import { inTurn } from './commit.ts';
import * as joined from './answers/joined.ts';
import { lock } from './lock.ts';
import { loadSample, type Progress } from './sample.ts';
import { readSettings, type Settings } from './settings.ts';
import { endAllEffects } from './uploads/consequences.ts';
import { stopAll } from './uploads/queue.ts';
import { dismissThread } from './uploads/thread.ts';
import { resume } from './uploads/reading.ts';
import { namedFiles, namedOriginals } from './uploads/named-files.ts';
import * as uploads from './uploads.ts';
import * as warehouse from './warehouse.ts';

interface Opening extends Partial<Settings> {
  /** Load the sample on a first start (default: yes). */
  withSample?: boolean;
  progress?: Progress;
}

interface Store {
  settings: Settings;
  ready: Promise<void>;
  openedAt: number;
  release?: () => void;
}

/** One per process, however often bundling or hot reload opens this module. */
const shared = globalThis as typeof globalThis & { yinliStore?: Store };

/**
 * Opens DATA_DIR: lock, catalog, warehouse, sweep, sample on a first start. Called again it waits for the same
 * opening. What is given overrides the environment's settings. Refuses with a sentence when it cannot.
 */
export function open(opening: Opening = {}): Promise<void> {
  if (!shared.yinliStore) {
    const { withSample = true, progress, ...given } = opening;
    const store: Store = {
      settings: { ...readSettings(), ...given },
      ready: Promise.resolve(),
      openedAt: Date.now()
    };
    shared.yinliStore = store;
    store.ready = start(store, withSample, progress).catch(async (error) => {
      await close();
      throw error;
    });
  }
  return shared.yinliStore.ready;
}

/** Waits for the commit under way, closes everything and gives DATA_DIR back. */
export async function close(): Promise<void> {
  const store = shared.yinliStore;
  if (!store) return;
  await stopAll();
  dismissThread();
  await endAllEffects();
  await inTurn(async () => undefined);
  await joined.settled();
  shared.yinliStore = undefined;
  await warehouse.close();
  catalog.close();
  store.release?.();
}

/** The folder that the open store writes to. */
export function dataDir(): string {
  return opened().settings.dataDir;
}

/** The settings the store was opened with, and when. */
export function state(): { settings: Settings; openedAt: number } {
  return opened();
}

async function start(store: Store, withSample: boolean, progress?: Progress): Promise<void> {
  const { dataDir, duckdbMemoryMb, sampleDir, release } = store.settings;
  makeFolders(dataDir);
  store.release = lock(dataDir);
  catalog.open(join(dataDir, 'catalog.sqlite'));
  sweep(dataDir);
  await warehouse.open({
    versionsDir: join(dataDir, 'versions'),
    tempDir: join(dataDir, 'tmp'),
    memoryMb: duckdbMemoryMb
  });
  if (withSample) await loadSample(dataDir, sampleDir, release, progress);
  resume(dataDir);
}

function makeFolders(dataDir: string): void {
  try {
    for (const folder of ['originals', 'versions', 'uploads', 'tmp']) {
      makeFolder(join(dataDir, folder));
      accessSync(join(dataDir, folder), constants.W_OK);
    }
    accessSync(dataDir, constants.W_OK);
  } catch (cause) {
    const why = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    throw new Refusal(503, 'data-dir-not-writable', {
      zh: `不能写入数据目录 ${dataDir}（${why}）。请检查权限，或用 DATA_DIR 指定另一个目录。`,
      en: `${dataDir} cannot be written (${why}). Check its permissions, or choose another directory with DATA_DIR.`
    });
  }
}

/** One folder after the other: Node's own recursive mkdir never returns for a path inside /proc. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}

/** Removes what a killed load left: files that no version and no upload names. Reports rows without their file. */
function sweep(dataDir: string): void {
  rmSync(join(dataDir, 'tmp'), { recursive: true, force: true });
  mkdirSync(join(dataDir, 'tmp'));
  uploads.sweep(dataDir);
  const versionFiles = new Set([...namedFiles()].map((file) => `${file}.duckdb`));
  const originals = namedOriginals();
  for (const [folder, known] of [['versions', versionFiles] as const, ['originals', originals] as const]) {
    const found = new Set(readdirSync(join(dataDir, folder)));
    for (const name of found) if (!known.has(name)) rmSync(join(dataDir, folder, name), { force: true });
    for (const name of known) {
      if (!found.has(name)) console.error(`缺少文件 / missing file: ${join(dataDir, folder, name)}`);
    }
  }
}

function opened(): Store {
  if (!shared.yinliStore) throw new Error('the store is not open: call store.open() first');
  return shared.yinliStore;
}
