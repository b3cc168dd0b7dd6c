import type { Result } from '../../query/result.ts';
import { joinJob, type SharedJob } from './shared-job.ts';

const MOST_ANSWERS = 2000;
/** Rows kept in all, about 100 MB of them; one answer may be a quarter of it. */
const MOST_ROWS = 400_000;

const kept = new Map<string, SharedJob<Result>>();
/** Of the answers that are there. */
const rowsKept = new Map<string, number>();

/**
 * The answer of that key, made once and kept as long as there is room; the oldest makes room, and what is larger than
 * anybody draws is not kept at all. Errors are not kept. `signal` tells when the reader has gone.
 */
export function answerOnce(
  key: string,
  make: (abandoned: AbortSignal) => Promise<Result>,
  signal?: AbortSignal
): Promise<Result> {
  if (kept.size >= MOST_ANSWERS && !kept.has(key)) forgetOldest();
  const start = async (abandoned: AbortSignal) => {
    const result = await make(abandoned);
    if (kept.has(key)) weigh(key, result.rows.length);
    return result;
  };
  return joinJob(kept, key, start, signal);
}

function weigh(key: string, rows: number): void {
  if (rows > MOST_ROWS / 4) return void kept.delete(key);
  rowsKept.set(key, rows);
  let all = 0;
  for (const count of rowsKept.values()) all += count;
  for (; all > MOST_ROWS && kept.size > 0; all -= forgetOldest());
}

/** Returns how many rows it had. */
function forgetOldest(): number {
  const [key = ''] = kept.keys();
  const rows = rowsKept.get(key) ?? 0;
  kept.delete(key);
  rowsKept.delete(key);
  return rows;
}
