import type { Lang } from '../field/text.ts';
import { definitionTitle } from '../query/definition-title.ts';
import type { Unit } from '../query/result.ts';
import { saidValue } from './annotate.ts';
import type { Scale } from './axes.ts';
import { text } from './drawing.ts';
import type { Box, Graphic, View } from './drawing.ts';
import { textWidth, wrap } from './measure.ts';
import type { Series } from './rows.ts';
import type { Answer, PublishedPoint } from './spec.ts';
import { position } from './time.ts';

const SIZE_PX = 12;
const ROW_PX = 18;

/** A point that stands alone: its value as text and the definition it counts by. */
interface Lone {
  x: number;
  value: number;
  label: string;
  definition: string | null;
  /** The upper end of what the value's precision allows. */
  high: number;
  said: boolean;
}

function lonePoints(
  answer: Answer,
  all: readonly Series[],
  published: readonly PublishedPoint[],
  unit: Unit | undefined,
  lang: Lang
): Lone[] {
  const own = all.flatMap((s) =>
    s.points.flatMap((p): Lone[] => {
      if (p.value === null) return [];
      const value = saidValue({ value: p.value, precision: p.precision, unit }, lang);
      const label = s.name === '' ? value : `${s.name} ${value}`;
      return [
        {
          x: p.x,
          value: p.value,
          label,
          definition: titleOf(answer, p.definition, lang),
          high: p.value,
          said: false
        }
      ];
    })
  );
  const said = published.map((p): Lone => ({
    x: position(p.asOf),
    value: p.value,
    label: saidValue(p, lang),
    definition: p.definition.title[lang],
    high: p.high,
    said: true
  }));
  return [...own, ...said].sort((a, b) => a.x - b.x);
}

function titleOf({ results, published }: Answer, id: string | null, lang: Lang): string | null {
  if (id === null) return null;
  const said = published.find(({ definition }) => definition.id === id)?.definition.title[lang];
  return said ?? definitionTitle(results, id, lang) ?? id;
}

/** The definitions of lone points as lettered lines for under the plot: ⓐ 科技类（2012年两类相加）. */
export function definitionKey(
  answer: Answer,
  all: readonly Series[],
  published: readonly PublishedPoint[],
  view: { lang: Lang; width: number }
): { letter: Map<string, string>; lines: string[] } {
  const titles = new Set(
    lonePoints(answer, all, published, undefined, view.lang).flatMap((p) => p.definition ?? [])
  );
  const letter = new Map([...titles].map((title, i) => [title, String.fromCodePoint(0x24d0 + (i % 26))]));
  const lines = [...letter].flatMap(([title, mark]) =>
    wrap(title, view.width - 22, SIZE_PX).map((part, i) => (i === 0 ? `${mark} ${part}` : `\u3000 ${part}`))
  );
  return { letter, lines };
}

/** The height that the key takes under the axis. */
export function keyHeight(lines: readonly string[]): number {
  return lines.length > 0 ? lines.length * ROW_PX + 8 : 0;
}

/** Each lone point's value beside it where it is free, thinned evenly from ten points on; the key below. */
export function pointLabels(
  answer: Answer,
  all: readonly Series[],
  published: readonly PublishedPoint[],
  view: View,
  scale: { x: Scale; y: Scale; plot: Box },
  unit: Unit | undefined
): Graphic[] {
  const points = lonePoints(answer, all, published, unit, view.lang);
  const key = definitionKey(answer, all, published, view);
  const { x, y, plot } = scale;
  const taken: Box[] = points.map((p) => around(x.px(p.x), y.px(p.value), 12, 12));
  const step = Math.ceil(points.length / 9);
  const size = points.length === 1 ? 20 : SIZE_PX;
  const labels = points.flatMap((point, i) => {
    if ((points.length - 1 - i) % step !== 0) return [];
    const words = [point.definition && key.letter.get(point.definition), point.label]
      .filter(Boolean)
      .join(' ');
    const [px, py, width] = [x.px(point.x), y.px(point.value), textWidth(words, size, true)];
    const places = [
      [px, y.px(point.high) - size],
      [px, py + size + 2],
      [px + width / 2 + 9, py],
      [px - width / 2 - 9, py]
    ].map(([cx = 0, cy = 0]) => ({ cx: Math.min(Math.max(cx, width / 2), view.width - width / 2), cy }));
    const free = places.find(({ cx, cy }) => {
      const box = around(cx, cy, width, size + 2);
      return (
        box.top >= plot.top - 12 &&
        box.bottom < plot.bottom &&
        !taken.some((t) => overlaps(t, box) && !isAt(t, px, py))
      );
    });
    if (!free) return [];
    taken.push(around(free.cx, free.cy, width, size + 2));
    const fill = point.said
      ? view.theme.cinnabar
      : points.length === 1
        ? (view.theme.series[0] ?? '')
        : view.theme.ink;
    return [text(free.cx, free.cy, words, { size, bold: true, fill, align: 'center' })];
  });
  const rows = key.lines.map((row, i) =>
    text(0, plot.bottom + 38 + i * ROW_PX, row, { fill: view.theme.ink })
  );
  return [...labels, ...rows];
}

function around(cx: number, cy: number, width: number, height: number): Box {
  return { left: cx - width / 2, right: cx + width / 2, top: cy - height / 2, bottom: cy + height / 2 };
}

function isAt(box: Box, px: number, py: number): boolean {
  return Math.abs((box.left + box.right) / 2 - px) < 0.01 && Math.abs((box.top + box.bottom) / 2 - py) < 0.01;
}

function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
