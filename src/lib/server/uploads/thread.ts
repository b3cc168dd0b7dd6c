import { Worker } from 'node:worker_threads';
import type { Failure, Progress } from '../../csv/read.ts';
import { programPath } from '../programs.ts';
import type { ArrivingJob, Found, ReadingJob, ReadingMessage } from './worker.ts';

/** How long a thread that was made ready waits for a file. */
const IDLE_MS = 60_000;

let waiting: { worker: Worker; clock: NodeJS.Timeout } | undefined;

/** Starts the thread that will read the file now arriving: starting takes as long as reading 50 MB. */
export function prepareThread(): void {
  if (!waiting) keep(newWorker());
}

/** Keeps a thread for the next file, for a while. */
function keep(worker: Worker): void {
  if (waiting) return void worker.terminate();
  worker.unref();
  const clock = setTimeout(dismissThread, IDLE_MS).unref();
  // One that could not start is no loss: the reading starts its own, and says so if that fails as well.
  const gone = () => {
    if (waiting?.worker === worker) waiting = undefined;
  };
  worker.once('error', gone).once('exit', gone);
  waiting = { worker, clock };
}

/** Ends the thread that waits, if there is one. */
export function dismissThread(): void {
  const { worker, clock } = waiting ?? {};
  waiting = undefined;
  clearTimeout(clock);
  void worker?.terminate();
}

/** A thread that reads a file as it arrives: `take` gives it to who reads the whole, once; `end` ends it if nobody did. */
export interface EarlyThread {
  take(): Worker | undefined;
  end(): void;
}

export function readArriving(job: ArrivingJob): EarlyThread {
  let worker: Worker | undefined = takeWorker();
  const gone = () => (worker = undefined);
  worker.once('error', gone).once('exit', gone);
  worker.postMessage(job);
  const take = () => {
    const taken = worker?.off('error', gone).off('exit', gone);
    worker = undefined;
    return taken;
  };
  return { take, end: () => void take()?.terminate() };
}

/**
 * Reads a file in a thread of its own, or in the one that read it as it arrived; rejects when `signal` stops it, with the
 * signal's reason.
 */
export function readInThread(
  job: ReadingJob,
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
  early?: EarlyThread
): Promise<Found | Failure> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const worker = early?.take() ?? takeWorker();
    const stop = () => {
      void worker.terminate().finally(() => reject(signal.reason));
    };
    signal.addEventListener('abort', stop, { once: true });
    worker.on('message', (message: ReadingMessage) => {
      if ('progress' in message) return onProgress(message.progress);
      signal.removeEventListener('abort', stop);
      worker.removeAllListeners();
      keep(worker);
      resolve(message.found);
    });
    worker.on('error', reject);
    worker.on('exit', (code) => {
      signal.removeEventListener('abort', stop);
      reject(new Error(`the reading thread ended with ${code}`));
    });
    worker.postMessage(job);
  });
}

function takeWorker(): Worker {
  const { worker, clock } = waiting ?? {};
  waiting = undefined;
  clearTimeout(clock);
  worker?.removeAllListeners();
  worker?.ref();
  return worker ?? newWorker();
}

function newWorker(): Worker {
  return new Worker(programPath('read-upload'));
}
