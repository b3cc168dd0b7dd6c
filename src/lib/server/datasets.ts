import { AsyncLocalStorage } from 'node:async_hooks';
import { join } from 'node:path';
import { DATASET_ID } from '../query/query.ts';
import type { Text } from '../field/text.ts';
import { Refusal } from '../error.ts';
import * as catalog from './catalog.ts';
import type { DatasetColumn } from './versions/ingest.ts';
import type { Original, Receipt } from './commit.ts';

/** 数据集, with its newest version. */
export interface Dataset {
  id: string;
  title: Text;
  kind: string;
  /** The id of the definition (口径) by which its rows are counted, when it has one. */
  definition: string | null;
  rows: number;
  version: number;
  committedAt: string;
  knownOn: string;
  synthetic: boolean;
}

/** 版本: one committed state. `file` is the sha256 of its version file, `sha256` that of the original it came from. */
export interface Version {
  dataset: string;
  version: number;
  file: string;
  committedAt: string;
  knownOn: string;
  by: string;
  mode: string;
  filename: string;
  sha256: string;
  rows: number;
  added: number;
  changed: number;
  removed: number;
  note: Text | null;
  synthetic: boolean;
  sample: boolean;
  hasRawOrder: boolean;
  columns: DatasetColumn[];
  /** The files it comes from, in order. */
  originals: Original[];
  receipt: Receipt;
}

interface DatasetRow {
  id: string;
  title_zh: string;
  title_en: string;
  kind: string;
  definition: string | null;
  rows: number;
  version: number;
  committed_at: string;
  known_on: string;
  synthetic: number;
}

const NEWEST = `SELECT d.*, v.rows, v.version, v.committed_at, v.known_on, v.synthetic
  FROM dataset d JOIN version v ON v.dataset = d.id
  WHERE v.version = (SELECT max(version) FROM version WHERE dataset = d.id)`;

const committed: () => readonly Dataset[] = catalog.untilWritten(() =>
  catalog.all<DatasetRow>(`${NEWEST} ORDER BY d.position, d.id`).map(toDataset)
);

const supposed = new AsyncLocalStorage<Version>();

/**
 * Runs `fn` as if `version` were committed already, also across awaits: everything that asks for the newest version of
 * its dataset is given it.
 */
export function asIf<T>(version: Version, fn: () => Promise<T>): Promise<T> {
  return supposed.run(version, fn);
}

/** The file of the version that is supposed here; null where things are as they are. */
export function supposedFile(): string | null {
  return supposed.getStore()?.file ?? null;
}

/** Every dataset, in the order they are shown. */
export function list(): readonly Dataset[] {
  const version = supposed.getStore();
  if (!version) return committed();
  const { dataset: id, rows, version: number, committedAt, knownOn, synthetic } = version;
  const before = committed().find((dataset) => dataset.id === id);
  const { title = { zh: id, en: id }, kind = 'table', definition = null } = before ?? {};
  const after = { id, title, kind, definition, rows, version: number, committedAt, knownOn, synthetic };
  return [...committed().filter((dataset) => dataset.id !== id), after];
}

/** Refuses (404 `unknown-dataset`) naming the datasets there are. */
export function read(id: string): Dataset {
  const found = list().find((dataset) => dataset.id === id);
  if (found) return found;
  const known = list().map((dataset) => dataset.id);
  const names = known.length > 0 ? known.join(', ') : '—';
  throw new Refusal(404, 'unknown-dataset', {
    zh: `没有名为“${id}”的数据集。现有：${names}。`,
    en: `There is no dataset “${id}”. There are: ${names}.`
  });
}

