import { formatAxis, formatNumber, formatTick, formatValue, unitName } from '../format.ts';
import { scaleOf } from './axes.ts';
import { segmentsOf } from './breaks.ts';
import { emptyDrawing, headerOf, line, optionWith, polyline, rect, text } from './drawing.ts';
import type { Box, Drawing, Graphic, Stop, View } from './drawing.ts';
import { incompleteHint, periodText } from './incomplete.ts';
import { syllablesOf } from './labels.ts';
import { textWidth, wrap } from './measure.ts';
import { panelsOf, periodsOf } from './panels.ts';
import type { Panel } from './panels.ts';
import { unitOf } from './rows.ts';
import type { Point } from './rows.ts';
import { niceTicks } from './scale.ts';
import type { Answer } from './spec.ts';
import { position } from './time.ts';
import { indexHint } from './value-range.ts';

const TOP_PX = 30;
const PLOT_PX = 46;
const LINE_PX = 15;
const NAME_PX = 12;
const SMALL_PX = 11;
const GAP_PX = 14;
const MOST_LINES = 3;
/** Under each panel: the room to the next one, or for the years below the last. */
const FOOT_PX = 20;

interface Layout {
  panels: Panel[];
  columns: number;
  width: number;
  names: string[][];
  titlePx: number;
  panelPx: number;
  height: number;
}

function layOut(answer: Answer, view: Pick<View, 'lang' | 'width'>): Layout {
  const panels = panelsOf(answer, view.lang);
  const unit = unitOf(answer.results[0]);
  const values = panels.map(({ last }) => textWidth(formatNumber(last, unit, view.lang), 13, true));
  const most = Math.max(1, Math.min(panels.length, view.width >= 500 ? 5 : 3));
  // Long names ask for wider panels rather than for many lines.
  const tried = Array.from({ length: most }, (_, k) =>
    namesIn(panels, most - k, Math.max(0, ...values), view)
  );
  const { columns, width, names } =
    tried.find((one) => one.names.every((lines) => lines.length <= MOST_LINES)) ?? (tried.at(-1) as Named);
  const titlePx = Math.max(1, ...names.map(({ length }) => length)) * LINE_PX + 2;
  const panelPx = titlePx + PLOT_PX + FOOT_PX;
  return {
    ...{ panels, columns, width, names, titlePx, panelPx },
    height: TOP_PX + Math.ceil(panels.length / columns) * panelPx
  };
}

interface Named {
  columns: number;
  width: number;
  names: string[][];
}

/** The panels' names in so many columns, beside their values, which are `valuePx` wide at most. */
function namesIn(
  panels: readonly Panel[],
  columns: number,
  valuePx: number,
  view: Pick<View, 'width'>
): Named {
  const width = (view.width - GAP_PX * (columns - 1)) / columns;
  const room = Math.max(24, width - valuePx - 6);
  const isOneWord = (name: string) => /^[A-Za-z]+$/.test(name);
  const names = panels.map(({ name }) =>
    isOneWord(name) && textWidth(name, NAME_PX, true) > room
      ? syllablesOf(name)
      : wrap(name, room, NAME_PX * 1.1)
  );
  return { columns, width, names };
}

export function smallMultiplesHeight(answer: Answer, view: Pick<View, 'lang' | 'width'>): number {
  const { panels, height } = layOut(answer, view);
  return panels.length === 0 ? 160 : height;
}

/** A panel a place, all on one scale, most first; a dashed frame where there is no value at all. */
export function drawSmallMultiples(answer: Answer, view: View): Drawing {
  const layout = layOut(answer, view);
  const { panels, columns, width, panelPx, titlePx } = layout;
  const values = panels.flatMap(({ points }) => points.flatMap(({ value }) => value ?? []));
  if (values.length === 0) return emptyDrawing(view, answer.synthetic);
  const unit = unitOf(answer.results[0]);
  const ticks = niceTicks(Math.min(...values), Math.max(...values), 2, unit === '家');
  const periods = periodsOf(panels);
  const graphics: Graphic[] = [];
  const stops: Stop[] = [];
  for (const [at, panel] of panels.entries()) {
    const left = (at % columns) * (width + GAP_PX);
    const top = TOP_PX + Math.floor(at / columns) * panelPx + titlePx;
    const box = { left, top, right: left + width, bottom: top + PLOT_PX };
    const isLowest = at + columns >= panels.length;
    graphics.push(
      ...titleOf(panel, layout, at, box, answer, view),
      ...gridOf(box, ticks, view),
      ...courseOf(panel, box, ticks, periods, answer, view),
      ...(isLowest ? yearsOf(box, periods, view) : [])
    );
    stops.push(stopOf(panel, box, titlePx, answer, view));
  }
  const shown = unit && unit !== 'ratio' && unit !== '%' && !answer.index ? unitName(unit, view.lang) : '';
  const hints = [
    indexHint(answer, view.lang),
    rangeHint(ticks, unit, view),
    incompleteHint(answer, view.lang)
  ];
  return {
    option: optionWith({}, [...headerOf(view, shown, answer.synthetic, hints), ...graphics]),
    stops,
    switches: []
  };
}

