import { findSchema } from '../field/schema.ts';
import * as datasets from './datasets.ts';
import { compare } from './diff.ts';
import { merge } from './upload-merge.ts';
import { strangePlace } from './upload-places.ts';
import { farFewerRows, otherRegion, sameFile, type Warning } from './upload-warnings.ts';
import type { Mode } from './upload-wishes.ts';
import type { Outcome, Result, Staged } from './uploads.ts';

/** What a commit of a file's rows would make of its dataset as it is now, in the mode wished for. */
export async function resultOf(options: {
  dataDir: string;
  dataset: string;
  own: Staged;
  mode: Mode;
  key: readonly string[] | undefined;
  sameAs: Outcome['sameAs'];
  folder: string;
  signal: AbortSignal;
}): Promise<Result> {
  const { dataset, own, mode, key, sameAs } = options;
  const before = datasets.newest(dataset);
  const isMerged = before !== undefined && mode !== 'replace';
  const staged = isMerged ? await merge({ ...options, before, mode }) : own;
  return {
    ...staged,
    mode,
    key: key ? [...key] : [...(findSchema(dataset)?.key ?? [])],
    hasRawOrder: !isMerged,
    against: before?.version ?? null,
    diff: await compare(before, { dataset, ...staged }, key),
    warnings: await warningsOf(before, own, staged, sameAs)
  };
}

async function warningsOf(
  before: datasets.Version | undefined,
  own: Staged,
  staged: Staged,
  sameAs: Outcome['sameAs']
): Promise<Warning[]> {
  const strange = before ? await strangePlace(before, own) : null;
  return [
    ...(sameAs ? [sameFile(sameAs.dataset, sameAs.version)] : []),
    ...(before ? farFewerRows(before.rows, staged.rows) : []),
    ...(strange ? [otherRegion(strange.code, strange.rows)] : [])
  ];
}
