import { Refusal } from '../../error.ts';

/** A job that several may wait for. It goes on as long as one of them stays; who has no signal stays to the end. */
export interface SharedJob<T> {
  join(signal?: AbortSignal): Promise<T>;
}

/** Starts a job whose signal aborts once all who joined it have left; they then hear 408 `cancelled`. */
export function shareJob<T>(start: (abandoned: AbortSignal) => Promise<T>): SharedJob<T> {
  const abandoned = new AbortController();
  const result = start(abandoned.signal);
  // Whoever joined hears of it; a job that all have left may fail unheard.
  result.catch(() => undefined);
  let staying = 0;
  return {
    join: (signal) => {
      staying++;
      if (!signal) return result;
      return new Promise<T>((done, refused) => {
        const leave = () => {
          refused(cancelled());
          if (--staying === 0) abandoned.abort();
        };
        if (signal.aborted) return leave();
        signal.addEventListener('abort', leave, { once: true });
        result.then(done, refused).finally(() => signal.removeEventListener('abort', leave));
      });
    }
  };
}

/** Joins the job of that key, or starts it; one that fails or that all have left is forgotten. */
export function joinJob<T>(
  jobs: Map<string, SharedJob<T>>,
  key: string,
  start: (abandoned: AbortSignal) => Promise<T>,
  signal?: AbortSignal
): Promise<T> {
  const known = jobs.get(key);
  if (known) return known.join(signal);
  const job = shareJob((abandoned) => {
    const result = start(abandoned);
    const forget = () => jobs.get(key) === job && jobs.delete(key);
    abandoned.addEventListener('abort', forget);
    result.catch(forget);
    return result;
  });
  jobs.set(key, job);
  return job.join(signal);
}

/** A signal that aborts once all of them have; none of theirs missing, else undefined. */
export function whenAllAbort(signals: readonly (AbortSignal | undefined)[]): AbortSignal | undefined {
  const known = signals.filter((signal) => signal !== undefined);
  if (known.length < signals.length) return undefined;
  const all = new AbortController();
  const look = () => known.every(({ aborted }) => aborted) && all.abort();
  for (const signal of known) signal.addEventListener('abort', look, { once: true });
  look();
  return all.signal;
}

export function cancelled(): Refusal {
  return new Refusal(408, 'cancelled', { zh: '查询已取消。', en: 'The query was cancelled.' });
}
