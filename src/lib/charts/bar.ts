import { unitName } from '../format.ts';
import { gridOf, scaleOf } from './axes.ts';
import type { Scale } from './axes.ts';
import { barsOf, isShareOfWhole } from './bars.ts';
import type { Bar, Measured } from './bars.ts';
import { emptyDrawing, headerOf, line, optionWith, text } from './drawing.ts';
import type { Box, Drawing, Graphic, Stop, View } from './drawing.ts';
import { drawLegend } from './legend.ts';
import { textWidth, wrap } from './measure.ts';
import { resultName, unitOf } from './rows.ts';
import type { Answer } from './spec.ts';
import { seriesColour, VARIABLES } from './theme.ts';
import { word } from './words.ts';

const SIZE_PX = 13;
const LINE_PX = 17;
const TOP_PX = 24;
const LEGEND_PX = 24;
const NAME_ROOM_PX = 7;

interface Layout {
  bars: Bar[];
  names: string[][];
  above: boolean;
  /** px of a bar, of the row that holds it (and the hollow one below it), and of a name above it. */
  barPx: number;
  rowPx: number;
  namePx: number;
  top: number;
  left: number;
  right: number;
}

/** Names stand left of the bars where a third of the width holds them, otherwise above, wrapped, never cut. */
function layOut(answer: Answer, view: Pick<View, 'lang' | 'width'>): Layout {
  const bars = barsOf(answer, view);
  const sides = 1 + (bars[0]?.others?.length ?? 0);
  const most = view.width * (view.width < 500 ? 0.34 : 0.4);
  const widest = Math.max(0, ...bars.map((b) => textWidth(b.name, SIZE_PX, b.key === answer.region.code)));
  const above = widest > most;
  const names = bars.map((b) => (above ? wrap(b.name, view.width, SIZE_PX) : [b.name]));
  const lines = Math.max(1, ...names.map((n) => n.length));
  const ends = bars.flatMap((bar) =>
    sidesOf(bar).map((m) => textWidth(m.label, SIZE_PX, true) + (m.share ? textWidth(m.share, 12) + 8 : 0))
  );
  const onePx = above ? lines * LINE_PX + 24 : bars.length > 12 ? 24 : 30;
  const barPx = above ? 14 : Math.min(16, onePx - 9);
  const rowPx = onePx + (sides - 1) * (barPx + 1);
  return {
    bars,
    names,
    above,
    barPx,
    rowPx,
    namePx: above ? rowPx - sides * barPx - NAME_ROOM_PX : 0,
    top: TOP_PX + (sides > 1 ? legendPx(answer, view, sides) : 0),
    left: above ? 0 : Math.ceil(widest) + 10,
    right: Math.ceil(Math.max(0, ...ends)) + 10
  };
}

/** The height of the key to the sides: as many rows as the width asks for. */
function legendPx(answer: Answer, view: Pick<View, 'lang' | 'width'>, sides: number): number {
  const items = Array.from({ length: sides }, (_, at) => ({
    key: '',
    name: resultName(answer, at, view.lang),
    fill: ''
  }));
  return drawLegend(items, { ...view, height: 0, theme: VARIABLES }, 0).height + LEGEND_PX - 20;
}

function sidesOf(bar: Bar): Measured[] {
  return [bar, ...(bar.others ?? [])];
}

/** The height that the bars of an answer need at a width. */
export function barHeight(answer: Answer, view: Pick<View, 'lang' | 'width'>): number {
  const { bars, rowPx, top } = layOut(answer, view);
  return bars.length === 0 ? 160 : top + bars.length * rowPx + 6;
}

