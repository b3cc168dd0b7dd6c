import { createHash } from 'node:crypto';
import { settingsOf, type Wishes } from './wishes.ts';
import * as uploads from '../uploads.ts';

/** What is chosen again for a file because it was chosen for the last one of the same header. */
export interface Remembered {
  filename: string;
  dataset: string;
  version: number;
  /** Its dataset was named by the analyst, not found. */
  wasSent: boolean;
  wishes: Wishes;
}

/** The shape of a file: the headers of its columns, in their order, as they are found when nothing is chosen. */
export function shapeOf(columns: readonly { source: string }[]): string {
  return createHash('sha256')
    .update(JSON.stringify(columns.map(({ source }) => source)))
    .digest('hex');
}

/** The last committed file of a shape and what was chosen for it; null when there is none, or nothing was chosen. */
export function lastOf(shape: string): Remembered | null {
  const last = uploads.lastCommitted(shape);
  const committed = last?.outcome?.committed;
  if (!last || !committed) return null;
  const earlier = last.outcome?.remembered?.wishes ?? {};
  const wasSent = last.dataset !== null || last.wishes.dataset !== undefined;
  return { filename: last.filename, ...committed, wasSent, wishes: { ...earlier, ...last.wishes } };
}

/**
 * What of it counts for a file that goes into `dataset`: how it is read in any case, columns, key and mode only for the
 * dataset they were chosen for. What is chosen this time comes first.
 */
export function recalled(last: Remembered | null, dataset: string, wishes: Wishes): Remembered | null {
  if (!last) return null;
  const { columns, key, mode } = last.dataset === dataset ? last.wishes : {};
  const all = { ...settingsOf(last.wishes), sheet: last.wishes.sheet, columns, key, mode };
  const open = Object.entries(all).filter(
    ([name, value]) => value !== undefined && wishes[name as keyof Wishes] === undefined
  );
  return open.length === 0 ? null : { ...last, wishes: Object.fromEntries(open) as Wishes };
}
