import { findDivision } from '../field/division.ts';
import { formatNumber, formatValue, MISSING, unitName } from '../format.ts';
import { emptyDrawing, headerOf, optionWith, rect, text } from './drawing.ts';
import type { Drawing, Graphic, Stop, View } from './drawing.ts';
import { labelOf, ownLevelLabel, syllablesOf } from './labels.ts';
import { textWidth, wrap } from './measure.ts';
import { resultName, seriesOf, unitOf } from './rows.ts';
import type { Series } from './rows.ts';
import type { Answer } from './spec.ts';
import { tilesFor } from './tiles.ts';
import type { Place } from './tiles.ts';

const TOP_PX = 26;
const GAP_PX = 3;
const NOTE_PX = 18;
/** Room for the other side of a comparison, under the value. */
const OTHER_PX = 14;
const NAME_PX = 12;
/** Below this a name is broken between its syllables and written on two lines. */
const LEAST_NAME_PX = 11;

/**
 * Opacities of series 1 over the paper, from least to most. Up to the gap in the middle ink is readable on a
 * tile, above it paper is, in light and in dark: theme.test.ts holds both.
 */
export const SHADES = [0.07, 0.15, 0.24, 0.34, 0.45, 0.8, 0.9, 1] as const;
export const DARK_SHADES_FROM = 5;

interface Tile {
  code: string;
  place: Place;
  name: string;
  value: number | null;
  /** The value on the other side of a comparison; undefined without one. */
  other: number | null | undefined;
}

/** Tiles with their last value; what has no tile of its own (省本级, 市本级, unknown) comes in `outside`. */
export function tilesOf(answer: Answer, view: Pick<View, 'lang'>) {
  const [result, second] = answer.results;
  const all = result ? seriesOf(result, view.lang) : [];
  const layout = tilesFor(all.map((s) => s.key));
  if (!layout) return null;
  const lastOf = (s: Series) => [s.key, s.points.at(-1)?.value ?? null] as const;
  const value = new Map(all.map(lastOf));
  const others = answer.comparison && second ? new Map(seriesOf(second, view.lang).map(lastOf)) : undefined;
  const tiles = [...layout].map(([code, place]): Tile => ({
    code,
    place,
    name: findDivision(code)?.short[view.lang] ?? labelOf('region', code, view.lang),
    value: value.get(code) ?? null,
    other: others && (others.get(code) ?? null)
  }));
  const outside = all
    .filter((s) => !layout.has(s.key))
    .map((s) => ({ name: ownLevelLabel(s.cell, view.lang), value: s.points.at(-1)?.value ?? null }));
  return { tiles, outside };
}

function layOut(answer: Answer, view: Pick<View, 'lang' | 'width'>) {
  const found = tilesOf(answer, view);
  if (!found) return null;
  const columns = Math.max(...found.tiles.map((t) => t.place[0])) + 1;
  const rows = Math.max(...found.tiles.map((t) => t.place[1])) + 1;
  const width = Math.min(78, (view.width - GAP_PX * (columns - 1)) / columns);
  const size = Math.min(NAME_PX, ...found.tiles.map((t) => (width - 2) / textWidth(t.name, 1)));
  const isBroken = size < LEAST_NAME_PX;
  const nameOf = (tile: Tile) => (isBroken ? syllablesOf(tile.name) : [tile.name]);
  const height =
    Math.min(54, Math.max(44, width * 0.7)) + (isBroken ? 8 : 0) + (answer.comparison ? OTHER_PX : 0);
  const unit = unitOf(answer.results[0]);
  const listed = found.outside.map(
    (o) => `${o.name}${view.lang === 'zh' ? '' : ' '}${formatNumber(o.value, unit, view.lang)}`
  );
  const sentence = view.lang === 'zh' ? `另有：${listed.join('、')}` : `Also: ${listed.join('; ')}`;
  const note = listed.length > 0 ? wrap(sentence, view.width, 12) : [];
  const bottom = TOP_PX + rows * (height + GAP_PX);
  const namePx = isBroken ? LEAST_NAME_PX : Math.floor(size * 10) / 10;
  return { ...found, width, height, note, unit, bottom, nameOf, namePx, isBroken };
}

