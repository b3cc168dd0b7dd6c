import { formatNumber, unitName } from '../format.ts';
import { scaleOf } from './axes.ts';
import { emptyDrawing, headerOf, line, optionWith, rect, text } from './drawing.ts';
import type { Drawing, Graphic, Stop, View } from './drawing.ts';
import { drawLegend } from './legend.ts';
import { textWidth, wrap } from './measure.ts';
import type { Cell } from '../query/result.ts';
import { foldedSeries, partsOf, REST_KEY } from './parts.ts';
import { resultName, unitOf } from './rows.ts';
import type { Answer } from './spec.ts';
import { seriesColour, VARIABLES } from './theme.ts';

const NAME_PX = 13;
const LINE_PX = 17;
const BAR_PX = 22;
const ROW_PX = BAR_PX + 12;
const TOP_PX = 24;

interface Part {
  key: string;
  cell: Cell;
  name: string;
  value: number;
}

interface Row {
  name: string;
  parts: Part[];
  total: number;
}

/** A row a place, its groups in the order and colours of the first. */
function rowsOf(answer: Answer, lang: View['lang']): { rows: Row[]; keys: Map<string, string> } {
  const keys = new Map<string, string>();
  const rows = answer.results.map((result, at): Row => {
    const parts = foldedSeries(result, lang).map(({ key, cell, name, points }): Part => ({
      key,
      cell,
      name,
      value: Math.max(0, points.at(-1)?.value ?? 0)
    }));
    for (const { key, name } of parts) if (!keys.has(key)) keys.set(key, name);
    return {
      name: resultName(answer, at, lang) || answer.region.title[lang],
      parts,
      total: parts.reduce((sum, { value }) => sum + value, 0)
    };
  });
  return { rows, keys };
}

function layOut(answer: Answer, view: Pick<View, 'lang' | 'width'>) {
  const { rows, keys } = rowsOf(answer, view.lang);
  const most = view.width * 0.3;
  const widest = Math.max(0, ...rows.map(({ name }) => textWidth(name, NAME_PX)));
  const above = widest > most;
  const items = [...keys].map(([key, name], at) => ({ key, name, fill: String(at) }));
  const legendPx = drawLegend(items, { ...view, height: 0, theme: VARIABLES }, 0).height + 6;
  const names = rows.map(({ name }) => (above ? wrap(name, view.width, NAME_PX) : [name]));
  const rowPx = ROW_PX + (above ? Math.max(1, ...names.map((lines) => lines.length)) * LINE_PX + 2 : 0);
  return {
    rows,
    keys,
    above,
    names,
    left: above ? 0 : Math.ceil(widest) + 10,
    top: TOP_PX + legendPx,
    rowPx
  };
}

/** A value on its part: on paper, so that it can be read on every colour in light and dark. */
function chipOf(words: string, x: number, y: number, { theme }: View): Graphic[] {
  const half = textWidth(words, 11) / 2 + 2;
  return [
    rect({ left: x - half, top: y - 8, right: x + half, bottom: y + 8 }, { fill: theme.paper }, 3, 8),
    text(x, y, words, { size: 11, fill: theme.ink, align: 'center' })
  ];
}

export function stackedBarHeight(answer: Answer, view: Pick<View, 'lang' | 'width'>): number {
  const { rows, top, rowPx } = layOut(partsOf(answer), view);
  return rows.some(({ total }) => total > 0) ? top + rows.length * rowPx + 6 : 160;
}

/** A bar a place, made of its groups from zero or as parts of 100 %; a part is written on where it has room. */
export function drawStackedBars(asked: Answer, view: View): Drawing {
  const answer = partsOf(asked);
  const isShare = answer !== asked;
  const { rows, keys, above, names, left, top, rowPx } = layOut(answer, view);
  if (!rows.some(({ total }) => total > 0)) return emptyDrawing(view, answer.synthetic);
  const unit = unitOf(answer.results[0]);
  const said = (value: number) => formatNumber(value, unit, view.lang);
  const room = isShare
    ? 4
    : Math.ceil(Math.max(...rows.map(({ total }) => textWidth(said(total), NAME_PX, true)))) + 10;
  const x = scaleOf(0, isShare ? 1 : Math.max(...rows.map(({ total }) => total)), left, view.width - room);
  const colour = new Map(
    [...keys.keys()].map((key, at) => [key, key === 'null' ? view.theme.soft : seriesColour(view.theme, at)])
  );
  const graphics: Graphic[] = [];
  const stops: Stop[] = [];
  for (const [at, { name, parts, total }] of rows.entries()) {
    const bottom = top + (at + 1) * rowPx - 8;
    const middle = bottom - BAR_PX / 2;
    const lines = names[at] ?? [name];
    const nameY = above ? bottom - BAR_PX - 3 - (lines.length * LINE_PX) / 2 : middle;
    graphics.push(
      text(0, nameY, lines, { size: NAME_PX, bold: at === 0, fill: view.theme.ink, lineHeight: LINE_PX })
    );
    let from = 0;
    for (const part of parts) {
      const box = { left: x.px(from), top: bottom - BAR_PX, right: x.px(from + part.value), bottom };
      from += part.value;
      if (part.value <= 0) continue;
      const fill = colour.get(part.key) ?? view.theme.soft;
      graphics.push(rect({ ...box, right: Math.max(box.left, box.right - 1) }, { fill }, 0, 5));
      const words = said(part.value);
      if (textWidth(words, 11, true) + 6 < box.right - box.left)
        graphics.push(...chipOf(words, (box.left + box.right) / 2, middle, view));
      stops.push({
        x: (box.left + box.right) / 2,
        y: middle,
        by: 'point',
        reach: Math.max(12, (box.right - box.left) / 2),
        box,
        title: `${name} · ${part.name}`,
        lines: [{ name: '', value: words }],
        marks: [],
        ...(part.key === REST_KEY ? {} : { pick: { group: part.cell } })
      });
    }
    if (!isShare)
      graphics.push(
        text(x.px(total) + 7, middle, said(total), { size: NAME_PX, bold: true, fill: view.theme.ink })
      );
  }
  const zero = line(
    left,
    top,
    left,
    top + rows.length * rowPx - 4,
    { stroke: view.theme.ink, lineWidth: 1 },
    6
  );
  const items = [...keys].map(([key, name]) => ({ key, name, fill: colour.get(key) ?? '' }));
  const legend = drawLegend(items, view, TOP_PX - 2);
  const shown = unit && unit !== 'ratio' && unit !== '%' ? unitName(unit, view.lang) : '';
  const hint = isShare ? (view.lang === 'zh' ? '各条合计为 100%' : 'Each bar is 100%') : '';
  return {
    option: optionWith({}, [
      ...headerOf(view, shown, answer.synthetic, [hint]),
      ...legend.graphics,
      ...graphics,
      ...(above ? [] : [zero])
    ]),
    stops,
    switches: []
  };
}