/** Ranked bars from zero, their value and share at the end; of a comparison the other sides below each, a single one hollow. */
export function drawBars(answer: Answer, view: View): Drawing {
  const layout = layOut(answer, view);
  const { bars, rowPx, barPx, namePx, top } = layout;
  if (bars.length === 0) return emptyDrawing(view, answer.synthetic);
  const values = bars.flatMap((bar) => sidesOf(bar).map(({ value }) => value ?? 0));
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const bottom = top + bars.length * rowPx;
  const plot: Box = { left: layout.left, top, right: view.width - layout.right, bottom };
  const x = scaleOf(low, high || (low < 0 ? 0 : 1), plot.left, plot.right);
  const sides = 1 + (bars[0]?.others?.length ?? 0);
  /** The middle of a row's bars, and of one of them. */
  const middle = (i: number) => top + (i + 0.5) * rowPx + namePx / 2;
  const centre = (i: number, side: number) => middle(i) + (side - (sides - 1) / 2) * barPx;
  const colour = view.theme.series[0] ?? view.theme.ink;
  const unit = unitOf(answer.results[0]);
  const [result] = answer.results;
  const isShare = sides > 1 && result !== undefined && isShareOfWhole(result);
  const isCount = !isShare && ['structure', 'contribution'].includes(result?.indicator ?? '');
  const shown = isCount
    ? unitName('家', view.lang)
    : !unit || unit === 'ratio'
      ? ''
      : unitName(unit, view.lang);
  const hint = isShare ? `${word('share', view.lang)} · ${unitName('家', view.lang)}` : '';
  const legend =
    sides > 1
      ? drawLegend(
          Array.from({ length: sides }, (_, at) => ({
            key: String(at),
            name: resultName(answer, at, view.lang),
            fill: sides > 2 ? seriesColour(view.theme, at) : colour,
            isHollow: sides === 2 && at > 0
          })),
          view,
          TOP_PX - 2
        ).graphics
      : [];
  const option = optionWith(
    {
      grid: gridOf(plot),
      xAxis: { type: 'value', min: x.min, max: x.max, show: false },
      yAxis: { type: 'category', inverse: true, show: false, data: bars.map((b) => b.name) },
      series: [
        // An empty series above each bar holds the place of its name.
        ...(namePx > 0 ? [{ type: 'bar' as const, barWidth: namePx, barGap: '0%', data: [] }] : []),
        ...Array.from({ length: sides }, (_, side) => ({
          type: 'bar' as const,
          barGap: '0%',
          silent: true,
          barWidth: barPx,
          data: bars.map((bar) => {
            const value = sidesOf(bar)[side]?.value ?? 0;
            const own = sides > 2 ? seriesColour(view.theme, side) : colour;
            const fill = bar.key === 'null' ? view.theme.soft : own;
            return {
              value,
              itemStyle: {
                ...(side > 0 && sides === 2
                  ? { color: 'none', borderColor: fill, borderWidth: 1.5 }
                  : { color: fill }),
                borderRadius: value < 0 ? [3, 0, 0, 3] : [0, 3, 3, 0]
              }
            };
          })
        }))
      ]
    },
    [
      ...headerOf(view, shown, answer.synthetic, [hint]),
      ...legend,
      ...bars.flatMap((bar, i) => [
        nameOf(answer, view, layout, i, middle(i)),
        ...sidesOf(bar).flatMap((measured, side) => endOf(measured, centre(i, side), x, view, side === 0))
      ]),
      ...baseOf(layout, plot, x, view, middle)
    ]
  );
  const stops = bars.map((bar, i): Stop => ({
    x: x.px(bar.value ?? 0),
    y: middle(i),
    by: 'y',
    box: barBox(x, sidesOf(bar), middle(i), sides * barPx),
    title: bar.name,
    pick: bar.pick,
    lines: sidesOf(bar).flatMap(({ label, share }, side) =>
      sides > 1
        ? [{ name: resultName(answer, side, view.lang), value: share ? `${label} · ${share}` : label }]
        : [{ name: '', value: label }, ...(share ? [{ name: word('share', view.lang), value: share }] : [])]
    ),
    marks: []
  }));
  return { option, stops, switches: [] };
}

function nameOf(answer: Answer, view: View, layout: Layout, i: number, middle: number): Graphic {
  const { bars, names, above, barPx } = layout;
  const bar = bars[i] as Bar;
  const sides = sidesOf(bar).length;
  const lines = names[i] ?? [bar.name];
  return text(0, above ? middle - (sides * barPx) / 2 - 3 - (lines.length * LINE_PX) / 2 : middle, lines, {
    size: SIZE_PX,
    bold: bar.key === answer.region.code,
    fill: bar.key === 'null' ? view.theme.soft : view.theme.ink,
    lineHeight: LINE_PX
  });
}

/** The words at a bar's end; one that runs back from zero leaves the other side free for them. */
function endOf(
  { value, label, share }: Measured,
  y: number,
  x: Scale,
  view: View,
  isFirst: boolean
): Graphic[] {
  const end = x.px(Math.max(0, value ?? 0)) + 7;
  const width = textWidth(label, SIZE_PX, isFirst);
  return [
    text(end, y, label, { size: SIZE_PX, bold: isFirst, fill: view.theme.ink }),
    ...(share ? [text(end + width + 7, y, share, { fill: view.theme.soft })] : [])
  ];
}

/** The zero: one line, or a piece at each bar where names stand between them. */
function baseOf(layout: Layout, plot: Box, x: Scale, view: View, middle: (i: number) => number): Graphic[] {
  const { bars, above, barPx } = layout;
  const zero = x.px(0);
  const half = (barPx * (1 + (bars[0]?.others?.length ?? 0))) / 2 + 2;
  const ends = above
    ? bars.map((_, i) => [middle(i) - half, middle(i) + half])
    : [[plot.top - 2, plot.bottom + 2]];
  return ends.map(([from = 0, to = 0]) =>
    line(zero, from, zero, to, { stroke: view.theme.ink, lineWidth: 1 }, 5)
  );
}

function barBox(x: Scale, sides: readonly Measured[], middle: number, heightPx: number): Box {
  const ends = [x.px(0), ...sides.map(({ value }) => x.px(value ?? 0))];
  const [left, right] = [Math.min(...ends) - 2, Math.max(...ends) + 2];
  return { left, right, top: middle - heightPx / 2 - 2, bottom: middle + heightPx / 2 + 2 };
}
