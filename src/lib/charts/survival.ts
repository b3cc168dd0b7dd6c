import { formatNumber, formatYears } from '../format.ts';
import { gridOf, labelRoom, scaleOf, tickLabels, valueAxis } from './axes.ts';
import type { Scale } from './axes.ts';
import { emptyDrawing, headerOf, line as stroke, optionWith, polygon } from './drawing.ts';
import type { Box, Drawing, Graphic, Stop, View } from './drawing.ts';
import type { Series as Drawn } from './echarts.ts';
import { drawEnds, END_NAME_PX, END_ROOM_PX } from './end-labels.ts';
import { dashOf } from './line-series.ts';
import { textWidth, wrap } from './measure.ts';
import type { Answer } from './spec.ts';
import { curvesOf, intervalText, MARKED_YEARS } from './survival-curve.ts';
import type { Curve, Survived } from './survival-curve.ts';
import { markLabels } from './survival-marks.ts';
import { atRiskHeight, atRiskRows, yearTicks } from './survival-risk.ts';
import { seriesColour } from './theme.ts';
import { word } from './words.ts';

const TICKS = [0, 0.2, 0.4, 0.6, 0.8, 1];
const FLOOR_PX = 26;

/** A curve with its place among the curves, which gives it colour and dashes. */
type Placed = Curve & { at: number };

/** The height in px that the rows under the axis take. */
export function survivalRoom(answer: Answer): number {
  return atRiskHeight(answer.results.length);
}

/** Kaplan–Meier: steps with their 95 % band, marked at one, three and five years, the numbers at risk below. */
export function drawSurvival(answer: Answer, view: View): Drawing {
  const all = curvesOf(answer, view.lang).map((curve, at): Placed => ({ ...curve, at }));
  const last = Math.max(...all.flatMap((c) => c.points.map((p) => p.years)));
  if (!(last > 0)) return emptyDrawing(view, answer.synthetic);
  const seen = all.filter((curve) => curve.points.length > 0);
  const isOne = all.length === 1;
  const labels = tickLabels(TICKS, 'ratio', view.lang);
  const ends = isOne ? [] : seen.map((curve) => endLines(curve, view));
  const room = Math.ceil(Math.max(0, ...ends.flat().map((l) => textWidth(l, END_NAME_PX)))) + END_ROOM_PX;
  const plot: Box = {
    left: labelRoom(labels),
    top: 34,
    right: view.width - (isOne ? 16 : room),
    bottom: view.height - FLOOR_PX - atRiskHeight(all.length)
  };
  const x = scaleOf(0, last, plot.left, plot.right);
  const y = scaleOf(0, 1, plot.bottom, plot.top);
  const shown = seen.filter((curve) => !view.hidden?.has(curve.key));
  const ticks = yearTicks(seen, view.lang, x);
  const placed = drawEnds(
    isOne
      ? []
      : seen.map((curve, i) => ({
          key: curve.key,
          lines: ends[i] ?? [],
          fill: seriesColour(view.theme, curve.at),
          lineDash: dashOf(curve.at),
          y: y.px(curve.points.at(-1)?.value ?? 0)
        })),
    plot,
    view
  );
  const option = optionWith(
    {
      grid: gridOf(plot),
      xAxis: {
        type: 'value',
        min: 0,
        max: last,
        axisLine: { show: false },
        axisTick: { show: false },
        splitLine: { show: false },
        axisLabel: {
          color: view.theme.soft,
          margin: 8,
          hideOverlap: false,
          customValues: ticks,
          formatter: (years: number) => formatYears(Math.round(years), view.lang)
        }
      },
      yAxis: valueAxis(view, TICKS, labels),
      series: shown.map((curve) => stepsOf(curve, view, isOne))
    },
    [
      ...headerOf(view, '', answer.synthetic),
      ...shown.flatMap((curve) => bandOf(curve, view, { x, y })),
      stroke(plot.left, plot.bottom, plot.right, plot.bottom, { stroke: view.theme.ink, lineWidth: 1 }, 3),
      ...(isOne ? markLabels(seen[0]?.points ?? [], view, { x, y, plot }) : placed.graphics),
      ...atRiskRows(all, ticks, view, { x, plot })
    ]
  );
  return { option, stops: stopsOf(shown, view, { x, y }), switches: placed.switches, plot };
}

