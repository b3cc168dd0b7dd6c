import type { Answer, PublishedPoint } from './spec.ts';
import type { Break, Source } from '../query/result.ts';
import type { Lang } from '../field/text.ts';
import { seriesOf } from './rows.ts';
import type { Point } from './rows.ts';
import { position } from './time.ts';

/** What remains of a source's title without years, dates and issue numbers: bulletins of two years are one series. */
export function sourceSeries(source: Source): string {
  return seriesName(source.title);
}

function seriesName(title: string): string {
  return title
    .replace(/[（(][^）)]*[）)]/g, '')
    .replace(/\d+|年度?|月|日/g, '')
    .trim();
}

/** Changes of definition or of source series between published figures that follow each other in time. */
export function breaksOf(points: readonly PublishedPoint[]): Break[] {
  const sorted = [...points].sort((a, b) => a.asOf.localeCompare(b.asOf));
  return sorted.slice(1).flatMap((point, i): Break[] => {
    const before = sorted[i];
    if (!before) return [];
    const [from, to] = [before.definition, point.definition];
    if (from.id !== to.id)
      return [
        {
          at: point.asOf,
          from: from.id,
          to: to.id,
          reason: {
            zh: `口径改变：此前是“${from.title.zh}”，此后是“${to.title.zh}”，不可连线比较。`,
            en: `The definition changes from “${from.title.en}” to “${to.title.en}”; the two cannot be joined.`
          }
        }
      ];
    if (sourceSeries(before.source) === sourceSeries(point.source)) return [];
    return [
      {
        at: point.asOf,
        from: before.source.title,
        to: point.source.title,
        reason: {
          zh: `来源改变：此前是《${before.source.title}》，此后是《${point.source.title}》，不连线。`,
          en: `The source changes from “${before.source.title}” to “${point.source.title}”; the two are not joined.`
        }
      }
    ];
  });
}

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
  return a === b || (a !== null && b !== null && seriesName(a) === seriesName(b));
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
  const own = result && result.rows.length > 0 ? result.breaks : breaksOf(answer.published);
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
