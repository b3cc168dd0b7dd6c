import type { Issue } from '../csv/issue.ts';
import type { Records } from '../csv/proof.ts';
import { Refusal } from '../error.ts';
import { dayOf } from '../field/day.ts';
import type { Text } from '../field/text.ts';
import * as catalog from './catalog.ts';
import * as datasets from './datasets.ts';
import { compare, type Diff } from './versions/diff.ts';
import { ingest, type DatasetColumn, type IngestOptions } from './versions/ingest.ts';

/** What is committed; `by` is who did it. Title, kind and definition are taken when the dataset is new. */
export interface Commit extends IngestOptions {
  dataset: string;
  bytes: Uint8Array;
  filename: string;
  mode: 'replace';
  by: string;
  knownOn?: string;
  note?: Text;
  synthetic?: boolean;
  sample?: boolean;
  title?: Text;
  kind?: string;
  definition?: string;
}

/** What was proven before the commit: records read = accepted + rejected + excluded, and each column's counts. */
export interface Receipt {
  dataset: string;
  version: number;
  filename: string;
  sha256: string;
  records: Records;
  columns: { name: string; source: string; type: string; empty: number; bytes: number }[];
  /** The first 200, by row. */
  issues: Issue[];
  issueCount: number;
  diff: Diff;
}

const shared = globalThis as typeof globalThis & { yinliCommits?: Promise<unknown> };

/**
 * Loads a CSV as the next version of a dataset. The catalog's row is the commit: before it nothing has changed,
 * after it the version stays. Commits queue, one at a time. Refuses as `ingest` does.
 */
export function commit(dataDir: string, wish: Commit, now = new Date()): Promise<Receipt> {
  return inTurn(async () => {
    datasets.requireId(wish.dataset);
    const { sha256, file, columns, proof } = await ingest(dataDir, wish.dataset, wish.bytes, wish);
    const { records, issues } = proof;
    const before = datasets.newest(wish.dataset);
    const staged = { dataset: wish.dataset, file: file.sha256, rows: file.rows, columns };
    const settings = { encoding: 'utf-8', delimiter: ',', quote: '"', headerRows: 1 };
    return publish(
      {
        ...wish,
        sha256,
        file: file.sha256,
        sizeBytes: file.sizeBytes,
        rows: file.rows,
        columns,
        records,
        counts: proof.counts,
        issues: issues.list.slice(0, 200),
        issueCount: issues.count,
        diff: await compare(before, staged),
        hasRawOrder: true,
        originals: [{ sha256, mode: wish.mode, settings }]
      },
      now
    );
  });
}

/** A version whose file lies ready, with everything its row says. */
export interface Publishing extends Pick<
  Commit,
  | 'dataset'
  | 'filename'
  | 'by'
  | 'knownOn'
  | 'note'
  | 'synthetic'
  | 'sample'
  | 'title'
  | 'kind'
  | 'definition'
> {
  mode: string;
  sha256: string;
  file: string;
  sizeBytes: number;
  rows: number;
  columns: DatasetColumn[];
  records: Records;
  counts: { empty: number; bytes: number }[];
  /** The columns of the file itself, where it became only a part of the version. */
  read?: DatasetColumn[];
  issues: Issue[];
  issueCount: number;
  diff: Diff;
  hasRawOrder: boolean;
  originals: Original[];
}

/** A file that a version comes from, how it came in and how it was read. */
export interface Original {
  sha256: string;
  mode: string;
  settings: unknown;
  /** The columns that told its rows apart when it was compared. */
  key?: string[];
}

