import { labelOf } from '../charts/labels.ts';
import { guardFormula } from '../csv/guard.ts';
import { write } from '../csv/write.ts';
import { Refusal } from '../error.ts';
import type { Lang } from '../field/text.ts';
import { MISSING } from '../format.ts';
import type { Indicator } from '../indicators/indicator.ts';
import { behindOf, countSql, isOfEnds, listSql, type Behind } from '../query/behind.ts';
import type { Order } from '../query/listed.ts';
import type { Query } from '../query/query.ts';
import type { Cell } from '../query/result.ts';
import type { Statement, Tables } from '../query/sql.ts';
import { ask, tableInfo } from './answers.ts';
import { readVersion } from './datasets.ts';
import { isNumber, knownColumns, shownColumns, titleOf, wordOf } from './datasets/organization-columns.ts';
import { read as readRows, readBatches, type Reading } from './warehouse.ts';
import { holding } from './holding.ts';

/** Which organizations, which of them, in which order. */
export interface Asked {
  query: Query & { region: string };
  /** A group of the breakdown, null for those whose group is not recorded. */
  group: string | null | undefined;
  search: string;
  sort: string | undefined;
  dir: 'asc' | 'desc' | undefined;
}

/** Organizations behind a number, in one language. */
export interface Listing {
  /** The indicator whose numerator they are in: the stock when the one asked for counts no organizations. */
  indicator: Indicator;
  isStockInstead: boolean;
  /** The days of a flow, or one day twice. */
  startOn: string;
  endOn: string;
  /** The group in words, as inside a sentence: 领域, 人工智能. */
  group: { by: string; name: string } | null;
  total: number;
  matched: number;
  columns: { name: string; title: string; isNumber: boolean }[];
  order: Order;
  rows: string[][];
  synthetic: boolean;
  version: number;
  knownOn: string;
}

export const PAGE_ROWS = 50;

const NATURE: Record<Lang, [string, string]> = {
  zh: ['数据性质', '模拟数据'],
  en: ['nature of the data', 'synthetic']
};

interface Opened {
  behind: Behind;
  order: Order;
  version: number;
  synthetic: boolean;
  files: Record<string, string>;
  ask: (build: (tables: Tables) => Statement) => Promise<Reading>;
}

/** One page, counted from 1. Refuses (400, 409) what the indicator's own query refuses, and an unknown column. */
export async function read(asked: Asked, page: number, lang: Lang): Promise<Listing> {
  const opened = await open(asked);
  const { behind, order, version, synthetic } = opened;
  const { indicator, points, ownGroup } = behind.plan;
  const [point] = points;
  if (!indicator || !point) throw new Error('a list without indicator or time');
  const names = shownColumns(behind);
  const slice = { columns: names, order, limit: PAGE_ROWS, offset: (page - 1) * PAGE_ROWS };
  const [counted, listed] = await Promise.all([
    opened.ask((tables) => countSql(behind, asked.search, tables)),
    opened.ask((tables) => listSql(behind, asked.search, slice, tables))
  ]);
  const [total, matched] = counted.rows[0] ?? [];
  const { by } = behind.plan;
  return {
    indicator,
    isStockInstead: behind.isStockInstead,
    startOn: indicator.isFlow ? point.startOn : point.endOn,
    endOn: point.endOn,
    group:
      by === undefined || behind.group === undefined
        ? null
        : {
            by: (ownGroup?.title[lang] ?? titleOf(by, lang)).toLowerCase(),
            name: labelOf(by, behind.group, lang)
          },
    total: Number(total),
    matched: Number(matched),
    columns: names.map((name) => ({ name, title: titleOf(name, lang), isNumber: isNumber(name) })),
    order,
    rows: listed.rows.map((row) => row.map((cell, at) => wordOf(names[at] ?? '', cell, lang) ?? MISSING)),
    synthetic,
    version,
    knownOn: readVersion('organizations', version).knownOn
  };
}

/**
 * All that match as CSV, piece by piece: every known column with its title and its values in words, dates ISO,
 * blank = empty. A text that a spreadsheet would take for a formula begins with an apostrophe.
 */
export async function csv(asked: Asked, lang: Lang): Promise<AsyncIterableIterator<string>> {
  const { behind, order, files, synthetic } = await open(asked);
  const columns = knownColumns(behind);
  const batches = readBatches(files, (tables) => listSql(behind, asked.search, { columns, order }, tables));
  await batches.next();
  const [nature, isSynthetic] = NATURE[lang];
  const header = [...columns.map((name) => titleOf(name, lang)), ...(synthetic ? [nature] : [])];
  const cellOf = (cell: Cell, at: number) =>
    typeof cell === 'number' ? cell : guardFormula(wordOf(columns[at] ?? '', cell, lang) ?? '');
  const rows = mapped(batches, (row) => [...row.map(cellOf), ...(synthetic ? [isSynthetic] : [])]);
  return holding(batches, write(header, rows));
}

/** Asks the indicator itself first: it refuses what is missing, and names the versions that are listed. */
async function open({ query, group, sort, dir }: Asked): Promise<Opened> {
  const behind = behindOf(query, await tableInfo('organizations'), group);
  const result = await ask(behind.plan.query);
  const versions = Object.keys(behind.plan.indicator?.needs ?? {}).map((id) =>
    readVersion(id, result.versions[id])
  );
  const files = Object.fromEntries(versions.map(({ dataset, file }) => [dataset, file]));
  return {
    behind,
    order: orderOf(behind, sort, dir),
    version: result.version,
    synthetic: versions.some(({ synthetic }) => synthetic),
    files,
    ask: (build) => readRows(files, build)
  };
}

/** By the column asked for, else by the newest event. */
function orderOf(behind: Behind, sort: string | undefined, dir: Asked['dir']): Order {
  const names = knownColumns(behind);
  if (sort === undefined) {
    const column = isOfEnds(behind) ? 'ended_on' : names.includes('registered_on') ? 'registered_on' : 'name';
    return { column: names.includes(column) ? column : (names[0] ?? ''), isDescending: dir !== 'asc' };
  }
  if (names.includes(sort)) return { column: sort, isDescending: dir === 'desc' };
  throw new Refusal(400, 'unknown-column', {
    zh: `不能按“${sort}”排序。可用：${names.join(', ')}。`,
    en: `The list cannot be sorted by “${sort}”. It can by: ${names.join(', ')}.`
  });
}

async function* mapped(batches: AsyncGenerator<Reading>, toRow: (row: Cell[]) => Cell[]) {
  for await (const { rows } of batches) yield rows.map(toRow);
}
