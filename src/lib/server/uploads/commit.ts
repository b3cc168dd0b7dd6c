import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../../error.ts';
import type { Lang, Text } from '../../field/text.ts';
import { inTurn, publish, type Original } from '../commit.ts';
import * as datasets from '../datasets.ts';
import { beginEffects, endEffects } from './consequences.ts';
import { choiceOf, resultOf } from './result.ts';
import { issueInfo, issuesOf, writeRepeats } from './issues.ts';
import { proposeTitle } from './name.ts';
import type { CommitWish, Mode } from './wishes.ts';
import * as uploads from '../uploads.ts';

export interface Committed {
  dataset: string;
  version: number;
}

/**
 * Makes a ready upload the next version of its dataset. Committed again it answers the same. Refuses (422) issues that
 * must be mended unless accepted, and (409) an upload that is not ready, warnings not confirmed, and a dataset that
 * moved on since the comparison: the upload then holds the new one, and the next commit counts.
 */
export function commit(
  dataDir: string,
  id: string,
  wish: CommitWish & { synthetic?: boolean },
  by: string,
  now = new Date()
): Promise<Committed> {
  return inTurn(async () => {
    const upload = uploads.read(id);
    const { outcome } = upload;
    if (upload.status === 'committed' && outcome?.committed) return outcome.committed;
    if (upload.status !== 'ready' || !outcome || upload.sha256 === null) {
      throw notReady(upload);
    }
    if (outcome.mustFix > 0 && !wish.acceptIssues) throw mustFix(outcome);
    const mode = wish.mode ?? choiceOf(upload.wishes, outcome).mode;
    const current = await resultNow(dataDir, upload, outcome, mode);
    if (current.against !== outcome.result.against) throw movedOn(upload, outcome, current);
    const repeated = current.repeatCount ?? 0;
    if (repeated > 0 && !wish.acceptIssues) throw mustFix(outcome, current);
    requireConfirmed(current, wish.confirmed);
    endEffects(id);
    const { sha256, filename } = upload;
    let committed: Committed | undefined;
    publish(
      {
        ...outcome,
        ...current,
        ...issuesOf({ ...outcome, result: current }),
        read: outcome.own.columns,
        ...{ sha256, filename, by },
        originals: [
          ...earlierOriginals(outcome.dataset, current),
          { sha256, mode, settings: outcome.settings, key: current.key ?? [] }
        ],
        title: titleText(upload),
        synthetic: wish.synthetic ?? false,
        ...(wish.knownOn === undefined ? {} : { knownOn: wish.knownOn }),
        ...(wish.note ? { note: { zh: wish.note, en: wish.note } } : {})
      },
      now,
      ({ dataset, version }) => {
        committed = { dataset, version };
        const done = { ...outcome, result: current, committed };
        uploads.update(id, { status: 'committed', outcome: done, file: null, merged: null });
      }
    );
    if (!committed) throw new Error('nothing was committed');
    uploads.removeUnnamed(dataDir, { file: outcome.own.file, merged: outcome.result.file });
    return committed;
  });
}

/** What a commit makes now: as it was shown, or made anew when the mode or the dataset is another. */
async function resultNow(
  dataDir: string,
  { id, wishes }: uploads.Upload,
  outcome: uploads.Outcome,
  mode: Mode
): Promise<uploads.Result> {
  const { result, dataset } = outcome;
  const against = datasets.newest(dataset)?.version ?? null;
  if (against === result.against && (mode === result.mode || against === null)) return { ...result, mode };
  const folder = join(dataDir, 'tmp', `commit-${randomUUID()}`);
  mkdirSync(folder);
  try {
    const { signal } = new AbortController();
    const choice = { ...choiceOf(wishes, outcome), mode };
    const { result: made, repeats } = await resultOf({ ...outcome, ...choice, dataDir, folder, signal });
    await writeRepeats(dataDir, id, repeats);
    uploads.update(id, { merged: made.file === outcome.own.file ? null : made.file });
    uploads.removeUnnamed(dataDir, { merged: result.file });
    return made;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The upload then holds what a commit would make now. */
function movedOn({ id, wishes }: uploads.Upload, outcome: uploads.Outcome, current: uploads.Result): Refusal {
  const { dataset } = outcome;
  const isNew = current.against === null;
  uploads.update(id, {
    wishes: { ...wishes, mode: current.mode },
    outcome: { ...outcome, result: current, isNew, effects: null }
  });
  beginEffects(id);
  const version = current.against ?? '—';
  return new Refusal(
    409,
    'data-moved-on',
    {
      zh: `比较之后，${dataset} 已经变为版本 ${version}。请看新的比较，再决定是否提交。`,
      en: `${dataset} has moved on to version ${version} since it was compared. Look at the new comparison, then decide.`
    },
    { dataset, version: current.against, diff: current.diff }
  );
}

/** The originals that the rows there were come from, when they stay. */
function earlierOriginals(dataset: string, { mode, against }: uploads.Result): Original[] {
  return mode === 'replace' || against === null ? [] : datasets.readVersion(dataset, against).originals;
}

function titleText({ wishes, filename, outcome }: uploads.Upload): Text {
  const title = wishes.title ?? proposeTitle(filename, outcome?.titles ?? []);
  return { zh: title, en: title };
}

function requireConfirmed({ warnings }: uploads.Result, confirmed: string[] | undefined): void {
  if (!confirmed) return;
  const open = warnings.filter(({ mustConfirm, code }) => mustConfirm && !confirmed.includes(code));
  if (open.length === 0) return;
  const sentences = (lang: 'zh' | 'en') => open.map(({ message }) => message[lang]).join(' ');
  throw new Refusal(
    409,
    'not-confirmed',
    { zh: `请先确认：${sentences('zh')}`, en: `To be confirmed first: ${sentences('en')}` },
    { warnings: open.map(({ code }) => code) }
  );
}

function mustFix(outcome: uploads.Outcome, result = outcome.result): Refusal {
  const { issues, issueCount, mustFix: count } = issuesOf({ ...outcome, result });
  return new Refusal(
    422,
    'must-fix',
    {
      zh: `文件有 ${count} 处必须改的问题，没有载入。请改正后重新上传，或接受问题（acceptIssues）、不载入这些记录。`,
      en: `The file has ${count} issues that must be mended; nothing was loaded. Mend them and upload again, or accept them (acceptIssues) and leave those records out.`
    },
    (lang: Lang) => ({
      issues: issues.map((issue) => issueInfo(issue, lang)),
      issueCount,
      records: outcome.records
    })
  );
}

function notReady({ status, filename }: uploads.Upload): Refusal {
  return new Refusal(
    409,
    'not-ready',
    {
      zh: `上传“${filename}”的状态是 ${status}，只有 ready 的上传能提交。`,
      en: `The upload “${filename}” is ${status}; only a ready one can be committed.`
    },
    { status }
  );
}
