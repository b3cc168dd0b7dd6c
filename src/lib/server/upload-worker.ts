/** The thread that reads a file: proves it, writes it in our dialect where needed, and posts what it found. */
import { fstatSync, openSync, readSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { read, type Failure, type Progress, type Reading } from '../csv/read.ts';
import type { Limits, Settings } from '../csv/settings.ts';
import type { Source } from '../csv/source.ts';
import { newStagedFile } from './ingest-staged.ts';

export interface ReadingJob {
  path: string;
  stagedPath: string;
  settings: Settings;
  limits: Partial<Limits>;
}

export type ReadingMessage = { progress: Progress } | { found: Reading | Failure };

const TOLD_EVERY_MS = 100;

const { path, stagedPath, settings, limits } = workerData as ReadingJob;
const staged = newStagedFile(stagedPath);
let told = 0;
const found = read(fileSource(path), settings, staged, {
  limits,
  onProgress: (progress) => {
    if (performance.now() - told < TOLD_EVERY_MS) return;
    told = performance.now();
    post({ progress });
  }
});
staged.finish();
post({ found });

function post(message: ReadingMessage): void {
  parentPort?.postMessage(message);
}

function fileSource(of: string): Source {
  const file = openSync(of, 'r');
  return {
    sizeBytes: fstatSync(file).size,
    readInto: (buffer, position) => readSync(file, buffer, 0, buffer.length, position)
  };
}
