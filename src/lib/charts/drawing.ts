import type { Lang } from '../field/text.ts';
import type { Cell } from '../query/result.ts';
import type { Option } from './echarts.ts';
import { textWidth, wrap } from './measure.ts';
import type { ReportMark } from './spec.ts';
import type { Theme } from './theme.ts';
import { word } from './words.ts';

/** Single quotes: ECharts puts it into an attribute as it is. */
export const FONT =
  "system-ui,-apple-system,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC','Noto Sans SC',sans-serif";

/** How a chart is to be drawn; `hidden` are the keys of series switched off. */
export interface View {
  lang: Lang;
  width: number;
  height: number;
  theme: Theme;
  hidden?: ReadonlySet<string>;
}

/** What a mark stands for: a period, a group's value (null: unknown), a side of a comparison, a stretch of a number. */
export interface Picked {
  period?: string;
  group?: Cell;
  side?: number;
  range?: [low: number, high: number];
}

/** What is said of one series at a stop; `y` is where its mark lies, `span` from where to where. */
export interface StopLine {
  name: string;
  value: string;
  cinnabar?: boolean;
  pick?: Picked;
  y?: number;
  span?: [top: number, bottom: number];
}

/** A place where pointer and keyboard stop: px in the drawing, and what is said there. */
export interface Stop {
  x: number;
  y: number;
  /** Found by its column (time), by its row (bars), or only by being within `reach` px. */
  by: 'x' | 'y' | 'point';
  reach?: number;
  /** What is outlined there instead of a ring at `x`, `y`. */
  box?: Box;
  title: string;
  lines: StopLine[];
  marks: ReportMark[];
  /** What the stop as a whole stands for, where it stands for something that can be asked for. */
  pick?: Picked;
}

/** A switch for a series: the box of its words in the drawing. */
export interface Switch {
  key: string;
  name: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** What a chart's function gives back: the option, and where its points and switches lie. */
export interface Drawing {
  option: Option;
  stops: Stop[];
  switches: Switch[];
  /** Where the pointer's hairline stands, of charts over time. */
  plot?: Box;
}

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export type Graphic = Record<string, unknown> & { type: string };

interface TextStyle {
  size?: number;
  fill: string;
  bold?: boolean;
  align?: 'left' | 'center' | 'right';
  baseline?: 'top' | 'middle' | 'bottom';
  lineHeight?: number;
}

/** A text at px `x`, `y`; lines are given already broken. */
export function text(x: number, y: number, lines: string | readonly string[], style: TextStyle): Graphic {
  const { size = 12, fill, bold = false, align = 'left', baseline = 'middle' } = style;
  return {
    type: 'text',
    x: round(x),
    y: round(y),
    z: 10,
    silent: true,
    style: {
      text: typeof lines === 'string' ? lines : lines.join('\n'),
      fill,
      font: `${bold ? '600 ' : ''}${size}px ${FONT}`,
      align,
      verticalAlign: baseline,
      lineHeight: style.lineHeight ?? Math.round(size * 1.3)
    }
  };
}

export function rect(box: Box, style: Record<string, unknown>, radius = 0, z = 9): Graphic {
  const shape = {
    x: round(box.left),
    y: round(box.top),
    width: round(box.right - box.left),
    height: round(box.bottom - box.top)
  };
  return { type: 'rect', z, silent: true, shape: { ...shape, r: radius }, style };
}

export function line(
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  style: Record<string, unknown>,
  z = 1
): Graphic {
  return {
    type: 'line',
    z,
    silent: true,
    shape: { x1: round(x1), y1: round(y1), x2: round(x2), y2: round(y2) },
    style
  };
}

export function polygon(
  points: readonly (readonly [number, number])[],
  style: Record<string, unknown>,
  z = 1
): Graphic {
  const shape = { points: points.map(([x, y]) => [round(x), round(y)]) };
  return { type: 'polygon', z, silent: true, shape, style };
}

export function polyline(
  points: readonly (readonly [number, number])[],
  style: Record<string, unknown>,
  z = 1
): Graphic {
  return { ...polygon(points, style, z), type: 'polyline' };
}

/** The row above a plot: unit and hints at its left, as many as fit, 模拟数据 at its right. */
export function headerOf(
  view: View,
  unit: string,
  synthetic: boolean,
  hints: readonly string[] = []
): Graphic[] {
  const parts: Graphic[] = [];
  const room = view.width - (synthetic ? textWidth(word('synthetic', view.lang), 11) + 18 : 0);
  const said = [unit === '' ? '' : word('unit', view.lang) + unit, ...hints].filter((part) => part !== '');
  while (said.length > 1 && textWidth(said.join(' · '), 12) > room) said.pop();
  if (said.length > 0) parts.push(text(0, 9, said.join(' · '), { fill: view.theme.soft }));
  if (synthetic) {
    const name = word('synthetic', view.lang);
    const width = textWidth(name, 11) + 10;
    const box = { left: view.width - width - 0.5, top: 0.5, right: view.width - 0.5, bottom: 17.5 };
    parts.push(rect(box, { fill: 'none', stroke: view.theme.caution, lineWidth: 1 }, 3));
    parts.push(
      text(view.width - width / 2, 9, name, { size: 11, fill: view.theme.caution, align: 'center' })
    );
  }
  return parts;
}

/** A drawing that only says that there is nothing to draw, or why it cannot be. */
export function emptyDrawing(view: View, synthetic: boolean, why: 'empty' | 'onePeriod' = 'empty'): Drawing {
  const words = text(view.width / 2, view.height / 2, wrap(word(why, view.lang), view.width - 20, 13), {
    size: 13,
    fill: view.theme.soft,
    align: 'center'
  });
  const base = line(0, view.height - 24.5, view.width, view.height - 24.5, { stroke: view.theme.ink });
  return { option: optionWith({}, [...headerOf(view, '', synthetic), words, base]), stops: [], switches: [] };
}

/** The parts every option has in common: no animation, our font, our graphics. */
export function optionWith(option: Option, graphics: Graphic[]): Option {
  return {
    animation: false,
    textStyle: { fontFamily: FONT },
    ...option,
    graphic: graphics as Option['graphic']
  };
}

function round(px: number): number {
  return Math.round(px * 100) / 100;
}
