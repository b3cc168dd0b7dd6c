import { DEFAULT_REGION } from '../../field/division.ts';
import type { Text } from '../../field/text.ts';
import type { Verdict } from '../../field/verdict.ts';
import { findSchema } from '../../field/schema.ts';
import { findIndicator, INDICATORS } from '../../indicators/registry.ts';
import { isRefusal } from '../../error.ts';
import { ask } from '../answers.ts';
import { answerChart, latestDay } from '../charts/answers.ts';
import * as charts from '../charts.ts';
import * as datasets from '../datasets.ts';
import { number } from '../overview/key-figures.ts';
import * as reports from '../reports.ts';
import { citiesOf } from './places.ts';

/** What a version would change where others look: only what differs is named. */
export interface Effects {
  /** The day that both values are about; null when no indicator reads the dataset. */
  asOf: string | null;
  indicators: { id: string; region: string; from: number | null; to: number | null }[];
  charts: { slug: string; title: Text }[];
  figures: { report: string; headline: string; figure: string; text: string; from: Verdict; to: Verdict }[];
}

type Values = Map<string, number | null>;

/**
 * Asks the product's own queries on what there is and on what would be: indicators of the province and of the cities with
 * most change, saved charts at the province, figures of reports. What the data cannot answer counts as no value.
 */
export async function effectsOf(after: datasets.Version, signal: AbortSignal): Promise<Effects> {
  const before = datasets.newest(after.dataset);
  const isRead = findSchema(after.dataset) !== undefined;
  const asOf = isRead ? await sharedDay(after) : null;
  const regions = isRead ? [DEFAULT_REGION, ...(await citiesOf(before, after))] : [];
  const indicators = [];
  for (const region of regions) {
    signal.throwIfAborted();
    const was = await valuesAt(region, asOf ?? '');
    const is = await datasets.asIf(after, () => valuesAt(region, asOf ?? ''));
    for (const [id, to] of is) {
      const from = was.get(id) ?? null;
      if (from !== to) indicators.push({ id, region, from, to });
    }
  }
  return {
    asOf,
    indicators,
    charts: await changedCharts(after, asOf, signal),
    figures: isRead ? await flippedFigures(after, signal) : []
  };
}

/** The later of the last days that the data tells of, before and after. */
async function sharedDay(after: datasets.Version): Promise<string | null> {
  const dayOf = () => whenAnswered(latestDay('organizations'));
  const days = [await dayOf(), await datasets.asIf(after, dayOf)];
  return (
    days
      .filter((day) => day !== null)
      .sort()
      .at(-1) ?? null
  );
}

async function valuesAt(region: string, asOf: string): Promise<Values> {
  const values = await Promise.all(
    INDICATORS.map(async ({ id }) => {
      const result = await whenAnswered(ask({ dataset: 'organizations', indicator: id, region, asOf }));
      return [id, number(result)] as const;
    })
  );
  return new Map(values);
}

async function changedCharts(
  after: datasets.Version,
  asOf: string | null,
  signal: AbortSignal
): Promise<Effects['charts']> {
  const changed = [];
  for (const chart of charts.list().filter((one) => reads(one, after.dataset))) {
    signal.throwIfAborted();
    const drawn = async () => {
      const answer = await whenAnswered(answerChart(chart, asOf === null ? {} : { asOf }));
      return JSON.stringify(answer && [answer.results.map(({ rows }) => rows), answer.published]);
    };
    if ((await drawn()) !== (await datasets.asIf(after, drawn))) {
      changed.push({ slug: chart.slug, title: chart.title });
    }
  }
  return changed;
}

function reads({ spec }: charts.Chart, dataset: string): boolean {
  if (spec.query.dataset === dataset) return true;
  const ids = [spec.query.indicator ?? '', ...(spec.also ?? [])];
  const needed = ids.flatMap((id) => Object.keys(findIndicator(id)?.needs ?? {}));
  return needed.includes(dataset) || (dataset === 'statistics' && Boolean(spec.published));
}

async function flippedFigures(after: datasets.Version, signal: AbortSignal): Promise<Effects['figures']> {
  const flipped = [];
  for (const article of reports.list()) {
    signal.throwIfAborted();
    const checked = () => Promise.all(article.figures.map((figure) => reports.check(article, figure)));
    const [was, is] = [await checked(), await datasets.asIf(after, checked)];
    for (const [k, figure] of article.figures.entries()) {
      const [from, to] = [was[k]?.verdict, is[k]?.verdict];
      if (!from || !to || from === to) continue;
      const { id, text } = figure;
      flipped.push({ report: article.slug, headline: article.headline, figure: id, text, from, to });
    }
  }
  return flipped;
}

async function whenAnswered<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (cause) {
    if (isRefusal(cause) && cause.status < 500) return null;
    throw cause;
  }
}
