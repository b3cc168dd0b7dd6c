import { unitName } from '../format.ts';
import { annotationStops, breakRules, drawSeals, publishedSeries, sealsOf } from './annotate.ts';
import type { Scale } from './axes.ts';
import {
  gridOf,
  labelRoom,
  logAxis,
  logGrid,
  logScaleOf,
  scaleOf,
  tickLabels,
  timeAxis,
  valueAxis
} from './axes.ts';
import { drawnBreaks } from './breaks.ts';
import { emptyDrawing, headerOf, line as stroke, optionWith } from './drawing.ts';
import type { Box, Drawing, Graphic, View } from './drawing.ts';
import { drawLegend } from './legend.ts';
import type { LegendItem } from './legend.ts';
import { endLabels, heightForEnds, layOutEnds } from './line-labels.ts';
import { incompleteHint } from './incomplete.ts';
import { isScattered, linesOf, rankedLines } from './line-series.ts';
import type { Ranked } from './line-series.ts';
import { definitionKey, keyHeight, pointLabels } from './point-labels.ts';
import { timeStops } from './line-stops.ts';
import { unitOf } from './rows.ts';
import type { Answer } from './spec.ts';
import { seriesColour, VARIABLES } from './theme.ts';
import { position } from './time.ts';
import { axisHint, indexHint, lineTicks, logHint, logTicks } from './value-range.ts';

const FLOOR_PX = 26;

/** A stock or rate over time, one line per breakdown value, with published figures, reports and breaks on it. */
export function drawLine(answer: Answer, view: View): Drawing {
  const [result] = answer.results;
  const isLog = isLogarithmic(answer, view);
  const all = rankedLines(answer, view.lang);
  const ranked = isLog ? all.map(positive) : all;
  const published = answer.spec.published === false ? [] : answer.published;
  if (ranked.length === 0 && published.length === 0) return emptyDrawing(view, answer.synthetic);

  const unit = unitOf(result) ?? published[0]?.unit;
  const values = [
    ...ranked.flatMap((s) => s.points.flatMap((p) => p.value ?? [])),
    ...published.flatMap((p) => [p.value, p.low, p.high])
  ];
  const scattered = isScattered(ranked);
  const ticks = isLog
    ? logTicks(values)
    : lineTicks(values, unit, view.height < 220 ? 4 : 5, scattered ? 1.12 : 1);
  const labels = tickLabels(ticks, unit, view.lang);
  const ends = scattered ? null : layOutEnds(ranked, published, unit, view);
  const legend = ends === null && !scattered ? drawLegend(legendItems(ranked, view), view, 24) : null;
  const marks = answer.spec.reports === false ? [] : answer.marks;

  const under = scattered ? keyHeight(definitionKey(answer, ranked, published, view).lines) : 0;
  const header = 24 + (legend?.height ?? 0);
  const top = header + (marks.length > 0 ? 24 : 0) + (scattered ? 12 : 4);
  const right = view.width - (ends?.room ?? (scattered ? 14 : 12));
  const plot: Box = { left: labelRoom(labels), top, right, bottom: view.height - FLOOR_PX - under };
  const periods = ranked.flatMap((s) => s.points.map((p) => p.period ?? ''));
  const dates = [...published.map((p) => p.asOf), ...marks.map((m) => m.asOf)];
  const xs = [...periods, ...dates].map(position);
  const pad = xs.every((x) => x === xs[0]) ? 1 : scattered ? (Math.max(...xs) - Math.min(...xs)) * 0.08 : 0;
  const x = scaleOf(Math.min(...xs) - pad, Math.max(...xs) + pad, plot.left, plot.right);
  const y = (isLog ? logScaleOf : scaleOf)(ticks[0] ?? 0, ticks.at(-1) ?? 1, plot.bottom, plot.top);

  const shown = ranked.filter((s) => !view.hidden?.has(s.key));
  const seals = sealsOf(marks, (date) => x.px(position(date)));
  const endings = ends ? endLabels(ranked, published, ends, view, { x, y, plot }, unit) : null;
  const graphics: Graphic[] = [
    ...headerOf(
      view,
      unit && unit !== 'ratio' && unit !== '%' && !answer.index ? unitName(unit, view.lang) : '',
      answer.synthetic,
      [
        logHint(isLog, view.lang),
        indexHint(answer, view.lang),
        isLog ? '' : axisHint(ticks, unit, view.lang),
        incompleteHint(answer, view.lang)
      ]
    ),
    ...(isLog ? logGrid(view, plot, y, ticks, labels) : []),
    ...(legend?.graphics ?? []),
    ...(isLog
      ? [
          stroke(
            plot.left,
            plot.bottom,
            plot.right,
            plot.bottom,
            { stroke: view.theme.soft, lineWidth: 1 },
            3
          )
        ]
      : baseline(plot, y, view)),
    ...(answer.index
      ? [
          stroke(
            plot.left,
            y.px(100),
            plot.right,
            y.px(100),
            { stroke: view.theme.soft, lineWidth: 1, lineDash: [2, 2] },
            2
          )
        ]
      : []),
    ...drawSeals(view, seals, header + 2, plot.bottom),
    ...breakRules(drawnBreaks(answer, view.lang), view, x, plot),
    ...(endings?.graphics ?? []),
    ...(scattered ? pointLabels(answer, ranked, published, view, { x, y, plot }, unit) : [])
  ];
  const option = optionWith(
    {
      grid: gridOf(plot),
      xAxis: timeAxis(view, x, periods.length > 0 ? periods : dates),
      yAxis: isLog ? logAxis(y.min, y.max) : valueAxis(view, ticks, labels),
      series: [
        ...shown.flatMap((s) => linesOf(s, view, ranked.length === 1)),
        ...publishedSeries(view, published)
      ]
    },
    graphics
  );
  const stops = [
    ...timeStops(answer, shown, unit, view, { x, y }),
    ...annotationStops(view, published, seals, { x, y, plot })
  ].sort((a, b) => a.x - b.x || a.y - b.y);
  return { option, stops, switches: legend?.switches ?? endings?.switches ?? [], plot };
}

