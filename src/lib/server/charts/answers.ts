import type { Answer, ChartSpec, PublishedPoint } from '../../charts/spec.ts';
import { DEFAULT_REGION, findDivision } from '../../field/division.ts';
import type { Text } from '../../field/text.ts';
import { formatDate, formatPeriod } from '../../format.ts';
import { findIndicator } from '../../indicators/registry.ts';
import { unknownRegion } from '../../query/plan.ts';
import type { Query } from '../../query/query.ts';
import { canBeIndexed, indexed } from '../../query/indexed.ts';
import type { Result } from '../../query/result.ts';
import { ask, tableInfo } from '../answers.ts';
import type { Answerable } from '../charts.ts';
import { finished } from './finish.ts';
import { requireReach } from './reach.ts';
import { asShares } from './shares.ts';
import { publishedPoints, reportMarks } from './evidence.ts';
import {
  aligned,
  comparedWith,
  otherQuery,
  sideOf,
  whyNotCompared,
  type Comparison
} from '../overview/comparison.ts';
import { frameOf, isPerPlace, placeColumn } from '../overview/per-place.ts';
import { answerPlain, isOfPlaces } from './plain-answer.ts';
import { readSettings } from '../settings.ts';

/** The place and day a chart is about, where its spec leaves them open. */
export interface Place {
  region?: string;
  asOf?: string;
  /** What to draw beside it: another region, `rest` (the province without it), `year` (itself a year before). */
  compare?: string;
  /** Amounts over time as an index, 100 in the base period. */
  index?: boolean;
  /** The indicator that maps and rankings of places show instead of their own. */
  indicator?: string;
}

/** A chart's answer on the newest versions. Refuses (400) an unknown region or anything the query refuses. */
export async function answerChart(chart: Answerable, place: Place): Promise<Answer> {
  if (!isOfPlaces(chart.spec.query.dataset)) return answerPlain(chart);
  const region = chart.spec.query.region ?? place.region ?? DEFAULT_REGION;
  const division = findDivision(region);
  if (!division) throw unknownRegion(region);
  const asOf = chart.spec.query.asOf ?? place.asOf ?? (await latestDay(chart.spec.query.dataset));
  const asked = recast(chart.spec, place.indicator, region);
  const spec: ChartSpec = { ...asked.spec, query: placed(asked.spec.query, region, asOf) };
  await requireReach(spec.query);
  const wanted = [...(spec.compare ?? []), ...(place.compare === undefined ? [] : [place.compare])];
  const others = [...new Set(wanted)].flatMap((name) => comparedWith(region, name) ?? []);
  const refused = others.flatMap((other) => whyNotCompared(spec, other) ?? []);
  const compared = refused.length > 0 ? [] : others;
  const answered = await askAll(spec, compared);
  const given = answered.results;
  const shown = place.index || spec.index ? asIndex(given, compared, spec.index) : { results: given };
  const [first] = given as [Result];
  const [published, marks] = await Promise.all([
    spec.published && !shown.index ? publishedPoints(spec, region, asOf, first) : [],
    spec.reports ? reportMarks(chart.slug, spec, region, asOf, first) : []
  ]);
  const notes = [asked.note, refused[0], answered.note, shown.note, publishedNote(spec, published)].filter(
    (note) => note !== undefined
  );
  return finished({
    slug: chart.slug,
    spec,
    region: { code: region, title: division.name },
    asOf,
    title: titleOf(spec, chart.title, division.name, asOf, first, shown.index !== undefined),
    subtitle: shown.index ? baseOf(shown.index.base) : (spec.subtitle ?? { zh: '', en: '' }),
    results: shown.results,
    published,
    marks,
    ...(compared.length > 0 ? { comparison: [{ title: division.name }, ...compared.map(sideOf)] } : {}),
    ...(shown.index ? { index: shown.index } : {}),
    ...(notes.length > 0 ? { notes } : {}),
    synthetic: given.some((result) => result.synthetic),
    release: readSettings().release
  });
}

/** The spec's own result and those of its further indicators, then all of them once more of each that is compared. */
async function askAll(
  spec: ChartSpec,
  compared: readonly Comparison[]
): Promise<{ results: Result[]; note?: Text }> {
  const queries = [spec.query, ...(spec.also ?? []).map((indicator) => ({ ...spec.query, indicator }))];
  const others = compared.flatMap((side) => queries.map((one) => [side, otherQuery(side, one)] as const));
  const [own, further] = await Promise.all([
    Promise.all(queries.map((one) => ask(one))),
    Promise.all(others.map(async ([side, one]) => aligned(side, await ask(one))))
  ]);
  const results = [...own, ...further];
  return spec.share ? asShares(results, [...queries, ...others.map(([, one]) => one)]) : { results };
}

