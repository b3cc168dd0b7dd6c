import type { Formula, Step, Tables } from '../indicators/indicator.ts';
import { STEPS } from '../indicators/steps.ts';
import { isDerivedGroup, regionColumn, type Plan } from './plan.ts';
import { dayOf, isOfWholeMonths, isUnknowable, monthOf } from './rollup.ts';

const KINDS = [...new Set(STEPS.map(({ count }) => count))];

/** Of authorities that a count knows nothing of: every group of the table is there, if only with nothing. */
const NONE = KINDS.length;

/** The table of a version made by other steps than these has another name: it is not asked. */
export const STEP_TABLE = `rollup_steps_${digestOf(JSON.stringify(STEPS))}`;

/**
 * A SELECT of authority_code, kind (which count), place (of a band), month (its first day) and `n`, how many more are
 * counted from the end of that month on; up to a month's end `n` adds up to the count on that day. Undefined without
 * the columns of a life.
 */
export function stepsSql(
  columns: readonly { name: string; type: string }[],
  data: string,
  isCounted: string
): string | undefined {
  const isThere = (name: string, type: string) =>
    columns.some((column) => column.name === name && (type === 'text' || column.type === type));
  const hasLife = isThere('registered_on', 'date') && isThere('ended_on', 'date');
  if (!hasLife || !isThere('authority_code', 'text')) return undefined;
  const possible = STEPS.filter(({ needs }) => Object.entries(needs).every((need) => isThere(...need)));
  const counted = `FROM ${data} WHERE ${isCounted}`;
  const spans = [...Map.groupBy(possible, ({ from, until }) => `${from} ${until}`).values()].flatMap(
    (steps) => (steps[0] ? spanOf(steps[0], steps, counted) : [])
  );
  const lives = [...new Set(spans.map(({ lives }) => lives))];
  const tables = [
    ...lives.map((sql, k) => `life_${k} AS (${sql})`),
    ...spans.map(({ lives: own, sql }, k) => `span_${k} AS (${sql(`life_${lives.indexOf(own)}`)})`)
  ];
  const rows = spans.flatMap(({ steps }, k) =>
    steps.map(
      ({ count, place = 'NULL', where }) => `SELECT authority_code, ${KINDS.indexOf(count)} AS kind,
        ${place} AS place, month, n FROM span_${k} WHERE ${where}`
    )
  );
  return `WITH ${tables.join(', ')}
  SELECT authority_code, CAST(kind AS UTINYINT) AS kind, CAST(place AS UTINYINT) AS place,
    ${dayOf('month')} AS month, CAST(sum(n) AS INTEGER) AS n
  FROM (${rows.join(' UNION ALL ')}
    UNION ALL SELECT DISTINCT authority_code, ${NONE}, NULL, NULL, 0 ${counted})
  GROUP BY ALL ORDER BY kind, authority_code, place, month`;
}

/** Steps that begin and are over at the same time. */
interface Span {
  steps: readonly Step[];
  /** A SELECT of the lives that have the days it takes: those alike by months and by what it tells apart are one row, `n`. */
  lives: string;
  /** A SELECT from lives: how many more begin than are over, by month and what chooses among them. */
  sql: (lives: string) => string;
}

function spanOf({ from, until, isFlow }: Step, steps: readonly Step[], counted: string): Span {
  const needs = Object.entries<string>(Object.assign({}, ...steps.map((step) => step.needs)));
  const namesOf = (isDay: boolean) =>
    needs.flatMap(([name, type]) => ((type === 'date') === isDay ? name : []));
  const columns = ['authority_code', ...namesOf(false)].join(', ');
  const taken = isFlow ? ['ended_on'] : ['registered_on', ...namesOf(true)];
  const months = [...new Set([...taken, 'ended_on'])].map((day) => `${monthOf(day)} AS ${day}`);
  return {
    steps,
    lives: `SELECT ${columns}, ${months.join(', ')}, count(*) AS n
      ${[counted, ...taken.map((day) => `${day} IS NOT NULL`)].join(' AND ')} GROUP BY ALL`,
    sql: (lives) => `WITH lived AS (SELECT ${columns}, ${from} AS begins, ${until} AS ends, n FROM ${lives}),
      counted AS (FROM lived WHERE ends IS NULL OR begins < ends)
    SELECT ${columns}, month, sum(n) AS n FROM (SELECT ${columns}, begins AS month, n FROM counted
      UNION ALL SELECT ${columns}, ends, -n FROM counted WHERE ends IS NOT NULL) GROUP BY ALL`
  };
}

/** The table of steps, where it answers a plan as exactly as the whole table would. */
export function stepsFor(plan: Plan, tables: Tables): string | undefined {
  return isOfSteps(plan) ? tables[`${plan.table.dataset}.${STEP_TABLE}`] : undefined;
}

/** At ends of months, of places by their authorities, and made of steps only. */
export function isOfSteps(plan: Plan): boolean {
  return steppedFormula(plan.formula) !== undefined && isOfAuthorities(plan);
}

/** What an indicator's joined table makes of it, and that table, where it answers a plan as exactly as the join would. */
export function joinedFor(plan: Plan, tables: Tables): { table: string; formula: Formula } | undefined {
  const { formula } = plan;
  if (!formula || formula.value === 'own' || !formula.joined || !isOfAuthorities(plan)) return undefined;
  const table = tables[`joined.${formula.joined.table}`];
  return table ? { table, formula: formula.joined.formula } : undefined;
}

/** Of places by their authorities, at ends of months. */
export function isOfAuthorities({ query, table, by, ownGroup, points }: Plan): boolean {
  if (table.dataset !== 'organizations' || isUnknowable('ended_on', table)) return false;
  if (regionColumn(query) !== 'authority_code' || (query.where ?? []).length > 0) return false;
  if (by !== undefined && !ownGroup?.labels && !isDerivedGroup(by, table)) return false;
  return points.every((point) => isOfWholeMonths(point, false));
}

/** The formula with its counts taken from steps, and which kinds of them; undefined when not every count is one. */
export function steppedFormula(formula: Plan['formula']): { formula: Formula; kinds: number[] } | undefined {
  if (!formula || formula.value === 'own' || typeof formula.value === 'object') return undefined;
  if (formula.facts || formula.on || formula.coverage || formula.extras) return undefined;
  const kinds = new Set<number>([NONE]);
  const stepped = (sql: string) =>
    KINDS.reduce((text, count, kind) => {
      if (!text.includes(count)) return text;
      kinds.add(kind);
      return text.replaceAll(count, countOf(kind));
    }, sql);
  const { denominator } = formula;
  const own = {
    ...formula,
    numerator: stepped(formula.numerator),
    ...(typeof denominator === 'string' ? { denominator: stepped(denominator) } : {})
  };
  const isLeft = /\bfact\.(?!(?:kind|place|month|n)\b)/.test(`${own.numerator} ${String(own.denominator)}`);
  return isLeft ? undefined : { formula: own, kinds: [...kinds] };
}

function countOf(kind: number): string {
  const steps = STEPS.filter(({ count }) => count === KINDS[kind]);
  const isBanded = steps.some(({ place }) => place !== undefined);
  const time = steps.some(({ isFlow }) => isFlow)
    ? 'fact.month BETWEEN point.start_on AND point.end_on'
    : 'fact.month <= point.end_on';
  return `coalesce(sum(fact.n) FILTER (WHERE fact.kind = ${kind} AND ${time}${isBanded ? ' AND fact.place = band.place' : ''}), 0)`;
}

/** FNV-1a, 32 bits: names what is declared. */
function digestOf(text: string): string {
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, '0');
}
