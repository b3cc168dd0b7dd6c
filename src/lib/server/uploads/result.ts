import { findSchema } from '../../field/schema.ts';
import { Refusal } from '../../error.ts';
import * as datasets from '../datasets.ts';
import { compare, sample, type Change, type Diff } from '../versions/diff.ts';
import type { Issue } from '../../csv/issue.ts';
import { merge } from './merge.ts';
import { strangePlace } from './places.ts';
import { repeatsOf, type KnownLines } from './repeats.ts';
import { farFewerRows, otherRegion, sameFile, type Warning } from './warnings.ts';
import type { Mode, Wishes } from './wishes.ts';
import type { Outcome, Result, Staged, Upload } from '../uploads.ts';

const LISTED = 200;

/** What counts: chosen this time, else for the last file of the same shape; `proposed` is a key that nobody chose. */
export function choiceOf(
  { mode, key }: Wishes,
  { dataset, remembered, proposal }: Pick<Outcome, 'dataset' | 'remembered' | 'proposal'>
): { mode: Mode; key: readonly string[] | undefined; proposed: readonly string[] | undefined } {
  const last = remembered?.wishes;
  const proposed = findSchema(dataset) ? undefined : (proposal?.key ?? undefined);
  return { mode: mode ?? last?.mode ?? 'replace', key: key ?? last?.key, proposed };
}

/**
 * What a commit of a file's rows would make of its dataset as it is now, in the mode wished for. A key that was only proposed
 * is good for comparing, not for putting rows in the place of others. Beside it all records that would be counted twice.
 */
export async function resultOf(options: {
  dataDir: string;
  dataset: string;
  own: Staged;
  mode: Mode;
  key: readonly string[] | undefined;
  proposed: readonly string[] | undefined;
  sameAs: Outcome['sameAs'];
  lines?: KnownLines | undefined;
  folder: string;
  signal: AbortSignal;
}): Promise<{ result: Result; repeats: Issue[] }> {
  const { dataset, own, mode, sameAs } = options;
  const key = options.key ?? options.proposed;
  const before = datasets.newest(dataset);
  const isMerged = before !== undefined && mode !== 'replace';
  const staged = isMerged ? await merge({ ...options, before, mode }) : own;
  const repeats = await repeatsOf({ ...options, before });
  const result = {
    ...staged,
    mode,
    key: key ? [...key] : [...(findSchema(dataset)?.key ?? [])],
    hasRawOrder: !isMerged,
    against: before?.version ?? null,
    diff: await compare(before, { dataset, ...staged }, key),
    warnings: await warningsOf(before, own, staged, sameAs),
    repeats: repeats.list.slice(0, LISTED),
    repeatCount: repeats.count
  };
  return { result, repeats: repeats.list };
}

/** What a ready upload would change, with up to `limit` of the rows that differ. Refuses (409) one that is not ready. */
export async function changesOf(
  { status, outcome }: Upload,
  limit: number
): Promise<Diff & { against: number | null; sample: Change[] }> {
  if (status !== 'ready' || !outcome) {
    throw new Refusal(
      409,
      'not-ready',
      {
        zh: `上传的状态是 ${status}，只有 ready 的上传有比较。`,
        en: `The upload is ${status}; only a ready one is compared.`
      },
      { status }
    );
  }
  const { dataset, result } = outcome;
  const before = result.against === null ? undefined : datasets.readVersion(dataset, result.against);
  const key = result.key && result.key.length > 0 ? result.key : undefined;
  const changes = await sample(before, { dataset, ...result }, { limit, key });
  return { ...result.diff, against: result.against, sample: changes };
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
