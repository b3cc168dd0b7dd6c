import type { Answer, ChartSpec, PublishedPoint, ReportMark } from '../charts/spec.ts';
import { childrenOf, findDivision, levelOf, parentOf } from '../field/division.ts';
import { rangeOf, type Precision } from '../field/precision.ts';
import type { Text } from '../field/text.ts';
import { formatDate } from '../format.ts';
import { definitionOf } from '../indicators/definitions.ts';
import { findIndicator } from '../indicators/registry.ts';
import { unknownRegion } from '../query/plan.ts';
import type { Query } from '../query/query.ts';
import type { Result, Unit } from '../query/result.ts';
import { ask, tableInfo } from './answers.ts';
import type { Chart } from './charts.ts';
import { publishedFor } from './published.ts';
import * as reports from './reports.ts';
import { readSettings } from './settings.ts';

export const DEFAULT_REGION = '440000';

/** The place and day a chart is about, where its spec leaves them open. */
export interface Place {
  region?: string;
  asOf?: string;
  /** Another region to draw beside it, or `rest`: the province without it. */
  compare?: string;
  /** The indicator that maps and rankings of places show instead of their own. */
  indicator?: string;
}

export const REST = 'rest';

/** A chart's answer on the newest versions. Refuses (400) an unknown region or anything the query refuses. */
export async function answerChart(chart: Chart, place: Place): Promise<Answer> {
  const region = chart.spec.query.region ?? place.region ?? DEFAULT_REGION;
  const division = findDivision(region);
  if (!division) throw unknownRegion(region);
  const asOf = chart.spec.query.asOf ?? place.asOf ?? (await latestDay(chart.spec.query.dataset));
  const shown = place.indicator && chart.spec.query.by === 'region' ? place.indicator : undefined;
  const asked = shown ? recast(chart.spec, shown) : chart.spec;
  const spec: ChartSpec = { ...asked, query: placed(asked.query, region, asOf) };
  const indicators = spec.also ?? [];
  const other = isComparable(spec) ? comparedWith(region, place.compare) : undefined;
  const results = await Promise.all([
    ask(spec.query),
    ...indicators.map((indicator) => ask({ ...spec.query, indicator })),
    ...(other ? [ask({ ...spec.query, ...other.query })] : [])
  ]);
  const first = results[0] as Result;
  const [published, marks] = await Promise.all([
    spec.published ? publishedPoints(spec, region, asOf, first) : [],
    spec.reports ? reportMarks(spec, region, asOf, first) : []
  ]);
  return {
    slug: chart.slug,
    spec,
    region: { code: region, title: division.name },
    asOf,
    title: titleOf(spec, chart.title, division.name, asOf, first),
    subtitle: spec.subtitle ?? { zh: '', en: '' },
    results,
    published,
    marks,
    ...(other ? { comparison: [{ title: division.name }, { title: other.title }] } : {}),
    synthetic: results.some((result) => result.synthetic),
    release: readSettings().release
  };
}

/** What a place is compared with: the region named, or its province without it; undefined for itself. */
export function comparedWith(
  region: string,
  compare: string | undefined
): { title: Text; query: Pick<Query, 'region' | 'except'> } | undefined {
  if (compare === undefined || compare === region) return undefined;
  if (compare !== REST) {
    const division = findDivision(compare);
    return division && { title: division.name, query: { region: compare } };
  }
  if (levelOf(region) === 'province' || levelOf(region) === 'national') return undefined;
  const title = { zh: '全省其余', en: 'Rest of the province' };
  return { title, query: { region: `${region.slice(0, 2)}0000`, except: region } };
}

/** Two places side by side need one line each: no breakdown by group, no further indicators, no counts. */
function isComparable({ type, also, query }: ChartSpec): boolean {
  return (type === 'line' || type === 'survival') && !also && query.dataset === 'organizations';
}