/** What hollow points of another definition stand for; a line never joins them to the chart's own. */
function publishedNote({ published }: ChartSpec, points: readonly PublishedPoint[]): Text | undefined {
  const [first] = points;
  if (typeof published !== 'string') return undefined;
  if (!first)
    return { zh: '这里没有按该口径公布的数。', en: 'Nothing was published here under that definition.' };
  const { title } = first.definition;
  return {
    zh: `空心点是公布的数，口径是“${title.zh}”，不与线相连。`,
    en: `Hollow points were published; they count “${title.en}” and are not joined to the line.`
  };
}

/** The results as an index, or why they are none. A year before shares the base of the place itself. */
function asIndex(
  results: Result[],
  compared: readonly Comparison[],
  wanted: string | undefined
): Pick<Answer, 'results' | 'index'> & { note?: Text } {
  if (!results.every(canBeIndexed))
    return {
      results,
      note: {
        zh: '比率和没有时间轴的图不作指数。',
        en: 'Rates, and charts without a time axis, are not indexed.'
      }
    };
  const found = indexed(results, compared.length > 0 && compared.every(({ isOfTime }) => isOfTime), wanted);
  if (found) return { results: found.results, index: { base: found.base } };
  if (wanted !== undefined)
    return {
      results,
      note: {
        zh: `${formatPeriod(wanted, 'zh')}不在图中，或当时不足十家，不能作基期。`,
        en: `${formatPeriod(wanted, 'en')} is not in the chart, or had fewer than ten then: it cannot be the base.`
      }
    };
  return { results, note: { zh: '不足十家，不作指数。', en: 'Fewer than ten: not indexed.' } };
}

function baseOf(period: string): Text {
  return {
    zh: `指数：${formatPeriod(period, 'zh')}=100，各期末`,
    en: `Index: ${formatPeriod(period, 'en')} = 100, at the end of each period`
  };
}

/** The spec with another indicator, where it shows places and the indicator has a value of each. */
function recast(spec: ChartSpec, id: string | undefined, region: string): { spec: ChartSpec; note?: Text } {
  if (id === undefined || spec.query.by !== 'region') return { spec };
  const title = findIndicator(id)?.title;
  if (!title || !isPerPlace(id, frameOf(region)))
    return {
      spec,
      note: {
        zh: `“${title?.zh ?? id}”没有各地的数，本图仍按原来的指标。`,
        en: `“${title?.en ?? id}” has no value of each place here; the chart keeps its own indicator.`
      }
    };
  const ending = { bar: '排名', 'small-multiples': '走势' }[spec.type as string] ?? '';
  const over = spec.type === 'small-multiples' ? ', over time' : '';
  return {
    spec: {
      ...spec,
      query: { ...spec.query, indicator: id },
      title: { zh: `各地${title.zh}${ending}`, en: `${title.en} by place${over}` }
    }
  };
}

/** The last day that the data tells of. */
export async function latestDay(dataset: string): Promise<string> {
  return (await tableInfo(dataset)).lastOn ?? '1970-01-01';
}

/**
 * A query at a place. A breakdown by place takes the divisions below it; a city's districts go by seat, because
 * a body registered by the city carries no district; a place with none below it is shown among its neighbours.
 */
function placed(asked: Query, region: string, asOf: string): Query {
  const query = { ...asked, ...(asked.period ? { period: begun(asked.period, asOf) } : {}) };
  if (query.by !== 'region' || query.dataset === 'statistics') return { ...query, region, asOf };
  const frame = frameOf(region);
  return { ...query, region: frame, asOf, by: placeColumn(frame) };
}

/** A period that has begun by the day: a series asked about before its first year is of that one year. */
function begun(period: NonNullable<Query['period']>, asOf: string): NonNullable<Query['period']> {
  const isLater = period.from !== undefined && period.from.slice(0, 4) > asOf.slice(0, 4);
  return isLater ? { ...period, from: asOf.slice(0, 4) } : period;
}

function titleOf(
  spec: ChartSpec,
  title: Text,
  place: Text,
  asOf: string,
  result: Result,
  isIndex: boolean
): Text {
  const frame = findDivision(spec.query.region ?? '')?.name ?? place;
  const periods = spec.query.period ? result.rows.map((row) => String(row[0])) : [];
  const bySeat = spec.query.by === 'seat_code';
  const span = (lang: 'zh' | 'en') =>
    periods.length > 0
      ? `${periods[0]}${lang === 'zh' ? '—' : '–'}${periods.at(-1)}`
      : formatDate(asOf, lang);
  const named = spec.title ?? title;
  const own = isIndex ? { zh: `${named.zh}指数`, en: `${named.en}, index` } : named;
  if (spec.query.dataset === 'statistics') return own;
  return {
    zh: `${frame.zh}${own.zh}${bySeat ? '（按住所所在区）' : ''}，${span('zh')}`,
    en: `${frame.en}: ${own.en.charAt(0).toLowerCase()}${own.en.slice(1)}${bySeat ? ' (by seat)' : ''}, ${span('en')}`
  };
}
