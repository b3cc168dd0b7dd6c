import { prefixOf } from '../field/division.ts';
import { alive, MIN_DENOMINATOR, type PublishedDenominator } from '../indicators/indicator.ts';
import { conditionOf } from './where.ts';
import { regionColumn, type Plan, type Point } from './plan.ts';
import type { Cell } from './result.ts';

/** SQL with `$1`… for its values; identifiers in it were looked up, never taken from a query. */
export interface Statement {
  sql: string;
  params: Cell[];
}

/** Quoted table references by dataset id. */
export type Tables = Record<string, string>;

/** Collects the values of a statement and gives their places. */
export interface Binder {
  params: Cell[];
  bind(value: Cell): string;
}

export function binder(): Binder {
  const params: Cell[] = [];
  return { params, bind: (value) => `$${params.push(value)}` };
}

export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Rows counted as no organization: branches and representative offices (domain.md). */
const NO_BRANCH = `("type" IS NULL OR CAST("type" AS VARCHAR) NOT IN ('branch', '分支机构', '代表机构'))`;

/**
 * An indicator as SQL: columns period, the breakdown, numerator, denominator, denominator_on (the date of a
 * published denominator), value; sorted by period, then by the breakdown, unknown groups last.
 */
export function indicatorSql(plan: Plan, tables: Tables): Statement {
  const { indicator } = plan;
  if (!indicator) throw new Error('indicatorSql needs an indicator');
  const { params, bind } = binder();
  const { formula } = indicator;
  const group = groupSql(plan);
  const fact = `SELECT registered_on, ended_on, ${group} AS grp, count(*) AS n FROM ${tables[plan.table.dataset]}
    WHERE ${scopeSql(plan, bind)} GROUP BY ALL`;
  const published = isPublished(formula.denominator) ? formula.denominator : undefined;
  const place = plan.by === 'region' ? 'counted.grp' : bindPlace(plan, published, bind);
  const denominator = published
    ? 'published.value'
    : formula.denominator === 'total'
      ? 'sum(numerator) OVER (PARTITION BY label)'
      : formula.denominator === undefined
        ? 'NULL'
        : 'counted.denominator';
  const aggregate =
    typeof formula.denominator === 'string' && formula.denominator !== 'total' ? formula.denominator : 'NULL';
  const sql = `WITH fact AS (${fact}), point AS (${pointsSql(plan.points)}),
  counted AS (SELECT point.label, point.end_on, fact.grp, ${formula.numerator} AS numerator, ${aggregate} AS denominator
    FROM point ${plan.by ? 'CROSS JOIN fact' : 'LEFT JOIN fact ON true'} GROUP BY ALL)
  ${published ? `, published AS (${publishedDenominatorSql(published, tables, bind)})` : ''},
  measured AS (SELECT counted.label, counted.end_on, counted.grp, counted.numerator, ${denominator} AS denominator,
    ${published ? 'published.as_of' : 'NULL::DATE'} AS denominator_on FROM counted
    ${published ? `LEFT JOIN published ON published.end_on = counted.end_on AND published.region_code = ${place}` : ''})
  SELECT label, CAST(grp AS VARCHAR) AS grp, numerator, denominator, denominator_on, ${valueSql(formula.value, formula.per)} AS value
  FROM measured ORDER BY end_on, measured.grp NULLS LAST`;
  return { sql, params };
}

/** A column's aggregate as SQL: columns period, the breakdown, value. Organizations count while alive. */
export function measureSql(plan: Plan, tables: Tables): Statement {
  const { params, bind } = binder();
  const { aggregate, column } = plan.query.measure ?? { aggregate: 'count' };
  const isRegistry = plan.table.dataset === 'organizations';
  const time = plan.table.columns.find((known) => known.type === 'date')?.name;
  const at = isRegistry
    ? alive('point.end_on')
    : time !== undefined && (plan.query.period ?? plan.query.asOf)
      ? `fact.${quoteIdentifier(time)} <= point.end_on ${plan.query.period ? `AND fact.${quoteIdentifier(time)} >= point.start_on` : ''}`
      : 'true';
  const target = column === undefined ? 'fact.one' : `fact.${quoteIdentifier(column)}`;
  const value = {
    count: `count(${target})`,
    distinct: `count(DISTINCT ${target})`,
    sum: `sum(${target})`,
    mean: `avg(${target})`,
    median: `median(${target})`,
    min: `min(${target})`,
    max: `max(${target})`
  }[aggregate];
  const sql = `WITH fact AS (SELECT *, ${groupSql(plan)} AS grp, 1 AS one FROM ${tables[plan.table.dataset]}
    WHERE ${scopeSql(plan, bind)}), point AS (${pointsSql(plan.points)})
  SELECT label, CAST(grp AS VARCHAR) AS grp, ${value} AS value FROM point ${plan.by ? '' : 'LEFT'} JOIN fact ON ${at}
  GROUP BY label, point.end_on, fact.grp ORDER BY point.end_on, fact.grp NULLS LAST`;
  return { sql, params };
}

