import type { Lang } from '../field/text.ts';
import { formatNumber, formatValue, unitName } from '../format.ts';
import { gridOf, labelRoom, scaleOf, tickLabels, ticksOf, valueAxis } from './axes.ts';
import { emptyDrawing, headerOf, line, optionWith, polygon, polyline, text } from './drawing.ts';
import type { Box, Drawing, Graphic, Stop, View } from './drawing.ts';
import { incompleteHint, periodText } from './incomplete.ts';
import { textWidth, wrap } from './measure.ts';
import { seriesOf, unitOf } from './rows.ts';
import { niceTicks, spread } from './scale.ts';
import type { Answer } from './spec.ts';
import { seriesColour } from './theme.ts';
import { position } from './time.ts';

const MOST_LAYERS = 6;
const LABEL_PX = 15;

/** One layer of the stack, from the bottom: its values in time and where it lies on those below. */
interface Layer {
  name: string;
  fill: string;
  values: number[];
  from: number[];
}

/** The largest groups as layers, most at the bottom; what is beyond six lies on top as one. */
function layersOf(answer: Answer, view: View, periods: readonly string[]): Layer[] {
  const [result] = answer.results;
  const all = (result ? seriesOf(result, view.lang) : []).map(({ name, points }) => {
    const value = new Map(points.map((point) => [point.period, point.value]));
    return { name, values: periods.map((period) => Math.max(0, value.get(period) ?? 0)) };
  });
  all.sort((a, b) => (b.values.at(-1) ?? 0) - (a.values.at(-1) ?? 0));
  const [own, rest] = [all.slice(0, MOST_LAYERS), all.slice(MOST_LAYERS)];
  const shown =
    rest.length > 0 ? [...own, { name: restName(rest.length, view.lang), values: sums(rest, periods) }] : own;
  const below = periods.map(() => 0);
  return shown.map(({ name, values }, at) => {
    const from = [...below];
    values.forEach((value, k) => (below[k] = (below[k] ?? 0) + value));
    return { name, values, from, fill: seriesColour(view.theme, at) };
  });
}

function sums(all: readonly { values: number[] }[], periods: readonly string[]): number[] {
  return periods.map((_, k) => all.reduce((sum, { values }) => sum + (values[k] ?? 0), 0));
}

function restName(count: number, lang: Lang): string {
  return lang === 'zh' ? `其余 ${count} 项` : `${count} others`;
}

/** Every period of a chart over time, in order. */
export function periodsIn(answer: Answer): string[] {
  const at = answer.results[0]?.columns.findIndex(({ type }) => type === 'period') ?? -1;
  const found = new Set(answer.results[0]?.rows.map((row) => String(row[at])));
  return [...found].sort((a, b) => position(a) - position(b));
}

/** Amounts as layers on each other, named at their end with the last value; the whole is written on top. */
export function drawArea(answer: Answer, view: View): Drawing {
  const periods = periodsIn(answer);
  const layers = layersOf(answer, view, periods);
  const totals = periods.map((_, k) => layers.reduce((sum, { values }) => sum + (values[k] ?? 0), 0));
  if (periods.length < 2 || Math.max(...totals) <= 0) return emptyDrawing(view, answer.synthetic);
  const unit = unitOf(answer.results[0]);
  const ticks = niceTicks(0, Math.max(...totals), 5, unit === '家');
  const labels = tickLabels(ticks, unit, view.lang);
  const names = layers.map(({ name, values }) => `${name} ${formatNumber(values.at(-1), unit, view.lang)}`);
  const widest = Math.max(...names.map((name) => textWidth(name, 12)));
  const room = Math.min(widest + 10, view.width * 0.38);
  const wrapped = names.map((name) => wrap(name, room - 10, 12));
  const plot: Box = { left: labelRoom(labels), top: 40, right: view.width - room, bottom: view.height - 26 };
  const x = scaleOf(position(periods[0] ?? ''), position(periods.at(-1) ?? ''), plot.left, plot.right);
  const y = scaleOf(0, ticks.at(-1) ?? 1, plot.bottom, plot.top);
  const places = periods.map((period) => x.px(position(period)));
  const graphics: Graphic[] = [];
  for (const { values, from, fill } of layers) {
    const upper = values.map((value, k) => [places[k] ?? 0, y.px((from[k] ?? 0) + value)] as const);
    const lower = from.map((value, k) => [places[k] ?? 0, y.px(value)] as const);
    graphics.push(polygon([...upper, ...lower.reverse()], { fill, opacity: 0.85 }, 3));
    graphics.push(polyline(upper, { stroke: view.theme.paper, lineWidth: 1.5, fill: 'none' }, 4));
  }
  const wanted = layers.map(({ values, from }, at) => ({
    at: y.px((from.at(-1) ?? 0) + (values.at(-1) ?? 0) / 2),
    size: LABEL_PX * (wrapped[at]?.length ?? 1)
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
  const shown = unit && unit !== '%' ? unitName(unit, view.lang) : '';
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
      title: `${periodText(answer, period, view.lang)} · ${formatValue(totals[k], unit, view.lang)}`,
      lines: [...layers]
        .reverse()
        .map(({ name, values }) => ({ name, value: formatValue(values[k], unit, view.lang) })),
      marks: []
    })),
    switches: [],
    plot
  };
}
