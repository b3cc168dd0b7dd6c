import { join } from 'node:path';
import type { Failure } from '../../csv/read.ts';
import type { Settings } from '../../csv/settings.ts';
import { Refusal } from '../../error.ts';
import type { Version } from '../datasets.ts';
import { keyedSql, sharedKey } from '../versions/diff.ts';
import { load, type DatasetColumn } from '../versions/ingest.ts';
import type { ColumnWish } from '../versions/ingest-plan.ts';
import { readableColumnSql } from '../versions/file.ts';
import { readInThread } from './thread.ts';
import { readLimits } from './limits.ts';
import type { Found, ReadingJob } from './worker.ts';
import type { Staged } from '../uploads.ts';
import { quotedIdentifier, quotedString, read } from '../warehouse.ts';

interface Merging {
  dataDir: string;
  dataset: string;
  before: Version;
  own: Staged;
  mode: 'append' | 'upsert';
  key: readonly string[] | undefined;
  /** An empty folder of the caller's. */
  folder: string;
  signal: AbortSignal;
}

/**
 * The version file of the rows there were and those of a file: all of them (append), or those of the file in the place
 * of the ones with the same key (upsert; what the file has no column for stays). It is written from the texts, so
 * that types are found again over all of them. Refuses (409 `no-key`) an upsert without a key that tells rows apart.
 */
export async function merge(merging: Merging): Promise<Staged> {
  const { dataDir, dataset, before, own, mode, folder, signal } = merging;
  const columns = columnsOf(before, own);
  const path = join(folder, 'merged.csv');
  const select = mode === 'append' ? appendSql(before, own, columns) : await upsertSql(merging, columns);
  await read(
    { before: before.file, own: own.file },
    (tables) => ({
      sql: `COPY (${select(tables)}) TO ${quotedString(path)} (FORMAT csv, HEADER true, DELIMITER ',', QUOTE '"', ESCAPE '"', FORCE_QUOTE *)`,
      params: []
    }),
    { signal }
  );
  const found = await readInThread(jobOf(path, folder), signal, () => {});
  if ('failure' in found) throw notMerged(found);
  const { csvPath, reading } = found;
  const wishes = columns.map(({ name }) => ({ ...typeOf(before, own, name), name, isOmitted: false }));
  const { file, columns: stored } = await load(dataDir, dataset, csvPath, reading, wishes, { signal });
  return {
    file: file.sha256,
    rows: file.rows,
    sizeBytes: file.sizeBytes,
    columns: stored.map((column) => {
      const {
        source = column.source,
        title = column.title,
        blank = column.blank
      } = columns[column.place] ?? {};
      return { ...column, source, title, blank };
    })
  };
}

type Select = (tables: Record<string, string>) => string;

/** The columns there were, then those that only the file has. */
function columnsOf(before: Version, own: Staged): DatasetColumn[] {
  const has = new Set(before.columns.map(({ name }) => name));
  return [...before.columns, ...own.columns.filter(({ name }) => !has.has(name))];
}

/** The type of a column of both, when they agree; whole numbers and decimals make decimals, others are found again. */
function typeOf(before: Version, own: Staged, name: string): ColumnWish {
  const found = [before, own].flatMap(({ columns }) => columns.find((column) => column.name === name) ?? []);
  const types = [...new Set(found.map(({ type }) => type))];
  if (types.length === 1) return { type: types[0] };
  return types.every((type) => type === 'integer' || type === 'decimal') ? { type: 'decimal' } : {};
}

function appendSql(before: Version, own: Staged, columns: DatasetColumn[]): Select {
  const cells = (side: Pick<Staged, 'columns'>) => columns.map((column) => cellSql(side, column, 't'));
  const named = columns.map(({ name }) => quotedIdentifier(name)).join(', ');
  return (tables) => `SELECT ${named} FROM (
    SELECT 1 AS "$part", t.rowid AS "$at", ${listed(cells(before), columns)} FROM ${tables.before} AS t UNION ALL
    SELECT 2, t.rowid, ${cells(own).join(', ')} FROM ${tables.own} AS t) ORDER BY "$part", "$at"`;
}

async function upsertSql({ dataset, before, own, key: asked }: Merging, columns: DatasetColumn[]) {
  const sides = [
    { ...before, dataset },
    { ...own, dataset }
  ] as const;
  const key = await sharedKey(sides[0], sides[1], asked);
  if (!key) throw noKey(asked);
  const kept = new Set(own.columns.map(({ name }) => name));
  const cells = columns.map((column) => {
    const was = cellSql(before, column, 'a');
    const is = cellSql(own, column, 'b');
    return kept.has(column.name) ? `CASE WHEN b."$here" IS NULL THEN ${was} ELSE ${is} END` : was;
  });
  const join = keyedSql(sides[0], sides[1], key);
  return (tables: Record<string, string>) =>
    `SELECT ${listed(cells, columns)} FROM ${join({ before: tables.before ?? '', after: tables.own ?? '' })}
      ORDER BY a."$at" NULLS LAST, b."$at"`;
}

function cellSql(side: Pick<Staged, 'columns'>, { name }: DatasetColumn, alias: string): string {
  const column = side.columns.find((one) => one.name === name);
  return column ? readableColumnSql(column, alias) : `''`;
}

function listed(cells: string[], columns: DatasetColumn[]): string {
  return cells.map((cell, k) => `${cell} AS ${quotedIdentifier(columns[k]?.name ?? '')}`).join(', ');
}

function jobOf(path: string, folder: string): ReadingJob {
  const { columns, cellBytes, fileBytes } = readLimits();
  const settings: Settings = {
    ...{ encoding: 'utf-8', delimiter: ',', quote: '"', escape: 'double', padding: 'none' },
    ...{ headerLine: 1, headerRows: 1, table: 0, keepTotals: true, long: null }
  };
  return {
    ...{ path, filename: 'merged.csv', folder, sheet: undefined, settings },
    ...{ limits: { columns, cellBytes }, maxBytes: fileBytes * 2 }
  };
}

function notMerged(found: Exclude<Failure | Found, Found>): Error {
  return new Error(`the merged rows could not be read: ${found.failure.code}`);
}

function noKey(key: readonly string[] | undefined): Refusal {
  const named = key?.join('、') || '—';
  return new Refusal(
    409,
    'no-key',
    {
      zh: `按主键更新需要一个能区分每一行的主键（现在是：${named}）。请选定主键列，并确认其中没有重复或空缺；或改用替换、追加。`,
      en: `An upsert needs a key that tells every row apart (now: ${named}). Choose its columns and see that none repeats; or replace or append.`
    },
    { key: key ?? null }
  );
}
