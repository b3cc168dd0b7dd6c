import { headerOf, emptyDrawing, line, optionWith, text } from './drawing.ts';
import type { Drawing, Graphic, View } from './drawing.ts';
import { textWidth, wrap } from './measure.ts';
import type { Answer } from './spec.ts';
import { tableOf } from './table.ts';

const SIZE_PX = 12;
const LINE_PX = 16;
const PAD_PX = 9;
const GAP_PX = 14;
const TOP_PX = 24;
/** More rows than this are in the page's table and its files, not in the picture. */
const MOST_ROWS = 60;

function layOut(answer: Answer, view: Pick<View, 'lang' | 'width'>) {
  const { columns, rows } = tableOf(answer, view.lang);
  const shown = rows.slice(0, MOST_ROWS);
  const cells = [columns.map(({ title }) => title), ...shown];
  const wanted = columns.map(
    (_, at) => Math.max(...cells.map((row) => textWidth(row[at] ?? '', SIZE_PX, true))) + 1
  );
  const room = view.width - GAP_PX * Math.max(0, columns.length - 1);
  const widths = shareOut(wanted, room);
  const rowsOf = cells.map((row) => widths.map((width, at) => wrap(row[at] ?? '', width, SIZE_PX * 1.08)));
  const heights = rowsOf.map((row) => Math.max(1, ...row.map((lines) => lines.length)) * LINE_PX + PAD_PX);
  const left = rows.length - shown.length;
  return {
    columns,
    rows: rowsOf,
    widths,
    heights,
    left,
    height: TOP_PX + heights.reduce((a, b) => a + b, 0) + (left > 0 ? 22 : 6)
  };
}

/** Columns as wide as they want where all fit; else the wide ones share what the narrow ones leave. */
function shareOut(wanted: readonly number[], room: number): number[] {
  let [open, left] = [wanted.length, room];
  const widths = new Map<number, number>();
  for (const [at, width] of [...wanted.entries()].sort(([, a], [, b]) => a - b)) {
    const fair = left / open;
    widths.set(at, Math.min(width, fair));
    left -= Math.min(width, fair);
    open -= 1;
  }
  const spare = Math.max(0, left) / Math.max(1, wanted.length);
  return wanted.map((_, at) => (widths.get(at) ?? 0) + spare);
}

export function tableHeight(answer: Answer, view: Pick<View, 'lang' | 'width'>): number {
  const { rows, height } = layOut(answer, view);
  return rows.length < 2 ? 160 : height;
}

/** The chart's numbers as a table of a yearbook: hairlines, numbers to the right, long names wrapped. */
export function drawTable(answer: Answer, view: View): Drawing {
  const { columns, rows, widths, heights, left } = layOut(answer, view);
  if (rows.length < 2) return emptyDrawing(view, answer.synthetic);
  const graphics: Graphic[] = [];
  let top = TOP_PX;
  for (const [at, row] of rows.entries()) {
    const height = heights[at] ?? 0;
    let x = 0;
    for (const [column, lines] of row.entries()) {
      const width = widths[column] ?? 0;
      const isNumber = columns[column]?.numeric === true;
      graphics.push(
        text(isNumber ? x + width : x, top + height / 2, lines, {
          size: SIZE_PX,
          bold: at === 0,
          fill: at === 0 ? view.theme.soft : view.theme.ink,
          align: isNumber ? 'right' : 'left',
          lineHeight: LINE_PX
        })
      );
      x += width + GAP_PX;
    }
    top += height;
    graphics.push(
      line(0, top, view.width, top, { stroke: at === 0 ? view.theme.ink : view.theme.rule, lineWidth: 1 })
    );
  }
  if (left > 0) {
    const words = view.lang === 'zh' ? `还有 ${left} 行，见表格` : `${left} more rows in the table`;
    graphics.push(text(0, top + 12, words, { fill: view.theme.soft }));
  }
  return {
    option: optionWith({}, [...headerOf(view, '', answer.synthetic), ...graphics]),
    stops: [],
    switches: []
  };
}
