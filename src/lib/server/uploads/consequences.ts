import type * as datasets from '../datasets.ts';
import { forReader } from '../answers/for-reader.ts';
import { dayOf } from '../../field/day.ts';
import { effectsOf } from './effects.ts';
import { issuesOf } from './issues.ts';
import * as uploads from '../uploads.ts';

interface Pending {
  controller: AbortController;
  done: Promise<void>;
}

const shared = globalThis as typeof globalThis & { yinliEffects?: Map<string, Pending> };
const pending = (shared.yinliEffects ??= new Map<string, Pending>());

/** Works out in the background what a ready upload would change elsewhere, and writes it down. */
export function beginEffects(id: string): void {
  endEffects(id);
  const controller = new AbortController();
  const { outcome } = uploads.read(id);
  if (!outcome) return;
  const { signal } = controller;
  const done = forReader(signal, () => effectsOf(supposed(uploads.read(id), outcome), signal))
    .then((effects) => {
      if (signal.aborted) return;
      const now = uploads.read(id);
      if (now.status !== 'ready' || !now.outcome) return;
      uploads.update(id, { outcome: { ...now.outcome, effects } });
    })
    .catch((cause: unknown) => {
      if (!signal.aborted) console.error(`effects of upload ${id}:`, cause);
    })
    .finally(() => {
      if (pending.get(id)?.controller === controller) pending.delete(id);
    });
  pending.set(id, { controller, done });
}

/** Stops working them out: they are no longer asked for. */
export function endEffects(id: string): void {
  pending.get(id)?.controller.abort();
  pending.delete(id);
}

export async function endAllEffects(): Promise<void> {
  const all = [...pending];
  for (const [id] of all) endEffects(id);
  await Promise.all(all.map(([, { done }]) => done));
}

/** The upload once its effects are known, if it is ready; begins to work them out where a start cut that short. */
export async function withEffects(id: string): Promise<uploads.Upload> {
  const upload = uploads.read(id);
  if (upload.status !== 'ready' || !upload.outcome || upload.outcome.effects) return upload;
  if (!pending.has(id)) beginEffects(id);
  await pending.get(id)?.done;
  return uploads.read(id);
}

/** The version that a ready upload would become. */
export function supposed(
  upload: uploads.Upload,
  outcome: uploads.Outcome,
  now = new Date()
): datasets.Version {
  const { dataset, result, records } = outcome;
  const { issues, issueCount } = issuesOf(outcome);
  const { filename, by } = upload;
  const sha256 = upload.sha256 ?? '';
  const version = (result.against ?? 0) + 1;
  const { file, columns, rows, mode, diff, hasRawOrder } = result;
  const { added, changed, removed } = diff;
  return {
    ...{
      dataset,
      version,
      file,
      by,
      mode,
      filename,
      sha256,
      rows,
      added,
      changed,
      removed,
      columns,
      hasRawOrder
    },
    ...{ committedAt: now.toISOString(), knownOn: dayOf(now), note: null },
    ...{ synthetic: false, sample: false, originals: [] },
    receipt: { dataset, version, filename, sha256, records, columns: [], issues, issueCount, diff }
  };
}
