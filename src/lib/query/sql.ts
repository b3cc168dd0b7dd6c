import { prefixOf } from '../field/division.ts';
import { alive, type Tables } from '../indicators/indicator.ts';
import { fittingSql } from './few-valued.ts';
import { conditionOf } from './where.ts';
import { isDerivedGroup, regionColumn, timeColumn, type Plan, type Point } from './plan.ts';
import type { Cell } from './result.ts';

/** SQL with `$1`… for its values; identifiers in it were looked up, never taken from a query. */
export interface Statement {
  sql: string;
  params: Cell[];
}

/** A statement that answers several plans. */
export interface SharedStatement extends Statement {
  /** The rows of plan `k` among those it gives, as `resultOf` takes them. */
  rowsOf(k: number, rows: Cell[][]): Cell[][];
}

export type { Tables };

/** Collects the values of a statement and gives their places, of a type said: DuckDB plans twice where it must find it out. */
export interface Binder {
  params: Cell[];
  bind(value: Cell): string;
}

export function binder(): Binder {
  const params: Cell[] = [];
  return { params, bind: (value) => placeOf(value, params.push(value)) };
}

function placeOf(value: Cell, place: number): string {
  return typeof value === 'string' ? `CAST($${place} AS VARCHAR)` : `$${place}`;
}

export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Types that are no organization: branches and representative offices (domain.md). */
const BRANCHES = ['branch', '分支机构', '代表机构'];

/** SQL condition: the row is counted as an organization. */
export const NO_BRANCH = `("type" IS NULL OR CAST("type" AS VARCHAR) NOT IN (${BRANCHES.map(quoteText).join(', ')}))`;

/** As `NO_BRANCH`; of a table whose types are known not to be branches all are counted. */
export function countedSql(columns: readonly { name: string; values?: readonly string[] }[]): string {
  const type = columns.find(({ name }) => name === 'type');
  const mayBeBranch = !type?.values || type.values.some((text) => BRANCHES.includes(text));
  return type && mayBeBranch ? NO_BRANCH : 'true';
}

/**
 * SQL condition: the fact counts at the point. Organizations while alive, other rows in the period of their first date,
 * which the fact may have under a name of ours.
 */
export function momentSql(plan: Plan, named?: string): string {
  if (plan.table.dataset === 'organizations') return livingSql(plan, 'point.end_on');
  const time = timeColumn(plan.table);
  const { period, asOf } = plan.query;
  if (time === undefined || !(period ?? asOf)) return 'true';
  const on = `fact.${quoteIdentifier(named ?? time)}`;
  return `${on} <= point.end_on ${period ? `AND ${on} >= point.start_on` : ''}`;
}

/**
 * A column's aggregate as SQL: columns period, the breakdown, value. Organizations count while alive, rows of other
 * tables on the day of their first date column. No name of the table gets past `fact`, so that none meets ours.
 */
export function measureSql(plan: Plan, tables: Tables): Statement {
  const { params, bind } = binder();
  const { aggregate, column } = plan.query.measure ?? { aggregate: 'count' };
  const isRegistry = plan.table.dataset === 'organizations';
  const time = isRegistry ? undefined : timeColumn(plan.table);
  const at = momentSql(plan, 'happened_on');
  const value = {
    count: 'count(fact.target)',
    distinct: 'count(DISTINCT fact.target)',
    sum: 'sum(fact.target)',
    mean: 'avg(fact.target)',
    median: 'median(fact.target)',
    min: 'min(fact.target)',
    max: 'max(fact.target)'
  }[aggregate];
  const life = ['registered_on', 'ended_on'].filter(
    (name) => isRegistry && plan.table.columns.some((known) => known.name === name)
  );
  const columns = [
    `${groupSql(plan)} AS grp`,
    `${column === undefined ? '1' : quoteIdentifier(column)} AS target`,
    ...(time === undefined ? [] : [`${quoteIdentifier(time)} AS happened_on`]),
    ...life
  ];
  const rows = `SELECT ${columns.join(', ')} FROM ${tables[plan.table.dataset]}
    WHERE ${scopeSql(plan, bind)}`;
  // Lives that begin and end on the same days are looked at together at each of many points.
  const isTogether = life.length > 0 && plan.points.length > 1 && ['count', 'sum'].includes(aggregate);
  const fact = isTogether
    ? `SELECT grp, ${life.join(', ')}, ${aggregate}(target) AS part FROM (${rows}) GROUP BY ALL`
    : rows;
  const whole = aggregate === 'count' ? 'coalesce(sum(fact.part), 0)' : 'sum(fact.part)';
  const sql = `WITH fact AS (${fact}), point AS (${pointsSql(plan.points)})
  SELECT point.label, CAST(fact.grp AS VARCHAR) AS grp, ${isTogether ? whole : value} AS value FROM point ${plan.by ? '' : 'LEFT'} JOIN fact ON ${at}
  GROUP BY point.label, point.end_on, fact.grp ORDER BY point.end_on, fact.grp NULLS LAST`;
  return { sql, params };
}

