import type { Lang } from '../field/text.ts';
import { canBeShared, shared } from '../query/shares.ts';
import { lastKnown, seriesOf, type Point, type Series } from './rows.ts';
import type { Result } from '../query/result.ts';
import type { Answer } from './spec.ts';

/** As many groups as have a colour of their own. */
const MOST_GROUPS = 6;

/** The answer with every value as its part of 100 %, where its spec asks for that and the values have parts. */
export function partsOf(answer: Answer): Answer {
  const { stack, query } = answer.spec;
  if (
    stack !== 'share' ||
    query.by === undefined ||
    !answer.results.every((result) => canBeShared(result, query))
  )
    return answer;
  const isCount = query.measure === undefined || query.measure.aggregate === 'count';
  return { ...answer, results: answer.results.map((result) => shared(result, { isCount })) };
}

/** The largest groups in the result's order, what is beyond six added up as one last: amounts only. */
export function foldedSeries(result: Result, lang: Lang): Series[] {
  const all = seriesOf(result, lang);
  if (all.length <= MOST_GROUPS + 1) return all;
  const size = ({ points }: Series) => lastKnown(points)?.value ?? 0;
  const kept = new Set([...all].sort((a, b) => size(b) - size(a)).slice(0, MOST_GROUPS));
  const rest = all.filter((series) => !kept.has(series));
  const name = lang === 'zh' ? `其余 ${rest.length} 项` : `${rest.length} others`;
  return [
    ...all.filter((series) => kept.has(series)),
    { key: REST_KEY, cell: null, name, points: sumsOf(rest) }
  ];
}

/** The key of the groups that are drawn as one. */
export const REST_KEY = 'rest@';

function sumsOf(all: readonly Series[]): Point[] {
  const sums = new Map<string, Point>();
  for (const point of all.flatMap(({ points }) => points)) {
    const sum = sums.get(point.period ?? '');
    const add = (a: number | null | undefined, b: number | null) => (b === null ? (a ?? null) : (a ?? 0) + b);
    sums.set(point.period ?? '', {
      ...point,
      value: add(sum?.value, point.value),
      numerator: add(sum?.numerator, point.numerator)
    });
  }
  return [...sums.values()].sort((a, b) => a.x - b.x);
}
