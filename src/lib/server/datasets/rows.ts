import type { Text } from '../../field/text.ts';
import type { Cell } from '../../query/result.ts';
import { Refusal } from '../../error.ts';
import { joinJob, type SharedJob } from '../answers/shared-job.ts';
import { readVersion } from '../datasets.ts';
import type { DatasetColumn } from '../versions/ingest.ts';
import { rawColumnSql } from '../versions/file.ts';
import { quotedIdentifier, read } from '../warehouse.ts';

/** A column over all rows of a version; `min` and `max` are null for yes-or-no columns and empty ones. */
export interface ColumnSummary {
  name: string;
  source: string;
  title: Text;
  type: DatasetColumn['type'];
  blank: 'none' | 'unknown';
  nulls: number;
  distinct: number;
  min: Cell;
  max: Cell;
  /** All texts of a few-valued column. */
  values?: readonly string[];
}

export interface Page {
  columns: { name: string; title: Text; source: string; type: DatasetColumn['type'] }[];
  rows: Cell[][];
  total: number;
}

/** The most rows of one page. */
export const MAX_ROWS = 100_000;

const KEPT_SUMMARIES = 100;
const summaries = new Map<string, ColumnSummary[]>();

/** What is in each column of a version; worked out once per version file. */
export async function columns(id: string, version?: number): Promise<ColumnSummary[]> {
  const { file, columns: stored } = readVersion(id, version);
  const kept = summaries.get(file);
  if (kept) return kept;
  const selects = stored.flatMap((column) => {
    const name = quotedIdentifier(column.name);
    // min and max of an ENUM follow its order of declaration, those of text are wanted.
    const value = column.values ? `CAST(${name} AS VARCHAR)` : name;
    const ends = column.type === 'boolean' ? ['NULL', 'NULL'] : [`min(${value})`, `max(${value})`];
    return [`count(*) - count(${name})`, `count(DISTINCT ${name})`, ...ends];
  });
  const { rows } = await read({ data: file }, ({ data }) => ({
    sql: `SELECT ${selects.join(', ')} FROM ${data}`,
    params: []
  }));
  const cells = rows[0] ?? [];
  const summary = stored.map(({ name, source, title, type, blank, values }, k) => {
    const [nulls, distinct, min = null, max = null] = cells.slice(k * 4, k * 4 + 4);
    const counts = { nulls: Number(nulls), distinct: Number(distinct), min, max };
    return { name, source, title, type, blank, ...counts, ...(values ? { values } : {}) };
  });
  if (summaries.size >= KEPT_SUMMARIES) summaries.clear();
  summaries.set(file, summary);
  return summary;
}

/** First and last day of each date column of a version, by its name; null in a column without days. */
export type Days = Record<string, { first: Cell; last: Cell }>;

const days = new Map<string, SharedJob<Days>>();

/** The days that a version tells of; worked out once per version file, long before all of `columns` is. */
export async function dayRanges(id: string, version?: number): Promise<Days> {
  const { file, columns: stored } = readVersion(id, version);
  const names = stored.filter(({ type }) => type === 'date').map(({ name }) => name);
  if (days.size >= KEPT_SUMMARIES && !days.has(file)) days.clear();
  return joinJob(days, file, () => readDays(file, names));
}

async function readDays(file: string, names: readonly string[]): Promise<Days> {
  if (names.length === 0) return {};
  const ends = names.map(quotedIdentifier).map((name) => `min(${name}), max(${name})`);
  const { rows } = await read({ data: file }, ({ data }) => ({
    sql: `SELECT ${ends.join(', ')} FROM ${data}`,
    params: []
  }));
  const [cells = []] = rows;
  return Object.fromEntries(
    names.map((name, k) => [name, { first: cells[k * 2] ?? null, last: cells[k * 2 + 1] ?? null }])
  );
}

/**
 * A page of rows in file order. `raw` gives the text of each cell as it stood in the file, blank as ""; refuses
 * (409 `no-raw-order`) for a version that does not come from one replace.
 */
export async function rows(
  id: string,
  options: { version?: number; offset?: number; limit?: number; raw?: boolean } = {}
): Promise<Page> {
  const version = readVersion(id, options.version);
  const { offset = 0, limit = 100, raw = false } = options;
  if (raw && !version.hasRawOrder) {
    throw new Refusal(409, 'no-raw-order', {
      zh: `${id} 的版本 ${version.version} 由多个文件合成，没有单一的原文顺序。`,
      en: `Version ${version.version} of ${id} is made from several files and has no single order of raw text.`
    });
  }
  const cells = version.columns.map((column) => (raw ? rawColumnSql(column) : quotedIdentifier(column.name)));
  const page = await read({ data: version.file }, ({ data }) => ({
    sql: `SELECT ${cells.join(', ')} FROM ${data} LIMIT ${Math.trunc(limit)} OFFSET ${Math.trunc(offset)}`,
    params: []
  }));
  return {
    columns: version.columns.map(({ name, title, source, type }) => ({ name, title, source, type })),
    rows: page.rows,
    total: version.rows
  };
}
