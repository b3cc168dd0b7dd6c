import type { Lang } from '../field/text.ts';
import { formatCompact, formatTick } from '../format.ts';
import type { Unit } from '../query/result.ts';
import { line, text } from './drawing.ts';
import type { Box, Graphic, View } from './drawing.ts';
import { textWidth } from './measure.ts';
import { thin } from './scale.ts';
import { lengthOf, position } from './time.ts';

/** A straight scale between values and px of the drawing. */
export interface Scale {
  min: number;
  max: number;
  px(value: number): number;
}

export function scaleOf(min: number, max: number, from: number, to: number): Scale {
  const span = max - min || 1;
  return { min, max, px: (value) => from + ((value - min) / span) * (to - from) };
}

/** The same on a logarithmic axis: equal steps are equal factors. */
export function logScaleOf(min: number, max: number, from: number, to: number): Scale {
  const { px } = scaleOf(Math.log10(min), Math.log10(max), from, to);
  return { min, max, px: (value) => px(Math.log10(Math.max(value, min))) };
}

export function tickLabels(ticks: readonly number[], unit: Unit | undefined, lang: Lang): string[] {
  return ticks.map((tick) => formatCompact(tick, unit, lang));
}

/** The room that the labels of a value axis need at the left. */
export function labelRoom(labels: readonly string[]): number {
  return Math.ceil(Math.max(0, ...labels.map((label) => textWidth(label, 12)))) + 8;
}

/** Hairlines at the ticks, the zero in ink, numbers at the left, no axis line. */
export function valueAxis(view: View, ticks: readonly number[], labels: readonly string[]) {
  const { rule, soft } = view.theme;
  const [first = 0, second = 1] = ticks;
  return {
    type: 'value' as const,
    min: first,
    max: ticks.at(-1) ?? 1,
    interval: second - first,
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: rule } },
    axisLabel: {
      color: soft,
      margin: 8,
      formatter: (value: number) => labels[ticks.findIndex((t) => Math.abs(t - value) < 1e-9)] ?? ''
    }
  };
}

/** The axis of `logScaleOf`; ECharts has no ticks between powers, so the drawing brings its own. */
export function logAxis(min: number, max: number) {
  return { type: 'log' as const, min, max, show: false };
}

/** Hairlines and numbers at the ticks of a logarithmic axis. */
export function logGrid(
  view: View,
  plot: Box,
  y: Scale,
  ticks: readonly number[],
  labels: readonly string[]
): Graphic[] {
  return ticks.flatMap((tick, at) => [
    line(plot.left, y.px(tick), plot.right, y.px(tick), { stroke: view.theme.rule, lineWidth: 1 }),
    text(plot.left - 8, y.px(tick), labels[at] ?? '', { fill: view.theme.soft, align: 'right' })
  ]);
}

/** A time axis in years (see `position`) that carries labels only where a period of the data ends. */
export function timeAxis(view: View, scale: Scale, periods: readonly string[]) {
  const ticks = ticksOf(periods, view.lang, Math.abs(scale.px(scale.max) - scale.px(scale.min)));
  const label = new Map(ticks.map((tick) => [tick.x.toFixed(6), tick.label]));
  return {
    type: 'value' as const,
    min: scale.min,
    max: scale.max,
    axisLine: { show: false, onZero: false },
    axisTick: { show: false },
    splitLine: { show: false },
    axisLabel: {
      color: view.theme.soft,
      margin: 8,
      hideOverlap: false,
      customValues: ticks.map((tick) => tick.x),
      formatter: (value: number) => label.get(value.toFixed(6)) ?? ''
    }
  };
}

/** Years when the data spans more than two of them, otherwise the periods themselves; thinned, the last one kept. */
export function ticksOf(
  periods: readonly string[],
  lang: Lang,
  width: number
): { x: number; label: string }[] {
  const all = [...new Set(periods)].map((p) => ({ x: position(p), label: formatTick(p, lang) }));
  all.sort((a, b) => a.x - b.x);
  const [first, last] = [all[0], all.at(-1)];
  if (!first || !last) return [];
  const years = Array.from({ length: Math.floor(last.x) - Math.ceil(first.x) + 1 }, (_, i) => ({
    x: Math.ceil(first.x) + i,
    label: String(Math.ceil(first.x) + i)
  }));
  const ticks = years.length > 2 ? years : all;
  const perYear = Math.round(1 / lengthOf(periods.at(-1) ?? ''));
  const widest = Math.max(...ticks.map((tick) => textWidth(tick.label, 12)));
  const slots = ((ticks.at(-1)?.x ?? 0) - (ticks[0]?.x ?? 0)) / Math.max(last.x - first.x, 1e-9);
  return apart(
    thin(ticks, width * slots + widest, widest + 16, years.length > 2 ? 1 : perYear),
    width / (last.x - first.x || 1),
    widest + 8
  );
}

/** Leaves out what stands nearer than `gap` px to the label after it; periods need not lie evenly. */
function apart<T extends { x: number }>(ticks: readonly T[], pxPerYear: number, gap: number): T[] {
  const kept: T[] = [];
  for (const tick of [...ticks].reverse()) {
    const next = kept[0];
    if (!next || (next.x - tick.x) * pxPerYear >= gap) kept.unshift(tick);
  }
  return kept;
}

export function gridOf(box: Box) {
  const size = { width: box.right - box.left, height: box.bottom - box.top };
  return { left: box.left, top: box.top, ...size, outerBoundsMode: 'none' as const };
}