/** A compared curve's name with its value at five years, or the last one there is. */
function endLines(curve: Curve, view: View): string[] {
  const at = curve.points.find((p) => p.years === MARKED_YEARS.at(-1)) ?? curve.points.at(-1);
  const value = at ? `${formatYears(at.years, view.lang)} ${formatNumber(at.value, 'ratio', view.lang)}` : '';
  return [...wrap(curve.name, Math.min(view.width * 0.34, 170) - END_ROOM_PX, END_NAME_PX), value];
}

function stepsOf(curve: Placed, view: View, isOne: boolean): Drawn {
  const colour = seriesColour(view.theme, curve.at);
  const marked = (years: number) => MARKED_YEARS.some((m) => m === years);
  return {
    type: 'line',
    name: curve.name,
    step: 'end',
    silent: true,
    z: 4,
    clip: false,
    showSymbol: true,
    showAllSymbol: true,
    lineStyle: { color: colour, width: isOne ? 2.5 : 2, type: dashOf(curve.at), join: 'round' },
    itemStyle: { color: colour },
    data: curve.points.map((p) => ({
      value: [p.years, p.value],
      symbol: marked(p.years) ? 'circle' : 'none',
      symbolSize: 7
    }))
  };
}

/** The interval of each year, held until the next as the curve is; where there is none the band is open. */
function bandOf(curve: Placed, view: View, { x, y }: { x: Scale; y: Scale }): Graphic[] {
  const style = { fill: seriesColour(view.theme, curve.at), opacity: 0.14 };
  const runs: [number, number][][] = [];
  let isOpen = false;
  curve.points.forEach((p, i) => {
    const next = curve.points[i + 1];
    if (p.low === null || p.high === null || !next) {
      isOpen = false;
      return;
    }
    if (!isOpen) runs.push([]);
    isOpen = true;
    const [from, to, low, high] = [x.px(p.years), x.px(next.years), y.px(p.low), y.px(p.high)];
    const run = runs.at(-1);
    run?.splice(run.length / 2, 0, [from, high], [to, high], [to, low], [from, low]);
  });
  return runs.map((points) => polygon(points, style));
}

function stopsOf(shown: readonly Curve[], view: View, { x, y }: { x: Scale; y: Scale }): Stop[] {
  const years = [...new Set(shown.flatMap((c) => c.points.map((p) => p.years)))].sort((a, b) => a - b);
  return years.map((at) => {
    const here = shown.flatMap((curve) => {
      const point = curve.points.find((p) => p.years === at);
      return point ? [{ curve, point }] : [];
    });
    const title =
      view.lang === 'zh'
        ? `登记后${formatYears(at, 'zh')}`
        : `${formatYears(at, 'en', true)} after registration`;
    return {
      x: x.px(at),
      y: y.px(here[0]?.point.value ?? 0),
      by: 'x' as const,
      title,
      lines: here.flatMap(({ curve, point }) => linesOf(curve, point, view)),
      marks: []
    };
  });
}

function linesOf(curve: Curve, point: Survived, view: View): Stop['lines'] {
  const { lang } = view;
  const interval = intervalText(point, lang);
  return [
    {
      name: curve.name || (lang === 'zh' ? '存续率' : 'Survival'),
      value: formatNumber(point.value, 'ratio', lang)
    },
    ...(interval === '' ? [] : [{ name: word('interval', lang), value: interval }]),
    { name: word('atRisk', lang), value: formatNumber(point.atRisk, '家', lang) }
  ];
}
