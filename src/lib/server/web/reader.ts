import type { RequestEvent } from '@sveltejs/kit';

/**
 * Gives a signal that aborts when the reader's connection closes before the answer is there. Kit's own knows only of
 * bodies cut short; a reader who has sent all of a question may leave as well.
 */
export async function whileReading<T>(
  event: RequestEvent,
  answer: (signal: AbortSignal) => T | Promise<T>
): Promise<T> {
  const socket = event.platform?.req?.socket;
  if (!socket) return answer(event.request.signal);
  const gone = new AbortController();
  const leave = () => gone.abort();
  socket.once('close', leave);
  try {
    return await answer(gone.signal);
  } finally {
    socket.off('close', leave);
  }
}
