import { Refusal } from '../error.ts';
import type { Text } from '../field/text.ts';
import { inTurn, publish } from './commit.ts';
import * as datasets from './datasets.ts';
import { against, warningsOf } from './upload-comparison.ts';
import { issueInfo } from './upload-issues.ts';
import { titleOf } from './upload-name.ts';
import type { CommitWish } from './upload-wishes.ts';
import * as uploads from './uploads.ts';

export interface Committed {
  dataset: string;
  version: number;
}

/**
 * Makes a ready upload the next version of its dataset. Committed again it answers the same. Refuses (422) issues that
 * must be mended unless accepted, and (409) an upload that is not ready, warnings not confirmed, and a dataset that
 * moved on since the comparison: the upload then holds the new one, and the next commit counts.
 */
export function commit(id: string, wish: CommitWish, by: string, now = new Date()): Promise<Committed> {
  return inTurn(async () => {
    const upload = uploads.read(id);
    const { outcome } = upload;
    if (upload.status === 'committed' && outcome?.committed) return outcome.committed;
    if (upload.status !== 'ready' || !outcome || upload.file === null || upload.sha256 === null) {
      throw notReady(upload);
    }
    if (outcome.mustFix > 0 && !wish.acceptIssues) throw mustFix(outcome);
    requireConfirmed(outcome, wish.confirmed);
    const mode = wish.mode ?? upload.wishes.mode ?? 'replace';
    await requireCurrent(upload, outcome);
    const { file, sha256, filename } = upload;
    let committed: Committed | undefined;
    publish(
      {
        ...outcome,
        ...{ file, sha256, filename, mode, by },
        originals: [{ sha256, mode, settings: outcome.settings }],
        title: titleText(upload),
        ...(wish.knownOn === undefined ? {} : { knownOn: wish.knownOn }),
        ...(wish.note ? { note: { zh: wish.note, en: wish.note } } : {})
      },
      now,
      ({ dataset, version }) => {
        committed = { dataset, version };
        uploads.update(id, { status: 'committed', outcome: { ...outcome, committed } });
      }
    );
    if (!committed) throw new Error('nothing was committed');
    return committed;
  });
}

function titleText({ wishes, filename }: uploads.Upload): Text {
  const title = wishes.title ?? titleOf(filename);
  return { zh: title, en: title };
}

async function requireCurrent(upload: uploads.Upload, outcome: uploads.Outcome): Promise<void> {
  const now = datasets.newest(outcome.dataset);
  if ((now?.version ?? null) === outcome.against) return;
  const staged = { ...outcome, file: upload.file ?? '' };
  const compared = await against(staged, upload.wishes);
  const warnings = warningsOf(compared, outcome.rows, outcome.sameAs);
  uploads.update(upload.id, { outcome: { ...outcome, ...compared, warnings, isNew: !now } });
  const { zh, en } = { zh: `版本 ${now?.version ?? '—'}`, en: `version ${now?.version ?? '—'}` };
  throw new Refusal(
    409,
    'data-moved-on',
    {
      zh: `比较之后，${outcome.dataset} 已经变为${zh}。请看新的比较，再决定是否提交。`,
      en: `${outcome.dataset} has moved on to ${en} since it was compared. Look at the new comparison, then decide.`
    },
    { dataset: outcome.dataset, version: now?.version ?? null, diff: compared.diff }
  );
}

function requireConfirmed({ warnings }: uploads.Outcome, confirmed: string[] | undefined): void {
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

function mustFix({ mustFix: count, issues, issueCount, records }: uploads.Outcome): Refusal {
  return new Refusal(
    422,
    'must-fix',
    {
      zh: `文件有 ${count} 处必须改的问题，没有提交。请改正后重新上传，或接受问题（acceptIssues）、不载入这些记录。`,
      en: `The file has ${count} issues that must be mended; nothing was committed. Mend them and upload again, or accept them (acceptIssues) and leave those records out.`
    },
    { issues: issues.map((issue) => issueInfo(issue, 'zh')), issueCount, records }
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
