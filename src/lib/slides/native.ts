import { saidValue } from '../charts/annotate.ts';
import { segmentsOf } from '../charts/breaks.ts';
import { seriesOf, unitOf, type Point } from '../charts/rows.ts';
import type { Answer } from '../charts/spec.ts';
import { curvesOf, type Curve } from '../charts/survival-curve.ts';
import { endOf } from '../charts/time.ts';
import { word } from '../charts/words.ts';
import type { Lang } from '../field/text.ts';
import { formatNumber, formatTick } from '../format.ts';
import { definitionTitle } from '../query/definition-title.ts';
import type { Result, Unit } from '../query/result.ts';
import { binned, layered, ranked } from './native-parts.ts';
import { numberFormat, valueName } from './native-words.ts';
import { slotName, slotsOf, valuesAt, type Slot } from './slots.ts';

/** How a series of an Office chart is drawn; `points` are published figures, without a line. */
export type Look = 'line' | 'area' | 'column' | 'bar' | 'net' | 'points' | 'curve' | 'bound';

export interface NativeSeries {
  name: string;
  look: Look;
  /** Which colour of the theme, from 0; lines of one colour belong together. */
  colour: number;
  /** On a curve: the x of every value. */
  xs?: number[];
  values: (number | null)[];
  /** What is written at a point instead of its value. */
  labels?: (string | null)[];
  /** The number format of its last value, where that was published as 约, 近 or 余. */
  lastFormat?: string;
}

/** A chart as Office draws it: numbers by category, or curves over `xs`. */
export interface NativeChart {
  type: 'line' | 'area' | 'column' | 'bar' | 'curve';
  /** Columns on each other; absent: beside each other. */
  isStacked?: boolean;
  /** Columns without a gap: bins of a histogram. */
  isBinned?: boolean;
  categories: string[];
  series: NativeSeries[];
  /** An Office number format. */
  format: string;
  /** Bars or periods beyond the limit, which are not drawn. */
  leftOut: number;
}

export interface Limits {
  series: number;
  bars: number;
  periods: number;
}

/** Null when Office has no such chart (tiles), there is nothing to draw, or more series than can be told apart. */
export function nativeChart(answer: Answer, lang: Lang, limits: Limits): NativeChart | null {
  const chart = drawnBy(answer, lang, limits);
  const isKnown = chart.series.some(({ values }) => values.some((value) => value !== null));
  return isKnown && chart.series.length <= limits.series ? chart : null;
}

function drawnBy(answer: Answer, lang: Lang, limits: Limits): NativeChart {
  switch (answer.spec.type) {
    case 'bar':
    case 'tile-grid':
      return ranked(answer, lang, limits.bars);
    case 'histogram':
      return binned(answer, lang);
    case 'area':
      return layered(answer, lang, limits.periods);
    case 'survival':
      return survival(answer, lang);
    default:
      return overTime(answer, lang, limits);
  }
}

/** Survival as the staircase it is; a single curve with the bounds of its interval. */
function survival(answer: Answer, lang: Lang): NativeChart {
  const curves = curvesOf(answer, lang).filter(({ points }) => points.length > 1);
  const [only] = curves;
  const drawn = curves.map(({ name, points }, at) => ({
    name: name || valueName(answer, at, lang),
    look: 'curve' as const,
    colour: at,
    ...stairs(points.map(({ years, value }) => [years, value]))
  }));
  const bounds = only && curves.length === 1 ? [boundOf(only, 'low', lang), boundOf(only, 'high', lang)] : [];
  const series = [...drawn, ...bounds.filter(({ values }) => values.length > 1)];
  return { type: 'curve', categories: [], series, format: '0%', leftOut: 0 };
}

const BOUNDS = {
  low: { zh: '95%下限', en: '95% lower' },
  high: { zh: '95%上限', en: '95% upper' }
};

