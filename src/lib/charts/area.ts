import { formatNumber, formatValue, unitName } from '../format.ts';
import { gridOf, labelRoom, scaleOf, tickLabels, ticksOf, valueAxis } from './axes.ts';
import { emptyDrawing, headerOf, line, optionWith, polygon, polyline, text } from './drawing.ts';
import type { Cell } from '../query/result.ts';
import type { Box, Drawing, Graphic, Stop, StopLine, View } from './drawing.ts';
import { incompleteHint, incompletePeriod, periodText } from './incomplete.ts';
import { textWidth, wrap } from './measure.ts';
import { foldedSeries, partsOf, REST_KEY } from './parts.ts';
import { unitOf } from './rows.ts';
import { niceTicks, spread } from './scale.ts';
import type { Answer } from './spec.ts';
import { seriesColour, VARIABLES } from './theme.ts';
import { position } from './time.ts';

const LABEL_PX = 15;

/** One layer of the stack, from the bottom: its values in time (null where nothing is known) and where it lies on those below. */
interface Layer {
  key: string;
  cell: Cell;
  name: string;
  fill: string;
  values: (number | null)[];
  from: number[];
}

/** The largest groups as layers, most at the bottom; what is beyond six lies on top as one. */
function layersOf(answer: Answer, view: View, periods: readonly string[]): Layer[] {
  const [result] = answer.results;
  const all = (result ? foldedSeries(result, view.lang) : []).map(({ key, cell, name, points }) => {
    const value = new Map(points.map((point) => [point.period, point.value]));
    return { key, cell, name, values: periods.map((period) => value.get(period) ?? null) };
  });
  const isLast = (key: string) => (key === 'null' ? 2 : Number(key === REST_KEY));
  const end = (values: readonly (number | null)[]) => values.findLast((value) => value !== null) ?? 0;
  all.sort((a, b) => isLast(a.key) - isLast(b.key) || end(b.values) - end(a.values));
  const below = periods.map(() => 0);
  return all.map(({ key, cell, name, values }, at) => {
    const from = [...below];
    values.forEach((value, k) => (below[k] = (below[k] ?? 0) + Math.max(0, value ?? 0)));
    const isSoft = key === REST_KEY || key === 'null';
    return { key, cell, name, values, from, fill: isSoft ? view.theme.soft : seriesColour(view.theme, at) };
  });
}

/** Places in time that follow each other and have a value; a stretch that is not over stands apart. */
function runsOf(layers: readonly Layer[], periods: readonly string[], incomplete: string | null) {
  const isKnown = (k: number) => layers.some(({ values }) => values[k] !== null);
  const runs: { at: number[]; isIncomplete: boolean }[] = [];
  let run: number[] = [];
  const close = () => {
    if (run.length > 1) runs.push({ at: run, isIncomplete: false });
    run = [];
  };
  for (const k of periods.keys()) {
    if (!isKnown(k)) close();
    else if (periods[k] === incomplete && run.length > 0) {
      runs.push({ at: [run.at(-1) ?? k, k], isIncomplete: true });
      close();
    } else run.push(k);
  }
  close();
  return runs;
}

/** Every period of a chart over time, in order. */
export function periodsIn(answer: Answer): string[] {
  const at = answer.results[0]?.columns.findIndex(({ type }) => type === 'period') ?? -1;
  const found = new Set(answer.results[0]?.rows.map((row) => String(row[at])));
  return [...found].sort((a, b) => position(a) - position(b));
}

/** The names of layers with their last value, in lines, and the room at the right that they need. */
function namesOf(answer: Answer, layers: readonly Layer[], view: Pick<View, 'lang' | 'width'>) {
  const unit = unitOf(answer.results[0]);
  const names = layers.map(
    ({ name, values }) => `${name} ${formatNumber(values.at(-1) ?? null, unit, view.lang)}`
  );
  const widest = Math.max(0, ...names.map((name) => textWidth(name, 12)));
  const room = Math.min(widest + 10, view.width * 0.38);
  return { room, wrapped: names.map((name) => wrap(name, room - 10, 12)) };
}

/** The least height in px at which the names of all layers stand clear of each other. */
export function areaRoom(asked: Answer, view: Pick<View, 'lang' | 'width'>): number {
  const answer = partsOf(asked);
  const layers = layersOf(answer, { ...view, height: 0, theme: VARIABLES }, periodsIn(answer));
  const lines = namesOf(answer, layers, view).wrapped.reduce((sum, { length }) => sum + length, 0);
  return lines * LABEL_PX + layers.length * 4 + 70;
}

