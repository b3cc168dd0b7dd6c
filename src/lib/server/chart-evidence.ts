import type { ChartSpec, PublishedPoint, ReportMark } from '../charts/spec.ts';
import { rangeOf, type Precision } from '../field/precision.ts';
import { definitionOf } from '../indicators/definitions.ts';
import { findIndicator } from '../indicators/registry.ts';
import type { Result, Unit } from '../query/result.ts';
import { publishedFor } from './published.ts';
import * as reports from './reports.ts';

/** The published figures that a chart of a place draws beside its own: of the same definition, up to the day. */
export async function publishedPoints(
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

/** The figures of reports that stand on the time axis of a chart of a place. */
export async function reportMarks(
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
