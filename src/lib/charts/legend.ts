import { line, rect, text } from './drawing.ts';
import type { Graphic, Switch, View } from './drawing.ts';
import { textWidth, wrap } from './measure.ts';

const ROW_PX = 20;
const SWATCH_PX = 10;
const LINE_PX = 22;
const LINE_HEIGHT_PX = 15;

export interface LegendItem {
  key: string;
  name: string;
  fill: string;
  /** A short dash instead of a square: the mark of a value drawn as a dash. */
  dash?: boolean;
  /** An outlined square: the other side of a comparison. */
  isHollow?: boolean;
  /** A piece of the item's line instead of a square. */
  lineDash?: readonly number[];
}

/** Squares, or pieces of line, and names from the left, in as many rows as the width asks for; a switched-off one is hollow. */
export function drawLegend(items: readonly LegendItem[], view: View, top: number) {
  const graphics: Graphic[] = [];
  const switches: Switch[] = [];
  let [x, y] = [0, top];
  for (const item of items) {
    const swatchPx = item.lineDash ? LINE_PX : SWATCH_PX;
    const lines = wrap(item.name, view.width - swatchPx - 5, 11.9);
    const width = swatchPx + 5 + Math.max(...lines.map((line) => textWidth(line, 12)));
    if (x > 0 && x + width > view.width) [x, y] = [0, y + ROW_PX];
    const height = ROW_PX + (lines.length - 1) * LINE_HEIGHT_PX;
    const off = view.hidden?.has(item.key) ?? false;
    const middle = y + ROW_PX / 2;
    const half = item.dash ? 1.5 : SWATCH_PX / 2;
    const box = { left: x + 0.5, top: middle - half, right: x + SWATCH_PX + 0.5, bottom: middle + half };
    graphics.push(
      item.lineDash
        ? pieceOf(item, off ? view.theme.rule : item.fill, x, middle)
        : rect(
            box,
            { fill: off || item.isHollow ? 'none' : item.fill, stroke: item.fill, lineWidth: 1 },
            item.dash ? 0 : 2
          )
    );
    graphics.push(
      text(x + swatchPx + 5, middle + ((lines.length - 1) * LINE_HEIGHT_PX) / 2, lines, {
        fill: off ? view.theme.soft : view.theme.ink,
        ...(lines.length > 1 ? { lineHeight: LINE_HEIGHT_PX } : {})
      })
    );
    switches.push({ key: item.key, name: item.name, x, y, width, height });
    // A name of several lines has its row to itself.
    if (lines.length > 1) [x, y] = [0, y + height];
    else x += width + 16;
  }
  return { graphics, switches, height: items.length > 0 ? y + (x > 0 ? ROW_PX : 0) - top : 0 };
}

function pieceOf({ lineDash = [] }: LegendItem, stroke: string, x: number, y: number): Graphic {
  const dashes = lineDash.length > 0 ? { lineDash: [...lineDash] } : {};
  return line(x, y, x + LINE_PX, y, { stroke, lineWidth: 2.5, ...dashes }, 9);
}
