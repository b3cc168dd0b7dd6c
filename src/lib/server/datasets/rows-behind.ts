import { labelOf } from '../../charts/labels.ts';
import { guardFormula } from '../../csv/guard.ts';
import { write } from '../../csv/write.ts';
import { Refusal } from '../../error.ts';
import type { Lang } from '../../field/text.ts';
import { formatNumber, MISSING } from '../../format.ts';
import type { Order } from '../../query/listed.ts';
import { countRowsSql, listRowsSql, measuredRowsOf } from '../../query/measured-rows.ts';
import type { Query } from '../../query/query.ts';
import type { Cell } from '../../query/result.ts';
import { tableInfo } from '../answers.ts';
import { readVersion } from '../datasets.ts';
import * as organizations from '../organizations.ts';
import { read as readRows, readBatches } from '../warehouse.ts';
import { holding } from '../holding.ts';

/** Which rows, which of them, in which order. */
export interface AskedRows {
  query: Query;
  group: string | null | undefined;
  search: string;
  sort: string | undefined;
  dir: 'asc' | 'desc' | undefined;
}

/** A page of rows in one language. */
export interface RowsPage {
  columns: { name: string; title: string; isNumber: boolean }[];
  rows: string[][];
  total: number;
  matched: number;
  order: Order | null;
  isStockInstead: boolean;
  synthetic: boolean;
  version: number;
}

export const PAGE_ROWS = organizations.PAGE_ROWS;

/**
 * The rows behind a value, one page counted from 1: organizations for an indicator, the table's own rows for a column's
 * aggregate. Refuses (400, 409) what the query refuses, and an unknown column to sort by.
 */
export async function read(asked: AskedRows, page: number, lang: Lang): Promise<RowsPage> {
  if (asked.query.indicator !== undefined) return readOrganizations(asked, page, lang);
  const { query, group, search } = asked;
  const { file, version, synthetic, columns } = readVersion(query.dataset, query.version);
  const rows = measuredRowsOf(query, await tableInfo(query.dataset, query.version), group);
  const order = orderOf(asked, columns);
  const slice = {
    columns: columns.map(({ name }) => name),
    order,
    limit: PAGE_ROWS,
    offset: (page - 1) * PAGE_ROWS
  };
  const files = { [query.dataset]: file };
  const [counted, listed] = await Promise.all([
    readRows(files, (tables) => countRowsSql(rows, search, tables)),
    readRows(files, (tables) => listRowsSql(rows, search, slice, tables))
  ]);
  const [total, matched] = counted.rows[0] ?? [];
  const isNumber = (type: string) => type === 'integer' || type === 'decimal';
  return {
    columns: columns.map(({ name, title, type }) => ({ name, title: title[lang], isNumber: isNumber(type) })),
    rows: listed.rows.map((row) =>
      row.map((cell, at) => wordOf(columns[at]?.name ?? '', cell, lang) || MISSING)
    ),
    total: Number(total),
    matched: Number(matched),
    ...{ order, isStockInstead: false, synthetic, version }
  };
}

/** All rows that match as CSV, piece by piece: titles, values in words, dates ISO, blank = empty, no formulas. */
export async function csv(asked: AskedRows, lang: Lang): Promise<AsyncIterableIterator<string>> {
  if (asked.query.indicator !== undefined) return organizations.csv(ofPlace(asked), lang);
  const { query, group, search } = asked;
  const { file, columns } = readVersion(query.dataset, query.version);
  const rows = measuredRowsOf(query, await tableInfo(query.dataset, query.version), group);
  const page = { columns: columns.map(({ name }) => name), order: orderOf(asked, columns) };
  const batches = readBatches({ [query.dataset]: file }, (tables) => listRowsSql(rows, search, page, tables));
  await batches.next();
  const cellOf = (cell: Cell, at: number) =>
    typeof cell === 'number' ? cell : guardFormula(wordOf(columns[at]?.name ?? '', cell, lang));
  const written = async function* () {
    for await (const batch of batches) yield batch.rows.map((row) => row.map(cellOf));
  };
  const header = columns.map(({ title }) => title[lang]);
  return holding(batches, write(header, written()));
}

async function readOrganizations(asked: AskedRows, page: number, lang: Lang): Promise<RowsPage> {
  const { columns, rows, total, matched, order, isStockInstead, synthetic, version } =
    await organizations.read(ofPlace(asked), page, lang);
  return { columns, rows, total, matched, order, isStockInstead, synthetic, version };
}

function ofPlace(asked: AskedRows): organizations.Asked {
  return { ...asked, query: { ...asked.query, region: asked.query.region ?? '440000' } };
}

function orderOf({ sort, dir }: AskedRows, columns: readonly { name: string }[]): Order | null {
  if (sort === undefined) return null;
  if (columns.some(({ name }) => name === sort)) return { column: sort, isDescending: dir === 'desc' };
  const names = columns.map(({ name }) => name).join(', ');
  throw new Refusal(400, 'unknown-column', {
    zh: `不能按“${sort}”排序。可用：${names}。`,
    en: `The rows cannot be sorted by “${sort}”. They can by: ${names}.`
  });
}

function wordOf(name: string, cell: Cell, lang: Lang): string {
  if (cell === null || cell === '') return '';
  return typeof cell === 'number' ? formatNumber(cell, undefined, lang) : labelOf(name, cell, lang);
}
