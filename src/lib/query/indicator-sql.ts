import {
  MIN_DENOMINATOR,
  type Formula,
  type OwnFormula,
  type PublishedDenominator,
  type Tables
} from '../indicators/indicator.ts';
import type { Plan, Point } from './plan.ts';
import { publishedDenominatorSql } from './denominator.ts';
import type { Column } from './result.ts';
import { rollupFor } from './rollup.ts';
import { yearsBetween } from './span.ts';
import { joinedFor, steppedFormula, stepsFor } from './steps.ts';
import {
  binder,
  bodySql,
  firstOf,
  groupSql,
  pointsSql,
  quoteIdentifier,
  scopeSql,
  type Binder,
  type Statement
} from './sql.ts';

/** Columns of the result that only some indicators have, in the order the SQL gives them in. */
export function furtherColumns({ formula }: Plan): readonly Column[] {
  if (!formula) return [];
  return formula.value === 'own' ? formula.columns : (formula.extras ?? []).map(({ column }) => column);
}

/**
 * Indicators as one statement, of plans that `together.ts` found to have scope and breakdown in common: the number of
 * the point (null of an indicator's own formula), period, the breakdown, and of each plan numerator, denominator,
 * denominator_on (the date of a published denominator), value and those of `furtherColumns`; sorted by period, then by
 * the breakdown, unknown groups last.
 */
export function indicatorSql(plans: readonly Plan[], tables: Tables): Statement {
  const { params, bind } = binder();
  const plan = firstOf(plans);
  const { formula } = plan;
  if (!formula) throw new Error('indicatorSql needs an indicator');
  const joined = plans.map((one) => joinedFor(one, tables));
  if (joined.every((one) => one !== undefined)) return joinedSql(plans, joined, tables);
  const rollup = rollupFor(plan, tables);
  const steps = rollup ? undefined : stepsFor(plan, tables);
  if (steps) return steppedSql(plans, steps, tables);
  const given = `point AS (${pointsSql(pointsOf(plans))}), body AS (${bodySql(plans, tables, bind, rollup)}),
    fact AS (${rollup ? FACTS_OF_ROLLUP : factsSql(plan, formula, tables)})`;
  const measured =
    formula.value === 'own' ? ownSql(plan, formula) : measuredSql(plans, formula, tables, bind);
  return { sql: `WITH ${given}, ${ordered(measured)}`, params };
}

/** The same from the table of steps: its rows are the facts. */
function steppedSql(plans: readonly Plan[], table: string, tables: Tables): Statement {
  const { params, bind } = binder();
  const found = plans.map((plan) => ({ plan, stepped: steppedFormula(plan.formula) }));
  const kinds = new Set(found.flatMap(({ stepped }) => stepped?.kinds ?? []));
  const own = found.map(({ plan, stepped }) => ({ ...plan, formula: stepped?.formula }));
  const [first] = own;
  if (!first?.formula) throw new Error('a plan of steps has a formula of steps');
  const given = `point AS (${pointsSql(pointsOf(plans))}), body AS (SELECT kind, place, month, n, ${groupSql(first)} AS grp
    FROM ${table} WHERE kind IN (${[...kinds].join(', ')}) AND ${scopeSql(first, bind, table)}), fact AS (FROM body)`;
  return { sql: `WITH ${given}, ${ordered(measuredSql(own, first.formula, tables, bind))}`, params };
}

/** The same from a joined table, of plans that are all of the same. */
function joinedSql(
  plans: readonly Plan[],
  joined: readonly { table: string; formula: Formula }[],
  tables: Tables
): Statement {
  const { params, bind } = binder();
  const own = plans.map((plan, k) => ({ ...plan, formula: joined[k]?.formula }));
  const [first] = own;
  const table = joined[0]?.table ?? '';
  if (!first?.formula) throw new Error('a joined plan has a formula');
  const given = `point AS (${pointsSql(pointsOf(plans))}), fact AS (SELECT *, ${groupSql(first)} AS grp
    FROM ${table} WHERE ${scopeSql(first, bind, table)}), body AS (FROM fact)`;
  return { sql: `WITH ${given}, ${ordered(measuredSql(own, first.formula, tables, bind))}`, params };
}

