import { whileAnswering } from '../overview/prepare.ts';

/** Jobs that run one after the other in the order they came, each under the id of its upload. */
interface Queue {
  waiting: { id: string; job: Job }[];
  current: { id: string; controller: AbortController; done: Promise<void> } | undefined;
}

type Job = (signal: AbortSignal) => Promise<void>;

const shared = globalThis as typeof globalThis & { yinliReadings?: Queue };
const queue = (shared.yinliReadings ??= { waiting: [], current: undefined });

/** Why a job ends that was stopped. */
const stopped = new Error('the reading was stopped');

export function enqueue(id: string, job: Job): void {
  queue.waiting.push({ id, job });
  next();
}

/** Stops the job of an upload, under way or waiting; resolves when nothing of it runs any more. */
export async function stop(id: string): Promise<void> {
  queue.waiting = queue.waiting.filter((one) => one.id !== id);
  if (queue.current?.id !== id) return;
  queue.current.controller.abort(stopped);
  await queue.current.done;
}

export async function stopAll(): Promise<void> {
  queue.waiting = [];
  if (queue.current) await stop(queue.current.id);
}

function next(): void {
  if (queue.current) return;
  const first = queue.waiting.shift();
  if (!first) return;
  const controller = new AbortController();
  const done = whileAnswering(() => first.job(controller.signal)).finally(() => {
    queue.current = undefined;
    next();
  });
  queue.current = { id: first.id, controller, done };
}
