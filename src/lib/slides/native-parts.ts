import { periodsIn } from '../charts/area.ts';
import { barsOf } from '../charts/bars.ts';
import { binsOf } from '../charts/histogram.ts';
import { seriesOf, unitOf } from '../charts/rows.ts';
import type { Answer } from '../charts/spec.ts';
import type { Lang } from '../field/text.ts';
import { formatNumber, formatTick } from '../format.ts';
import type { NativeChart, NativeSeries } from './native.ts';
import { numberFormat, valueName } from './native-words.ts';

/** Bars from most to least, at most `limit`; of a comparison all sides. */
export function ranked(answer: Answer, lang: Lang, limit: number): NativeChart {
  const bars = barsOf(answer, { lang }).filter(({ value, others }) => value !== null || others);
  const shown = bars.slice(0, limit);
  const values = shown.map(({ value }) => value);
  const isShare = unitOf(answer.results[0]) === 'ratio' && shown.every(({ label }) => /%|^—$/.test(label));
  const own: NativeSeries = { name: valueName(answer, 0, lang), look: 'bar', colour: 0, values };
  const sides = shown[0]?.others?.length ?? 0;
  const others = Array.from({ length: sides }, (_, at): NativeSeries => ({
    name: valueName(answer, at + 1, lang),
    look: 'bar',
    // The one other side is pale; of several each has a colour of its own.
    colour: sides > 1 ? at + 1 : 4,
    values: shown.map((bar) => bar.others?.[at]?.value ?? null)
  }));
  return {
    type: 'bar',
    categories: shown.map(({ name }) => name),
    series: [own, ...others],
    format: isShare ? '0.0%' : numberFormat(undefined, [values, ...others.map((side) => side.values)].flat()),
    leftOut: bars.length - shown.length
  };
}

/** A histogram as columns that touch. */
export function binned(answer: Answer, lang: Lang): NativeChart {
  const bins = binsOf(answer);
  const values = bins.map(({ count }) => count);
  const name = valueName(answer, 0, lang);
  return {
    type: 'column',
    isBinned: true,
    categories: bins.map(({ low, high }) => `${edge(low, lang)}–${edge(high, lang)}`),
    series: [{ name, look: 'column', colour: 0, values }],
    format: '#,##0',
    leftOut: 0
  };
}

function edge(value: number, lang: Lang): string {
  return Number.isInteger(value) ? formatNumber(value, undefined, lang) : String(value);
}

/** Layers of an area, the largest at the bottom: every group with its own numbers, so that they are those of the CSV. */
export function layered(answer: Answer, lang: Lang, limit: number): NativeChart {
  const [result] = answer.results;
  const all = periodsIn(answer);
  const periods = all.slice(-limit);
  const series = (result ? seriesOf(result, lang) : []).map(({ name, points }) => {
    const known = new Map(points.map((point) => [point.period, point.value]));
    return { name, values: periods.map((period) => known.get(period) ?? null) };
  });
  series.sort((a, b) => (b.values.at(-1) ?? 0) - (a.values.at(-1) ?? 0));
  return {
    type: 'area',
    categories: periods.map((period) => formatTick(period, lang)),
    series: series.map((one, colour) => ({ ...one, look: 'area', colour })),
    format: numberFormat(
      unitOf(result),
      series.flatMap(({ values }) => values)
    ),
    leftOut: all.length - periods.length
  };
}