/** A logarithmic axis is drawn where it was asked for and has values above zero. */
function isLogarithmic(answer: Answer, { lang }: Pick<View, 'lang'>): boolean {
  const isKnown = (value: number | null) => value !== null && value > 0;
  return (
    answer.spec.scale === 'log' &&
    rankedLines(answer, lang).some(({ points }) => points.some(({ value }) => isKnown(value)))
  );
}

/** What a logarithmic axis can show; the rest is a gap. */
function positive(series: Ranked): Ranked {
  return {
    ...series,
    points: series.points.map((point) =>
      point.value !== null && point.value > 0 ? point : { ...point, value: null }
    )
  };
}

/** The height in px that the key to lone points takes under the axis; 0 where lines are drawn. */
export function keyRoom(answer: Answer, view: Pick<View, 'lang' | 'width'>): number {
  const all = rankedLines(answer, view.lang);
  return isScattered(all) ? keyHeight(definitionKey(answer, all, answer.published, view).lines) : 0;
}

/** What a legend above the lines takes beyond its first row; 0 where the names stand at the lines' ends. */
export function legendRoom(answer: Answer, view: Pick<View, 'lang' | 'width'>): number {
  const ranked = rankedLines(answer, view.lang);
  const whole: View = { ...view, height: 250, theme: VARIABLES };
  if (isScattered(ranked) || layOutEnds(ranked, answer.published, unitOf(answer.results[0]), whole)) return 0;
  return Math.max(0, drawLegend(legendItems(ranked, whole), whole, 0).height - 20);
}

/** The least height in px at which the lines of several results carry their names at their ends. */
export function endRoom(answer: Answer, view: Pick<View, 'lang' | 'width'>): number {
  if (answer.results.length < 2) return 0;
  return heightForEnds(rankedLines(answer, view.lang), unitOf(answer.results[0]), view);
}

/** The zero in ink; an axis that begins above it is cut by two strokes instead. */
function baseline(plot: Box, y: Scale, view: View): Graphic[] {
  const style = { stroke: view.theme.ink, lineWidth: 1 };
  if (y.min <= 0) return [stroke(plot.left, y.px(0), plot.right, y.px(0), style, 3)];
  const cut = [0, 4].map((x) =>
    stroke(plot.left - 5 + x, plot.bottom - 1, plot.left - 1 + x, plot.bottom - 8, style, 3)
  );
  return cut;
}

function legendItems(all: readonly Ranked[], view: View): LegendItem[] {
  const isDashed = all.some((s) => s.dash.length > 0);
  return all
    .filter((s) => s.colour < 6)
    .map((s) => ({
      key: s.key,
      name: s.name,
      fill: seriesColour(view.theme, s.colour),
      ...(isDashed ? { lineDash: s.dash } : {})
    }));
}
