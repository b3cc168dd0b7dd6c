import { coverageSql, lastDayOf } from './coverage.ts';
import { furtherColumns, indicatorSql, keyOfPoint, pointsOf } from './indicator-sql.ts';
import { regionColumn, type Plan } from './plan.ts';
import type { Cell } from './result.ts';
import { rollupsFitting } from './rollup.ts';
import { isOfSteps } from './steps.ts';
import type { Statement, Tables } from './sql.ts';

/** A kind of statement that may answer several plans at once: planning costs more than counting does. */
export interface Together {
  name: string;
  /** Plans with equal keys have one statement; null stands alone. `isRolled`: the table has rollups. */
  keyOf(plan: Plan, isRolled: boolean): string | null;
  build(plans: readonly Plan[], tables: Tables): Statement;
  /** The rows of one of the plans, as `resultOf` takes them. */
  pick(plans: readonly Plan[], k: number, rows: Cell[][]): Cell[][];
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
  build: indicatorSql,
  pick: (plans, k, rows) => {
    const width = (plan: Plan | undefined) => (plan ? 4 + furtherColumns(plan).length : 0);
    const from = plans.slice(0, k).reduce((sum, plan) => sum + width(plan), 3);
    const own = new Set(plans[k]?.points.map(keyOfPoint));
    const isOwn = pointsOf(plans).map((point) => own.has(keyOfPoint(point)));
    const mine = rows
      .filter(([nth]) => nth === null || isOwn[Number(nth)])
      .map((row) => [row[1] ?? null, row[2] ?? null, ...row.slice(from, from + width(plans[k]))]);
    return ofBreakdown(plans[k], mine);
  }
};

/** The rows of an indicator's own formula that are of the plan's breakdown, without one in no group. */
function ofBreakdown(plan: Plan | undefined, rows: Cell[][]): Cell[][] {
  const { formula, by } = plan ?? {};
  if (formula?.value !== 'own' || !formula.isOf) return rows;
  const found = rows.filter(([, grp, numerator]) => formula.isOf?.(by, numerator, grp));
  return by === undefined ? found.map(([label = null, , ...rest]) => [label, null, ...rest]) : found;
}

/** One row: of how many rows all that is needed is known, and how many there are. */
export const COVERED: Together = {
  name: 'covered',
  keyOf: (plan, isRolled) => {
    const own = plan.formula && 'coverage' in plan.formula ? plan.formula.coverage : undefined;
    const ofGroup = own && [plan.ownGroup ? undefined : plan.by, Object.keys(plan.indicator?.needs ?? {})];
    return JSON.stringify([scopeOf(plan, isRolled), lastDayOf(plan), ofGroup]);
  },
  build: coverageSql,
  // One of other tables is of all its plans alike: known ones and all.
  pick: (plans, k, [row = []]) => [[row[row.length === 2 ? 0 : k] ?? null, row.at(-1) ?? null]]
};

function scopeOf(plan: Plan, isRolled: boolean): unknown[] {
  const { dataset, region, except, where } = plan.query;
  return [dataset, region, except, where, regionColumn(plan.query), isRolled ? rollupsFitting(plan) : []];
}
