import type { Formula, OwnFormula, Tables } from '../indicators/indicator.ts';
import type { Plan } from './plan.ts';
import { furtherColumns, measuredRows, partsOf, pointsOf } from './measured.ts';
import type { Cell } from './result.ts';
import { rollupFor } from './rollup.ts';
import { joinedFor, steppedFormula, stepsFor } from './steps.ts';
import {
  binder,
  bodySql,
  firstOf,
  groupSql,
  pointsSql,
  quoteIdentifier,
  scopeSql,
  type SharedStatement
} from './sql.ts';

/**
 * Indicators as one statement, of plans that `together.ts` found to have scope and breakdown in common: what each counts,
 * by point and breakdown. `rowsOf` makes of it period, the breakdown, numerator, denominator, null (the date of a denominator
 * that is published, see `denominator.ts`), value and those of `furtherColumns`; sorted by period, then by the breakdown,
 * unknown groups last.
 */
export function indicatorSql(plans: readonly Plan[], tables: Tables): SharedStatement {
  const plan = firstOf(plans);
  const { formula } = plan;
  if (!formula) throw new Error('indicatorSql needs an indicator');
  const joined = plans.map((one) => joinedFor(one, tables));
  if (joined.every((one) => one !== undefined)) return joinedSql(plans, joined);
  const rollup = rollupFor(plan, tables);
  const steps = rollup ? undefined : stepsFor(plan, tables);
  if (steps) return steppedSql(plans, steps);
  const { params, bind } = binder();
  const facts = rollup ? FACTS_OF_ROLLUP : factsSql(plan, formula, tables);
  const given = `point AS (${pointsSql(pointsOf(plans))}), body AS (${bodySql(plans, tables, bind, rollup)}),
    fact AS (${facts})`;
  if (formula.value === 'own') return ownSql(plan, formula, given, params);
  return countedSql(plans, given, params, facts === FACTS_OF_ONE);
}

/** The same from the table of steps: its rows are the facts. */
function steppedSql(plans: readonly Plan[], table: string): SharedStatement {
  const { params, bind } = binder();
  const found = plans.map((plan) => ({ plan, stepped: steppedFormula(plan.formula) }));
  const kinds = new Set(found.flatMap(({ stepped }) => stepped?.kinds ?? []));
  const own = found.map(({ plan, stepped }) => ({ ...plan, formula: stepped?.formula }));
  const first = firstOf(own);
  const given = `point AS (${pointsSql(pointsOf(plans))}), body AS (SELECT kind, place, month, n, ${groupSql(first)} AS grp
    FROM ${table} WHERE kind IN (${[...kinds].join(', ')}) AND ${scopeSql(first, bind, table)}), fact AS (FROM body)`;
  return countedSql(own, given, params);
}

/** The same from a joined table, of plans that are all of the same. */
function joinedSql(
  plans: readonly Plan[],
  joined: readonly { table: string; formula: Formula }[]
): SharedStatement {
  const { params, bind } = binder();
  const own = plans.map((plan, k) => ({ ...plan, formula: joined[k]?.formula }));
  const first = firstOf(own);
  const table = joined[0]?.table ?? '';
  const given = `point AS (${pointsSql(pointsOf(plans))}), fact AS (SELECT *, ${groupSql(first)} AS grp
    FROM ${table} WHERE ${scopeSql(first, bind, table)}), body AS (FROM fact)`;
  return countedSql(own, given, params);
}

const FACTS_OF_ONE = 'SELECT *, 1 AS n FROM body';
const FACTS_OF_ROLLUP = 'SELECT * EXCLUDE (n), sum(n) AS n FROM body GROUP BY ALL';

/** Organizations of a kind are one fact with their number, where they are looked at several times; else each is one. */
function factsSql(plan: Plan, formula: Formula | OwnFormula, tables: Tables): string {
  if (formula.value !== 'own' && formula.facts) return formula.facts(tables);
  const isLookedAtOnce = plan.points.length === 1 && (!plan.ownGroup || formula.value === 'own');
  return isLookedAtOnce || typeof formula.value === 'object'
    ? FACTS_OF_ONE
    : 'SELECT *, count(*) AS n FROM body GROUP BY ALL';
}

function ownSql(plan: Plan, formula: OwnFormula, given: string, params: Cell[]): SharedStatement {
  const further = furtherColumns(plan).map(({ name }) => `, ${quoteIdentifier(name)}`);
  const sql = `WITH ${given}, measured AS (${formula.measured(plan.by)})
  SELECT label, CAST(grp AS VARCHAR) AS grp, numerator, denominator, NULL AS denominator_on, value${further.join('')}
  FROM measured ORDER BY end_on, measured.grp NULLS LAST`;
  return { sql, params, rowsOf: (_, rows) => ofBreakdown(formula, plan.by, rows) };
}

/** The rows that are of the breakdown; without one they are in no group. */
function ofBreakdown({ isOf }: OwnFormula, by: string | undefined, rows: Cell[][]): Cell[][] {
  if (!isOf) return rows;
  const found = rows.filter(([, grp, numerator]) => isOf(by, numerator, grp));
  return by === undefined ? found.map(([label = null, , ...rest]) => [label, null, ...rest]) : found;
}

/** Only what needs the rows is left to the database: planning ratios and totals takes longer there than counting. */
function countedSql(
  plans: readonly Plan[],
  given: string,
  params: Cell[],
  isOfOnes = false
): SharedStatement {
  const plan = firstOf(plans);
  const { formula, ownGroup, by } = plan;
  if (!formula || formula.value === 'own') throw new Error('plans of their own formula stand alone');
  const labels = ownGroup?.labels;
  const isGrouped = labels !== undefined || by !== undefined;
  const group = !isGrouped ? 'NULL' : labels ? 'band.place' : formula.on ? 'kind.grp' : 'fact.grp';
  const parts = partsOf(plans);
  // Ones are counted quicker than they are added.
  const quick = (aggregate: string) =>
    isOfOnes ? aggregate.replaceAll('sum(fact.n)', 'count(fact.n)') : aggregate;
  const counts = parts.aggregates.map((aggregate, n) => `${quick(aggregate)} AS part_${n}`);
  const counted = `SELECT point.nth, ${group} AS grp, ${counts.join(', ')}
    FROM ${fromSql(plan, formula, labels)} GROUP BY ALL`;
  const names = counts.map((_, n) => `part_${n}`);
  const sql = `WITH ${given} SELECT nth, CAST(counted.grp AS VARCHAR) AS grp, ${names.join(', ')}
    FROM (${counted}) AS counted ${isGrouped ? 'ORDER BY counted.grp NULLS LAST' : ''}`;
  return { sql, params, rowsOf: (k, rows) => measuredRows(plans, k, parts, rows) };
}

/** Points with their facts: every group at every point, though it may have none. */
function fromSql(plan: Plan, formula: Formula, labels: readonly string[] | undefined): string {
  const on = formula.on ?? 'true';
  if (labels) {
    const places = labels.map((_, place) => `(${place})`).join(', ');
    return `point CROSS JOIN (VALUES ${places}) AS band(place) LEFT JOIN fact ON ${on}`;
  }
  if (plan.by === undefined) return `point LEFT JOIN fact ON ${on}`;
  if (formula.on === undefined) return 'point CROSS JOIN fact';
  return `point CROSS JOIN (SELECT DISTINCT grp FROM body) AS kind
    LEFT JOIN fact ON fact.grp IS NOT DISTINCT FROM kind.grp AND ${on}`;
}
