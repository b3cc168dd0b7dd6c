import type { ChartSpec, PublishedPoint, ReportMark } from '../../charts/spec.ts';
import { rangeOf, type Precision, type Range } from '../../field/precision.ts';
import { definitionOf } from '../../indicators/definitions.ts';
import { findIndicator } from '../../indicators/registry.ts';
import type { Result, Unit } from '../../query/result.ts';
import { isPlaceOpen, type Article, type Figure } from '../../reports/article.ts';
import { rangeOfFigure } from '../../reports/range.ts';
import { links } from '../reports/links.ts';
import { tolerances } from '../reports/tables.ts';
import { publishedFor } from '../answers/published.ts';
import * as reports from '../reports.ts';

/**
 * The published figures that a chart of a place draws beside its own, up to the day: of the same definition, with those of
 * reports; or of the one that the spec names, which its points then carry.
 */
export async function publishedPoints(
  spec: ChartSpec,
  region: string,
  asOf: string,
  result: Result
): Promise<PublishedPoint[]> {
  const { rows } = await publishedFor(spec.query.indicator ?? '', region, null);
  const named = typeof spec.published === 'string' ? spec.published : null;
  const definition = named ?? result.definition.id;
  const isRate = isOfRates(result);
  const published = rows
    .filter((row) => row.definition === definition && row.asOf <= asOf && (row.unit === '%') === isRate)
    .map((row) => {
      const range = rangeOf(row.value, row.precision as Precision);
      const report = reports.list().find((article) => article.url !== null && article.url === row.source.url);
      const figure = report?.figures.find(
        (known) => known.region === region && known.asOf === row.asOf && known.value === row.value
      );
      return {
        asOf: row.asOf,
        ...onAxis(row.value, range, result),
        unit: isRate ? 'ratio' : (row.unit as Unit),
        precision: row.precision as Precision,
        definition: definitionOf(row.definition),
        source: row.source,
        report: report && figure ? { slug: report.slug, figure: figure.id } : null
      };
    });
  if (named !== null && named !== result.definition.id) return published;
  const isTold = (figure: Figure) =>
    rows.some(
      ({ asOf: on, value, definition: of }) =>
        of === definition && on === figure.asOf && value === figure.value
    );
  const further = fittingFigures(spec, region, asOf, result).filter(
    ({ figure }, at, all) =>
      (isRate ? figure.unit === '%' : COUNTED.has(figure.unit)) &&
      !figure.isBound &&
      !isTold(figure) &&
      all.findIndex((other) => other.figure.asOf === figure.asOf && other.figure.value === figure.value) ===
        at
  );
  return [...published, ...further.map((told) => pointOf(told, result))];
}

/** Whether a chart's axis is of rates: a report writes them per cent. */
function isOfRates({ columns }: Result): boolean {
  return columns.find(({ name }) => name === 'value')?.unit === 'ratio';
}

/** A value and what its precision allows as the chart's axis has them; a share of a whole is at most all of it. */
function onAxis(
  value: number,
  { low, high }: Range,
  result: Result
): Pick<PublishedPoint, 'value' | 'low' | 'high'> {
  if (!isOfRates(result)) return { value, low, high };
  const formula = findIndicator(result.indicator ?? '')?.formula;
  const most = formula?.value === 'ratio' && (formula.per ?? 1) === 1 ? 1 : Infinity;
  return { value: value / 100, low: low / 100, high: Math.min(high / 100, most) };
}

/** Units in which a count of organizations is written. */
const COUNTED = new Set(['家', '个', '所']);

interface ToldFigure {
  article: Article;
  figure: Figure;
}

/** A report's figure that no row of the published figures tells, at its own date. */
function pointOf({ article, figure }: ToldFigure, result: Result): PublishedPoint {
  const { headline, publisher, url, publishedOn } = article;
  return {
    ...{ asOf: figure.asOf, precision: figure.precision },
    ...onAxis(figure.value, rangeOfFigure(figure, tolerances()), result),
    unit: isOfRates(result) ? 'ratio' : '家',
    definition: result.definition,
    source: { title: publisher ? `${headline}（${publisher}）` : headline, url, publishedOn },
    report: { slug: article.slug, figure: figure.id }
  };
}

/** The figures of reports about what a chart shows of a place, under its definition or none of their own. */
function fittingFigures(spec: ChartSpec, region: string, asOf: string, result: Result): ToldFigure[] {
  const shown = [spec.query.indicator, ...(spec.also ?? [])].flatMap(
    (id) => findIndicator(id ?? '')?.id ?? []
  );
  return reports
    .list()
    .filter(({ reprintOf }) => !reprintOf)
    .flatMap((article) =>
      article.figures
        .filter(
          (figure) =>
            shown.includes(figure.indicator ?? '') && figure.region === region && !figure.type && !figure.part
        )
        .filter((figure) => figure.asOf <= asOf && !isPlaceOpen(figure))
        .filter(({ definition }) => definition === null || definition === result.definition.id)
        .map((figure) => ({ article, figure }))
    );
}

/** What the rules put on a chart, without what was taken off it by hand, with what was put on it, nearest date first. */
function linked(chart: string, fitting: readonly ToldFigure[], asOf: string): ToldFigure[] {
  const made = links().filter((link) => link.chart === chart);
  const isHeld = ({ article, figure }: ToldFigure) =>
    made.some((link) => link.slug === article.slug && link.figure === figure.id);
  const added = made
    .filter(({ isLinked }) => isLinked)
    .flatMap(({ slug, figure: id }) => {
      const article = reports.list().find((one) => one.slug === slug);
      const figure = article?.figures.find((one) => one.id === id);
      return article && figure && figure.asOf <= asOf ? [{ article, figure }] : [];
    });
  return [...fitting.filter((told) => !isHeld(told)), ...added].sort((a, b) =>
    b.figure.asOf.localeCompare(a.figure.asOf)
  );
}

/** The figures of reports that stand on the time axis of a chart of a place. */
export async function reportMarks(
  chart: string,
  spec: ChartSpec,
  region: string,
  asOf: string,
  result: Result
): Promise<ReportMark[]> {
  const fitting = linked(chart, fittingFigures(spec, region, asOf, result), asOf);
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
        publisher: article.publisher || article.headline,
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
