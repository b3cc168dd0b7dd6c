import { line, text } from './drawing.ts';
import type { Box, Graphic, Switch, View } from './drawing.ts';
import { textWidth } from './measure.ts';
import { spread } from './scale.ts';

export const END_NAME_PX = 12;
export const END_LINE_PX = 16;
const SWATCH_PX = 12;
/** From the plot's edge to the words: a gap, the swatch, a gap. */
export const END_ROOM_PX = SWATCH_PX + 16;

/** A name with its last value beside the end of a line; a switched-off one is soft. `key` null: no switch. */
export interface EndLabel {
  key: string | null;
  lines: string[];
  fill: string;
  y: number;
  lineDash?: readonly number[];
}

/** The height in px that labels of so many lines take together. */
export function endsHeight(labels: readonly (readonly string[])[]): number {
  return labels.reduce((sum, lines) => sum + lines.length * END_LINE_PX + 4, 0);
}

/** Labels right of the plot, moved apart, each with a piece of its line; they are the switches of their lines. */
export function drawEnds(
  labels: readonly EndLabel[],
  plot: Box,
  view: View
): { graphics: Graphic[]; switches: Switch[] } {
  const sizes = labels.map((l) => ({ at: l.y, size: endsHeight([l.lines]) }));
  const centres = spread(sizes, plot.top - 10, plot.bottom + 10);
  const drawn = labels.map(({ key, fill, lines, lineDash }, i) => {
    const middle = centres[i] ?? 0;
    const first = middle - ((lines.length - 1) * END_LINE_PX) / 2;
    const isOff = key !== null && (view.hidden?.has(key) ?? false);
    const [left, words] = [plot.right + 9, plot.right + 9 + SWATCH_PX + 4];
    const stroke = isOff ? view.theme.rule : fill;
    const style = { stroke, lineWidth: 2.5, ...(lineDash?.length ? { lineDash: [...lineDash] } : {}) };
    const graphics = [
      line(left, first, left + SWATCH_PX, first, style, 9),
      text(words, middle, lines, {
        size: END_NAME_PX,
        fill: isOff ? view.theme.soft : view.theme.ink,
        lineHeight: END_LINE_PX
      })
    ];
    const width = Math.max(0, ...lines.map((l) => textWidth(l, END_NAME_PX)));
    const height = lines.length * END_LINE_PX;
    const box = { x: left, y: middle - height / 2, width: words + width - left, height };
    return { graphics, switches: key === null ? [] : [{ key, name: lines.join(' '), ...box }] };
  });
  return {
    graphics: drawn.flatMap((d) => d.graphics),
    switches: drawn.flatMap((d) => d.switches)
  };
}
