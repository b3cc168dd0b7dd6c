import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Issue } from '../../csv/issue.ts';
import type { Failure } from '../../csv/read.ts';
import { isRefusal } from '../../error.ts';
import * as datasets from '../datasets.ts';
import { load } from '../versions/ingest.ts';
import * as originals from '../originals.ts';
import type { EarlyReading } from './arriving.ts';
import { asDiskFull } from './disk.ts';
import { beginEffects } from './consequences.ts';
import { writeIssues, writeRepeats } from './issues.ts';
import { readLimits } from './limits.ts';
import { enqueue } from './queue.ts';
import { choiceOf, resultOf } from './result.ts';
import { lastOf, recalled, shapeOf } from './memory.ts';
import { knownLines } from './repeats.ts';
import { columnWishes, targetOf } from './target.ts';
import { nameRuined } from './ruined.ts';
import { readInThread } from './thread.ts';
import { settingsOf, type Wishes } from './wishes.ts';
import * as uploads from '../uploads.ts';

const LISTED = 200;

/**
 * Queues the reading of an upload whose original is there, perhaps begun while it arrived; of one already read only what it
 * would make is found again. Nothing comes of it before the original is `kept`.
 */
export function readInTurn(
  dataDir: string,
  id: string,
  kept: Promise<void> = Promise.resolve(),
  early?: EarlyReading
): void {
  enqueue(
    id,
    (signal) => read(dataDir, id, { kept, early, signal }),
    async () => early?.drop()
  );
}

/** At start: reads again what was being read when the process ended. */
export function resume(dataDir: string): void {
  const interrupted = uploads.list().filter(({ status }) => status === 'reading');
  for (const { id } of interrupted.reverse()) readInTurn(dataDir, id);
}

type Found = Omit<uploads.Outcome, 'result' | 'effects'>;

interface Begun {
  kept: Promise<void>;
  early: EarlyReading | undefined;
  signal: AbortSignal;
}

async function read(dataDir: string, id: string, { kept, early, signal }: Begun): Promise<void> {
  const folder = early?.folder ?? join(dataDir, 'tmp', `reading-${randomUUID()}`);
  const made: { file: string | null; merged: string | null } = { file: null, merged: null };
  let failed: Failure | undefined;
  try {
    mkdirSync(folder, { recursive: true });
    const upload = uploads.read(id);
    const found = readBefore(dataDir, upload) ?? (await readFile(dataDir, upload, { folder, early, signal }));
    if (!('failure' in found)) made.file = found.own.file;
    await kept;
    if ('failure' in found) {
      failed = found;
      return;
    }
    signal.throwIfAborted();
    uploads.report(id, { ...wholeFile(upload), phase: 'comparing', rows: found.records.read });
    const chosen = choiceOf(upload.wishes, found);
    const { result, repeats } = await resultOf({ ...found, ...chosen, dataDir, folder, signal });
    await writeRepeats(dataDir, id, repeats);
    if (result.file !== found.own.file) made.merged = result.file;
    signal.throwIfAborted();
    for (const file of [found.own.file, result.file]) requireFile(dataDir, file);
    uploads.update(id, { status: 'ready', outcome: { ...found, result, effects: null }, ...made });
    beginEffects(id);
    made.file = made.merged = null;
  } catch (cause) {
    if (signal.aborted) return;
    const refused = asDiskFull(cause);
    const failure = isRefusal(refused) ? issueOf(refused.code, refused.text) : internalIssue(id, cause);
    failed = { failure, encodingCandidates: [] };
  } finally {
    await early?.drop();
    rmSync(folder, { recursive: true, force: true });
    uploads.removeUnnamed(dataDir, made);
    // Written down once there is room again: on a full disk nothing could be.
    if (failed) fail(id, failed);
  }
}

/** What was found by an earlier reading that still holds. */
function readBefore(dataDir: string, { outcome, file }: uploads.Upload): Found | undefined {
  if (!outcome || file === null || !existsSync(datasets.filePath(dataDir, file))) return undefined;
  return outcome;
}

