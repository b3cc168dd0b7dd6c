import { formatNumber, formatTick, formatValue, unitName } from '../format.ts';
import { emptyDrawing, headerOf, optionWith, rect, text } from './drawing.ts';
import type { Box, Drawing, Graphic, Stop, View } from './drawing.ts';
import { incompleteHint, periodText } from './incomplete.ts';
import { textWidth, wrap } from './measure.ts';
import { panelsOf, periodsOf } from './panels.ts';
import type { Panel } from './panels.ts';
import { unitOf } from './rows.ts';
import { thin } from './scale.ts';
import type { Answer } from './spec.ts';
import { DARK_SHADES_FROM, shadeOf, SHADES } from './tile-grid.ts';
import { lengthOf } from './time.ts';

const TOP_PX = 26;
const LINE_PX = 15;
const FOOT_PX = 22;
const NAME_PX = 12;
const CELL_PX = 11;
const GAP_PX = 1;

interface Row extends Panel {
  lines: string[];
  top: number;
  height: number;
}

function layOut(answer: Answer, view: Pick<View, 'lang' | 'width'>) {
  const panels = panelsOf(answer, view.lang);
  const periods = periodsOf(panels);
  const widest = Math.max(0, ...panels.map(({ name }) => textWidth(name, NAME_PX)));
  const nameRoom = Math.min(Math.ceil(widest) + 8, Math.round(view.width * 0.34));
  let top = TOP_PX;
  const rows = panels.map((panel): Row => {
    const lines = wrap(panel.name, nameRoom - 8, NAME_PX);
    const height = Math.max(24, lines.length * LINE_PX + 6);
    const row = { ...panel, lines, top, height };
    top += height;
    return row;
  });
  const cell = (view.width - nameRoom) / Math.max(1, periods.length);
  return { rows, periods, nameRoom, cell, bottom: top };
}

export function heatHeight(answer: Answer, view: Pick<View, 'lang' | 'width'>): number {
  const { rows, bottom } = layOut(answer, view);
  return rows.length === 0 ? 160 : bottom + FOOT_PX;
}

/** A row a group, a cell a period, shaded by value; written where there is room, dashed where there is none. */
export function drawHeat(answer: Answer, view: View): Drawing {
  const { rows, periods, nameRoom, cell, bottom } = layOut(answer, view);
  const values = rows.flatMap(({ points }) => points.flatMap(({ value }) => value ?? []));
  if (values.length === 0) return emptyDrawing(view, answer.synthetic);
  const unit = unitOf(answer.results[0]);
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const written = (value: number) => formatNumber(value, unit, view.lang);
  const isWritten = Math.max(...values.map((value) => textWidth(written(value), CELL_PX))) <= cell - 4;
  const graphics: Graphic[] = [];
  const stops: Stop[] = [];
  for (const row of rows) {
    const middle = row.top + row.height / 2;
    const fill = row.key === 'null' ? view.theme.soft : view.theme.ink;
    graphics.push(text(0, middle, row.lines, { size: NAME_PX, fill, lineHeight: LINE_PX }));
    for (const [at, period] of periods.entries()) {
      const value = row.points.find((point) => point.period === period)?.value ?? null;
      const left = nameRoom + at * cell;
      const box = { left, top: row.top, right: left + cell - GAP_PX, bottom: row.top + row.height - GAP_PX };
      graphics.push(
        ...cellOf(value, box, low, high, isWritten && value !== null ? written(value) : null, view)
      );
      stops.push({
        x: left + cell / 2,
        y: middle,
        by: 'point',
        reach: Math.max(cell, row.height),
        box,
        title: `${row.name} · ${periodText(answer, period, view.lang)}`,
        lines: [{ name: '', value: formatValue(value, unit, view.lang) }],
        marks: [],
        pick: { ...row.pick, period }
      });
    }
  }
  const ticks = periods.map((period) => formatTick(period, view.lang));
  const room = Math.max(...ticks.map((tick) => textWidth(tick, CELL_PX))) + 6;
  const perYear = Math.round(1 / lengthOf(periods.at(-1) ?? ''));
  const labels = thin([...periods.keys()], view.width - nameRoom, Math.max(room, cell), perYear).map((at) =>
    text(Math.min(nameRoom + (at + 0.5) * cell, view.width - room / 2), bottom + 10, ticks[at] ?? '', {
      size: CELL_PX,
      fill: view.theme.soft,
      align: 'center'
    })
  );
  const shown = unit && unit !== 'ratio' && unit !== '%' ? unitName(unit, view.lang) : '';
  const range =
    view.lang === 'zh'
      ? `由浅到深：${written(low)}—${written(high)}`
      : `Pale to dark: ${written(low)} to ${written(high)}`;
  const head = headerOf(view, shown, answer.synthetic, [range, incompleteHint(answer, view.lang)]);
  return { option: optionWith({}, [...head, ...graphics, ...labels]), stops, switches: [] };
}

function cellOf(
  value: number | null,
  box: Box,
  low: number,
  high: number,
  words: string | null,
  { theme }: View
): Graphic[] {
  if (value === null) {
    const inner = {
      left: box.left + 0.5,
      top: box.top + 0.5,
      right: box.right - 0.5,
      bottom: box.bottom - 0.5
    };
    return [rect(inner, { fill: 'none', stroke: theme.rule, lineWidth: 1, lineDash: [3, 3] }, 2)];
  }
  const shade = shadeOf(value, low, high);
  const filled = rect(box, { fill: theme.series[0], opacity: SHADES[shade] }, 2);
  if (words === null) return [filled];
  return [
    filled,
    text((box.left + box.right) / 2, (box.top + box.bottom) / 2, words, {
      size: CELL_PX,
      fill: shade < DARK_SHADES_FROM ? theme.ink : theme.paper,
      align: 'center'
    })
  ];
}
