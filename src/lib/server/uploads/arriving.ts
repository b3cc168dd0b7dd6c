import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { stageAhead, type Ahead } from '../versions/staging-ahead.ts';
import { hasReaders } from '../web/reader.ts';
import { readLimits } from './limits.ts';
import { readArriving, type EarlyThread } from './thread.ts';

/** The reading of a large file that begins while it arrives. What it finds counts only where the whole file says the same. */
export interface EarlyReading {
  /** Where it writes; the reading of the whole goes on there. */
  folder: string;
  thread: EarlyThread;
  ahead: Ahead;
  /** So many bytes are on disk; all of them when `isWhole`. */
  arrived(bytes: number, isWhole: boolean): void;
  /** Ends what still runs of it and takes it away. */
  drop(): Promise<void>;
}

/** Reading less takes no longer than beginning early. */
export const LEAST_BYTES = 20_000_000;

/** One at a time: it takes a thread and, for many of the files, their size in memory. */
let underWay: EarlyReading | undefined;

/** Begins to read the file at `path` that still arrives; undefined while another is read so. */
export function beginReading(dataDir: string, path: string): EarlyReading | undefined {
  if (underWay) return undefined;
  const folder = join(dataDir, 'tmp', `reading-${randomUUID()}`);
  mkdirSync(folder);
  const arrived = new BigInt64Array(new SharedArrayBuffer(8));
  const { columns, cellBytes } = readLimits();
  const thread = readArriving({ path, folder, limits: { columns, cellBytes }, arrived });
  const ahead = stageAhead(path, folder, hasReaders);
  const early: EarlyReading = {
    ...{ folder, thread, ahead },
    arrived(bytes, isWhole) {
      Atomics.store(arrived, 0, isWhole ? -1n - BigInt(bytes) : BigInt(bytes));
      Atomics.notify(arrived, 0);
      ahead.arrived(bytes, isWhole);
    },
    async drop() {
      if (underWay === early) underWay = undefined;
      thread.end();
      await ahead.drop();
      rmSync(folder, { recursive: true, force: true });
    }
  };
  underWay = early;
  return early;
}
