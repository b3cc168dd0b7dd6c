import { findSchema } from '../field/schema.ts';
import * as datasets from './datasets.ts';
import { compare, type Diff, type Side } from './diff.ts';
import { farFewerRows, sameFile, type Warning } from './upload-warnings.ts';
import type { Wishes } from './upload-wishes.ts';
import type { Outcome } from './uploads.ts';

export interface Compared {
  key: string[] | null;
  against: number | null;
  diff: Diff;
}

/** A staged file beside the newest version of its dataset. */
export async function against(staged: Side, { key }: Pick<Wishes, 'key'>): Promise<Compared> {
  const before = datasets.newest(staged.dataset);
  return {
    key: key ?? [...(findSchema(staged.dataset)?.key ?? [])],
    against: before?.version ?? null,
    diff: await compare(before, staged, key)
  };
}

/** What the sender should know before committing. */
export function warningsOf({ diff }: Compared, rows: number, sameAs: Outcome['sameAs']): Warning[] {
  const before = diff.changed + diff.removed + diff.unchanged;
  return [
    ...(sameAs ? [sameFile(sameAs.dataset, sameAs.version)] : []),
    ...(before > 0 ? farFewerRows(before, rows) : [])
  ];
}
