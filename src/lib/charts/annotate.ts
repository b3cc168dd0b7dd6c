import type { Precision } from '../field/precision.ts';
import type { Lang } from '../field/text.ts';
import type { Unit } from '../query/result.ts';
import { formatDate, formatNumber, formatValue } from '../format.ts';
import { line, rect, text } from './drawing.ts';
import type { Box, Graphic, Stop, View } from './drawing.ts';
import type { Series } from './echarts.ts';
import type { Scale } from './axes.ts';
import type { DrawnBreak } from './breaks.ts';
import { textWidth } from './measure.ts';
import type { PublishedPoint, ReportMark } from './spec.ts';
import { position } from './time.ts';
import { circled, word } from './words.ts';

const SEAL_PX = 17;

/** Report marks whose seals would touch, as one seal: the hairlines keep their own dates. */
export interface Seal {
  x: number;
  lines: number[];
  marks: ReportMark[];
}

/** Seals in px from left to right; marks of one date share one, neighbours nearer than a seal's width too. */
export function sealsOf(marks: readonly ReportMark[], px: (date: string) => number): Seal[] {
  const seals: Seal[] = [];
  for (const mark of [...marks].sort((a, b) => a.asOf.localeCompare(b.asOf))) {
    const x = px(mark.asOf);
    const last = seals.at(-1);
    if (last && x - (last.lines.at(-1) ?? 0) < SEAL_PX + 6) {
      if (!last.lines.includes(x)) last.lines.push(x);
      last.marks.push(mark);
      last.x = last.lines.reduce((sum, at) => sum + at, 0) / last.lines.length;
    } else seals.push({ x, lines: [x], marks: [mark] });
  }
  return seals;
}

/** Hairlines from the seals at `top` down to the plot's floor; a count stands beside 报 where reports share a seal. */
export function drawSeals(view: View, seals: readonly Seal[], top: number, bottom: number): Graphic[] {
  const { cinnabar, paper } = view.theme;
  return seals.flatMap((seal) => {
    const words = word('seal', view.lang) + (seal.marks.length > 1 ? String(seal.marks.length) : '');
    const width = Math.max(SEAL_PX, textWidth(words, 11, true) + 6);
    const x = Math.min(Math.max(seal.x, width / 2), view.width - width / 2);
    const box = { left: x - width / 2, top, right: x + width / 2, bottom: top + SEAL_PX };
    return [
      ...seal.lines.map((at) => line(at, top + SEAL_PX, at, bottom, { stroke: cinnabar, lineWidth: 1 })),
      rect(box, { fill: cinnabar }, 3),
      text(x, top + SEAL_PX / 2, words, { size: 11, bold: true, fill: paper, align: 'center' })
    ];
  });
}

/** Dotted rules with their numbers; a number steps down where the rule before stands too near. */
export function breakRules(breaks: readonly DrawnBreak[], view: View, x: Scale, plot: Box): Graphic[] {
  const { soft } = view.theme;
  let [last, step] = [-Infinity, 0];
  return breaks.flatMap((b) => {
    const at = x.px(b.x);
    step = at - last < 20 ? step + 1 : 0;
    last = at;
    return [
      line(at, plot.top - 2, at, plot.bottom, { stroke: soft, lineWidth: 1, lineDash: [2, 3] }),
      text(at + 9, plot.bottom - 10 - step * 16, circled(b.number), { size: 13, fill: soft, align: 'center' })
    ];
  });
}

/** Hollow points at the published values, a bar over what an imprecise one allows; never a line between them. */
export function publishedSeries(view: View, points: readonly PublishedPoint[]): Series[] {
  if (points.length === 0) return [];
  const { cinnabar, paper } = view.theme;
  const ranges = points.filter((p) => p.high > p.low);
  const bars: Series[] = ranges.map((p) => ({
    type: 'line',
    name: 'range',
    silent: true,
    z: 3,
    symbol: 'none',
    lineStyle: { color: cinnabar, width: 7, opacity: 0.4, cap: 'butt' },
    data: [p.low, p.high].map((value) => [position(p.asOf), value])
  }));
  const hollow: Series = {
    type: 'scatter',
    name: 'published',
    silent: true,
    z: 6,
    symbol: 'circle',
    symbolSize: 9,
    clip: false,
    itemStyle: { color: paper, borderColor: cinnabar, borderWidth: 2, opacity: 1 },
    data: points.map((p) => [position(p.asOf), p.value])
  };
  return [...bars, hollow];
}

const PRECISE: Record<Precision, { zh: [string, string]; en: [string, string] }> = {
  exact: { zh: ['', ''], en: ['', ''] },
  rounded: { zh: ['', ''], en: ['', ''] },
  about: { zh: ['约', ''], en: ['about ', ''] },
  nearly: { zh: ['近', ''], en: ['nearly ', ''] },
  over: { zh: ['', '余'], en: ['over ', ''] }
};

/** A value with its precision in words: 近4,000, 4,000余, 超93.6%, over 40,000; `long` with its unit. */
export function saidValue(
  said: { value: number; precision: Precision; unit: Unit | undefined },
  lang: Lang,
  long = false
): string {
  const isRateOver = said.unit === 'ratio' && said.precision === 'over' && lang === 'zh';
  const [before, after] = isRateOver ? ['超', ''] : PRECISE[said.precision][lang];
  const number = formatNumber(said.value, said.unit, lang);
  const text = long ? formatValue(said.value, said.unit, lang) : number;
  return before + text.replace(number, number + after);
}

/** The stops of published figures and seals, for pointer and keyboard. */
export function annotationStops(
  view: View,
  points: readonly PublishedPoint[],
  seals: readonly Seal[],
  scale: { x: Scale; y: Scale; plot: Box }
): Stop[] {
  const figures = points.map((p): Stop => ({
    x: scale.x.px(position(p.asOf)),
    y: scale.y.px(p.value),
    by: 'point',
    title: `${word('published', view.lang)} · ${formatDate(p.asOf, view.lang)}`,
    lines: [
      { name: p.definition.title[view.lang], value: saidValue(p, view.lang, true), cinnabar: true },
      { name: p.source.title, value: '' }
    ],
    marks: []
  }));
  const reports = seals.map((seal): Stop => ({
    x: seal.x,
    y: scale.plot.top - 10,
    by: 'point',
    title: '',
    lines: [],
    marks: seal.marks
  }));
  return [...figures, ...reports];
}
