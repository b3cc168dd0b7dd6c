import { AsyncLocalStorage } from 'node:async_hooks';

const readers = new AsyncLocalStorage<AbortSignal>();

/** Runs `fn` for somebody who has gone when `signal` says so: what nobody else waits for is interrupted then. */
export function forReader<T>(signal: AbortSignal, fn: () => T): T {
  return readers.run(signal, fn);
}

/** Runs `fn` for whoever will ask: it goes on though the reader it began with has gone. */
export function forEveryone<T>(fn: () => T): T {
  return readers.exit(fn);
}

/** Tells when the one this runs for has gone; undefined where it is for everyone. */
export function readerSignal(): AbortSignal | undefined {
  return readers.getStore();
}
