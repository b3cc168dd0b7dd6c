import type { Text } from '../field/text.ts';
import type { Cell, Result } from '../query/result.ts';
import { breakdownOf, unitOf } from './rows.ts';
import type { Answer, ChartType } from './spec.ts';

/** The most groups that each type shows; others are not held to it. */
const MOST: Partial<Record<ChartType, number>> = {
  bar: 40,
  heat: 60,
  'small-multiples': 60,
  line: 60,
  column: 60,
  area: 60,
  table: 500
};

/** The most values, groups times periods, that a type draws within a second or two; these have a shape for each. */
const MOST_VALUES: Partial<Record<ChartType, number>> = {
  heat: 10_000,
  column: 10_000
};
const MOST_VALUES_OF_OTHERS = 20_000;

/**
 * The answer with the largest groups only, where there are more than its type can show, or than can be drawn over so many
 * periods; a note says how many are left out, and what they come to where they add up.
 */
export function withinReach(answer: Answer): Answer {
  const [first] = answer.results;
  const by = first && breakdownOf(first);
  if (!first || !by || answer.spec.query.by === undefined) return answer;
  const most = mostGroups(answer.spec.type, first);
  if (most === undefined) return answer;
  const place = first.columns.indexOf(by);
  const sizes = sizesOf(first, place);
  if (sizes.length <= most) return answer;
  const kept = new Set(sizes.slice(0, most).map(([key]) => key));
  const isKept = (row: readonly Cell[]) => kept.has(JSON.stringify(row[place]));
  return {
    ...answer,
    results: answer.results.map((result) => ({ ...result, rows: result.rows.filter(isKept) })),
    notes: [...(answer.notes ?? []), noteOf(sizes, most, first)]
  };
}

function mostGroups(type: ChartType, { columns, rows }: Result): number | undefined {
  if (columns[0]?.type !== 'period') return MOST[type];
  const periods = new Set(rows.map(([period]) => period)).size;
  const fitting = Math.floor((MOST_VALUES[type] ?? MOST_VALUES_OF_OTHERS) / Math.max(1, periods));
  return Math.max(1, Math.min(MOST[type] ?? Infinity, fitting));
}

/** The groups by the most they ever have, largest first, as JSON of their cell. */
function sizesOf(result: Result, place: number): [string, number][] {
  const at = result.columns.findIndex(({ name }) => name === 'value');
  const sizes = new Map<string, number>();
  for (const row of result.rows) {
    const key = JSON.stringify(row[place]);
    const value = typeof row[at] === 'number' ? row[at] : -Infinity;
    sizes.set(key, Math.max(sizes.get(key) ?? -Infinity, value));
  }
  return [...sizes].sort(([, a], [, b]) => b - a);
}

function noteOf(sizes: readonly [string, number][], most: number, result: Result): Text {
  const rest = sizes.slice(most);
  const isAmount = result.columns[0]?.type !== 'period' && unitOf(result) !== 'ratio';
  const sum = rest.reduce((total, [, value]) => total + (Number.isFinite(value) ? value : 0), 0);
  const isSaid = isAmount && Number.isInteger(sum);
  return {
    zh: `共 ${sizes.length} 组，只画最大的 ${most} 组${isSaid ? `；其余 ${rest.length} 组合计 ${sum.toLocaleString('en')}` : ''}。`,
    en: `${sizes.length} groups; the ${most} largest are drawn${isSaid ? `, the other ${rest.length} come to ${sum.toLocaleString('en')}` : ''}.`
  };
}
