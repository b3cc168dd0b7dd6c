import { unitName } from '../format.ts';
import { annotationStops, breakRules, drawSeals, publishedSeries, sealsOf } from './annotate.ts';
import { gridOf, labelRoom, scaleOf, tickLabels, timeAxis, valueAxis } from './axes.ts';
import { drawnBreaks, segmentsOf } from './breaks.ts';
import { emptyDrawing, headerOf, line as stroke, optionWith } from './drawing.ts';
import type { Box, Drawing, Graphic, View } from './drawing.ts';
import type { Series as Drawn } from './echarts.ts';
import { drawLegend } from './legend.ts';
import { endLabels, layOutEnds } from './line-labels.ts';
import type { Ranked } from './line-labels.ts';
import { definitionKey, keyHeight, pointLabels } from './point-labels.ts';
import { timeStops } from './line-stops.ts';
import { lastKnown, seriesOf, unitOf } from './rows.ts';
import type { Series } from './rows.ts';
import { niceTicks } from './scale.ts';
import type { Answer } from './spec.ts';
import { seriesColour } from './theme.ts';
import { position } from './time.ts';

const FLOOR_PX = 26;

/** A stock or rate over time, one line per breakdown value, with published figures, reports and breaks on it. */
export function drawLine(answer: Answer, view: View): Drawing {
  const [result] = answer.results;
  const all = (result ? seriesOf(result, view.lang) : []).filter((s) => lastKnown(s.points));
  const published = answer.spec.published === false ? [] : answer.published;
  if (all.length === 0 && published.length === 0) return emptyDrawing(view, answer.synthetic);

  const unit = unitOf(result) ?? published[0]?.unit;
  const values = [
    ...all.flatMap((s) => s.points.flatMap((p) => p.value ?? [])),
    ...published.flatMap((p) => [p.value, p.low, p.high])
  ];
  const scattered = isScattered(answer, all);
  const highest = Math.max(...values) * (scattered ? 1.12 : 1);
  const ticks = niceTicks(Math.min(...values), highest, view.height < 220 ? 4 : 5, unit === '家');
  const labels = tickLabels(ticks, unit, view.lang);
  const ranked = rank(all);
  const ends = scattered ? null : layOutEnds(ranked, published, unit, view);
  const legend = ends === null && !scattered ? drawLegend(legendItems(ranked, view), view, 24) : null;
  const marks = answer.spec.reports === false ? [] : answer.marks;

  const under = scattered ? keyHeight(definitionKey(answer, all, published, view).lines) : 0;
  const baseline = (plot: Box, at: number) =>
    stroke(plot.left, at, plot.right, at, { stroke: view.theme.ink, lineWidth: 1 }, 3);
  const header = 24 + (legend?.height ?? 0);
  const top = header + (marks.length > 0 ? 24 : 0) + (scattered ? 12 : 4);
  const right = view.width - (ends?.room ?? (scattered ? 14 : 12));
  const plot: Box = { left: labelRoom(labels), top, right, bottom: view.height - FLOOR_PX - under };
  const periods = all.flatMap((s) => s.points.map((p) => p.period ?? ''));
  const dates = [...published.map((p) => p.asOf), ...marks.map((m) => m.asOf)];
  const xs = [...periods, ...dates].map(position);
  const pad = xs.every((x) => x === xs[0]) ? 1 : scattered ? (Math.max(...xs) - Math.min(...xs)) * 0.08 : 0;
  const x = scaleOf(Math.min(...xs) - pad, Math.max(...xs) + pad, plot.left, plot.right);
  const y = scaleOf(ticks[0] ?? 0, ticks.at(-1) ?? 1, plot.bottom, plot.top);

  const shown = ranked.filter((s) => !view.hidden?.has(s.key));
  const seals = sealsOf(marks, (date) => x.px(position(date)));
  const graphics: Graphic[] = [
    ...headerOf(
      view,
      unit && unit !== 'ratio' && unit !== '%' ? unitName(unit, view.lang) : '',
      answer.synthetic
    ),
    ...(legend?.graphics ?? []),
    baseline(plot, y.px(0)),
    ...drawSeals(view, seals, header + 2, plot.bottom),
    ...breakRules(drawnBreaks(answer, view.lang), view, x, plot),
    ...(ends ? endLabels(shown, published, ends, view, { x, y, plot }, unit) : []),
    ...(scattered ? pointLabels(answer, all, published, view, { x, y, plot }, unit) : [])
  ];
  const option = optionWith(
    {
      grid: gridOf(plot),
      xAxis: timeAxis(view, x, periods.length > 0 ? periods : dates),
      yAxis: valueAxis(view, ticks, labels),
      series: [...shown.flatMap((s) => linesOf(s, answer, view)), ...publishedSeries(view, published)]
    },
    graphics
  );
  const stops = [
    ...timeStops(shown, unit, view, { x, y }),
    ...annotationStops(view, published, seals, { x, y, plot })
  ].sort((a, b) => a.x - b.x || a.y - b.y);
  return { option, stops, switches: legend?.switches ?? [], plot };
}

/** The height that the key to lone points takes under the axis; 0 where lines are drawn. */
export function keyRoom(answer: Answer, view: Pick<View, 'lang' | 'width'>): number {
  const all = answer.results[0] ? seriesOf(answer.results[0], view.lang) : [];
  return isScattered(answer, all) ? keyHeight(definitionKey(answer, all, answer.published, view).lines) : 0;
}

/** The six largest get a colour each, in the series' own order; the others are soft hairlines (colour 6). */
function rank(all: readonly Series[]): Ranked[] {
  const size = (s: Series) => lastKnown(s.points)?.value ?? 0;
  const kept = new Set([...all].sort((a, b) => size(b) - size(a)).slice(0, 6));
  let colour = 0;
  return all.map((s) => ({ ...s, colour: kept.has(s) ? colour++ : 6 }));
}

/** Points that no line joins anywhere: each is labelled by itself. */
function isScattered(answer: Answer, all: readonly Series[]): boolean {
  const breaks = answer.results[0]?.breaks ?? [];
  return all.every((s) => segmentsOf(s.points, breaks).every((segment) => segment.length === 1));
}

function linesOf(series: Ranked, answer: Answer, view: View): Drawn[] {
  const colour = seriesColour(view.theme, series.colour);
  return segmentsOf(series.points, answer.results[0]?.breaks ?? []).map((segment, i, segments) => ({
    type: 'line',
    name: series.name,
    silent: true,
    z: 4,
    clip: false,
    showSymbol: true,
    showAllSymbol: true,
    lineStyle: {
      color: colour,
      width: series.colour > 5 ? 1 : series.key === '' ? 2.5 : 2,
      join: 'round',
      cap: 'round'
    },
    itemStyle: { color: colour },
    data: segment.map((p, at) => ({
      value: [p.x, p.value as number],
      symbol:
        segment.length === 1 || (i === segments.length - 1 && at === segment.length - 1) ? 'circle' : 'none',
      symbolSize: segment.length === 1 ? 8 : 6
    }))
  }));
}

function legendItems(all: readonly Ranked[], view: View) {
  return all
    .filter((s) => s.colour < 6)
    .map((s) => ({ key: s.key, name: s.name, fill: seriesColour(view.theme, s.colour) }));
}