/** A version, the newest when none is named. Refuses (404 `unknown-version`) naming the versions there are. */
export function readVersion(id: string, version?: number): Version {
  const dataset = read(id);
  const staged = supposed.getStore();
  if (staged?.dataset === id && (version ?? staged.version) === staged.version) return staged;
  const found = stored(JSON.stringify([id, version ?? dataset.version]));
  if (found) return found;
  const numbers = versions(id).map((one) => one.version);
  throw new Refusal(404, 'unknown-version', {
    zh: `数据集 ${id} 没有版本 ${version}。现有版本：${numbers.join(', ')}。`,
    en: `${id} has no version ${version}. It has: ${numbers.join(', ')}.`
  });
}

/** The columns that told the rows of a version apart when it came in; undefined when nobody said. */
export function keyOf({ originals }: Version): string[] | undefined {
  const key = originals.at(-1)?.key;
  return key && key.length > 0 ? key : undefined;
}

/** Where a version's file lies. */
export function filePath(dataDir: string, file: string): string {
  return join(dataDir, 'versions', `${file}.duckdb`);
}

/** The newest version of a dataset, undefined when there is no such dataset. */
export function newest(id: string): Version | undefined {
  return list().some((dataset) => dataset.id === id) ? readVersion(id) : undefined;
}

/** The newest version that was made from exactly this file, of this dataset rather than of another. */
export function versionOfFile(id: string, sha256: string): { dataset: string; version: number } | null {
  const sql = `SELECT dataset, version FROM version WHERE sha256 = ?
    ORDER BY dataset = ? DESC, committed_at DESC, version DESC LIMIT 1`;
  return catalog.get<{ dataset: string; version: number }>(sql, sha256, id) ?? null;
}

const stored = catalog.untilWritten((key) => {
  const [id, version] = JSON.parse(key) as [string, number];
  const sql = 'SELECT * FROM version WHERE dataset = ? AND version = ?';
  const row = catalog.get<VersionRow>(sql, id, version);
  return row && toVersion(row);
});

/** All versions of a dataset, newest first. */
export function versions(id: string): Version[] {
  read(id);
  const sql = 'SELECT * FROM version WHERE dataset = ? ORDER BY version DESC';
  return catalog.all<VersionRow>(sql, id).map(toVersion);
}

/** Refuses (400) an id that is not `[a-z][a-z0-9_]*`. */
export function requireId(id: string): void {
  if (DATASET_ID.test(id) && id.length <= 60) return;
  throw new Refusal(400, 'bad-dataset-id', {
    zh: `“${id}”不能作数据集的名称。请用小写字母开头，只含小写字母、数字和下划线。`,
    en: `“${id}” cannot name a dataset. Begin with a small letter; use small letters, digits and underscores.`
  });
}

interface VersionRow {
  dataset: string;
  version: number;
  file: string;
  committed_at: string;
  known_on: string;
  by: string;
  mode: string;
  filename: string;
  sha256: string;
  columns: string;
  originals: string;
  has_raw_order: number;
  rows: number;
  added: number;
  changed: number;
  removed: number;
  note: string | null;
  synthetic: number;
  sample: number;
  receipt: string;
}

function toDataset(row: DatasetRow): Dataset {
  return {
    id: row.id,
    title: { zh: row.title_zh, en: row.title_en },
    kind: row.kind,
    definition: row.definition,
    rows: row.rows,
    version: row.version,
    committedAt: row.committed_at,
    knownOn: row.known_on,
    synthetic: row.synthetic === 1
  };
}

function toVersion(row: VersionRow): Version {
  const { dataset, version, file, by, mode, filename, sha256, rows, added, changed, removed } = row;
  return {
    ...{ dataset, version, file, by, mode, filename, sha256, rows, added, changed, removed },
    committedAt: row.committed_at,
    knownOn: row.known_on,
    note: row.note === null ? null : (JSON.parse(row.note) as Text),
    synthetic: row.synthetic === 1,
    sample: row.sample === 1,
    hasRawOrder: row.has_raw_order === 1,
    columns: JSON.parse(row.columns) as DatasetColumn[],
    originals: JSON.parse(row.originals) as Original[],
    receipt: JSON.parse(row.receipt) as Receipt
  };
}
