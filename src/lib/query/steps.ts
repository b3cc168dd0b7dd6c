import type { Formula, Step, Tables } from '../indicators/indicator.ts';
import { STEPS } from '../indicators/steps.ts';
import { isDerivedGroup, regionColumn, type Plan } from './plan.ts';
import { isOfWholeMonths, isUnknowable } from './rollup.ts';

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
  // Months are all that spans are made of: lives that are alike by them are one row with their number.
  const kindsOfLife = [...new Set(possible.map(lifeSql))];
  const lives = kindsOfLife.map(
    (life, k) =>
      `life_${k} AS (SELECT authority_code, ${life}, count(*) AS n FROM ${data} WHERE ${isCounted} GROUP BY ALL)`
  );
  const spans = possible.map(
    (step) => `SELECT authority_code, ${KINDS.indexOf(step.count)} AS kind, ${step.place ?? 'NULL'} AS place,
      ${step.from} AS begins, ${step.until} AS ends, n
      FROM life_${kindsOfLife.indexOf(lifeSql(step))} WHERE ${step.isFlow ? '' : 'registered_on IS NOT NULL AND '}${step.where}`
  );
  const counted = 'begins IS NOT NULL AND (ends IS NULL OR begins < ends)';
  return `WITH ${lives.join(', ')}, span AS (${spans.join(' UNION ALL ')})
  SELECT authority_code, CAST(kind AS UTINYINT) AS kind, CAST(place AS UTINYINT) AS place,
    make_date(month // 12, month % 12 + 1, 1) AS month, CAST(sum(n) AS INTEGER) AS n
  FROM (SELECT authority_code, kind, place, begins AS month, n FROM span WHERE ${counted}
    UNION ALL SELECT authority_code, kind, place, ends, -n FROM span WHERE ${counted} AND ends IS NOT NULL
    UNION ALL SELECT DISTINCT authority_code, ${NONE}, NULL, NULL, 0 FROM ${data} WHERE ${isCounted})
  GROUP BY ALL ORDER BY kind, authority_code, place, month`;
}

/** The columns that a step is made from, days as numbers of months. */
function lifeSql({ needs }: Step): string {
  const columns = { registered_on: 'date', ended_on: 'date', ...needs };
  return Object.entries(columns)
    .map(([name, type]) => (type === 'date' ? `${monthOf(name)} AS ${name}` : name))
    .join(', ');
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

/** The months from year 0 to a day: numbers are added and compared in a hundredth of the time of dates. */
function monthOf(day: string): string {
  return `CAST(year(${day}) * 12 + month(${day}) - 1 AS INTEGER)`;
}

/** FNV-1a, 32 bits: names what is declared. */
function digestOf(text: string): string {
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, '0');
}
