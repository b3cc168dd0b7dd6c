import { formatNumber, formatSigned } from '../format.ts';
import { gridOf, scaleOf } from './axes.ts';
import { emptyDrawing, headerOf, line, optionWith, text } from './drawing.ts';
import type { Box, Drawing, Graphic, Stop, View } from './drawing.ts';
import { textWidth, wrap } from './measure.ts';
import { isOrdered, orderOf } from './order.ts';
import { breakdownOf, seriesOf, unitOf } from './rows.ts';
import type { Point } from './rows.ts';
import { unitName } from '../format.ts';
import type { Answer } from './spec.ts';
import { ownLevelLabel, REGION_COLUMNS } from './labels.ts';
import { word } from './words.ts';

const SIZE_PX = 13;
const LINE_PX = 17;
const TOP_PX = 24;

/** One bar: its name, value and share as they are written. */
export interface Bar {
  key: string;
  name: string;
  value: number | null;
  label: string;
  share: string;
}

/**
 * The bars from most to least, those of an ordered breakdown in its order, unknown and unregistered values last;
 * the last period when there are several. A part of a whole is as long as its count.
 */
export function barsOf(answer: Answer, view: Pick<View, 'lang'>): Bar[] {
  const [result] = answer.results;
  if (!result) return [];
  const unit = unitOf(result);
  const all = seriesOf(result, view.lang).flatMap((s) => {
    const point = s.points.at(-1);
    return point ? [{ s, point }] : [];
  });
  const values = all.map(({ point }) => point.value ?? 0);
  const total = values.some((value) => value < 0) ? 0 : values.reduce((sum, value) => sum + value, 0);
  const parts = all.reduce((sum, { point }) => sum + (point.numerator ?? 0), 0);
  const by = breakdownOf(result)?.name ?? '';
  const byRegion = result.columns.some((c) => REGION_COLUMNS.has(c.name));
  const wordsOf = (point: Point) => {
    if (isPart(result.indicator, point)) {
      const isChange = result.indicator === 'contribution';
      const isWhole = !isChange || Math.abs(parts - (point.denominator ?? NaN)) < 1e-6;
      const format = isChange ? formatSigned : formatNumber;
      return {
        value: point.numerator,
        label: format(point.numerator, '家', view.lang),
        share: isWhole && point.value !== null ? formatNumber(point.value, 'ratio', view.lang) : ''
      };
    }
    const part = unit === '家' && total > 0 && point.value !== null ? point.value / total : null;
    return {
      value: point.value,
      label: (result.indicator === 'net' ? formatSigned : formatNumber)(point.value, unit, view.lang),
      share: part === null ? '' : formatNumber(part, 'ratio', view.lang)
    };
  };
  const bars = all.map(({ s, point }) => ({
    key: s.key,
    name:
      byRegion &&
      isOwnLevel(
        s.key,
        all.map((a) => a.s.key)
      )
        ? ownLevelLabel(s.cell, view.lang)
        : s.name,
    ...wordsOf(point)
  }));
  return bars.sort(
    (a, b) =>
      Number(a.key === 'null') - Number(b.key === 'null') ||
      (isOrdered(by)
        ? orderOf(by, a.key) - orderOf(by, b.key)
        : (b.value ?? -Infinity) - (a.value ?? -Infinity))
  );
}

/** 440000 beside its cities, or 440100 beside its districts, stands for what the office itself registers. */
function isOwnLevel(code: string, codes: readonly string[]): boolean {
  const prefix = code.replace(/(0000|00)$/, '');
  return prefix !== code && codes.some((other) => other !== code && other.startsWith(prefix));
}

/** A part of the whole is written as its count, of a change with its sign; its share follows. */
function isPart(indicator: string | null, point: Point): boolean {
  return (indicator === 'structure' || indicator === 'contribution') && point.numerator !== null;
}

interface Layout {
  bars: Bar[];
  names: string[][];
  above: boolean;
  rowPx: number;
  left: number;
  right: number;
}

/** Names stand left of the bars where a third of the width holds them, otherwise above, wrapped, never cut. */
function layOut(answer: Answer, view: Pick<View, 'lang' | 'width'>): Layout {
  const bars = barsOf(answer, view);
  const most = view.width * (view.width < 500 ? 0.34 : 0.4);
  const widest = Math.max(0, ...bars.map((b) => textWidth(b.name, SIZE_PX, b.key === answer.region.code)));
  const above = widest > most;
  const names = bars.map((b) => (above ? wrap(b.name, view.width, SIZE_PX) : [b.name]));
  const lines = Math.max(1, ...names.map((n) => n.length));
  const ends = bars.map(
    (b) => textWidth(b.label, SIZE_PX, true) + (b.share ? textWidth(b.share, 12) + 8 : 0)
  );
  const rowPx = above ? lines * LINE_PX + 24 : bars.length > 12 ? 24 : 30;
  return {
    bars,
    names,
    above,
    rowPx,
    left: above ? 0 : Math.ceil(widest) + 10,
    right: Math.ceil(Math.max(0, ...ends)) + 10
  };
}

