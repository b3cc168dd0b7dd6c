import type { Lang } from '../field/text.ts';
import { breaksBetween, sourceSeries } from '../query/breaks.ts';
import type { Break } from '../query/result.ts';
import { seriesOf } from './rows.ts';
import type { Point } from './rows.ts';
import type { Answer } from './spec.ts';
import { position } from './time.ts';

/** Points in time cut into runs that a line may join: no break, no change of definition, no missing value within. */
export function segmentsOf(points: readonly Point[], breaks: readonly Break[]): Point[][] {
  const cuts = breaks.map((b) => position(b.at));
  const segments: Point[][] = [];
  let previous: Point | undefined;
  for (const point of points) {
    const joined =
      previous !== undefined &&
      previous.value !== null &&
      previous.definition === point.definition &&
      isSameSource(previous.source, point.source) &&
      !cuts.some((cut) => previous !== undefined && cut > previous.x && cut <= point.x);
    if (point.value !== null) {
      if (joined) segments.at(-1)?.push(point);
      else segments.push([point]);
    }
    previous = point;
  }
  return segments;
}

function isSameSource(a: string | null, b: string | null): boolean {
  return a === b || (a !== null && b !== null && sourceSeries(a) === sourceSeries(b));
}

function publishedBreaks({ published }: Answer): Break[] {
  return breaksBetween(published.map((point) => ({ ...point, definition: point.definition.id })));
}

/** A break as a chart draws it: where, under which number, and why. */
export interface DrawnBreak {
  x: number;
  number: number;
  reason: string;
}

/** The breaks of a chart within its time, numbered; one that falls on a point is moved to midway before it. */
export function drawnBreaks(answer: Answer, lang: Lang): DrawnBreak[] {
  const [result] = answer.results;
  const own = result && result.rows.length > 0 ? result.breaks : publishedBreaks(answer);
  const xs =
    result && result.rows.length > 0
      ? seriesOf(result, lang).flatMap((s) => s.points.map((p) => p.x))
      : answer.published.map((p) => position(p.asOf));
  const seen = new Set<string>();
  const drawn = own
    .filter((b) => !seen.has(b.at + b.reason.zh) && seen.add(b.at + b.reason.zh))
    .map((b) => ({ at: position(b.at), reason: b.reason[lang] }))
    .filter((b) => xs.some((x) => x < b.at) && xs.some((x) => x >= b.at))
    .sort((a, b) => a.at - b.at);
  return drawn.map((b, i) => {
    const after = Math.min(...xs.filter((x) => x >= b.at));
    const before = Math.max(...xs.filter((x) => x < b.at));
    return { x: after - b.at < 1e-6 ? (before + after) / 2 : b.at, number: i + 1, reason: b.reason };
  });
}
