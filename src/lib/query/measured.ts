import { MIN_DENOMINATOR, type Formula, type OwnFormula } from '../indicators/indicator.ts';
import type { Plan, Point } from './plan.ts';
import type { Cell, Column } from './result.ts';
import { yearsBetween } from './span.ts';

/** Columns of the result that only some indicators have, in the order its rows give them in. */
export function furtherColumns({ formula }: Plan): readonly Column[] {
  if (!formula) return [];
  return formula.value === 'own' ? formula.columns : (formula.extras ?? []).map(({ column }) => column);
}

/** The points of all plans, each once. */
export function pointsOf(plans: readonly Plan[]): Point[] {
  return [
    ...new Map(plans.flatMap(({ points }) => points.map((point) => [keyOfPoint(point), point]))).values()
  ];
}

/** Equal for points that are the same stretch of time. */
export function keyOfPoint({ label, startOn, endOn, beforeOn }: Point): string {
  return [label, startOn, endOn, beforeOn].join();
}

/** What a statement counts for its plans, and where each finds its own among it. */
export interface Parts {
  /** SQL; what several plans count alike is there once. */
  aggregates: string[];
  /** By plan; numbers are places in `aggregates`. */
  own: {
    numerator: number;
    denominator: number | 'total' | undefined;
    aggregate: number | undefined;
    extras: number[];
  }[];
}

export function partsOf(plans: readonly Plan[]): Parts {
  const aggregates = new Map<string, number>();
  const placeOf = (aggregate: string) => {
    const place = aggregates.get(aggregate) ?? aggregates.size;
    aggregates.set(aggregate, place);
    return place;
  };
  const dividedBy = (denominator: Formula['denominator']): Parts['own'][number]['denominator'] => {
    if (typeof denominator === 'object') return undefined;
    return denominator === undefined || denominator === 'total' ? denominator : placeOf(denominator);
  };
  const own = plans.map((plan) => {
    const { numerator, denominator, value, extras = [] } = formulaOf(plan);
    return {
      numerator: placeOf(numerator),
      denominator: dividedBy(denominator),
      aggregate: typeof value === 'object' ? placeOf(value.aggregate) : undefined,
      extras: extras.map(({ sql }) => placeOf(sql))
    };
  });
  return { aggregates: [...aggregates.keys()], own };
}

/**
 * The rows of plan `k` from those of the statement (number of the point, breakdown, aggregates): period, breakdown,
 * numerator, denominator, null, value, further columns. What is divided by published figures is so later (`denominator.ts`).
 */
export function measuredRows(
  plans: readonly Plan[],
  k: number,
  { own }: Parts,
  rows: readonly Cell[][]
): Cell[][] {
  const [plan, parts] = [plans[k], own[k]];
  if (!plan || !parts) throw new Error(`the statement has no plan ${k}`);
  const points = pointsOf(plans);
  const mine = new Set(plan.points.map(keyOfPoint));
  const pointAt = points.map((point) => (mine.has(keyOfPoint(point)) ? point : undefined));
  const part = (row: readonly Cell[], place: number) => row[2 + place] ?? null;
  const { denominator } = parts;
  const totals = denominator === 'total' ? totalsOf(rows, 2 + parts.numerator) : undefined;
  const found = rows.flatMap((row) => {
    const nth = Number(row[0]);
    const point = pointAt[nth];
    if (!point) return [];
    const numerator = part(row, parts.numerator);
    const below =
      denominator === undefined
        ? null
        : denominator === 'total'
          ? (totals?.get(nth) ?? null)
          : part(row, denominator);
    const aggregate = parts.aggregate === undefined ? null : part(row, parts.aggregate);
    const cells = [
      ...[point.label, row[1] ?? null, numerator, below],
      null,
      valueOf(plan, Number(numerator), below, aggregate),
      ...parts.extras.map((place) => part(row, place))
    ];
    return [{ nth, endOn: point.endOn, cells }];
  });
  return found
    .sort((one, other) => one.endOn.localeCompare(other.endOn) || one.nth - other.nth)
    .map(({ cells }) => cells);
}

/** What all groups of a point add up to. */
function totalsOf(rows: readonly Cell[][], at: number): Map<number, number> {
  const totals = new Map<number, number>();
  for (const row of rows) totals.set(Number(row[0]), (totals.get(Number(row[0])) ?? 0) + Number(row[at]));
  return totals;
}

/** An indicator's value from its parts; null where the denominator is missing or too small. */
export function valueOf(plan: Plan, numerator: number, denominator: Cell, aggregate: Cell): Cell {
  const { value, per = 1 } = formulaOf(plan);
  if (value === 'count') return numerator;
  if (typeof value === 'object') return numerator >= MIN_DENOMINATOR ? aggregate : null;
  if (typeof denominator !== 'number' || Math.abs(denominator) < MIN_DENOMINATOR) return null;
  const ratio = numerator / denominator;
  if (value === 'change') return ratio - 1;
  if (value === 'ratio') return ratio * per;
  const [point] = plan.points;
  return ratio ** (1 / (point ? yearsBetween(point.beforeOn, point.endOn) : 1)) - 1;
}

function formulaOf({ formula }: { formula: Formula | OwnFormula | undefined }): Formula {
  if (!formula || formula.value === 'own') throw new Error('plans of their own formula stand alone');
  return formula;
}
