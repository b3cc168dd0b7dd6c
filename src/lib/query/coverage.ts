import type { Plan, TableInfo } from './plan.ts';
import { rollupFor } from './rollup.ts';
import { isOfAuthorities } from './steps.ts';
import {
  binder,
  bodySql,
  firstOf,
  livingSql,
  pointsSql,
  quoteIdentifier,
  scopeSql,
  type SharedStatement,
  type Tables
} from './sql.ts';

/**
 * Of how many rows in scope at the last point all needed columns are known, and how many there are. Several plans are of
 * the same scope, and none has a coverage of its own.
 */
export function coverageSql(plans: readonly Plan[], tables: Tables): SharedStatement {
  const { params, bind } = binder();
  const plan = firstOf(plans);
  const { formula, table } = plan;
  if (formula && 'coverage' in formula && formula.coverage) {
    const joined = formula.joined?.coverage;
    const table = joined && isOfAuthorities(plan) ? tables[`joined.${joined.table}`] : undefined;
    if (joined && table) {
      const sql = `WITH point AS (${pointsSql(plan.points.slice(-1))}),
      fact AS (FROM ${table} WHERE ${scopeSql(plan, bind, table)}) ${joined.sql}`;
      return { sql, params, rowsOf: (_, rows) => rows };
    }
    const isKnown = breakdownOf(plan)?.blank === 'unknown' ? 'body.grp IS NOT NULL' : 'true';
    const sql = `WITH point AS (${pointsSql(plan.points.slice(-1))}), body AS (${bodySql(plans, tables, bind)})
    ${formula.coverage(tables, isKnown)}`;
    return { sql, params, rowsOf: (_, rows) => rows };
  }
  const rollup = rollupFor(plan, tables);
  const conditions = new Map<string, number>();
  const placeOf = (condition: string) => {
    const place = conditions.get(condition) ?? conditions.size;
    conditions.set(condition, place);
    return place;
  };
  const places = plans.map((one) => {
    const living = livingOn(one);
    return [placeOf(bothOf(knownSql(one), living)), placeOf(living)];
  });
  const counts = [...conditions.keys()].map((condition) =>
    rollup ? `coalesce(sum(n) FILTER (WHERE ${condition}), 0)` : `count(*) FILTER (WHERE ${condition})`
  );
  const sql = `SELECT ${counts.join(', ')}
    FROM ${rollup ?? tables[table.dataset]} AS fact WHERE ${scopeSql(plan, bind, rollup)}`;
  return { sql, params, rowsOf: (k, [row = []]) => [(places[k] ?? []).map((place) => row[place] ?? null)] };
}

function bothOf(one: string, other: string): string {
  return one === 'true' ? other : `${one} AND ${other}`;
}

/** SQL condition: the row counts at the plan's last point. */
function livingOn(plan: Plan): string {
  if (plan.table.dataset !== 'organizations') return 'true';
  return `(${livingSql(plan, `DATE '${lastDayOf(plan)}'`)}) IS NOT FALSE`;
}

/** The day that coverage is of. */
export function lastDayOf({ points, asOf }: Plan): string {
  return points.at(-1)?.endOn ?? asOf;
}

/** SQL condition: every column that the plan needs and that may be unknown is known. */
function knownSql(plan: Plan): string {
  const { indicator, table } = plan;
  const group = breakdownOf(plan);
  const needs = new Set([...(indicator?.needs[table.dataset] ?? []), ...(group ? [group.name] : [])]);
  const unknowable = table.columns.filter((column) => needs.has(column.name) && column.blank === 'unknown');
  return unknowable.map((column) => `${quoteIdentifier(column.name)} IS NOT NULL`).join(' AND ') || 'true';
}

function breakdownOf({ ownGroup, table, by }: Plan): TableInfo['columns'][number] | undefined {
  return ownGroup ? undefined : table.columns.find((column) => column.name === by);
}