/** The commit itself: the row of the next version, in one transaction with whatever `also` writes. Call it in turn. */
export function publish(wish: Publishing, now: Date, also?: (receipt: Receipt) => void): Receipt {
  const { dataset, filename, sha256, records, diff } = wish;
  if (records.read !== records.accepted + records.rejected + records.excluded) {
    throw new Error('records read do not add up');
  }
  const before = datasets.newest(dataset);
  const version = (before?.version ?? 0) + 1;
  const receipt: Receipt = {
    ...{ dataset, version, filename, sha256, records, diff },
    columns: (wish.read ?? wish.columns).map(({ name, source, type, place }) => {
      const { empty = 0, bytes = 0 } = wish.counts[place] ?? {};
      return { name, source, type, empty, bytes };
    }),
    issues: wish.issues,
    issueCount: wish.issueCount
  };
  catalog.transaction(() => {
    if (!before) insertDataset(wish);
    insertVersion({
      ...{ dataset, version, filename, sha256, by: wish.by, mode: wish.mode, rows: wish.rows },
      file: wish.file,
      size_bytes: wish.sizeBytes,
      committed_at: now.toISOString(),
      known_on: wish.knownOn ?? dayOf(now),
      originals: JSON.stringify(wish.originals),
      columns: JSON.stringify(wish.columns),
      has_raw_order: wish.hasRawOrder ? 1 : 0,
      added: diff.added,
      changed: diff.changed,
      removed: diff.removed,
      note: wish.note ? JSON.stringify(wish.note) : null,
      synthetic: wish.synthetic ? 1 : 0,
      sample: wish.sample ? 1 : 0,
      receipt: JSON.stringify(receipt)
    });
    audit(now, wish.by, `commit ${dataset} ${version}`);
    also?.(receipt);
  });
  return receipt;
}

/**
 * Makes a new version equal to version `number`: a new row that names the same file. Refuses (409 `data-moved-on`) when
 * `newest` is given and another is by now.
 */
export function restore(
  dataset: string,
  number: number,
  by: string,
  { now = new Date(), newest }: { now?: Date; newest?: number } = {}
): Promise<{ version: number }> {
  return inTurn(async () => {
    requireNewest(dataset, newest);
    const old = datasets.readVersion(dataset, number);
    const current = datasets.readVersion(dataset);
    const diff = await compare(current, old);
    const version = current.version + 1;
    catalog.transaction(() => {
      const row = catalog.get<VersionRow>(
        'SELECT * FROM version WHERE dataset = ? AND version = ?',
        dataset,
        number
      );
      if (!row) throw new Error('the version to restore is gone');
      insertVersion({
        ...row,
        version,
        committed_at: now.toISOString(),
        by,
        mode: 'restore',
        added: diff.added,
        changed: diff.changed,
        removed: diff.removed,
        note: JSON.stringify({ zh: `恢复自版本 ${number}`, en: `Restored from version ${number}` })
      });
      audit(now, by, `restore ${dataset} ${number} as ${version}`);
    });
    return { version };
  });
}

/** Refuses (409 `data-moved-on`) when the newest version of a dataset is not the one that is meant. Call it in turn. */
export function requireNewest(dataset: string, meant: number | undefined): void {
  const version = datasets.newest(dataset)?.version;
  if (meant === undefined || version === meant) return;
  throw new Refusal(
    409,
    'data-moved-on',
    {
      zh: `${dataset} 现在是版本 ${version ?? '—'}，不再是版本 ${meant}。`,
      en: `${dataset} is at version ${version ?? '—'} now and no more at ${meant}.`
    },
    { dataset, version: version ?? null }
  );
}

/** Runs jobs that write versions one after the other. */
export function inTurn<T>(job: () => Promise<T>): Promise<T> {
  const turn = (shared.yinliCommits ?? Promise.resolve()).then(job);
  shared.yinliCommits = turn.catch(() => undefined);
  return turn;
}

export function audit(at: Date, who: string, what: string): void {
  catalog.run('INSERT INTO audit (at, who, what) VALUES (?, ?, ?)', at.toISOString(), who, what);
}

type VersionRow = Record<string, string | number | null>;

function insertVersion(row: VersionRow): void {
  const names = Object.keys(row);
  const places = names.map(() => '?').join(', ');
  catalog.run(`INSERT INTO version (${names.join(', ')}) VALUES (${places})`, ...Object.values(row));
}

function insertDataset({ dataset, title, kind, definition }: Publishing): void {
  const { zh, en } = title ?? { zh: dataset, en: dataset };
  catalog.run(
    `INSERT INTO dataset (id, title_zh, title_en, kind, definition, position)
     VALUES (?, ?, ?, ?, ?, (SELECT coalesce(max(position), 0) + 1 FROM dataset))`,
    ...[dataset, zh, en, kind ?? 'table', definition ?? null]
  );
}