export function tileGridHeight(answer: Answer, view: Pick<View, 'lang' | 'width'>): number {
  const layout = layOut(answer, view);
  return layout
    ? Math.ceil(layout.bottom + (layout.note.length > 0 ? 10 + layout.note.length * NOTE_PX : 0))
    : 160;
}

/** One tile per place with its name and value, shaded by value; a dashed one has none. */
export function drawTileGrid(answer: Answer, view: View): Drawing {
  const layout = layOut(answer, view);
  if (!layout) return emptyDrawing(view, answer.synthetic);
  const { tiles, width, height, unit, nameOf, namePx, isBroken } = layout;
  const values = tiles.flatMap((t) => t.value ?? []);
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const graphics: Graphic[] = [];
  const stops: Stop[] = [];
  for (const tile of tiles) {
    const left = tile.place[0] * (width + GAP_PX);
    const top = TOP_PX + tile.place[1] * (height + GAP_PX);
    const [cx, cy] = [left + width / 2, top + (height - (tile.other === undefined ? 0 : OTHER_PX)) / 2];
    const shade = tile.value === null ? null : shadeOf(tile.value, low, high);
    const fill = shade === null || shade < DARK_SHADES_FROM ? view.theme.ink : view.theme.paper;
    const box = { left, top, right: left + width, bottom: top + height };
    graphics.push(
      shade === null
        ? rect(inset(box, 0.5), { fill: 'none', stroke: view.theme.soft, lineWidth: 1, lineDash: [3, 3] }, 3)
        : rect(box, { fill: view.theme.series[0], opacity: SHADES[shade] }, 3),
      text(cx, cy - (isBroken ? 10 : 9), nameOf(tile), {
        size: namePx,
        fill,
        align: 'center',
        ...(isBroken ? { lineHeight: 13 } : {})
      }),
      text(cx, cy + (isBroken ? 14 : 9), formatNumber(tile.value, unit, view.lang), {
        size: 13,
        bold: tile.value !== null,
        fill,
        align: 'center'
      })
    );
    if (tile.other !== undefined) {
      const words = formatNumber(tile.other, unit, view.lang);
      graphics.push(text(cx, top + height - 11, words, { size: LEAST_NAME_PX, fill, align: 'center' }));
    }
    if (tile.code === answer.region.code)
      graphics.push(rect(inset(box, -1), { fill: 'none', stroke: view.theme.ink, lineWidth: 2 }, 4));
    const said = tile.value === null ? MISSING : formatValue(tile.value, unit, view.lang);
    stops.push({
      x: cx,
      y: cy,
      by: 'point',
      reach: width,
      box,
      pick: { group: tile.code },
      title: tile.name,
      lines: [
        { name: answer.comparison ? resultName(answer, 0, view.lang) : '', value: said },
        ...(tile.other === undefined
          ? []
          : [{ name: resultName(answer, 1, view.lang), value: formatNumber(tile.other, unit, view.lang) }])
      ],
      marks: []
    });
  }
  const note = layout.note.map((words, i) =>
    text(0, layout.bottom + 8 + (i + 0.5) * NOTE_PX, words, { fill: view.theme.soft })
  );
  const shown = unit && unit !== 'ratio' && unit !== '%' ? unitName(unit, view.lang) : '';
  const under = answer.comparison?.[1]?.title[view.lang] ?? '';
  const hint = under && (view.lang === 'zh' ? `小字：${under}` : `Small: ${under.toLowerCase()}`);
  return {
    option: optionWith({}, [...headerOf(view, shown, answer.synthetic, [hint]), ...graphics, ...note]),
    stops,
    switches: []
  };
}

/** The step of the shading; square roots keep one large city from making all others pale. */
export function shadeOf(value: number, low: number, high: number): number {
  const part = high > low ? (value - low) / (high - low) : 0;
  return Math.min(SHADES.length - 1, Math.floor(Math.sqrt(Math.max(0, part)) * SHADES.length));
}

function inset(box: { left: number; top: number; right: number; bottom: number }, by: number) {
  return { left: box.left + by, top: box.top + by, right: box.right - by, bottom: box.bottom - by };
}
