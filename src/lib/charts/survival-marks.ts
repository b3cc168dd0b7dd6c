import { formatNumber, formatYears } from '../format.ts';
import type { Scale } from './axes.ts';
import { line, text } from './drawing.ts';
import type { Box, Graphic, View } from './drawing.ts';
import { textWidth } from './measure.ts';
import { MARKED_YEARS } from './survival-curve.ts';
import type { Survived } from './survival-curve.ts';
import { seriesColour } from './theme.ts';

const ROW_PX = 19;
const SIZE_PX = 13;
const LARGE_PX = 17;

/**
 * The values at one, three and five years on stairs below the curve, or above it where it falls too low: a leader
 * each, the latest nearest to the curve, so that no leader crosses a label.
 */
export function markLabels(
  points: readonly Survived[],
  view: View,
  scale: { x: Scale; y: Scale; plot: Box }
): Graphic[] {
  const marks = points
    .filter((p) => MARKED_YEARS.some((years) => years === p.years))
    .sort((a, b) => b.years - a.years);
  const below = levelsOf(marks, points, view, scale, 1);
  const isBelow = below.every((at) => at + SIZE_PX / 2 + 2 < scale.plot.bottom);
  const levels = isBelow ? below : levelsOf(marks, points, view, scale, -1);
  const colour = seriesColour(view.theme, 0);
  return marks.flatMap((mark, i) => {
    const [at, level] = [scale.x.px(mark.years), levels[i] ?? 0];
    const size = i === 0 ? LARGE_PX : SIZE_PX;
    const words = wordsOf(mark, view);
    const isLeft = at + 5 + textWidth(words, size, true) > view.width;
    const end = isBelow ? level + size / 2 : level - size / 2;
    return [
      line(at, scale.y.px(mark.value), at, end, { stroke: view.theme.soft, lineWidth: 1 }, 2),
      text(at + (isLeft ? -5 : 5), level, words, {
        size,
        bold: true,
        fill: i === 0 ? colour : view.theme.ink,
        align: isLeft ? 'right' : 'left'
      })
    ];
  });
}

function wordsOf(mark: Survived, view: View): string {
  return `${formatYears(mark.years, view.lang)} ${formatNumber(mark.value, 'ratio', view.lang)}`;
}

/** Heights of the labels in px, for the latest mark first: clear of the band over the label's width, and of each other. */
function levelsOf(
  marks: readonly Survived[],
  points: readonly Survived[],
  view: View,
  { x, y }: { x: Scale; y: Scale },
  side: 1 | -1
): number[] {
  let last = side * -Infinity;
  return marks.map((mark, i) => {
    const [left, size] = [x.px(mark.years), i === 0 ? LARGE_PX : SIZE_PX];
    const right = left + 10 + textWidth(wordsOf(mark, view), size, true);
    const under = points.filter((p, at) => {
      const until = points[at + 1]?.years ?? p.years;
      return x.px(until) > left && x.px(p.years) < right;
    });
    const edges = [mark, ...under].map((p) => y.px((side > 0 ? p.low : p.high) ?? p.value));
    const clear = side > 0 ? Math.max(...edges) + size / 2 + 6 : Math.min(...edges) - size / 2 - 6;
    last = side > 0 ? Math.max(clear, last + ROW_PX) : Math.min(clear, last - ROW_PX);
    return last;
  });
}
