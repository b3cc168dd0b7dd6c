import type { Lang } from '../field/text.ts';
import { formatNumber, formatYears } from '../format.ts';
import type { Scale } from './axes.ts';
import { line, text } from './drawing.ts';
import type { Box, Graphic, View } from './drawing.ts';
import { dashOf } from './line-series.ts';
import { textWidth } from './measure.ts';
import type { Curve } from './survival-curve.ts';
import { seriesColour } from './theme.ts';
import { word } from './words.ts';

const ROW_PX = 17;
const SIZE_PX = 11;
/** Years that carry a label, the most wanted first. */
const WANTED = [0, 5, 10, 20, 15];
const THEN = [3, 1, 2, 4];

/** The height in px of the caption and a row of numbers a curve. */
export function atRiskHeight(curves: number): number {
  return 8 + ROW_PX * (1 + curves);
}

/** Whole years for the axis, ascending, as many as their labels and the numbers at risk below leave room for. */
export function yearTicks(curves: readonly Curve[], lang: Lang, x: Scale): number[] {
  const numbers = curves.flatMap((c) => c.points.map((p) => formatNumber(p.atRisk, '家', lang)));
  const widths = [...numbers, formatYears(10, lang)].map((words) => textWidth(words, 12));
  const gap = Math.max(...widths) + 6;
  const kept: number[] = [];
  for (const years of [...WANTED, x.max, ...THEN]) {
    const isFree = kept.every((other) => Math.abs(x.px(other) - x.px(years)) >= gap);
    if (years <= x.max && isFree) kept.push(years);
  }
  return kept.sort((a, b) => a - b);
}

/** How many were still watched at the labelled years, a row a curve with a piece of its line. */
export function atRiskRows(
  curves: readonly (Curve & { at: number })[],
  ticks: readonly number[],
  view: View,
  { x, plot }: { x: Scale; plot: Box }
): Graphic[] {
  const top = plot.bottom + 26 + ROW_PX / 2 + 2;
  const { soft } = view.theme;
  const rows = curves.flatMap((curve, row) => {
    const at = top + ROW_PX * (row + 1);
    const dash = dashOf(curve.at);
    const style = {
      stroke: seriesColour(view.theme, curve.at),
      lineWidth: 2.5,
      ...(dash.length > 0 ? { lineDash: dash } : {})
    };
    return [
      ...(curves.length > 1 ? [line(0, at, 12, at, style, 9)] : []),
      ...ticks.map((years) => {
        const words = formatNumber(curve.points.find((p) => p.years === years)?.atRisk, '家', view.lang);
        return text(x.px(years), at, words, { size: SIZE_PX, fill: soft, align: 'center' });
      })
    ];
  });
  return [text(0, top, word('atRisk', view.lang), { size: SIZE_PX, fill: soft }), ...rows];
}
