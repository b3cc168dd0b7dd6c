import type { Lang } from '../field/text.ts';
import type { Break } from '../query/result.ts';
import { segmentsOf } from './breaks.ts';
import type { View } from './drawing.ts';
import type { Series as Drawn } from './echarts.ts';
import { lastKnown, resultName, seriesOf, unitOf } from './rows.ts';
import type { Point, Series } from './rows.ts';
import type { Answer } from './spec.ts';
import { seriesColour } from './theme.ts';

const DASHES = [[], [9, 4], [3, 3], [10, 3, 2, 3], [5, 2], [1, 3]] as const;
/** The stretch to an incomplete period. */
const INCOMPLETE = [2, 4];

/** Colours alone tell nothing to some readers: the dashes of the nth of several lines, none for the first. */
export function dashOf(at: number): number[] {
  return [...(DASHES[at % DASHES.length] ?? [])];
}

/** A series as a line: `colour` 6 and above are soft hairlines. */
export interface Ranked extends Series {
  colour: number;
  dash: number[];
  breaks: readonly Break[];
  isLastIncomplete: boolean;
  isPublished: boolean;
}

/** The lines of every result that has the first one's unit; those of further indicators carry their names. */
export function rankedLines(answer: Answer, lang: Lang): Ranked[] {
  const unit = unitOf(answer.results[0]);
  const several = answer.results.length > 1;
  const all = answer.results.flatMap((result, at) => {
    if (unitOf(result) !== unit) return [];
    const own = resultName(answer, at, lang);
    return seriesOf(result, lang).map((s): Ranked => ({
      ...s,
      key: several ? `${at}:${s.key}` : s.key,
      name: [own, s.name].filter((part) => part !== '').join(' '),
      colour: 6,
      dash: several ? dashOf(at) : [],
      breaks: result.breaks,
      isLastIncomplete: result.isLastIncomplete === true,
      isPublished: result.dataset === 'statistics'
    }));
  });
  const kept = coloured(all.filter((s) => lastKnown(s.points)));
  return several ? kept : kept.map((s) => (s.colour < 6 ? { ...s, dash: dashOf(s.colour) } : s));
}

/** The six largest get a colour each, in the series' own order; the others are soft hairlines. */
function coloured(all: readonly Ranked[]): Ranked[] {
  const size = (s: Series) => lastKnown(s.points)?.value ?? 0;
  const kept = new Set([...all].sort((a, b) => size(b) - size(a)).slice(0, 6));
  let colour = 0;
  return all.map((s) => ({ ...s, colour: kept.has(s) ? colour++ : 6 }));
}

/** Points that no line joins anywhere: each is labelled by itself. */
export function isScattered(all: readonly Ranked[]): boolean {
  return all.every((s) => segmentsOf(s.points, s.breaks).every((segment) => segment.length === 1));
}

/** What stands at the end of a stretch: nothing, the last point, a point alone, or a period not yet over. */
type End = 'none' | 'last' | 'lone' | 'incomplete';
const SIZES: Record<End, number> = { none: 0, last: 6, lone: 8, incomplete: 7 };

/** The runs of a line that may be joined; a lone published point is hollow, the way to an incomplete period dashed. */
export function linesOf(series: Ranked, view: View, isOnly: boolean): Drawn[] {
  const segments = segmentsOf(series.points, series.breaks);
  const end = segments.at(-1)?.at(-1);
  const isCut = series.isLastIncomplete && end === series.points.at(-1);
  return segments.flatMap((segment) => {
    const hasEnd = segment.at(-1) === end;
    const draw = (points: readonly Point[], at: End) => lineOf(series, view, isOnly, points, at);
    if (segment.length === 1) return [draw(segment, hasEnd && isCut ? 'incomplete' : 'lone')];
    if (!hasEnd || !isCut) return [draw(segment, hasEnd ? 'last' : 'none')];
    return [draw(segment.slice(0, -1), 'none'), draw(segment.slice(-2), 'incomplete')];
  });
}

function lineOf(series: Ranked, view: View, isOnly: boolean, points: readonly Point[], end: End): Drawn {
  const own = seriesColour(view.theme, series.colour);
  const isFigure = end === 'lone' && series.isPublished;
  const dash = end === 'incomplete' ? INCOMPLETE : series.dash;
  const border = isFigure && isOnly ? view.theme.cinnabar : own;
  return {
    type: 'line',
    name: series.name,
    silent: true,
    z: 4,
    clip: false,
    showSymbol: true,
    showAllSymbol: true,
    lineStyle: {
      color: own,
      width: series.colour > 5 ? 1 : isOnly ? 2.5 : 2,
      join: 'round',
      cap: dash.length > 0 ? 'butt' : 'round',
      ...(dash.length > 0 ? { type: dash } : {})
    },
    itemStyle:
      isFigure || end === 'incomplete'
        ? { color: view.theme.paper, borderColor: border, borderWidth: 2 }
        : { color: own },
    data: points.map((p, at) => ({
      value: [p.x, p.value as number],
      symbol: end !== 'none' && at === points.length - 1 ? 'circle' : 'none',
      symbolSize: isFigure ? 9 : SIZES[end]
    }))
  };
}
