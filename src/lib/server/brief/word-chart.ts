import {
  ChartRun,
  type ChartLineDash,
  type ChartPoint,
  type ChartRunOptions,
  type ChartSeries,
  type ScatterChartSeries
} from 'docx/charts';
import { saidValue } from '../../charts/annotate.ts';
import { barsOf } from '../../charts/bars.ts';
import { describe } from '../../charts/describe.ts';
import { resultName, seriesOf, unitOf } from '../../charts/rows.ts';
import type { Answer } from '../../charts/spec.ts';
import { curvesOf, type Curve } from '../../charts/survival-curve.ts';
import { LIGHT, seriesColour } from '../../charts/theme.ts';
import { endOf, position } from '../../charts/time.ts';
import { word } from '../../charts/words.ts';
import type { Lang } from '../../field/text.ts';
import { formatTick } from '../../format.ts';
import { findIndicator } from '../../indicators/registry.ts';
import { HEADING } from './word-text.ts';

const SIZE = { width: 318, height: 160 };
/** What a comparison adds in words leaves less to the charts: the pages stay two. */
const SIZE_COMPARED = { width: 318, height: 132 };
const DASHES: ChartLineDash[] = ['solid', 'dash', 'shortDot', 'longDashDot'];
/** More series than this are a thicket at half a page's width: they stay in the table. */
const MAX_SERIES = 6;
const MAX_BARS = 24;
/** The lighter colour of a comparison's other side, from 0. */
const OTHER_SIDE = 4;
const LEGEND = { position: 'top' as const, font: { size: 8, color: LIGHT.ink.slice(1).toUpperCase() } };
/** More bars than this stand upright, their names along them: lying they would leave out every other name. */
const MAX_LYING = 8;

/**
 * A chart as Word's own, with its numbers in it: colours and fonts can be changed there. Null when it has nothing to
 * draw or is no chart that Word has; its table stands in the annex all the same.
 */
export function chartRun(answer: Answer, lang: Lang): ChartRun | null {
  const options = optionsOf(answer, lang);
  return options && new ChartRun(options);
}

function optionsOf(answer: Answer, lang: Lang): ChartRunOptions | null {
  switch (answer.spec.type) {
    case 'bar':
    case 'tile-grid':
      return barOptions(answer, lang);
    case 'survival':
      return survivalOptions(answer, lang);
    default:
      return timeOptions(answer, lang);
  }
}

function common(answer: Answer, lang: Lang) {
  const format = unitOf(answer.results[0]) === 'ratio' ? '0.0%' : '#,##0';
  const font = { size: 8, color: hex(LIGHT.soft) };
  return {
    transformation: answer.comparison || answer.notes ? SIZE_COMPARED : SIZE,
    font: { name: HEADING.ascii },
    chartArea: { fill: 'FFFFFF', border: 'none' as const },
    altText: { name: answer.slug, title: answer.title[lang], description: describe(answer, lang) },
    categoryAxis: { font },
    valueAxis: { font, numberFormat: format }
  };
}

function barOptions(answer: Answer, lang: Lang): ChartRunOptions | null {
  const bars = barsOf(answer, { lang }).filter(({ value }) => value !== null);
  if (bars.length === 0 || bars.length > MAX_BARS) return null;
  const { valueAxis, ...base } = common(answer, lang);
  const isLying = bars.length <= MAX_LYING;
  const font = { ...valueAxis.font, size: isLying ? 8 : 6 };
  const { numberFormat } = valueAxis;
  return {
    ...base,
    type: isLying ? 'bar' : 'column',
    gapWidth: 35,
    categories: bars.map(({ name }) => name),
    categoryAxis: { font, ...(isLying ? { reverseOrder: true } : { labelRotation: -90 }) },
    valueAxis: { visible: false, gridlines: false },
    dataLabels: { value: true, position: 'outsideEnd', numberFormat, font },
    legend: answer.comparison ? LEGEND : false,
    series: [
      {
        name: resultName(answer, 0, lang) || answer.title[lang],
        values: bars.map(({ value }) => value),
        color: seriesHex(0)
      },
      ...(answer.comparison
        ? [
            {
              name: resultName(answer, 1, lang),
              values: bars.map(({ others }) => others?.[0]?.value ?? null),
              color: seriesHex(OTHER_SIDE)
            }
          ]
        : [])
    ]
  };
}

