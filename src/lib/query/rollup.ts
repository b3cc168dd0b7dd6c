import { addDays } from '../field/period.ts';
import { alive, BEFORE_PERIOD, count, during, type Formula, type Tables } from '../indicators/indicator.ts';
import { isDerivedGroup, regionColumn, type Plan, type Point, type TableInfo } from './plan.ts';

/** Tables of a large registry's version beside `data`: organizations by month and these columns, smallest first. */
export const ROLLUPS: Record<string, readonly string[]> = {
  rollup_seat: ['authority_code', 'seat_code'],
  rollup_type: ['authority_code', 'type'],
  rollup_field: ['authority_code', 'field']
};

/** Under so many rows the whole table answers as fast. */
export const ROLLUP_ROWS = 200_000;

/** Before any period: the day of registration where only the end is told. */
const LONG_AGO = `DATE '-infinity'`;

/** The SQL of what formulas may be made of; each is a sum over facts that months tell exactly. */
const STOCKS_AND_FLOWS = [
  count(alive('point.end_on')),
  count(alive('point.before_on')),
  count(alive(BEFORE_PERIOD)),
  count(during('registered_on')),
  count(during('ended_on'))
];

/**
 * A SELECT that rolls `data` up: days become the first of their month, `n` the number of organizations. A life
 * (r, e) is told by three rows, so that they fall together: registered on r, ended on e, and −1 that was long ago and
 * never ended. Stocks and flows are sums of functions of r and of e, so the three add up to the one. A life that
 * ends before it begins, or without a beginning, stays as it is.
 */
export function rollupSql(dimensions: readonly string[], data: string, isCounted: string): string {
  const columns = dimensions.map((name) => `"${name}"`).join(', ');
  const isPlain = 'registered_on IS NOT NULL AND (ended_on IS NULL OR registered_on <= ended_on)';
  return `WITH life AS (SELECT ${columns}, ${monthOf('registered_on')} AS r, ${monthOf('ended_on')} AS e,
      ${isPlain} AS is_plain FROM ${data} WHERE ${isCounted}),
    began AS MATERIALIZED (SELECT r, e IS NOT NULL AS is_over, ${columns}, count(*) AS n FROM life
      WHERE is_plain GROUP BY ALL),
    over AS (SELECT CASE WHEN NOT is_plain THEN r END AS r, e, is_plain, ${columns}, count(*) AS n FROM life
      WHERE e IS NOT NULL OR NOT is_plain GROUP BY ALL),
    rolled AS (SELECT ${dayOf('r')} AS registered_on, NULL::DATE AS ended_on, ${columns}, n FROM began
      UNION ALL SELECT ${LONG_AGO}, NULL, ${columns}, -n FROM began WHERE is_over
      UNION ALL SELECT CASE WHEN is_plain THEN ${LONG_AGO} ELSE ${dayOf('r')} END, ${dayOf('e')}, ${columns}, n FROM over)
  SELECT registered_on, ended_on, ${columns}, CAST(sum(n) AS INTEGER) AS n FROM rolled GROUP BY ALL ORDER BY ALL`;
}

/** The months from year 0 to a day: numbers are added and compared in a hundredth of the time of dates. */
export function monthOf(day: string): string {
  return `CAST(year(${day}) * 12 + month(${day}) - 1 AS INTEGER)`;
}

/** The first day of a month given by its number. */
export function dayOf(month: string): string {
  return `make_date(${month} // 12, ${month} % 12 + 1, 1)`;
}

/** The rollups that a table's columns allow. */
export function rollupsOf(columns: readonly { name: string; type: string }[]): string[] {
  const has = (name: string) => columns.some((column) => column.name === name);
  const isLife = ['registered_on', 'ended_on'].every((name) =>
    columns.some((column) => column.name === name && column.type === 'date')
  );
  return isLife ? Object.keys(ROLLUPS).filter((name) => ROLLUPS[name]?.every(has)) : [];
}

/** The rollup that answers a plan as exactly as the whole table would; undefined when there is none. */
export function rollupFor(plan: Plan, tables: Tables): string | undefined {
  return rollupsFitting(plan)
    .map((name) => tables[`${plan.table.dataset}.${name}`])
    .find((name) => name !== undefined);
}

/** The rollups that would answer a plan as exactly as the whole table, smallest first, whether or not it has them. */
export function rollupsFitting(plan: Plan): string[] {
  const { query, table, by } = plan;
  if (table.dataset !== 'organizations' || isUnknowable('ended_on', table) || !isOfMonths(plan)) return [];
  const used = [
    regionColumn(query),
    ...(query.where ?? []).map(({ column }) => column),
    ...(by === undefined || isDerivedGroup(by, table) ? [] : [by])
  ];
  return Object.keys(ROLLUPS).filter((name) => used.every((column) => ROLLUPS[name]?.includes(column)));
}

/** Made of stocks and flows only, at ends of months. */
function isOfMonths({ formula, ownGroup, points, indicator, table }: Plan): boolean {
  if (!formula || ownGroup || ('coverage' in formula && formula.coverage)) return false;
  if (!indicator?.needs[table.dataset]?.every((name) => name === 'registered_on' || name === 'ended_on'))
    return false;
  if (formula.value !== 'own' && (formula.facts || formula.on || typeof formula.value === 'object'))
    return false;
  let sql = formula.value === 'own' ? formula.measured(undefined) : partsOf(formula).join(' ');
  const asksBefore = sql.includes('point.before_on');
  for (const part of STOCKS_AND_FLOWS) sql = sql.replaceAll(part, '');
  const isOnlyThose = !/\bfact\.(?!grp\b)|\bbody\b/.test(sql);
  return isOnlyThose && points.length > 0 && points.every((point) => isOfWholeMonths(point, asksBefore));
}

function partsOf({ numerator, denominator, extras = [] }: Formula): string[] {
  return [
    numerator,
    ...(typeof denominator === 'string' ? [denominator] : []),
    ...extras.map(({ sql }) => sql)
  ];
}

/** A stretch of whole months; `asksBefore`: the day a year before its end must be the end of one, too. */
export function isOfWholeMonths({ startOn, endOn, beforeOn }: Point, asksBefore: boolean): boolean {
  return startOn.endsWith('-01') && isMonthEnd(endOn) && (!asksBefore || isMonthEnd(beforeOn));
}

function isMonthEnd(day: string): boolean {
  return addDays(day, 1).endsWith('-01');
}

/** Whether an empty cell of the column may be anything. */
export function isUnknowable(name: string, table: TableInfo): boolean {
  return table.columns.some((column) => column.name === name && column.blank === 'unknown');
}
