import { formatNumber, formatSigned, formatTick, formatValue, unitName } from '../format.ts';
import { annotationStops, drawSeals, publishedSeries, sealsOf } from './annotate.ts';
import { gridOf, labelRoom, scaleOf, tickLabels, valueAxis } from './axes.ts';
import type { Scale } from './axes.ts';
import { emptyDrawing, headerOf, line, optionWith, text } from './drawing.ts';
import type { Box, Drawing, Graphic, Stop, View } from './drawing.ts';
import { columnsBeside, columnSeries, isGrouped, pickOf, spanIn, stacksOf, sumOf } from './column-series.ts';
import type { Stack } from './column-series.ts';
import type { Series as Drawn } from './echarts.ts';
import { incompleteHint, incompletePeriod, periodText } from './incomplete.ts';
import { drawLegend } from './legend.ts';
import type { LegendItem } from './legend.ts';
import { textWidth } from './measure.ts';
import { partsOf } from './parts.ts';
import { unitOf } from './rows.ts';
import { niceTicks, thin } from './scale.ts';
import type { Answer } from './spec.ts';
import { VARIABLES } from './theme.ts';
import { lengthOf, position } from './time.ts';

/** Entries up, exits down, their difference as a dash in ink; a single indicator as plain columns from zero. */
export function drawColumns(asked: Answer, view: View): Drawing {
  const answer = partsOf(asked);
  const stacks = stacksOf(answer, view);
  const periods = [...new Set(stacks.flatMap((s) => [...s.values.keys()]))].sort(
    (a, b) => position(a) - position(b)
  );
  const points = answer.spec.published === false || answer !== asked ? [] : answer.published;
  const values = stacks.flatMap((s) => [...s.values.values()].flatMap((v) => (v === null ? [] : v * s.sign)));
  const first = periods[0];
  if (values.length === 0 || first === undefined) return emptyDrawing(view, answer.synthetic);

  const unit = unitOf(answer.results[0]);
  const isBeside = isGrouped(answer);
  const beside = columnsBeside(answer, stacks);
  const sides = answer.comparison?.map((_, side) => side) ?? [0];
  const totals = isBeside
    ? []
    : periods.flatMap((p) => sides.flatMap((side) => [1, -1].map((sign) => sumOf(stacks, p, side, sign))));
  const ticks = niceTicks(
    Math.min(...values, ...totals),
    Math.max(...values, ...totals, ...points.map((p) => p.high)),
    5,
    unit === '家'
  );
  const down = stacks.some((s) => s.sign < 0);
  const labels = tickLabels(down ? ticks.map(Math.abs) : ticks, unit, view.lang);
  const legend = drawLegend(legendOf(answer, stacks, view), view, 22);
  const marks = answer.spec.reports === false ? [] : answer.marks;
  const start = position(first) - lengthOf(first);
  const end = position(periods.at(-1) ?? first);
  const within = marks.filter((m) => position(m.asOf) > start && position(m.asOf) <= end + 1e-9);

  const header = 22 + (legend.height > 0 ? legend.height + 4 : 2);
  const net = beside > 1 ? undefined : stacks.find((s) => s.dash);
  const room = Math.min(...values) < 0 ? 12 : 0;
  const netLabel = net ? formatSigned(net.values.get(periods.at(-1) ?? '') ?? null, unit, view.lang) : '';
  const plot: Box = {
    left: labelRoom(labels),
    top: header + (within.length > 0 ? 24 : 0) + 14,
    right: view.width - (net ? Math.ceil(textWidth(netLabel, 12, true)) + 6 : 4),
    bottom: view.height - 26 - room
  };
  const y = scaleOf(ticks[0] ?? 0, ticks.at(-1) ?? 1, plot.bottom, plot.top);
  const x = scaleOf(start, end, plot.left, plot.right);
  const band = (plot.right - plot.left) / periods.length;
  const share = beside > 1 ? 0.72 / beside : 0.56;
  const barPx = Math.max(beside > 1 ? 1 : 2, Math.min(28, Math.round(band * share)));
  const centre = (i: number) => plot.left + (i + 0.5) * band;
  const seals = sealsOf(within, (date) => x.px(position(date)));
  const shown = stacks.filter((s) => !view.hidden?.has(s.key));
  const single = stacks.length === 1;

  const last = periods.length - 1;
  const isOfGroups = !isBeside && answer.spec.query.by !== undefined && stacks.length > 1;
  const whole = isOfGroups && answer === asked ? sumOf(shown, periods[last] ?? '', 0, 1) : 0;
  const lastLabels = shown.flatMap((s): Graphic[] => {
    const value = s.values.get(periods[last] ?? '');
    if (value === null || value === undefined || beside > 1 || isOfGroups || (stacks.length > 3 && !s.dash))
      return [];
    const at = y.px(value * s.sign);
    if (s.dash) return [text(plot.right + 4, at, netLabel, { bold: true, fill: view.theme.ink })];
    const below = value * s.sign < 0;
    const words = formatNumber(value, unit, view.lang);
    const half = textWidth(words, single ? 16 : 13, true) / 2;
    const middle = Math.min(centre(last), view.width - half);
    return [
      text(middle, at + (below ? 10 : -10), words, {
        size: single ? 16 : 13,
        bold: true,
        fill: view.theme.ink,
        align: 'center'
      })
    ];
  });
  if (whole > 0) {
    const words = formatNumber(whole, unit, view.lang);
    const middle = Math.min(centre(last), view.width - textWidth(words, 14, true) / 2);
    const style = { size: 14, bold: true, fill: view.theme.ink, align: 'center' } as const;
    lastLabels.push(text(middle, y.px(whole) - 10, words, style));
  }
  const zero = line(plot.left, y.px(0), plot.right, y.px(0), { stroke: view.theme.ink, lineWidth: 1 }, 7);
  const widest = Math.max(...periods.map((p) => textWidth(formatTick(p, view.lang), 12)));
  const labelled = new Set(
    thin(periods, plot.right - plot.left, Math.max(widest + 10, band), Math.round(1 / lengthOf(first)))
  );
  const option = optionWith(
    {
      grid: gridOf(plot),
      xAxis: [
        {
          type: 'category',
          data: periods,
          axisLine: { show: false, onZero: false },
          axisTick: { show: false },
          axisLabel: {
            color: view.theme.soft,
            margin: 8 + room,
            interval: (_: number, period: string) => labelled.has(period),
            formatter: (period: string) => formatTick(period, view.lang)
          }
        },
        { type: 'value', show: false, min: start, max: end }
      ],
      yAxis: valueAxis(view, ticks, labels),
      series: [
        ...shown.map((s) =>
          columnSeries(s, periods, barPx, band, view.theme.paper, incompletePeriod(answer), isBeside, beside)
        ),
        ...publishedSeries(view, points).map((s) => ({ ...s, xAxisIndex: 1 }) as Drawn)
      ]
    },
    [
      ...headerOf(
        view,
        unit && unit !== 'ratio' && unit !== '%' ? unitName(unit, view.lang) : '',
        answer.synthetic,
        [incompleteHint(answer, view.lang)]
      ),
      ...legend.graphics,
      ...drawSeals(view, seals, header, plot.bottom),
      zero,
      ...lastLabels
    ]
  );
  const stops: Stop[] = periods.map((period, i) => ({
    x: centre(i),
    y: y.px(Math.max(0, ...shown.map((s) => (s.values.get(period) ?? 0) * s.sign))),
    by: 'x',
    title: periodText(answer, period, view.lang),
    lines: shown.map((s) => ({
      name: s.name,
      value: valueText(s, s.values.get(period) ?? null, unit, view),
      pick: pickOf(s, period, answer.comparison !== undefined),
      ...(isBeside || s.dash ? {} : { span: spanOf(spanIn(shown, s, period), y) })
    })),
    marks: [],
    pick: { period }
  }));
  const all = [...stops, ...annotationStops(view, points, seals, { x, y, plot })].sort((a, b) => a.x - b.x);
  return { option, stops: all, switches: legend.switches, plot };
}

