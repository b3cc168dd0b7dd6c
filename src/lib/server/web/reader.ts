import type { RequestEvent } from '@sveltejs/kit';

const JUST_NOW_MS = 100;

let reading = 0;
let readAt = -Infinity;

/** Whether somebody is being answered or just was: who asks one thing asks another. */
export function hasReaders(): boolean {
  return reading > 0 || performance.now() - readAt < JUST_NOW_MS;
}

/**
 * Gives a signal that aborts when the reader's connection closes before the answer is there. Kit's own knows only of
 * bodies cut short; a reader who has sent all of a question may leave as well.
 */
export async function whileReading<T>(
  event: RequestEvent,
  answer: (signal: AbortSignal) => T | Promise<T>
): Promise<T> {
  const socket = event.platform?.req?.socket;
  const gone = new AbortController();
  const leave = () => gone.abort();
  socket?.once('close', leave);
  reading++;
  try {
    return await answer(socket ? gone.signal : event.request.signal);
  } finally {
    reading--;
    readAt = performance.now();
    socket?.off('close', leave);
  }
}