function boundOf({ points }: Curve, side: 'low' | 'high', lang: Lang): NativeSeries {
  const known = points.flatMap((point): [number, number][] => {
    const value = point[side];
    return value === null ? [] : [[point.years, value]];
  });
  return { name: BOUNDS[side][lang], look: 'bound', colour: 4, ...stairs(known) };
}

function stairs(points: readonly (readonly [number, number])[]): { xs: number[]; values: number[] } {
  const steps = points.flatMap((point, at) => {
    const before = points[at - 1];
    return before ? [[point[0], before[1]] as const, point] : [point];
  });
  return { xs: steps.map(([x]) => x), values: steps.map(([, value]) => value) };
}

function overTime(answer: Answer, lang: Lang, limits: Limits): NativeChart {
  const isLine = answer.spec.type !== 'column';
  const all = answer.results.flatMap((result, at) =>
    seriesOf(result, lang).map((series) => ({ ...series, result, at }))
  );
  const known = all.flatMap(({ points }) => points.map(({ period }) => period ?? ''));
  const slots = slotsOf(known.filter((period) => period !== ''));
  const shown = slots.slice(-limits.periods);
  const series = all.flatMap(({ name, points, result, at }, colour): NativeSeries[] => {
    const own = [valueName(answer, at, lang), name].filter((part) => part !== '');
    const called = name !== '' && answer.results.length === 1 ? name : own.join(' ');
    if (isLine) return linesOf(points, result, called, colour, shown, lang);
    const look = result.indicator === 'net' ? 'net' : 'column';
    return [{ name: called, look, colour, values: valuesAt(points, shown) }];
  });
  const published = isLine ? publishedPoints(answer, shown, lang) : [];
  const values = series.flatMap((one) => one.values);
  return {
    type: isLine ? 'line' : 'column',
    ...(isLine || answer.results.length > 1 || series.length < 2 ? {} : { isStacked: true }),
    categories: shown.map((slot) => slotName(slot, answer, lang)),
    series: [...series, ...published],
    format: numberFormat(unitOf(answer.results[0]), values),
    leftOut: slots.length - shown.length
  };
}

/** A line cut where a definition, a source or a value is missing: each run a series of its own, in one colour. */
function linesOf(
  points: readonly Point[],
  result: Result,
  name: string,
  colour: number,
  slots: readonly Slot[],
  lang: Lang
): NativeSeries[] {
  const runs = segmentsOf(points, result.breaks);
  const definitions = runs.map((run) => definitionTitle([result], run[0]?.definition ?? '', lang));
  const names = runs.map((run, at) => {
    if (runs.length === 1) return name;
    const from = formatTick(run[0]?.period ?? '', lang);
    return [definitions[at] ?? name, from].join(lang === 'zh' ? '，自' : ', from ');
  });
  return runs.map((run, at) => {
    const last = run.at(-1);
    const unit = unitOf(result);
    return {
      ...{ name: names[at] ?? name, look: 'line', colour, values: valuesAt(run, slots) },
      ...(last && last.precision !== 'exact' ? { lastFormat: saidFormat(last, unit, lang) } : {})
    };
  });
}

/** The number format that writes a value as it was said: `#,##0"余"`. */
function saidFormat({ value, precision }: Point, unit: Unit | undefined, lang: Lang): string {
  const number = formatNumber(value, unit, lang);
  const parts = saidValue({ value: value ?? 0, precision, unit }, lang).split(number);
  const [before = '', after = ''] = parts.map((part) => (part === '' ? '' : `"${part}"`));
  return before + numberFormat(unit, [value]) + after;
}

/** Published figures at the end of the very period they are of, said with their precision. */
function publishedPoints(answer: Answer, slots: readonly Slot[], lang: Lang): NativeSeries[] {
  const found = slots.map(({ period }) =>
    answer.published.find(({ asOf }) => period !== null && asOf === endOf(period))
  );
  if (found.every((point) => !point)) return [];
  return [
    {
      name: word('published', lang),
      look: 'points',
      colour: 0,
      values: found.map((point) => point?.value ?? null),
      labels: found.map((point) => (point ? saidValue(point, lang) : null))
    }
  ];
}
