import { coverageSql, lastDayOf } from './coverage.ts';
import { indicatorSql } from './indicator-sql.ts';
import { keyOfPoint } from './measured.ts';
import { regionColumn, type Plan } from './plan.ts';
import { rollupsFitting } from './rollup.ts';
import { isOfSteps } from './steps.ts';
import type { SharedStatement, Tables } from './sql.ts';

/** A kind of statement that may answer several plans at once: planning costs more than counting does. */
export interface Together {
  name: string;
  /** Plans with equal keys have one statement; null stands alone. `isRolled`: the table has rollups. */
  keyOf(plan: Plan, isRolled: boolean): string | null;
  /** So many plans at most: past it two statements are planned sooner than one. */
  most: number;
  build(plans: readonly Plan[], tables: Tables): SharedStatement;
}

/** Rows of period, breakdown, numerator, denominator, its date, value and further columns. */
export const MEASURED: Together = {
  name: 'measured',
  keyOf: (plan, isRolled) => {
    const { formula, ownGroup, points, by } = plan;
    if (!formula || formula.value === 'own' || ownGroup) return null;
    // Facts of its own are those of one indicator, at whatever points.
    if (formula.facts || formula.on) return JSON.stringify([scopeOf(plan, isRolled), by, plan.indicator?.id]);
    // Of one point there may be several side by side; whole series only of the same points.
    const time = points.length === 1 ? 'once' : points.map(keyOfPoint);
    const isEach = typeof formula.value === 'object' && points.length > 1;
    return JSON.stringify([scopeOf(plan, isRolled), isRolled && isOfSteps(plan), by, time, isEach]);
  },
  most: 24,
  build: indicatorSql
};

/** One row: of how many rows all that is needed is known, and how many there are. */
export const COVERED: Together = {
  name: 'covered',
  keyOf: (plan, isRolled) => {
    const own = plan.formula && 'coverage' in plan.formula ? plan.formula.coverage : undefined;
    const ofGroup = own && [plan.ownGroup ? undefined : plan.by, Object.keys(plan.indicator?.needs ?? {})];
    return JSON.stringify([scopeOf(plan, isRolled), own && lastDayOf(plan), ofGroup]);
  },
  // What is counted once serves many.
  most: 200,
  build: coverageSql
};

function scopeOf(plan: Plan, isRolled: boolean): unknown[] {
  const { dataset, region, except, where } = plan.query;
  return [dataset, region, except, where, regionColumn(plan.query), isRolled ? rollupsFitting(plan) : []];
}
