import { formatNumber, formatValue } from '../format.ts';
import type { Lang } from '../field/text.ts';
import { gridOf, labelRoom, scaleOf, tickLabels, valueAxis } from './axes.ts';
import { emptyDrawing, headerOf, optionWith, rect, text } from './drawing.ts';
import type { Box, Drawing, Graphic, Stop, View } from './drawing.ts';
import { textWidth } from './measure.ts';
import { breakdownOf, valueColumn } from './rows.ts';
import { niceTicks, thin } from './scale.ts';
import type { Answer } from './spec.ts';
import type { Table } from './table.ts';

const STEPS = 20;
const MOST_BAR_PX = 90;

/** A bin of a histogram: `low` ≤ value < `high`, the last one up to and with `high`. */
export interface Bin {
  low: number;
  high: number;
  count: number;
}

/** The counts of a number's values in at most about twenty bins with round edges; unknown values are left out. */
export function binsOf(answer: Answer): Bin[] {
  const [result] = answer.results;
  const by = result && breakdownOf(result);
  const counted = result && valueColumn(result);
  if (!result || !by || !counted) return [];
  const [key, value] = [result.columns.indexOf(by), result.columns.indexOf(counted)];
  const pairs = result.rows.flatMap((row) => {
    const number = Number(row[key]);
    return row[key] === null || !Number.isFinite(number) ? [] : [[number, Number(row[value] ?? 0)] as const];
  });
  if (pairs.length === 0) return [];
  const numbers = pairs.map(([number]) => number);
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  const isWhole = numbers.every(Number.isInteger);
  const [first = 0, second = 1] = niceTicks(0, Math.max(most - least, Number.MIN_VALUE), STEPS, isWhole);
  const step = second - first;
  const start = Math.floor(least / step) * step;
  const bins = Array.from({ length: Math.floor((most - start) / step) + 1 }, (_, k): Bin => {
    const [low, high] = [start + k * step, start + (k + 1) * step].map((edge) =>
      Number(edge.toPrecision(12))
    );
    return { low: low ?? 0, high: high ?? 0, count: 0 };
  });
  for (const [number, count] of pairs) {
    const bin = bins[Math.min(bins.length - 1, Math.floor((number - start) / step + 1e-9))];
    if (bin) bin.count += count;
  }
  return bins;
}

/** Columns from zero, edge to edge, an edge in round numbers under each. */
export function drawHistogram(answer: Answer, view: View): Drawing {
  const bins = binsOf(answer);
  if (bins.length === 0) return emptyDrawing(view, answer.synthetic);
  const ticks = niceTicks(0, Math.max(...bins.map(({ count }) => count)), 4, true);
  const labels = tickLabels(ticks, undefined, view.lang);
  const plot: Box = { left: labelRoom(labels), top: 40, right: view.width - 12, bottom: view.height - 26 };
  const y = scaleOf(0, ticks.at(-1) ?? 1, plot.bottom, plot.top);
  const width = Math.min(MOST_BAR_PX, (plot.right - plot.left) / bins.length);
  const [own = view.theme.ink] = view.theme.series;
  const edges = [...bins.map(({ low }) => low), bins.at(-1)?.high ?? 0];
  const room = Math.max(...edges.map((edge) => textWidth(edgeText(edge, view.lang), 11))) + 8;
  const graphics: Graphic[] = bins.map(({ count }, k) => {
    const left = plot.left + k * width;
    return rect(
      { left: left + 0.5, top: y.px(count), right: left + width - 0.5, bottom: plot.bottom },
      { fill: own },
      0,
      5
    );
  });
  for (const k of thin([...edges.keys()], plot.right - plot.left, Math.max(room, width))) {
    const style = { size: 11, fill: view.theme.soft, align: 'center' } as const;
    graphics.push(text(plot.left + k * width, plot.bottom + 13, edgeText(edges[k] ?? 0, view.lang), style));
  }
  const title = answer.results[0] && breakdownOf(answer.results[0])?.title[view.lang];
  const axis = { type: 'value' as const, show: false, min: 0, max: bins.length };
  return {
    option: optionWith(
      { grid: gridOf(plot), xAxis: axis, yAxis: valueAxis(view, ticks, labels), series: [] },
      [...headerOf(view, '', answer.synthetic, [title ?? '']), ...graphics]
    ),
    stops: bins.map((bin, k): Stop => ({
      x: plot.left + (k + 0.5) * width,
      y: y.px(bin.count),
      by: 'x',
      title: rangeText(bin, view.lang),
      lines: [{ name: '', value: formatValue(bin.count, undefined, view.lang) }],
      marks: [],
      pick: { range: [bin.low, bin.high] }
    })),
    switches: [],
    plot
  };
}

export function rangeText({ low, high }: Bin, lang: Lang): string {
  return lang === 'zh'
    ? `${edgeText(low, lang)} 至不到 ${edgeText(high, lang)}`
    : `${edgeText(low, lang)} to under ${edgeText(high, lang)}`;
}

function edgeText(edge: number, lang: Lang): string {
  return Number.isInteger(edge) ? formatNumber(edge, undefined, lang) : String(edge);
}

/** Where most values lie, and from where to where they go. */
export function histogramSentence(answer: Answer, lang: Lang): string[] {
  const bins = binsOf(answer);
  const [first, last] = [bins[0], bins.at(-1)];
  if (!first || !last) return [];
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  const most = bins.reduce((a, b) => (b.count > a.count ? b : a));
  const [low, high] = [edgeText(first.low, lang), edgeText(last.high, lang)];
  const [all, own] = [total, most.count].map((count) => formatNumber(count, undefined, lang));
  return [
    lang === 'zh'
      ? `共${all}个值，从${low}到${high}；最多的一段是${rangeText(most, lang)}，有${own}个。`
      : `${all} values from ${low} to ${high}; most lie in ${rangeText(most, lang)}: ${own}.`
  ];
}

/** A row a bin. */
export function binTable(answer: Answer, lang: Lang): Table {
  const [first] = answer.results;
  return {
    columns: [
      { title: (first && breakdownOf(first)?.title[lang]) ?? '', numeric: false },
      { title: (first && valueColumn(first)?.title[lang]) ?? '', numeric: true }
    ],
    rows: binsOf(answer).map((bin) => [rangeText(bin, lang), formatNumber(bin.count, undefined, lang)])
  };
}
