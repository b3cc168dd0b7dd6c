import { formatNumber } from '../format.ts';
import type { Unit } from '../query/result.ts';
import { saidValue } from './annotate.ts';
import type { Scale } from './axes.ts';
import { text } from './drawing.ts';
import type { Box, Graphic, Switch, View } from './drawing.ts';
import { drawEnds, END_NAME_PX as NAME_PX, END_ROOM_PX, endsHeight } from './end-labels.ts';
import type { EndLabel } from './end-labels.ts';
import type { Ranked } from './line-series.ts';
import { textWidth, wrap } from './measure.ts';
import { lastKnown } from './rows.ts';
import type { Series } from './rows.ts';
import { spread } from './scale.ts';
import type { PublishedPoint } from './spec.ts';
import { seriesColour } from './theme.ts';
import { position } from './time.ts';

/** A single line's last value is written large, a long one a little less so. */
function largeSize(value: string): number {
  return value.length > 6 ? 17 : 20;
}

const REST = 'the rest';
/** Header and axis, which labels at the ends leave free. */
const AROUND_PX = 90;

/** The labels at the lines' ends, by series key, and the room at the right that they need. */
export interface Ends {
  room: number;
  lines: Map<string, string[]>;
}

/** Room for labels at the lines' ends, or null when they would take over a third of the width or the height. */
export function layOutEnds(
  all: readonly Ranked[],
  published: readonly PublishedPoint[],
  unit: Unit | undefined,
  view: View
): Ends | null {
  const said = lastSaid(all, published);
  const saidWidth = said ? textWidth(saidValue(said, view.lang), NAME_PX) : 0;
  const [only] = all;
  if (all.length === 1 && only) {
    const value = formatNumber(lastKnown(only.points)?.value, unit, view.lang);
    const room = Math.max(textWidth(value, largeSize(value), true), saidWidth) + 12;
    return { room: Math.ceil(room), lines: new Map([[only.key, [value]]]) };
  }
  const lines = endLines(all, unit, view);
  if (endsHeight([...lines.values()]) > view.height - AROUND_PX) return null;
  const widths = [...lines.values()].flat().map((l) => textWidth(l, NAME_PX));
  return { room: Math.ceil(Math.max(...widths, saidWidth)) + END_ROOM_PX, lines };
}

/** The height in px at which the labels of several lines fit at their ends. */
export function heightForEnds(
  all: readonly Ranked[],
  unit: Unit | undefined,
  view: Pick<View, 'lang' | 'width'>
): number {
  return all.length > 1 ? endsHeight([...endLines(all, unit, view).values()]) + AROUND_PX : 0;
}

/** Name and last value of each line, wrapped; those without a colour of their own together. */
function endLines(
  all: readonly Ranked[],
  unit: Unit | undefined,
  view: Pick<View, 'lang' | 'width'>
): Map<string, string[]> {
  const most = Math.min(view.width * 0.36, 170) - END_ROOM_PX;
  const labelled = all.filter((s) => s.colour < 6);
  const lines = new Map(
    labelled.map((s) => {
      const value = formatNumber(lastKnown(s.points)?.value, unit, view.lang);
      return [s.key, wrap(`${s.name} ${value}`, most, NAME_PX)];
    })
  );
  const rest = all.length - labelled.length;
  if (rest > 0) lines.set(REST, wrap(view.lang === 'zh' ? `其余${rest}项` : `${rest} others`, most, NAME_PX));
  return lines;
}

/** The published figure at the line's very end, which is written beside it. */
function lastSaid(all: readonly Series[], published: readonly PublishedPoint[]): PublishedPoint | undefined {
  const end = Math.max(...all.flatMap((s) => lastKnown(s.points)?.x ?? []));
  return published.find((p) => Math.abs(position(p.asOf) - end) < 0.02 && all.length === 1);
}

/** Labels at the ends of all lines, which are their switches; a single line's last value is written large. */
export function endLabels(
  all: readonly Ranked[],
  published: readonly PublishedPoint[],
  ends: Ends,
  view: View,
  scale: { x: Scale; y: Scale; plot: Box },
  unit: Unit | undefined
): { graphics: Graphic[]; switches: Switch[] } {
  const { y, plot } = scale;
  if (ends.lines.size === 1 && all.length === 1)
    return { graphics: largeLabel(all, published, view, scale, unit), switches: [] };
  const labelled = all.flatMap((s): EndLabel[] => {
    const last = lastKnown(s.points);
    const lines = ends.lines.get(s.key);
    if (!lines || last?.value == null) return [];
    const fill = seriesColour(view.theme, s.colour);
    return [{ key: s.key, fill, lines, y: y.px(last.value), lineDash: s.dash }];
  });
  const rest = all.filter((s) => s.colour > 5).flatMap((s) => lastKnown(s.points)?.value ?? []);
  const lines = ends.lines.get(REST);
  if (lines && rest.length > 0)
    labelled.push({
      key: null,
      fill: view.theme.soft,
      lines,
      y: y.px(rest.reduce((sum, v) => sum + v, 0) / rest.length)
    });
  return drawEnds(labelled, plot, view);
}

function largeLabel(
  shown: readonly Ranked[],
  published: readonly PublishedPoint[],
  view: View,
  scale: { x: Scale; y: Scale; plot: Box },
  unit: Unit | undefined
): Graphic[] {
  const { x, y, plot } = scale;
  const [only] = shown;
  const last = lastKnown(only?.points ?? []);
  if (!only || !last || last.value === null) return [];
  const value = formatNumber(last.value, unit, view.lang);
  const at = { x: x.px(last.x), y: y.px(last.value) };
  const large = { size: largeSize(value), bold: true, fill: seriesColour(view.theme, only.colour) };
  if (at.x < plot.right - 4)
    return [text(at.x, at.y - 18, value, { ...large, align: at.x < plot.left + 40 ? 'left' : 'right' })];
  const said = lastSaid(shown, published);
  const wanted = [{ at: at.y, size: 24 }, ...(said ? [{ at: at.y + 18, size: 16 }] : [])];
  const [large_y = at.y, said_y = at.y] = spread(wanted, plot.top - 12, plot.bottom);
  const right = plot.right + 10;
  return [
    text(right, large_y, value, large),
    ...(said
      ? [text(right, said_y, saidValue(said, view.lang), { size: NAME_PX, fill: view.theme.cinnabar })]
      : [])
  ];
}