/** Amounts as layers on each other, named at their end with the last value; the whole is written on top. */
export function drawArea(asked: Answer, view: View): Drawing {
  const answer = partsOf(asked);
  const isShare = answer !== asked;
  const periods = periodsIn(answer);
  const layers = layersOf(answer, view, periods);
  const totals = periods.map((_, k) => layers.reduce((sum, { values }) => sum + (values[k] ?? 0), 0));
  const runs = runsOf(layers, periods, incompletePeriod(answer));
  if (Math.max(0, ...totals) <= 0) return emptyDrawing(view, answer.synthetic);
  if (periods.length < 2) return emptyDrawing(view, answer.synthetic, 'onePeriod');
  const unit = unitOf(answer.results[0]);
  const ticks = niceTicks(0, Math.max(...totals), 5, unit === '家').filter((tick) => !isShare || tick <= 1);
  const labels = tickLabels(ticks, unit, view.lang);
  const { room, wrapped } = namesOf(answer, layers, view);
  const plot: Box = { left: labelRoom(labels), top: 40, right: view.width - room, bottom: view.height - 26 };
  const x = scaleOf(position(periods[0] ?? ''), position(periods.at(-1) ?? ''), plot.left, plot.right);
  const y = scaleOf(0, ticks.at(-1) ?? 1, plot.bottom, plot.top);
  const places = periods.map((period) => x.px(position(period)));
  const graphics: Graphic[] = [];
  for (const { values, from, fill } of layers)
    for (const { at, isIncomplete } of runs) {
      const upper = at.map(
        (k) => [places[k] ?? 0, y.px((from[k] ?? 0) + Math.max(0, values[k] ?? 0))] as const
      );
      const lower = at.map((k) => [places[k] ?? 0, y.px(from[k] ?? 0)] as const);
      graphics.push(
        polygon([...upper, ...lower.reverse()], { fill, opacity: isIncomplete ? 0.35 : 0.85 }, 3)
      );
      const dash = isIncomplete ? { stroke: fill, lineDash: [2, 3] } : { stroke: view.theme.paper };
      graphics.push(polyline(upper, { lineWidth: 1.5, fill: 'none', ...dash }, 4));
    }
  const wanted = layers.map(({ values, from }, at) => ({
    at: y.px((from.at(-1) ?? 0) + (values.at(-1) ?? 0) / 2),
    size: LABEL_PX * (wrapped[at]?.length ?? 1) + 3
  }));
  const ends = spread(wanted, plot.top - 8, plot.bottom + 6);
  wrapped.forEach((lines, at) => {
    const middle = ends[at] ?? 0;
    graphics.push(
      line(
        plot.right,
        wanted[at]?.at ?? 0,
        plot.right + 6,
        middle,
        { stroke: layers[at]?.fill, lineWidth: 2 },
        5
      )
    );
    graphics.push(
      text(plot.right + 9, middle, lines, {
        lineHeight: LABEL_PX,
        fill: view.theme.ink
      })
    );
  });
  const whole = formatNumber(totals.at(-1), unit, view.lang);
  if (!isShare)
    graphics.push(
      text(plot.right, y.px(totals.at(-1) ?? 0) - 10, whole, {
        size: 14,
        bold: true,
        fill: view.theme.ink,
        align: 'right'
      })
    );
  for (const tick of ticksOf(periods, view.lang, plot.right - plot.left)) {
    graphics.push(
      text(x.px(tick.x), plot.bottom + 14, tick.label, { fill: view.theme.soft, align: 'center' })
    );
  }
  const shown = unit && unit !== '%' && unit !== 'ratio' ? unitName(unit, view.lang) : '';
  const axis = { type: 'value' as const, show: false, min: x.min, max: x.max };
  return {
    option: optionWith(
      { grid: gridOf(plot), xAxis: axis, yAxis: valueAxis(view, ticks, labels), series: [] },
      [...headerOf(view, shown, answer.synthetic, [incompleteHint(answer, view.lang)]), ...graphics]
    ),
    stops: periods.map((period, k): Stop => ({
      x: places[k] ?? 0,
      y: y.px(totals[k] ?? 0),
      by: 'x',
      title: isShare
        ? periodText(answer, period, view.lang)
        : `${periodText(answer, period, view.lang)} · ${formatValue(totals[k], unit, view.lang)}`,
      lines: [...layers].reverse().map(({ key, cell, name, values, from }): StopLine => ({
        name,
        value: formatValue(values[k] ?? null, unit, view.lang),
        span: [y.px((from[k] ?? 0) + (values[k] ?? 0)), y.px(from[k] ?? 0)],
        pick: { period, ...(key === REST_KEY ? {} : { group: cell }) }
      })),
      marks: [],
      pick: { period }
    })),
    switches: [],
    plot
  };
}
