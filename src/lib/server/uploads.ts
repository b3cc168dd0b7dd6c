import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Issue } from '../csv/issue.ts';
import type { EncodingCandidate } from '../csv/candidates.ts';
import type { Excluded } from '../csv/excluded.ts';
import type { FoundTable, Records } from '../csv/proof.ts';
import type { Failure } from '../csv/read.ts';
import type { CompleteSettings } from '../csv/settings.ts';
import { Refusal } from '../error.ts';
import * as catalog from './catalog.ts';
import type { Diff } from './versions/diff.ts';
import type { DatasetColumn, MappedSource } from './versions/ingest.ts';
import { namedFiles, namedOriginals } from './uploads/named-files.ts';
import * as originals from './originals.ts';
import * as pace from './uploads/pace.ts';
import type { Found } from './uploads/worker.ts';
import type { Effects } from './uploads/effects.ts';
import type { Proposal } from './versions/staging-proposal.ts';
import type { ReadAlike } from './versions/typing-odd.ts';
import type { Remembered } from './uploads/memory.ts';
import type { KnownLines } from './uploads/repeats.ts';
import type { Mode, Wishes } from './uploads/wishes.ts';
import type { Warning } from './uploads/warnings.ts';

export const STATUSES = ['receiving', 'reading', 'ready', 'failed', 'committed', 'cancelled'] as const;
export type Status = (typeof STATUSES)[number];

export const PHASES = ['receiving', 'waiting', 'reading', 'loading', 'comparing', 'done'] as const;

/** How far an upload is; `bytes` of `totalBytes` of the file in this phase, `rows` records read so far. */
export interface Progress {
  phase: (typeof PHASES)[number];
  bytes: number;
  totalBytes: number | null;
  rows: number;
}

/** A version file that lies ready, and what is in it. */
export interface Staged {
  file: string;
  columns: DatasetColumn[];
  rows: number;
  sizeBytes: number;
}

/** What a commit would make, in the mode wished for: `against` is the version it was compared with, null when none. */
export interface Result extends Staged {
  mode: Mode;
  key: string[] | null;
  hasRawOrder: boolean;
  against: number | null;
  diff: Diff;
  warnings: Warning[];
  /** Records that would be counted twice, the first 200 of them; absent in older uploads. */
  repeats?: Issue[];
  repeatCount?: number;
}

/** What reading a file found, and what it would make. */
export interface Outcome {
  /** The dataset it goes into, and whether that is a new one. */
  dataset: string;
  isNew: boolean;
  suggestedDataset: string | null;
  settings: CompleteSettings;
  workbook: Found['workbook'];
  /** The name of the file inside an archive. */
  innerName: string | null;
  encodingCandidates: EncodingCandidate[];
  titles: { row: number; text: string }[];
  /** The first 200 of the records left out. */
  excluded: Excluded[];
  tables: FoundTable[];
  /** Every column of the file, also those left out, and what it was taken for; this and the next are absent in older uploads. */
  mapped?: MappedSource[];
  /** What was read otherwise than it stands, by column of the file. */
  reads?: (ReadAlike & { column: number })[];
  proposal?: Proposal;
  remembered?: Remembered | null;
  yearColumns: string[];
  /** Absent in older uploads. */
  lines?: KnownLines;
  records: Records;
  counts: { empty: number; bytes: number }[];
  /** The first 200, by row. */
  issues: Issue[];
  issueCount: number;
  mustFix: number;
  sameAs: { dataset: string; version: number } | null;
  /** The file's own rows. */
  own: Staged;
  result: Result;
  /** Null while they are worked out. */
  effects: Effects | null;
  committed?: { dataset: string; version: number };
}

/**
 * 上传: one file on its way to becoming a version. `file` is the sha256 of its version file, once that lies ready,
 * `merged` that of one made from it and the rows there were.
 */
export interface Upload {
  id: string;
  status: Status;
  /** The dataset asked for when it was sent, null when none was. */
  dataset: string | null;
  filename: string;
  createdAt: string;
  by: string;
  sizeBytes: number;
  sha256: string | null;
  wishes: Wishes;
  outcome: Outcome | null;
  failure: Failure | null;
  file: string | null;
  merged: string | null;
  /** The file's header as it is found when nothing is chosen (`shapeOf`); null before it was read. */
  shape: string | null;
}

interface Live {
  progress: Map<string, Progress>;
  events: EventEmitter;
}

const shared = globalThis as typeof globalThis & { yinliUploads?: Live };
const live = (shared.yinliUploads ??= { progress: new Map(), events: new EventEmitter().setMaxListeners(0) });

/** Writes down that a file begins to arrive. */
export function create(about: Pick<Upload, 'dataset' | 'filename' | 'by'>, now: Date): Upload {
  const id = randomUUID();
  catalog.run(
    `INSERT INTO upload (id, status, dataset, filename, created_at, by, size_bytes, wishes)
     VALUES (?, 'receiving', ?, ?, ?, ?, 0, '{}')`,
    ...[id, about.dataset, about.filename, now.toISOString(), about.by]
  );
  return read(id);
}

/** Refuses (404) an unknown upload. */
export function read(id: string): Upload {
  const row = catalog.get<Row>('SELECT * FROM upload WHERE id = ?', id);
  if (row) return toUpload(row);
  throw new Refusal(404, 'unknown-upload', {
    zh: `没有编号为“${id}”的上传。`,
    en: `There is no upload “${id}”.`
  });
}

/** Every upload that is not cancelled, newest first. */
export function list(): Upload[] {
  const sql = `SELECT * FROM upload WHERE status <> 'cancelled' ORDER BY created_at DESC, id`;
  return catalog.all<Row>(sql).map(toUpload);
}

