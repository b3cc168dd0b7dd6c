import type { Plan, TableInfo } from './plan.ts';
import type { Cell } from './result.ts';
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
 * Of how many rows in scope at the last point all needed columns are known, plan by plan, and at last how many there
 * are. Several plans are of the same scope and day, and none has a coverage of its own.
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
      return { sql, params, rowsOf };
    }
    const isKnown = breakdownOf(plan)?.blank === 'unknown' ? 'body.grp IS NOT NULL' : 'true';
    const sql = `WITH point AS (${pointsSql(plan.points.slice(-1))}), body AS (${bodySql(plans, tables, bind)})
    ${formula.coverage(tables, isKnown)}`;
    return { sql, params, rowsOf };
  }
  const living =
    table.dataset === 'organizations'
      ? `(${livingSql(plan, `DATE '${lastDayOf(plan)}'`)}) IS NOT FALSE`
      : 'true';
  const rollup = rollupFor(plan, tables);
  const counts = [...plans.map(knownSql), 'true'].map((condition) =>
    rollup ? `coalesce(sum(n) FILTER (WHERE ${condition}), 0)` : `count(*) FILTER (WHERE ${condition})`
  );
  const sql = `SELECT ${counts.join(', ')}
    FROM ${rollup ?? tables[table.dataset]} AS fact WHERE ${scopeSql(plan, bind, rollup)} AND ${living}`;
  return { sql, params, rowsOf };
}

/** One of other tables is of all its plans alike: known ones and all. */
function rowsOf(k: number, [row = []]: Cell[][]): Cell[][] {
  return [[row[row.length === 2 ? 0 : k] ?? null, row.at(-1) ?? null]];
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