/** How many rows are in scope at the last point, and of how many all needed columns are known. */
export function coverageSql(plan: Plan, tables: Tables): Statement {
  const { params, bind } = binder();
  const group = plan.table.columns.find((column) => column.name === plan.by);
  const needs = new Set([
    ...(plan.indicator?.needs[plan.table.dataset] ?? []),
    ...(group ? [group.name] : [])
  ]);
  const unknowable = plan.table.columns.filter(
    (column) => needs.has(column.name) && column.blank === 'unknown'
  );
  const known =
    unknowable.map((column) => `${quoteIdentifier(column.name)} IS NOT NULL`).join(' AND ') || 'true';
  const end = plan.points.at(-1)?.endOn ?? plan.asOf;
  const living =
    plan.table.dataset === 'organizations'
      ? `(fact.registered_on IS NULL OR (${alive(`DATE '${end}'`)}))`
      : 'true';
  const sql = `SELECT count(*) FILTER (WHERE ${known}) AS known, count(*) AS total
    FROM ${tables[plan.table.dataset]} AS fact WHERE ${scopeSql(plan, bind)} AND ${living}`;
  return { sql, params };
}

function valueSql(kind: 'count' | 'ratio' | 'change', per = 1): string {
  if (kind === 'count') return 'numerator';
  const ratio = kind === 'ratio' ? `numerator / denominator * ${per}` : 'numerator / denominator - 1';
  return `CASE WHEN denominator >= ${MIN_DENOMINATOR} THEN ${ratio} END`;
}

function pointsSql(points: Point[]): string {
  const rows = points.map(({ label, startOn, endOn, beforeOn }) => {
    return `(${label === null ? 'NULL' : `'${label}'`}, DATE '${startOn}', DATE '${endOn}', DATE '${beforeOn}')`;
  });
  return `SELECT * FROM (VALUES ${rows.join(', ')}) AS p(label, start_on, end_on, before_on)`;
}

function scopeSql(plan: Plan, bind: Binder['bind']): string {
  const conditions = (plan.query.where ?? []).map((filter) => conditionOf(filter, plan.table, bind));
  if (plan.table.dataset === 'organizations') {
    if (plan.table.columns.some((column) => column.name === 'type')) conditions.push(NO_BRANCH);
  }
  const prefix = plan.query.region === undefined ? '' : prefixOf(plan.query.region);
  if (prefix !== '')
    conditions.push(
      `starts_with(CAST(${quoteIdentifier(regionColumn(plan.query))} AS VARCHAR), ${bind(prefix)})`
    );
  return conditions.join(' AND ') || 'true';
}

function groupSql(plan: Plan): string {
  if (plan.by === undefined) return 'NULL';
  const code = `CAST(${quoteIdentifier(regionColumn(plan.query))} AS VARCHAR)`;
  const level = `CASE WHEN ${code} = '100000' THEN 'ministry' WHEN ${code} LIKE '%0000' THEN 'province'
    WHEN ${code} LIKE '%00' THEN 'city' WHEN ${code} IS NOT NULL THEN 'district' END`;
  if (plan.by === 'level') return level;
  if (plan.by !== 'region') return quoteIdentifier(plan.by);
  const isBelowCity = plan.query.region !== undefined && !plan.query.region.endsWith('0000');
  return isBelowCity ? code : `CASE WHEN ${code} LIKE '%0000' THEN ${code} ELSE ${code}[1:4] || '00' END`;
}

function isPublished(denominator: unknown): denominator is PublishedDenominator {
  return typeof denominator === 'object';
}

function bindPlace(plan: Plan, published: PublishedDenominator | undefined, bind: Binder['bind']): string {
  return published ? bind(plan.query.region ?? '440000') : '';
}

/** The published figure nearest to each point, per place; of two equally near the earlier. */
function publishedDenominatorSql(
  published: PublishedDenominator,
  tables: Tables,
  bind: Binder['bind']
): string {
  const { indicator, definitions, withinYears } = published;
  const near =
    withinYears === undefined
      ? ''
      : `AND s.as_of BETWEEN point.end_on - INTERVAL ${withinYears} YEAR AND point.end_on + INTERVAL ${withinYears} YEAR`;
  return `SELECT point.end_on, CAST(s.region_code AS VARCHAR) AS region_code, s.value, s.as_of
    FROM point JOIN ${tables.statistics} AS s ON s.indicator = ${bind(indicator)}
      AND CAST(s.definition AS VARCHAR) IN (${definitions.map((id) => bind(id)).join(', ')}) AND s.type IS NULL ${near}
    QUALIFY row_number() OVER (PARTITION BY point.end_on, s.region_code
      ORDER BY abs(date_diff('day', s.as_of, point.end_on)), s.as_of, s.source_title) = 1`;
}

/** The sources of the published figures that served as denominators: title, address, published on. */
export function sourcesSql(
  plan: Plan,
  published: PublishedDenominator,
  dates: string[],
  tables: Tables
): Statement {
  const { params, bind } = binder();
  const inRegion =
    plan.by === 'region' ? 'true' : `CAST(region_code AS VARCHAR) = ${bind(plan.query.region ?? '440000')}`;
  const sql = `SELECT DISTINCT source_title, source_url, published_on FROM ${tables.statistics}
    WHERE ${inRegion} AND indicator = ${bind(published.indicator)} AND type IS NULL
      AND CAST(definition AS VARCHAR) IN (${published.definitions.map((id) => bind(id)).join(', ')})
      AND as_of IN (${dates.map((date) => `CAST(${bind(date)} AS DATE)`).join(', ')})
    ORDER BY ALL`;
  return { sql, params };
}