/** Survival as the staircase it is; a single curve with the bounds of its interval. */
function survivalOptions(answer: Answer, lang: Lang): ChartRunOptions | null {
  const curves = curvesOf(answer, lang).filter(({ points }) => points.length > 1);
  if (curves.length === 0 || curves.length > MAX_SERIES) return null;
  const { valueAxis, categoryAxis, ...base } = common(answer, lang);
  const [only] = curves;
  const bounds = curves.length === 1 && only ? [boundOf(only, 'low', lang), boundOf(only, 'high', lang)] : [];
  const drawn = curves.map(({ name, points }, at) => ({
    name: name || nameOf(answer.results[at]?.indicator ?? '', answer, lang),
    points: stepsOf(points.map(({ years, value }) => ({ x: years, y: value }))),
    color: seriesHex(at),
    line: { width: 2, dash: dashOf(at) }
  }));
  return {
    ...base,
    type: 'scatter',
    markers: false,
    lines: 'straight',
    legend: LEGEND,
    xAxis: {
      ...categoryAxis,
      minimum: 0,
      maximum: Math.max(...curves.map(({ points }) => points.at(-1)?.years ?? 1)),
      interval: 5,
      gridlines: false,
      numberFormat: lang === 'zh' ? '0"年"' : '0'
    },
    yAxis: { ...valueAxis, minimum: 0, maximum: 1, interval: 0.2, numberFormat: '0%' },
    series: [...drawn, ...bounds.filter(({ points }) => points.length > 1)]
  };
}

function boundOf({ points }: Curve, side: 'low' | 'high', lang: Lang): ScatterChartSeries {
  const known = points.flatMap((point) => {
    const y = point[side];
    return y === null ? [] : [{ x: point.years, y }];
  });
  const names = { low: { zh: '95%下限', en: '95% lower' }, high: { zh: '95%上限', en: '95% upper' } };
  return {
    name: names[side][lang],
    points: stepsOf(known),
    color: hex(LIGHT.series[4] ?? LIGHT.soft),
    line: { width: 0.75, dash: 'shortDash' }
  };
}

function stepsOf(points: ChartPoint[]): ChartPoint[] {
  return points.flatMap((point, at) => {
    const before = points[at - 1];
    return before ? [{ x: point.x, y: before.y }, point] : [point];
  });
}

function timeOptions(answer: Answer, lang: Lang): ChartRunOptions | null {
  const isLine = answer.spec.type === 'line';
  const perSide = answer.results.length / (answer.comparison?.length ?? 1);
  // Six kinds of columns would be a thicket: of flows compared, the last (净增) stands for them, the table has all.
  const isShown = (at: number) => isLine || perSide === answer.results.length || (at + 1) % perSide === 0;
  const drawn = answer.results.flatMap((result, at) =>
    isShown(at)
      ? seriesOf(result, lang).map((series) => ({
          ...series,
          name: series.name || resultName(answer, at, lang),
          indicator: result.indicator ?? ''
        }))
      : []
  );
  const periods = [...new Set(drawn.flatMap(({ points }) => points.map(({ period }) => period ?? '')))]
    .filter((period) => period !== '')
    .sort((a, b) => position(a) - position(b));
  const known = drawn.some(({ points }) => points.some(({ value }) => value !== null));
  if (!known || periods.length === 0 || drawn.length > MAX_SERIES) return null;
  const series = drawn.map(({ name, indicator, points }, at): ChartSeries => {
    const values = new Map(points.map((point) => [point.period, point.value]));
    const isNet = !isLine && indicator === 'net' && !answer.comparison;
    const isOther = !isLine && answer.comparison !== undefined && at > 0;
    return {
      name: name || nameOf(indicator, answer, lang),
      values: periods.map((period) => values.get(period) ?? null),
      color: isNet ? hex(LIGHT.ink) : seriesHex(isOther ? OTHER_SIDE : at),
      ...(isNet ? { type: 'line' as const, line: { width: 1.25 }, markers: { shape: 'dash' as const } } : {}),
      ...(isLine ? { line: { width: 2, dash: dashOf(at) } } : {})
    };
  });
  const published = isLine ? publishedSeries(answer, periods, lang) : [];
  const all = [...series, ...published];
  return {
    ...common(answer, lang),
    type: isLine ? 'line' : 'column',
    legend: all.length > 1 ? LEGEND : false,
    categories: periods.map((period) => formatTick(period, lang)),
    series: all
  };
}

/** Published figures at the end of the very period they are of: points without a line, said with their precision. */
function publishedSeries(answer: Answer, periods: string[], lang: Lang): ChartSeries[] {
  const found = periods.map((period) => answer.published.find(({ asOf }) => asOf === endOf(period)));
  if (found.every((point) => !point)) return [];
  const color = hex(LIGHT.cinnabar);
  return [
    {
      name: word('published', lang),
      values: found.map((point) => point?.value ?? null),
      pointLabels: found.map(
        (point) =>
          point && {
            text: saidValue(point, lang),
            position: 'left' as const,
            font: { size: 8, bold: true, color }
          }
      ),
      color,
      line: { width: 0 },
      markers: { shape: 'circle', size: 7 }
    }
  ];
}

function nameOf(indicator: string, answer: Answer, lang: Lang): string {
  if (indicator === 'entries' || indicator === 'exits' || indicator === 'net') return word(indicator, lang);
  return findIndicator(indicator)?.title[lang] ?? answer.title[lang];
}

/** Lines are told apart without colour too. */
function dashOf(index: number): ChartLineDash {
  return DASHES[index % DASHES.length] ?? 'solid';
}

function seriesHex(index: number): string {
  return hex(seriesColour(LIGHT, index));
}

function hex(colour: string): string {
  return colour.slice(1).toUpperCase();
}