function ordered(measured: string): string {
  return `measured AS (${measured})
  SELECT nth, label, CAST(grp AS VARCHAR) AS grp, * EXCLUDE (nth, label, end_on, grp)
  FROM measured ORDER BY end_on, nth, measured.grp NULLS LAST`;
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

const FACTS_OF_ROLLUP = 'SELECT * EXCLUDE (n), sum(n) AS n FROM body GROUP BY ALL';

/** Organizations of a kind are one fact with their number, where they are looked at several times; else each is one. */
function factsSql(plan: Plan, formula: Formula | OwnFormula, tables: Tables): string {
  if (formula.value !== 'own' && formula.facts) return formula.facts(tables);
  const isLookedAtOnce = plan.points.length === 1 && (!plan.ownGroup || formula.value === 'own');
  return isLookedAtOnce || typeof formula.value === 'object'
    ? 'SELECT *, 1 AS n FROM body'
    : 'SELECT *, count(*) AS n FROM body GROUP BY ALL';
}

function ownSql(plan: Plan, formula: OwnFormula): string {
  const further = furtherColumns(plan).map(({ name }) => `, ${quoteIdentifier(name)}`);
  return `SELECT NULL AS nth, label, end_on, grp, numerator, denominator, NULL AS denominator_on, value${further.join('')}
    FROM (${formula.measured(plan.by)})`;
}

function measuredSql(plans: readonly Plan[], first: Formula, tables: Tables, bind: Binder['bind']): string {
  const plan = firstOf(plans);
  const columns = new Map<string, string>();
  // What several plans count alike is written once: binding costs more than counting.
  const columnOf = (aggregate: string) => {
    const name = columns.get(aggregate) ?? `part_${columns.size}`;
    columns.set(aggregate, name);
    return name;
  };
  const parts = plans.map((one, k) => partsOf(one, k, columnOf, tables, bind));
  const aggregates = [...columns].map(([aggregate, name]) => `${aggregate} AS ${name}`);
  const labels = plan.ownGroup?.labels;
  const group = labels ? 'band.place' : plan.by && first.on ? 'kind.grp' : 'fact.grp';
  const isGrouped = labels !== undefined || plan.by !== undefined;
  // The fewer keys the quicker: what else is known of a point comes after counting.
  const counted = `SELECT point.nth, ${isGrouped ? `${group} AS grp, ` : ''}${aggregates.join(', ')}
    FROM ${fromSql(plan, first, labels)} GROUP BY ALL`;
  return `SELECT nth, label, end_on, ${isGrouped ? 'grp' : 'NULL AS grp'}, ${parts.flatMap(({ given }) => given).join(', ')}
    FROM (SELECT counted.*, point.label, point.end_on, ${parts.flatMap(({ shared }) => shared).join(', ')}
      FROM (${counted}) AS counted JOIN point USING (nth) ${parts.map(({ join }) => join).join(' ')})`;
}

/** What a plan adds to the statement: what its parts are divided by, a table to join, its columns. */
function partsOf(
  plan: Plan,
  k: number,
  columnOf: (aggregate: string) => string,
  tables: Tables,
  bind: Binder['bind']
) {
  const { formula } = plan;
  if (!formula || formula.value === 'own') throw new Error('plans of their own formula stand alone');
  const { denominator, value, extras = [] } = formula;
  const published = isPublished(denominator) ? denominator : undefined;
  const numerator = columnOf(formula.numerator);
  const shared = published
    ? `published_${k}.value`
    : denominator === 'total'
      ? `sum(${numerator}) OVER (PARTITION BY nth)`
      : typeof denominator === 'string'
        ? columnOf(denominator)
        : 'NULL';
  const aggregate = typeof value === 'object' ? columnOf(value.aggregate) : 'NULL';
  return {
    shared: [
      `${shared} AS denominator_${k}`,
      `${published ? `published_${k}.as_of` : 'NULL::DATE'} AS denominator_on_${k}`
    ],
    join: published ? joinPublished(plan, published, `published_${k}`, tables, bind) : '',
    given: [
      `${numerator} AS numerator_${k}, denominator_${k}, denominator_on_${k}`,
      `${valueSql(plan, formula, { numerator, denominator: `denominator_${k}`, aggregate })} AS value_${k}`,
      ...extras.map(({ column, sql }) => `${columnOf(sql)} AS ${quoteIdentifier(`${column.name}_${k}`)}`)
    ]
  };
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

function valueSql(
  plan: Plan,
  { value, per = 1 }: Formula,
  of: { numerator: string; denominator: string; aggregate: string }
): string {
  if (value === 'count') return of.numerator;
  if (typeof value === 'object')
    return `CASE WHEN ${of.numerator} >= ${MIN_DENOMINATOR} THEN ${of.aggregate} END`;
  const ratio = `${of.numerator} / ${of.denominator}`;
  const point = plan.points[0];
  const years = point ? yearsBetween(point.beforeOn, point.endOn) : 1;
  const rate = {
    ratio: per === 1 ? ratio : `${ratio} * ${per}`,
    change: `${ratio} - 1`,
    yearly: `pow(${ratio}, ${1 / years}) - 1`
  }[value];
  return `CASE WHEN abs(${of.denominator}) >= ${MIN_DENOMINATOR} THEN ${rate} END`;
}

function isPublished(denominator: Formula['denominator']): denominator is PublishedDenominator {
  return typeof denominator === 'object';
}

function joinPublished(
  plan: Plan,
  published: PublishedDenominator,
  name: string,
  tables: Tables,
  bind: Binder['bind']
): string {
  const place = plan.by === 'region' ? 'counted.grp' : bind(plan.query.region ?? '440000');
  return `LEFT JOIN (${publishedDenominatorSql(published, tables, bind)}) AS ${name}
    ON ${name}.end_on = point.end_on AND ${name}.region_code = ${place}`;
}
