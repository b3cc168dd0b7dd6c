import { setTimeout as pause } from 'node:timers/promises';
import { childrenOf, parentOf } from '../../field/division.ts';
import { yearsBefore } from '../../field/period.ts';
import { stir } from '../answers/rest.ts';

const MOST = 12;
const QUIET_MS = 100;

let underWay = 0;
let queue: AbortController | undefined;
let making: Promise<unknown> = Promise.resolve();
let isOver = false;

/** Ends what is being prepared, for good; settles once nothing is made any more. */
export async function stopPreparing(): Promise<void> {
  isOver = true;
  queue?.abort();
  await making.catch(() => undefined);
}

/** Counts a request, or a file that is read, for as long as somebody waits for it: nothing is prepared beside it. */
export async function whileAnswering<T>(answer: () => T | Promise<T>): Promise<T> {
  underWay++;
  try {
    return await answer();
  } finally {
    underWay--;
    stir();
  }
}

/**
 * Makes ready, one after the other and only while no request is under way, what a reader of a place and day is likely
 * to ask next. The next call puts an end to what is left of the one before; `make` that fails ends it, too.
 */
export async function prepare(
  neighbours: readonly string[],
  make: (address: string) => Promise<unknown>
): Promise<void> {
  queue?.abort();
  if (isOver) return;
  const own = (queue = new AbortController());
  try {
    for (const address of neighbours) {
      do await pause(QUIET_MS, undefined, { signal: own.signal, ref: false });
      while (underWay > 0);
      await (making = make(address));
      stir();
    }
  } catch (cause) {
    if (!own.signal.aborted) console.error('preparing ahead:', cause);
  }
}

/** The years beside a day and the places above and below, nearest first; a year after `lastOn` is not there. */
export function neighboursOf(
  region: string,
  asOf: string,
  lastOn: string
): { region: string; asOf: string }[] {
  const after = yearsBefore(asOf, -1);
  const above = parentOf(region);
  return [
    { region, asOf: yearsBefore(asOf, 1) },
    ...(after <= lastOn ? [{ region, asOf: after }] : []),
    ...(above !== null && above !== '100000' ? [{ region: above, asOf }] : []),
    ...childrenOf(region).map(({ code }) => ({ region: code, asOf }))
  ].slice(0, MOST);
}