/** The newest upload with a header of this shape that became a version. */
export function lastCommitted(shape: string): Upload | undefined {
  const sql = `SELECT * FROM upload WHERE shape = ? AND status = 'committed' ORDER BY created_at DESC LIMIT 1`;
  const row = catalog.get<Row>(sql, shape);
  return row && toUpload(row);
}

type Changes = Partial<
  Pick<Upload, 'status' | 'filename' | 'sizeBytes' | 'sha256' | 'wishes' | 'file' | 'merged' | 'shape'>
> & {
  outcome?: Outcome | Failure | null;
};

const NAMES = {
  status: 'status',
  filename: 'filename',
  sizeBytes: 'size_bytes',
  sha256: 'sha256',
  wishes: 'wishes',
  outcome: 'outcome',
  file: 'file',
  merged: 'merged',
  shape: 'shape'
} as const;

/** Changes what is given, in one statement, and tells who listens. */
export function update(id: string, changes: Changes): void {
  const entries = Object.entries(changes) as [keyof typeof NAMES, Changes[keyof Changes]][];
  const values = entries.map(([, value]) =>
    value !== null && typeof value === 'object' ? JSON.stringify(value) : (value ?? null)
  );
  const places = entries.map(([name]) => `${NAMES[name]} = ?`).join(', ');
  catalog.run(`UPDATE upload SET ${places} WHERE id = ?`, ...values, id);
  if (changes.status !== undefined) {
    live.progress.delete(id);
    pace.forget(id, performance.now());
  }
  live.events.emit(id, changes.status !== undefined);
}

/** Where the upload is now, kept in memory only: a start begins a reading anew. */
export function progressOf(upload: Upload): Progress {
  const known = live.progress.get(upload.id);
  if (known) return known;
  const { sizeBytes, outcome, status } = upload;
  const phase = status === 'receiving' ? 'receiving' : status === 'reading' ? 'waiting' : 'done';
  const bytes = phase === 'done' ? sizeBytes : 0;
  return { phase, bytes, totalBytes: sizeBytes, rows: outcome?.records.read ?? 0 };
}

export function report(id: string, progress: Progress): void {
  live.progress.set(id, progress);
  pace.note(id, progress, performance.now());
  live.events.emit(id);
}

/** Calls `listener` after every change of an upload, and whether it is one of its status, until what is returned is called. */
export function watch(id: string, listener: (isOfStatus?: boolean) => void): () => void {
  live.events.on(id, listener);
  return () => live.events.off(id, listener);
}

/** Takes back an upload that is no version: its files go, unless others name them; only its id and status stay. */
export function cancel(dataDir: string, id: string): void {
  const upload = read(id);
  catalog.run(
    `UPDATE upload SET status = 'cancelled', dataset = NULL, filename = '', by = '', size_bytes = 0,
       sha256 = NULL, wishes = '{}', outcome = NULL, file = NULL, merged = NULL, shape = NULL WHERE id = ?`,
    id
  );
  live.progress.delete(id);
  pace.forget(id, performance.now());
  for (const path of issuesPaths(dataDir, id)) rmSync(path, { force: true });
  removeUnnamed(dataDir, upload);
  live.events.emit(id);
}

/** Strikes an upload out whose dataset is gone. */
export function forget(id: string): void {
  catalog.run('DELETE FROM upload WHERE id = ?', id);
}

/** Removes an original and version files that neither a version nor an upload names. */
export function removeUnnamed(
  dataDir: string,
  { sha256 = null, file = null, merged = null }: Partial<Pick<Upload, 'sha256' | 'file' | 'merged'>>
): void {
  if (sha256 !== null && !namedOriginals().has(sha256)) {
    rmSync(originals.pathOf(dataDir, sha256), { force: true });
  }
  const named = namedFiles();
  for (const one of [file, merged]) {
    if (one !== null && !named.has(one)) rmSync(join(dataDir, 'versions', `${one}.duckdb`), { force: true });
  }
}

/** At start: what was still arriving, and what was cancelled, is forgotten, with the lists of issues of neither. */
export function sweep(dataDir: string): void {
  catalog.run(`DELETE FROM upload WHERE status IN ('receiving', 'cancelled')`);
  const known = new Set(list().flatMap(({ id }) => issuesPaths(dataDir, id)));
  for (const name of readdirSync(join(dataDir, 'uploads'))) {
    const path = join(dataDir, 'uploads', name);
    if (!known.has(path)) rmSync(path, { force: true });
  }
}

/** Where all issues of an upload lie, one JSON object a line: those of its file, and the records that would be counted twice. */
export function issuesPaths(dataDir: string, id: string): [ofFile: string, repeats: string] {
  return [join(dataDir, 'uploads', `${id}.ndjson`), join(dataDir, 'uploads', `${id}-repeats.ndjson`)];
}

interface Row {
  id: string;
  status: Status;
  dataset: string | null;
  filename: string;
  created_at: string;
  by: string;
  size_bytes: number;
  sha256: string | null;
  wishes: string;
  outcome: string | null;
  file: string | null;
  merged: string | null;
  shape: string | null;
}

function toUpload(row: Row): Upload {
  const { id, status, dataset, filename, by, sha256, file, merged, shape } = row;
  const outcome = row.outcome === null ? null : (JSON.parse(row.outcome) as Outcome | Failure);
  const failure = outcome && 'failure' in outcome ? outcome : null;
  return {
    ...{ id, status, dataset, filename, by, sha256, file, merged, shape, failure },
    createdAt: row.created_at,
    sizeBytes: row.size_bytes,
    wishes: JSON.parse(row.wishes) as Wishes,
    outcome: outcome && !('failure' in outcome) ? outcome : null
  };
}