function spanOf(values: readonly [number, number], y: Scale): [number, number] {
  const [a, b] = [y.px(values[0]), y.px(values[1])];
  return [Math.min(a, b), Math.max(a, b)];
}

function valueText(stack: Stack, value: number | null, unit: ReturnType<typeof unitOf>, view: View): string {
  return stack.dash ? formatSigned(value, unit, view.lang) : formatValue(value, unit, view.lang);
}

/** The legend's entries; columns beside each other are too narrow for their last values, so it has them. */
function legendOf(answer: Answer, stacks: readonly Stack[], view: View): LegendItem[] {
  if (stacks.length < 2) return [];
  const isOfGroups = answer.results.length === 1 && answer.spec.query.by !== undefined;
  if (columnsBeside(answer, stacks) < 2 && !isOfGroups) return [...stacks];
  const unit = unitOf(answer.results[0]);
  return stacks.map((stack) => {
    const last = [...stack.values].sort(([a], [b]) => position(a) - position(b)).at(-1)?.[1] ?? null;
    const said = (stack.dash ? formatSigned : formatNumber)(last, unit, view.lang);
    return { ...stack, name: `${stack.name} ${said}`, isHollow: stack.isHollow };
  });
}

/** The height in px that the legend takes beyond its first row. */
export function columnRoom(answer: Answer, view: Pick<View, 'lang' | 'width'>): number {
  const whole: View = { ...view, height: 0, theme: VARIABLES };
  const parts = partsOf(answer);
  return Math.max(0, drawLegend(legendOf(parts, stacksOf(parts, whole), whole), whole, 0).height - 20);
}