async function readFile(
  dataDir: string,
  upload: uploads.Upload,
  { folder, early, signal }: Pick<Begun, 'early' | 'signal'> & { folder: string }
): Promise<Found | Failure> {
  const path = originals.pathOf(dataDir, upload.sha256 ?? '');
  const { id, sizeBytes, filename, wishes } = upload;
  uploads.report(id, { phase: 'reading', bytes: 0, totalBytes: sizeBytes, rows: 0 });
  const { columns: mostColumns, cellBytes, fileBytes } = readLimits();
  const readBy = (asked: Wishes) => {
    const job = {
      ...{ path, filename, folder, sheet: asked.sheet, settings: settingsOf(asked) },
      ...{ limits: { columns: mostColumns, cellBytes }, maxBytes: fileBytes }
    };
    return readInThread(
      job,
      signal,
      ({ bytes, totalBytes, rows }) => uploads.report(id, { phase: 'reading', bytes, totalBytes, rows }),
      early?.thread
    );
  };
  let found = await readBy(wishes);
  if ('failure' in found) return found;
  const shape = upload.shape ?? shapeOf(found.reading.columns);
  if (upload.shape === null) uploads.update(id, { shape });
  let last = lastOf(shape);
  const before = recalled(last, '', wishes);
  if (before) {
    const again = (asked: Wishes) => {
      rmSync(join(folder, 'staged.csv'), { force: true });
      return readBy(asked);
    };
    found = await again({ ...before.wishes, ...wishes });
    // What was chosen for another file (its second table, say) may not be in this one.
    if ('failure' in found) {
      last = null;
      found = await again(wishes);
    }
    if ('failure' in found) return found;
  }
  const { reading, csvPath, workbook, innerName, ruined } = found;
  const target = targetOf(upload, reading, last);
  const remembered = recalled(last, target.dataset, wishes);
  uploads.report(id, { ...wholeFile(upload), phase: 'loading', rows: reading.records.read });
  const { file, columns, mapped, proposal, fits } = await load(
    dataDir,
    target.dataset,
    csvPath,
    reading,
    columnWishes({ ...remembered?.wishes, ...wishes }, reading),
    { signal, ahead: csvPath === path ? early?.ahead : undefined }
  );
  nameRuined(reading, columns, ruined);
  await writeIssues(uploads.issuesPaths(dataDir, id)[0], reading.issues.list);
  const { settings, encodingCandidates, titles, excluded, tables, yearColumns, records, counts, issues } =
    reading;
  return {
    ...target,
    suggestedDataset: target.suggestedDataset ?? fits,
    ...{ settings, workbook, innerName, encodingCandidates, titles, tables, yearColumns, records, counts },
    ...{ mapped, proposal, remembered, reads: file.reads, lines: knownLines(reading.lines) },
    excluded: excluded.slice(0, LISTED),
    issues: issues.list.slice(0, LISTED),
    issueCount: issues.count,
    mustFix: issues.mustFix,
    own: { file: file.sha256, columns, rows: file.rows, sizeBytes: file.sizeBytes },
    sameAs: datasets.versionOfFile(target.dataset, upload.sha256 ?? '')
  };
}

/** Two uploads of equal rows share a file: the one taken back may have removed it. */
function requireFile(dataDir: string, file: string): void {
  if (!existsSync(datasets.filePath(dataDir, file))) throw new Error(`the version file ${file} is gone`);
}

function wholeFile({ sizeBytes }: uploads.Upload): { bytes: number; totalBytes: number } {
  return { bytes: sizeBytes, totalBytes: sizeBytes };
}

function fail(id: string, failure: Failure): void {
  uploads.update(id, { status: 'failed', outcome: failure, file: null, merged: null });
}

function internalIssue(id: string, cause: unknown): Issue {
  console.error(`[upload ${id}]`, cause);
  return issueOf('internal', {
    zh: `服务器内部出错，文件没有载入，已有的数据不受影响。日志里的编号是 ${id}。`,
    en: `The server failed; the file was not loaded and what was there is untouched. Its log names this as ${id}.`
  });
}

function issueOf(code: string, message: Issue['message']): Issue {
  const shared = { severity: 'must-fix', row: 1, column: null, value: null } as const;
  return { ...shared, code: code as Issue['code'], message };
}
