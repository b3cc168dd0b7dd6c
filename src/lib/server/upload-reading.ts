import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Issue } from '../csv/issue.ts';
import type { Failure, Reading } from '../csv/read.ts';
import { findSchema } from '../field/schema.ts';
import { isRefusal } from '../error.ts';
import * as datasets from './datasets.ts';
import { addMissingColumns, load, type ColumnWish } from './ingest.ts';
import * as originals from './originals.ts';
import { against, warningsOf } from './upload-comparison.ts';
import { asDiskFull } from './upload-disk.ts';
import { writeIssues } from './upload-issues.ts';
import { readLimits } from './upload-limits.ts';
import { proposeId } from './upload-name.ts';
import { suggest } from './upload-suggestion.ts';
import { readInThread } from './upload-thread.ts';
import { settingsOf, type Wishes } from './upload-wishes.ts';
import * as uploads from './uploads.ts';

/** Files are read one after the other, in the order they came. */
interface Queue {
  waiting: { dataDir: string; id: string }[];
  current: { id: string; controller: AbortController; done: Promise<void> } | undefined;
}

const shared = globalThis as typeof globalThis & { yinliReadings?: Queue };
const queue = (shared.yinliReadings ??= { waiting: [], current: undefined });

const LISTED_ISSUES = 200;
const LISTED_EXCLUDED = 200;
const stopped = new Error('the reading was stopped');

/** Queues the reading of an upload whose original is kept. */
export function enqueue(dataDir: string, id: string): void {
  queue.waiting.push({ dataDir, id });
  next();
}

/** Stops the reading of an upload, under way or waiting; resolves when nothing of it runs any more. */
export async function stop(id: string): Promise<void> {
  queue.waiting = queue.waiting.filter((one) => one.id !== id);
  if (queue.current?.id !== id) return;
  queue.current.controller.abort(stopped);
  await queue.current.done;
}

/** Stops all readings; the next start takes them up again. */
export async function stopAll(): Promise<void> {
  queue.waiting = [];
  if (queue.current) await stop(queue.current.id);
}

/** At start: reads again what was being read when the process ended. */
export function resume(dataDir: string): void {
  const interrupted = uploads.list().filter(({ status }) => status === 'reading');
  for (const { id } of interrupted.reverse()) enqueue(dataDir, id);
}

function next(): void {
  if (queue.current) return;
  const job = queue.waiting.shift();
  if (!job) return;
  const controller = new AbortController();
  const done = run(job.dataDir, job.id, controller.signal).finally(() => {
    queue.current = undefined;
    next();
  });
  queue.current = { id: job.id, controller, done };
}

async function run(dataDir: string, id: string, signal: AbortSignal): Promise<void> {
  const stagedPath = join(dataDir, 'tmp', `staged-${randomUUID()}.csv`);
  let file: string | null = null;
  try {
    const upload = uploads.read(id);
    const found = await readFile(dataDir, upload, stagedPath, signal);
    if ('failure' in found) return fail(id, found.failure);
    const target = targetOf(upload, found);
    addMissingColumns(target.dataset, found);
    uploads.report(id, { ...wholeFile(upload), phase: 'loading', rows: found.records.read });
    const csvPath = found.isOurDialect ? originals.pathOf(dataDir, upload.sha256 ?? '') : stagedPath;
    const loaded = await load(dataDir, target.dataset, csvPath, found, columnWishes(upload.wishes, found));
    file = loaded.file.sha256;
    signal.throwIfAborted();
    uploads.report(id, { ...wholeFile(upload), phase: 'comparing', rows: found.records.read });
    const outcome = await outcomeOf(upload, target, found, loaded);
    await writeIssues(uploads.issuesPath(dataDir, id), found.issues.list);
    signal.throwIfAborted();
    uploads.update(id, { status: 'ready', outcome, file });
    file = null;
  } catch (cause) {
    if (signal.aborted) return;
    const refused = asDiskFull(cause);
    const failure = isRefusal(refused) ? issueOf(refused.code, refused.text) : internalIssue(id, cause);
    fail(id, failure);
  } finally {
    if (file !== null) uploads.removeUnnamed(dataDir, { sha256: null, file });
    rmSync(stagedPath, { force: true });
  }
}

async function readFile(
  dataDir: string,
  upload: uploads.Upload,
  stagedPath: string,
  signal: AbortSignal
): Promise<Reading | Failure> {
  const path = originals.pathOf(dataDir, upload.sha256 ?? '');
  uploads.report(upload.id, { phase: 'reading', bytes: 0, totalBytes: upload.sizeBytes, rows: 0 });
  const { columns, cellBytes } = readLimits();
  const job = { path, stagedPath, settings: settingsOf(upload.wishes), limits: { columns, cellBytes } };
  return readInThread(job, signal, ({ bytes, rows }) =>
    uploads.report(upload.id, { phase: 'reading', bytes, totalBytes: upload.sizeBytes, rows })
  );
}

interface Target {
  dataset: string;
  isNew: boolean;
  suggestedDataset: string | null;
}

/** Where the file goes: where it was sent or set to go, else into a dataset of its own; one that fits is proposed. */
function targetOf(upload: uploads.Upload, proof: Reading): Target {
  const isKnown = (id: string) => datasets.list().some((dataset) => dataset.id === id);
  const chosen = upload.wishes.dataset ?? upload.dataset;
  const sources = proof.columns.map(({ source }) => source);
  const suggestedDataset = suggest(sources);
  if (chosen !== null && chosen !== undefined) {
    return { dataset: chosen, isNew: !isKnown(chosen), suggestedDataset };
  }
  const isTaken = (id: string) => isKnown(id) || findSchema(id) !== undefined;
  return { dataset: proposeId(upload.filename, isTaken), isNew: true, suggestedDataset };
}

/** The analyst's wishes in the order of the file's columns; a source that repeats is told apart by its order. */
function columnWishes({ columns = [] }: Wishes, { columns: found }: Reading): ColumnWish[] {
  const left = [...columns];
  return found.map(({ source }) => {
    const at = left.findIndex((wish) => wish.source === source);
    return at < 0 ? {} : (left.splice(at, 1)[0] ?? {});
  });
}

async function outcomeOf(
  upload: uploads.Upload,
  target: Target,
  proof: Reading,
  { file, columns }: Awaited<ReturnType<typeof load>>
): Promise<uploads.Outcome> {
  const staged = { dataset: target.dataset, file: file.sha256, rows: file.rows, columns };
  const compared = await against(staged, upload.wishes);
  const sameAs = datasets.versionOfFile(target.dataset, upload.sha256 ?? '');
  return {
    ...target,
    settings: proof.settings,
    encodingCandidates: proof.encodingCandidates,
    titles: proof.titles,
    excluded: proof.excluded.slice(0, LISTED_EXCLUDED),
    tables: proof.tables,
    yearColumns: proof.yearColumns,
    columns,
    counts: proof.counts,
    records: proof.records,
    issues: proof.issues.list.slice(0, LISTED_ISSUES),
    issueCount: proof.issues.count,
    mustFix: proof.issues.mustFix,
    rows: file.rows,
    sizeBytes: file.sizeBytes,
    hasRawOrder: true,
    ...compared,
    sameAs,
    warnings: warningsOf(compared, file.rows, sameAs)
  };
}

function wholeFile({ sizeBytes }: uploads.Upload): { bytes: number; totalBytes: number } {
  return { bytes: sizeBytes, totalBytes: sizeBytes };
}

function fail(id: string, failure: Issue): void {
  uploads.update(id, { status: 'failed', outcome: { failure }, file: null });
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
