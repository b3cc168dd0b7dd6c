import { whileAnswering } from '../overview/prepare.ts';

/** Jobs that run one after the other in the order they came, each under the id of its upload. */
interface Queue {
  waiting: { id: string; job: Job; leave: Leave }[];
  current: { id: string; controller: AbortController; done: Promise<void> } | undefined;
}

type Job = (signal: AbortSignal) => Promise<void>;
/** What is done in the place of a job that never begins. */
type Leave = () => Promise<void>;

const shared = globalThis as typeof globalThis & { yinliReadings?: Queue };
const queue = (shared.yinliReadings ??= { waiting: [], current: undefined });

/** Why a job ends that was stopped. */
const stopped = new Error('the reading was stopped');

export function enqueue(id: string, job: Job, leave: Leave): void {
  queue.waiting.push({ id, job, leave });
  next();
}

/** Stops the job of an upload, under way or waiting; resolves when nothing of it runs any more. */
export async function stop(id: string): Promise<void> {
  await leave(({ id: waiting }) => waiting === id);
  if (queue.current?.id !== id) return;
  queue.current.controller.abort(stopped);
  await queue.current.done;
}

export async function stopAll(): Promise<void> {
  await leave(() => true);
  if (queue.current) await stop(queue.current.id);
}

async function leave(isMeant: (one: { id: string }) => boolean): Promise<void> {
  const left = queue.waiting.filter(isMeant);
  queue.waiting = queue.waiting.filter((one) => !left.includes(one));
  await Promise.all(left.map((one) => one.leave()));
}

function next(): void {
  if (queue.current) return;
  const first = queue.waiting.shift();
  if (!first) return;
  const controller = new AbortController();
  const done = whileAnswering(() => first.job(controller.signal))
    // Not even its failure could be written down: the next start reads the file again.
    .catch((cause: unknown) => console.error(`[upload ${first.id}]`, cause))
    .finally(() => {
      queue.current = undefined;
      next();
    });
  queue.current = { id: first.id, controller, done };
}