/**
 * The organizations in scope, with the columns that the plans' indicators need and their breakdown as `grp`; from a
 * rollup also their number `n`.
 */
export function bodySql(
  plans: readonly Plan[],
  tables: Tables,
  bind: Binder['bind'],
  rollup?: string
): string {
  const plan = firstOf(plans);
  const needs = new Set(plans.flatMap(({ indicator, table }) => indicator?.needs[table.dataset] ?? []));
  const columns = [...[...needs].map(quoteIdentifier), `${groupSql(plan)} AS grp`, ...(rollup ? ['n'] : [])];
  return `SELECT ${columns.join(', ')} FROM ${rollup ?? tables[plan.table.dataset]}
    WHERE ${scopeSql(plan, bind, rollup)}`;
}

/** The plan that stands for all in what they have in common. */
export function firstOf(plans: readonly Plan[]): Plan {
  const [plan] = plans;
  if (!plan) throw new Error('a statement answers at least one plan');
  return plan;
}

/** Alive, as far as the registry has the columns to tell; unknown where the day of registration is. */
export function livingSql({ table }: Plan, on: string): string {
  const has = (name: string) => table.columns.some((column) => column.name === name);
  if (!has('registered_on')) return has('ended_on') ? `(fact.ended_on > ${on}) IS NOT FALSE` : 'true';
  return has('ended_on') ? alive(on) : `fact.registered_on <= ${on}`;
}

/** The points as a relation, numbered from 0 as `nth`. */
export function pointsSql(points: readonly Point[]): string {
  const rows = points.map(({ label, startOn, endOn, beforeOn }, nth) => {
    const days = [startOn, endOn, beforeOn].map((day) => `DATE '${day}'`).join(', ');
    return `(${nth}, ${label === null ? 'NULL' : `'${label}'`}, ${days})`;
  });
  return `SELECT * FROM (VALUES ${rows.join(', ')}) AS p(nth, label, start_on, end_on, before_on)`;
}

/** SQL condition: the row is of the place asked for, holds the filters and is counted at all (a rollup's always are). */
export function scopeSql(plan: Plan, bind: Binder['bind'], rollup?: string): string {
  const conditions = (plan.query.where ?? []).map((filter) => conditionOf(filter, plan.table, bind));
  if (plan.table.dataset === 'organizations' && !rollup) {
    const counted = countedSql(plan.table.columns);
    if (counted !== 'true') conditions.push(counted);
  }
  const { region, except } = plan.query;
  const isIn = (code: string) => {
    const [name, prefix] = [regionColumn(plan.query), prefixOf(code)];
    const column = plan.table.columns.find((known) => known.name === name) ?? { name };
    return fittingSql(
      column,
      (text) => text.startsWith(prefix),
      () => `starts_with(CAST(${quoteIdentifier(name)} AS VARCHAR), ${bind(prefix)})`
    );
  };
  if (region !== undefined && prefixOf(region) !== '') conditions.push(isIn(region));
  if (except !== undefined) conditions.push(`${isIn(except)} IS NOT TRUE`);
  return conditions.join(' AND ') || 'true';
}

/** SQL of the breakdown's value; NULL without one or for one that only the indicator knows. */
export function groupSql(plan: Plan): string {
  if (plan.by === undefined || plan.ownGroup) return 'NULL';
  const code = `CAST(${quoteIdentifier(regionColumn(plan.query))} AS VARCHAR)`;
  const level = `CASE WHEN ${code} = '100000' THEN 'ministry' WHEN ${code} LIKE '%0000' THEN 'province'
    WHEN ${code} LIKE '%00' THEN 'city' WHEN ${code} IS NOT NULL THEN 'district' END`;
  if (!isDerivedGroup(plan.by, plan.table)) return quoteIdentifier(plan.by);
  if (plan.by === 'level') return level;
  const isBelowCity = plan.query.region !== undefined && !plan.query.region.endsWith('0000');
  return isBelowCity ? code : `CASE WHEN ${code} LIKE '%0000' THEN ${code} ELSE ${code}[1:4] || '00' END`;
}
