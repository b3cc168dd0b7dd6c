import type { Reading } from '../../csv/read.ts';
import { findSchema } from '../../field/schema.ts';
import * as datasets from '../datasets.ts';
import type { ColumnWish } from '../versions/ingest-plan.ts';
import { proposeId } from './name.ts';
import type { Remembered } from './memory.ts';
import { suggest } from './suggestion.ts';
import type { Wishes } from './wishes.ts';
import type { Upload } from '../uploads.ts';

export interface Target {
  dataset: string;
  isNew: boolean;
  suggestedDataset: string | null;
}

/** Where a file goes: where it was sent or set to go, else into a dataset of its own; one that fits is only proposed. */
export function targetOf(upload: Upload, reading: Reading, last: Remembered | null): Target {
  const isKnown = (id: string) => datasets.list().some((dataset) => dataset.id === id);
  const chosen = upload.wishes.dataset ?? upload.dataset ?? undefined;
  const lastDataset = last?.wasSent && isKnown(last.dataset) ? last.dataset : null;
  const suggestedDataset = lastDataset ?? suggest(reading.columns.map(({ source }) => source));
  if (chosen !== undefined) return { dataset: chosen, isNew: !isKnown(chosen), suggestedDataset };
  const isTaken = (id: string) => isKnown(id) || findSchema(id) !== undefined;
  return { dataset: proposeId(upload.filename, isTaken), isNew: true, suggestedDataset };
}

/** The analyst's wishes in the order of the file's columns; a source that repeats is told apart by its order. */
export function columnWishes({ columns = [] }: Wishes, { columns: found }: Reading): ColumnWish[] {
  const left = [...columns];
  return found.map(({ source }) => {
    const at = left.findIndex((wish) => wish.source === source);
    return at < 0 ? {} : (left.splice(at, 1)[0] ?? {});
  });
}
