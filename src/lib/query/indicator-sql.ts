import {
  MIN_DENOMINATOR,
  type Formula,
  type PublishedDenominator,
  type Tables
} from '../indicators/indicator.ts';
import type { Plan } from './plan.ts';
import { publishedDenominatorSql } from './denominator.ts';
import type { Column } from './result.ts';
import { rollupFor } from './rollup.ts';
import { yearsBetween } from './span.ts';
import { binder, bodySql, pointsSql, quoteIdentifier, type Binder, type Statement } from './sql.ts';

/** Columns of the result that only some indicators have, in the order the SQL gives them in. */
export function furtherColumns({ formula }: Plan): readonly Column[] {
  if (!formula) return [];
  return formula.value === 'own' ? formula.columns : (formula.extras ?? []).map(({ column }) => column);
}

/**
 * An indicator as SQL: columns period, the breakdown, numerator, denominator, denominator_on (the date of a
 * published denominator), value and those of `furtherColumns`; sorted by period, then by the breakdown, unknown
 * groups last.
 */
export function indicatorSql(plan: Plan, tables: Tables): Statement {
  const { formula } = plan;
  if (!formula) throw new Error('indicatorSql needs an indicator');
  const { params, bind } = binder();
  const further = furtherColumns(plan).map(({ name }) => `, ${quoteIdentifier(name)}`);
  const measured =
    formula.value === 'own' ? formula.measured(plan.by) : measuredSql(plan, formula, tables, bind);
  const rollup = rollupFor(plan, tables);
  const sql = `WITH point AS (${pointsSql(plan.points)}), body AS (${bodySql(plan, tables, bind, rollup)}), fact AS (${rollup ? FACTS_OF_ROLLUP : factsSql(formula, tables)}),
  measured AS (${measured})
  SELECT label, CAST(grp AS VARCHAR) AS grp, numerator, denominator,
    ${formula.value === 'own' ? 'NULL' : 'denominator_on'} AS denominator_on, value${further.join('')}
  FROM measured ORDER BY end_on, measured.grp NULLS LAST`;
  return { sql, params };
}

const FACTS_OF_ROLLUP = 'SELECT * EXCLUDE (n), sum(n) AS n FROM body GROUP BY ALL';

/** Organizations of a kind are one fact with their number, except where each has to be looked at. */
function factsSql(formula: NonNullable<Plan['formula']>, tables: Tables): string {
  if (formula.value !== 'own' && formula.facts) return formula.facts(tables);
  return typeof formula.value === 'object'
    ? 'SELECT *, 1 AS n FROM body'
    : 'SELECT *, count(*) AS n FROM body GROUP BY ALL';
}

function measuredSql(plan: Plan, formula: Formula, tables: Tables, bind: Binder['bind']): string {
  const { denominator, value, extras = [] } = formula;
  const published = isPublished(denominator) ? denominator : undefined;
  const isAggregate = typeof denominator === 'string' && denominator !== 'total';
  const further = extras.map(({ column, sql }) => `, ${sql} AS ${quoteIdentifier(column.name)}`).join('');
  const labels = plan.ownGroup?.labels;
  const counted = `SELECT point.label, point.end_on, ${labels ? 'band.place' : plan.by && formula.on ? 'kind.grp' : 'fact.grp'} AS grp,
      ${formula.numerator} AS numerator, ${isAggregate ? denominator : 'NULL'} AS denominator,
      ${typeof value === 'object' ? value.aggregate : 'NULL'} AS aggregate${further}
    FROM ${fromSql(plan, formula, labels)} GROUP BY ALL`;
  const shared = published
    ? 'published.value'
    : denominator === 'total'
      ? 'sum(numerator) OVER (PARTITION BY label)'
      : 'denominator';
  const rest = ['aggregate', ...extras.map(({ column }) => quoteIdentifier(column.name))].join(', ');
  return `SELECT *, ${valueSql(plan, formula)} AS value
    FROM (SELECT counted.label, counted.end_on, counted.grp, numerator, ${shared} AS denominator, ${rest},
        ${published ? 'published.as_of' : 'NULL::DATE'} AS denominator_on
      FROM (${counted}) AS counted ${published ? joinPublished(plan, published, tables, bind) : ''})`;
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

function valueSql(plan: Plan, { value, per = 1 }: Formula): string {
  if (value === 'count') return 'numerator';
  if (typeof value === 'object') return `CASE WHEN numerator >= ${MIN_DENOMINATOR} THEN aggregate END`;
  const ratio = 'numerator / denominator';
  const point = plan.points[0];
  const years = point ? yearsBetween(point.beforeOn, point.endOn) : 1;
  const rate = {
    ratio: per === 1 ? ratio : `${ratio} * ${per}`,
    change: `${ratio} - 1`,
    yearly: `pow(${ratio}, ${1 / years}) - 1`
  }[value];
  return `CASE WHEN abs(denominator) >= ${MIN_DENOMINATOR} THEN ${rate} END`;
}

function isPublished(denominator: Formula['denominator']): denominator is PublishedDenominator {
  return typeof denominator === 'object';
}

function joinPublished(
  plan: Plan,
  published: PublishedDenominator,
  tables: Tables,
  bind: Binder['bind']
): string {
  const place = plan.by === 'region' ? 'counted.grp' : bind(plan.query.region ?? '440000');
  return `LEFT JOIN (${publishedDenominatorSql(published, tables, bind)}) AS published
    ON published.end_on = counted.end_on AND published.region_code = ${place}`;
}
