import { findDefinition } from '../indicators/definitions.ts';
import { findIndicator } from '../indicators/registry.ts';
import { publishedYearly } from '../query/annual.ts';
import { withWords } from '../query/kept-words.ts';
import { planOf, requireNeeds, type Plan, type TableInfo } from '../query/plan.ts';
import { publishedSeries } from '../query/published.ts';
import { querySchema, type Query } from '../query/query.ts';
import { validate } from '../query/validate.ts';
import type { Result, Source } from '../query/result.ts';
import { dividedByPublished, publishedDenominatorOf } from '../query/denominator.ts';
import { resultOf } from '../query/shape.ts';
import { ROLLUP_ROWS } from '../query/rollup.ts';
import { measureSql, type Statement } from '../query/sql.ts';
import { COVERED, MEASURED } from '../query/together.ts';
import { Refusal } from '../error.ts';
import { periodOf } from '../field/period.ts';
import { dayRanges, type ColumnSummary } from './datasets/rows.ts';
import * as datasets from './datasets.ts';
import { readerSignal } from './answers/for-reader.ts';
import { gather, MOST_ROWS } from './answers/gather.ts';
import { figuresFor } from './answers/published.ts';
import { answerOnce } from './answers/kept-answers.ts';
import * as warehouse from './warehouse.ts';
import { missingColumns, wholeTables } from './datasets/whole-tables.ts';

/** Reads a query from outside; refuses (400) with the place and the reason of the first fault. */
export function parseQuery(body: unknown): Query {
  return validate(querySchema, body, 'bad-query', { zh: '查询', en: 'The query' });
}

/**
 * Answers a query on the newest versions (or the one it names), once for equal queries; errors are not kept. `other` is
 * a version to read instead of the newest of a further dataset, where the indicator needs that one. What no reader waits
 * for any more is interrupted (`forReader`).
 */
export async function ask(query: Query, other?: datasets.Version): Promise<Result> {
  const versions = versionsFor(query);
  if (other && other.dataset !== query.dataset && versions[other.dataset]) versions[other.dataset] = other;
  // By name or as the newest, a version answers the same.
  const key = JSON.stringify([
    { ...query, version: undefined },
    Object.entries(versions).map(([id, { version, file }]) => [id, version, file])
  ]);
  const answer = async (abandoned: AbortSignal) => withWords(await compute(query, versions, abandoned));
  return answerOnce(key, answer, readerSignal());
}

/** Columns and days of a dataset's version, as a query is held against them. */
export async function tableInfo(id: string, version?: number): Promise<TableInfo> {
  const { knownOn, columns } = datasets.readVersion(id, version);
  const days = Object.entries(await dayRanges(id, version)).filter(([name]) => name !== 'published_on');
  const ends = days.flatMap(([, { first, last }]) => [first, last]);
  const told = ends.filter((day) => typeof day === 'string').sort();
  const [first = null, last = null] = [told[0], told.at(-1)];
  return {
    dataset: id,
    columns: [...columns, ...missingColumns(id)].map(({ name, title, type, blank, ...more }) => ({
      ...{ name, title, blank },
      ...('values' in more && more.values ? { values: more.values } : {}),
      type: KINDS[type]
    })),
    firstOn: first,
    lastOn: last === null ? null : earlier(periodOf(last, 'month').endOn, knownOn, last)
  };
}

const KINDS: Record<ColumnSummary['type'], TableInfo['columns'][number]['type']> = {
  text: 'text',
  integer: 'number',
  decimal: 'number',
  date: 'date',
  boolean: 'boolean'
};

type Versions = Record<string, datasets.Version>;

/** The version asked of the query's dataset, the newest of all others that its indicator needs. */
function versionsFor(query: Query): Versions {
  const versions: Versions = { [query.dataset]: datasets.readVersion(query.dataset, query.version) };
  if (query.dataset !== 'organizations') return versions;
  const needed = Object.keys(findIndicator(query.indicator ?? '')?.needs ?? {});
  const known = new Set(datasets.list().map(({ id }) => id));
  for (const id of needed) {
    if (!known.has(id)) throw missingTable(id);
    versions[id] ??= datasets.readVersion(id);
  }
  return versions;
}

async function compute(query: Query, versions: Versions, signal: AbortSignal): Promise<Result> {
  const info = datasets.read(query.dataset);
  const table = await tableInfo(query.dataset, query.version);
  const files = Object.fromEntries(Object.entries(versions).map(([id, { file }]) => [id, file]));
  const numbers = Object.fromEntries(Object.entries(versions).map(([id, { version }]) => [id, version]));
  const about = {
    dataset: query.dataset,
    version: numbers[query.dataset] ?? 1,
    versions: numbers,
    synthetic: Object.values(versions).some(({ synthetic }) => synthetic)
  };
  const plan = planOf(query, table);
  const run = (build: (plan: Plan, tables: Record<string, string>) => Statement) =>
    warehouse.read(files, (tables) => build(plan, wholeTables(tables)), { signal, mostRows: MOST_ROWS });
  if (query.dataset === 'statistics' && plan.indicator) {
    return plan.formula?.value === 'yearly'
      ? publishedYearly(plan, findIndicator('stock'), about, run)
      : publishedSeries(plan, about, run);
  }
  if (plan.indicator && query.dataset !== 'organizations') throw missingTable('organizations');
  const others = Object.keys(versions).filter((id) => id !== query.dataset);
  for (const id of others)
    if (plan.indicator) requireNeeds(plan.indicator, await tableInfo(id, versions[id]?.version));
  const isRolled = (versions[query.dataset]?.rows ?? 0) >= ROLLUP_ROWS;
  const [rows, coverage] = await Promise.all([
    plan.indicator
      ? gather(MEASURED, plan, files, isRolled, signal)
      : run(measureSql).then((reading) => reading.rows),
    gather(COVERED, plan, files, isRolled, signal)
  ]);
  const published = publishedDenominatorOf(plan);
  const divided = published
    ? dividedByPublished(plan, rows, await figuresFor(published, files.statistics ?? ''))
    : { rows, sources: [] };
  const own = [query.dataset, ...others.filter((id) => id !== 'statistics')].map((id): Source => {
    const { title } = datasets.read(id);
    return { title: title.zh, english: title.en, url: null, publishedOn: null };
  });
  return resultOf(plan, divided.rows, coverage[0] ?? [], {
    ...about,
    definition: findDefinition(info.definition ?? '') ?? null,
    sources: [...own, ...distinct(divided.sources)]
  });
}

function distinct(sources: readonly Source[]): Source[] {
  return [...new Map(sources.map((source) => [JSON.stringify(source), source])).values()];
}

function missingTable(id: string): Refusal {
  return new Refusal(409, 'missing-table', {
    zh: `这个指标需要数据集 ${id}，目前没有载入或不适用。`,
    en: `This indicator needs the dataset ${id}, which is not loaded or does not apply.`
  });
}

/** The end of the last month told of, but not past the day the data was known, and never before its last event. */
function earlier(monthEnd: string, knownOn: string, lastEvent: string): string {
  const end = monthEnd < knownOn ? monthEnd : knownOn;
  return end < lastEvent ? lastEvent : end;
}