function recast(spec: ChartSpec, id: string): ChartSpec {
  const title = findIndicator(id)?.title;
  const ranked = spec.type === 'bar';
  return {
    ...spec,
    query: { ...spec.query, indicator: id },
    ...(title ? { title: { zh: `各地${title.zh}${ranked ? '排名' : ''}`, en: `${title.en} by place` } } : {})
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
  const isNation = levelOf(region) === 'national';
  const frame = isNation
    ? DEFAULT_REGION
    : childrenOf(region).length > 0
      ? region
      : (parentOf(region) ?? region);
  return { ...query, region: frame, asOf, by: levelOf(frame) === 'city' ? 'seat_code' : 'region' };
}

/** A period that has begun by the day: a series asked about before its first year is of that one year. */
function begun(period: NonNullable<Query['period']>, asOf: string): NonNullable<Query['period']> {
  const isLater = period.from !== undefined && period.from.slice(0, 4) > asOf.slice(0, 4);
  return isLater ? { ...period, from: asOf.slice(0, 4) } : period;
}

function titleOf(spec: ChartSpec, title: Text, place: Text, asOf: string, result: Result): Text {
  const frame = findDivision(spec.query.region ?? '')?.name ?? place;
  const periods = spec.query.period ? result.rows.map((row) => String(row[0])) : [];
  const bySeat = spec.query.by === 'seat_code';
  const span = (lang: 'zh' | 'en') =>
    periods.length > 0
      ? `${periods[0]}${lang === 'zh' ? '—' : '–'}${periods.at(-1)}`
      : formatDate(asOf, lang);
  const own = spec.title ?? title;
  if (spec.query.dataset === 'statistics') return own;
  return {
    zh: `${frame.zh}${own.zh}${bySeat ? '（按住所所在区）' : ''}，${span('zh')}`,
    en: `${frame.en}: ${own.en.charAt(0).toLowerCase()}${own.en.slice(1)}${bySeat ? ' (by seat)' : ''}, ${span('en')}`
  };
}

async function publishedPoints(
  spec: ChartSpec,
  region: string,
  asOf: string,
  result: Result
): Promise<PublishedPoint[]> {
  const { rows } = await publishedFor(spec.query.indicator ?? '', region, null);
  return rows
    .filter((row) => row.definition === result.definition.id && row.asOf <= asOf)
    .map((row) => {
      const range = rangeOf(row.value, row.precision as Precision);
      const report = reports.list().find((article) => article.url !== null && article.url === row.source.url);
      const figure = report?.figures.find(
        (known) => known.region === region && known.asOf === row.asOf && known.value === row.value
      );
      return {
        asOf: row.asOf,
        value: row.value,
        low: range.low,
        high: range.high,
        unit: row.unit as Unit,
        precision: row.precision as Precision,
        definition: definitionOf(row.definition),
        source: row.source,
        report: report && figure ? { slug: report.slug, figure: figure.id } : null
      };
    });
}

async function reportMarks(
  spec: ChartSpec,
  region: string,
  asOf: string,
  result: Result
): Promise<ReportMark[]> {
  const indicator = findIndicator(spec.query.indicator ?? '')?.id;
  const fitting = reports.list().flatMap((article) =>
    article.figures
      .filter(
        (figure) =>
          figure.indicator === indicator && figure.region === region && figure.asOf <= asOf && !figure.type
      )
      .filter((figure) => figure.definition === null || figure.definition === result.definition.id)
      .map((figure) => ({ article, figure }))
  );
  return Promise.all(
    fitting.map(async ({ article, figure }) => {
      const { verdict, synthetic } = await reports.check(article, figure);
      const paragraph = article.paragraphs[figure.paragraph] ?? '';
      const from = Math.max(0, paragraph.lastIndexOf('。', figure.start - 1) + 1);
      const end = paragraph.indexOf('。', figure.end);
      return {
        slug: article.slug,
        figure: figure.id,
        asOf: figure.asOf,
        headline: article.headline,
        publisher: article.publisher,
        publishedOn: article.publishedOn,
        before: paragraph.slice(from, figure.start),
        text: figure.text,
        after: paragraph.slice(figure.end, end < 0 ? undefined : end + 1),
        verdict,
        synthetic
      };
    })
  );
}