/** The height that the bars of an answer need at a width. */
export function barHeight(answer: Answer, view: Pick<View, 'lang' | 'width'>): number {
  const { bars, rowPx } = layOut(answer, view);
  return bars.length === 0 ? 160 : TOP_PX + bars.length * rowPx + 6;
}

/** Ranked bars from zero, their value and share at the end. */
export function drawBars(answer: Answer, view: View): Drawing {
  const { bars, names, above, rowPx, left, right } = layOut(answer, view);
  if (bars.length === 0) return emptyDrawing(view, answer.synthetic);
  const values = bars.map((b) => b.value ?? 0);
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const plot: Box = { left, top: TOP_PX, right: view.width - right, bottom: TOP_PX + bars.length * rowPx };
  const x = scaleOf(low, high || (low < 0 ? 0 : 1), plot.left, plot.right);
  const barPx = above ? 14 : Math.min(16, rowPx - 9);
  const roomPx = above ? rowPx - barPx - 7 : 0;
  const middle = (i: number) => plot.top + (i + 0.5) * rowPx + roomPx / 2;
  const colour = view.theme.series[0] ?? view.theme.ink;

  const labels = bars.flatMap((bar, i): Graphic[] => {
    // A bar that runs back from zero leaves the other side free for its numbers.
    const end = x.px(Math.max(0, bar.value ?? 0)) + 7;
    const width = textWidth(bar.label, SIZE_PX, true);
    const nameY = above ? middle(i) - barPx / 2 - 3 - ((names[i]?.length ?? 1) * LINE_PX) / 2 : middle(i);
    const share = bar.share ? [text(end + width + 7, middle(i), bar.share, { fill: view.theme.soft })] : [];
    return [
      text(0, nameY, names[i] ?? bar.name, {
        size: SIZE_PX,
        bold: bar.key === answer.region.code,
        fill: bar.key === 'null' ? view.theme.soft : view.theme.ink,
        lineHeight: LINE_PX
      }),
      text(end, middle(i), bar.label, {
        size: SIZE_PX,
        bold: true,
        fill: view.theme.ink
      }),
      ...share
    ];
  });
  const zero = x.px(0);
  const ends = above
    ? bars.map((_, i) => [middle(i) - barPx / 2 - 2, middle(i) + barPx / 2 + 2])
    : [[plot.top - 2, plot.bottom + 2]];
  const base = ends.map(([from = 0, to = 0]) =>
    line(zero, from, zero, to, { stroke: view.theme.ink, lineWidth: 1 }, 5)
  );
  const unit = unitOf(answer.results[0]);
  const isCount = ['structure', 'contribution'].includes(answer.results[0]?.indicator ?? '');
  const shown = isCount
    ? unitName('家', view.lang)
    : unit === 'ratio'
      ? ''
      : unit
        ? unitName(unit, view.lang)
        : '';
  const option = optionWith(
    {
      grid: gridOf(plot),
      xAxis: { type: 'value', min: x.min, max: x.max, show: false },
      yAxis: { type: 'category', inverse: true, show: false, data: bars.map((b) => b.name) },
      series: [
        // An empty series above each bar holds the place of its name.
        ...(roomPx > 0 ? [{ type: 'bar' as const, barWidth: roomPx, barGap: '0%', data: [] }] : []),
        {
          type: 'bar',
          barGap: '0%',
          silent: true,
          barWidth: barPx,
          data: bars.map((b) => ({
            value: b.value ?? 0,
            itemStyle: {
              color: b.key === 'null' ? view.theme.soft : colour,
              borderRadius: (b.value ?? 0) < 0 ? [3, 0, 0, 3] : [0, 3, 3, 0]
            }
          }))
        }
      ]
    },
    [...headerOf(view, shown, answer.synthetic), ...labels, ...base]
  );
  const stops = bars.map((bar, i): Stop => ({
    x: x.px(bar.value ?? 0),
    y: middle(i),
    by: 'y',
    box: barBox(x.px(0), x.px(bar.value ?? 0), middle(i), barPx),
    title: bar.name,
    lines: [
      { name: '', value: bar.label },
      ...(bar.share ? [{ name: word('share', view.lang), value: bar.share }] : [])
    ],
    marks: []
  }));
  return { option, stops, switches: [] };
}

function barBox(from: number, to: number, middle: number, barPx: number): Box {
  const [left, right] = [Math.min(from, to), Math.max(from, to)];
  return { left: left - 2, right: right + 2, top: middle - barPx / 2 - 2, bottom: middle + barPx / 2 + 2 };
}
