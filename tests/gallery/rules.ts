import { FONT } from '../../src/lib/charts/drawing.ts';
import { textWidth } from '../../src/lib/charts/measure.ts';
import type { Option } from '../../src/lib/charts/echarts.ts';

export interface Written {
  text: string;
  size: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

interface TextGraphic {
  type: string;
  x: number;
  y: number;
  style: { text: string; font: string; align: string; lineHeight: number; fill: string };
}

/** The texts that a chart places itself, with the room each takes. */
export function writtenOf(option: Option): Written[] {
  const graphics = (option.graphic ?? []) as unknown as TextGraphic[];
  return graphics
    .filter((g) => g.type === 'text')
    .map(({ x, y, style }) => {
      const size = Number(/([\d.]+)px/.exec(style.font)?.[1]);
      const bold = style.font.startsWith('600');
      const lines = style.text.split('\n');
      const width = Math.max(...lines.map((line) => textWidth(line, size, bold)));
      const left = style.align === 'center' ? x - width / 2 : style.align === 'right' ? x - width : x;
      const height = (lines.length - 1) * style.lineHeight + size;
      return {
        text: style.text,
        size,
        left,
        right: left + width,
        top: y - height / 2,
        bottom: y + height / 2
      };
    });
}

export function clippedIn(texts: readonly Written[], width: number, height: number): string[] {
  const slack = 1;
  return texts
    .filter((t) => t.left < -slack || t.right > width + slack || t.top < -slack || t.bottom > height + slack)
    .map((t) => t.text);
}

/** Pairs of texts that lie over each other by more than a hair. */
export function overlapsIn(texts: readonly Written[]): string[] {
  const hair = 1.5;
  return texts.flatMap((a, i) =>
    texts.slice(i + 1).flatMap((b) => {
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      return across > hair && down > hair ? [`${a.text} | ${b.text}`] : [];
    })
  );
}

/** An option as text for a snapshot: one line per axis, series or graphic, functions only named as such. */
export function linesOf(option: Option): string {
  const line = (part: unknown) =>
    JSON.stringify(part, (_, value: unknown) => (typeof value === 'function' ? '(function)' : value));
  return Object.entries(option)
    .flatMap(([key, value]) => (Array.isArray(value) ? value : [value]).map((part) => `${key} ${line(part)}`))
    .join('\n')
    .replaceAll(line(FONT).slice(1, -1), 'FONT');
}
