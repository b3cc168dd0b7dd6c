import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Failure, Progress } from '../csv/read.ts';
import type { Found, ReadingJob, ReadingMessage } from './upload-worker.ts';

/** Reads a file in a thread of its own; rejects when `signal` stops it, with the signal's reason. */
export function readInThread(
  job: ReadingJob,
  signal: AbortSignal,
  onProgress: (progress: Progress) => void
): Promise<Found | Failure> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const worker = new Worker(join(packageRoot(), 'src/lib/server/upload-worker.ts'), { workerData: job });
    const stop = () => {
      void worker.terminate().finally(() => reject(signal.reason));
    };
    signal.addEventListener('abort', stop, { once: true });
    worker.on('message', (message: ReadingMessage) => {
      if ('progress' in message) onProgress(message.progress);
      else resolve(message.found);
    });
    worker.on('error', reject);
    worker.on('exit', (code) => {
      signal.removeEventListener('abort', stop);
      reject(new Error(`the reading thread ended with ${code}`));
    });
  });
}

/** The folder of the package, from the source as from the build: workers run from the source as it is. */
function packageRoot(): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const path = join(folder, 'package.json');
    if (existsSync(path) && (JSON.parse(readFileSync(path, 'utf8')) as { name?: string }).name === 'yinli') {
      return folder;
    }
    if (folder === dirname(folder)) throw new Error(`no package above ${import.meta.dirname}`);
  }
}