function titleOf(
  { key, last }: Panel,
  { names, titlePx }: Layout,
  at: number,
  { left, right, top }: Box,
  answer: Answer,
  view: View
): Graphic[] {
  const value = formatNumber(last, unitOf(answer.results[0]), view.lang);
  const lines = names[at] ?? [];
  const first = top - titlePx + LINE_PX / 2;
  return [
    text(left, first + ((lines.length - 1) * LINE_PX) / 2, lines, {
      size: NAME_PX,
      bold: key === answer.region.code,
      fill: key === 'null' ? view.theme.soft : view.theme.ink,
      lineHeight: LINE_PX
    }),
    text(right, first, value, { size: 13, bold: last !== null, fill: view.theme.ink, align: 'right' })
  ];
}

/** Zero in ink, the other ticks as hairlines; the drawing's head has their numbers. */
function gridOf(box: Box, ticks: readonly number[], view: View): Graphic[] {
  const y = yOf(box, ticks);
  const { ink, rule } = view.theme;
  return ticks.map((tick) => {
    const style = { stroke: tick === 0 ? ink : rule, lineWidth: 1 };
    return line(box.left, y.px(tick), box.right, y.px(tick), style, 2);
  });
}

/** The one range of all panels: 各格纵轴同为0—1,000. */
function rangeHint(ticks: readonly number[], unit: ReturnType<typeof unitOf>, { lang }: View): string {
  const [from, to] = [ticks[0] ?? 0, ticks.at(-1) ?? 1].map((tick) => formatAxis(tick, unit, lang));
  return lang === 'zh' ? `各格纵轴同为${from}—${to}` : `Every panel from ${from} to ${to}`;
}

function courseOf(
  { points, last }: Panel,
  box: Box,
  ticks: readonly number[],
  periods: readonly string[],
  answer: Answer,
  view: View
): Graphic[] {
  const y = yOf(box, ticks);
  const ends = [position(periods[0] ?? ''), position(periods.at(-1) ?? '')] as const;
  const pad = ends[0] === ends[1] ? 1 : 0;
  const x = scaleOf(ends[0] - pad, ends[1] + pad, box.left, box.right - 3);
  const [stroke = view.theme.ink] = view.theme.series;
  const segments = segmentsOf(points, []);
  if (segments.length === 0)
    return [rect(box, { fill: 'none', stroke: view.theme.soft, lineWidth: 1, lineDash: [3, 3] }, 3)];
  const at = (point: Point) => [x.px(point.x), y.px(point.value ?? 0)] as const;
  const isCut = answer.results[0]?.isLastIncomplete === true;
  const drawn = segments.flatMap((segment) => {
    const isLast = segment === segments.at(-1) && isCut && segment.at(-1) === points.at(-1);
    const whole = isLast ? segment.slice(0, -1) : segment;
    const style = { stroke, lineWidth: 2, fill: 'none' };
    return [
      ...(whole.length > 1 ? [polyline(whole.map(at), style, 4)] : []),
      ...(isLast && segment.length > 1
        ? [polyline(segment.slice(-2).map(at), { ...style, lineDash: [2, 3] }, 4)]
        : [])
    ];
  });
  const end = segments.at(-1)?.at(-1);
  const dot = (point: Point) => {
    const [cx, cy] = at(point);
    const box = { left: cx - 2.5, top: cy - 2.5, right: cx + 2.5, bottom: cy + 2.5 };
    return rect(box, { fill: last === null ? view.theme.paper : stroke, stroke, lineWidth: 1 }, 2.5, 5);
  };
  return [...drawn, ...(end ? [dot(end)] : [])];
}

function yearsOf(box: Box, periods: readonly string[], view: View): Graphic[] {
  const ends = [...new Set([periods[0] ?? '', periods.at(-1) ?? ''])];
  return ends.map((period, at) =>
    text(at > 0 ? box.right : box.left, box.bottom + 9, formatTick(period, view.lang), {
      size: SMALL_PX,
      fill: view.theme.soft,
      align: at > 0 ? 'right' : 'left'
    })
  );
}

function stopOf({ name, points, pick }: Panel, box: Box, titlePx: number, answer: Answer, view: View): Stop {
  const unit = unitOf(answer.results[0]);
  const known = points.filter(({ value }) => value !== null);
  const ends = [...new Set([known[0], points.at(-1)])].filter((point) => point !== undefined);
  return {
    x: (box.left + box.right) / 2,
    y: (box.top + box.bottom) / 2,
    by: 'point',
    reach: box.right - box.left,
    box: { left: box.left - 3, top: box.top - titlePx - 2, right: box.right + 3, bottom: box.bottom + 2 },
    title: name,
    pick,
    lines: ends.map((point) => ({
      name: periodText(answer, point.period ?? '', view.lang),
      value: formatValue(point.value, unit, view.lang)
    })),
    marks: []
  };
}

function yOf(box: Box, ticks: readonly number[]) {
  return scaleOf(ticks[0] ?? 0, ticks.at(-1) ?? 1, box.bottom, box.top);
}
