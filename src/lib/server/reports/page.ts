import { PRECISION_TITLES } from '../../field/precision.ts';
import type { Lang } from '../../field/text.ts';
import type { Verdict } from '../../field/verdict.ts';
import { findIndicator } from '../../indicators/registry.ts';
import { isPlaceOpen, type Article, type Figure } from '../../reports/article.ts';
import { PART_TITLES } from '../../reports/part.ts';
import { doubtsOf } from '../../reports/draft.ts';
import { reconcile } from '../../reports/reconcile.ts';
import * as charts from '../charts.ts';
import { dayOf } from '../../field/day.ts';
import { readBytes } from './input.ts';
import * as kept from './store.ts';
import { tolerances } from './tables.ts';
import { links } from './links.ts';
import { divisionName } from './places.ts';
import * as reports from '../reports.ts';

/** A figure as a page shows it: names instead of codes, its check, and where it stands on a chart. */
export interface FigureView extends Figure {
  place: string;
  precisionTitle: string;
  indicatorTitle: string | null;
  partTitle: string | null;
  verdict: Verdict;
  synthetic: boolean;
  reason: string;
  then: string | null;
  chartHref: string | null;
  /** Charts on which a person put it or from which a person took it. */
  links: { chart: string; title: string; isLinked: boolean }[];
}

export async function viewFigure(article: Article, figure: Figure, lang: Lang): Promise<FigureView> {
  const { reason, verdict, synthetic, then } = await reports.check(article, figure);
  return {
    ...figure,
    place: divisionName(figure.region, lang) ?? figure.region,
    precisionTitle: PRECISION_TITLES[figure.precision][lang],
    indicatorTitle: findIndicator(figure.indicator ?? '')?.title[lang] ?? null,
    partTitle: figure.part ? PART_TITLES[figure.part][lang] : null,
    ...{ verdict, synthetic, reason: reason[lang] },
    then: then ? then.reason[lang] : null,
    chartHref: chartOf(figure),
    links: linksOf(article, figure, lang)
  };
}

function linksOf({ slug }: Article, { id }: Figure, lang: Lang): FigureView['links'] {
  const titles = new Map(charts.list().map((chart) => [chart.slug, chart.title[lang]]));
  return links()
    .filter((link) => link.slug === slug && link.figure === id && titles.has(link.chart))
    .map(({ chart, isLinked }) => ({ chart, title: titles.get(chart) ?? chart, isLinked }));
}

/** The overview's charts with a time axis, by what they show. */
const CHARTS: Record<string, string> = {
  ...{ stock: 'stock', growth: 'growth', filing_rate: 'filing-rate' },
  ...{ entries: 'entries-exits', exits: 'entries-exits', net: 'entries-exits' }
};

/** Where a figure stands on a chart: the overview at its place and date, the national chart, or nowhere. */
export function chartOf(figure: Figure): string | null {
  const { indicator, type, part, region, definition, asOf } = figure;
  const chart = CHARTS[indicator ?? ''];
  if (type || part || isPlaceOpen(figure) || chart === undefined) return null;
  if (region === '100000') {
    if (indicator !== 'stock') return null;
    return definition === 'all-bulletin' ? '/charts/nation-all' : '/charts/nation-definitions';
  }
  if (definition !== null && definition !== 'tech-local') return null;
  return `/?region=${region}&as_of=${asOf}#chart-${chart}`;
}

/** What to look at in a report just read: read once more from the bytes it came as. */
export async function doubtsIn(article: Article, now: Date): Promise<ReturnType<typeof doubtsOf>> {
  const original = kept.original(article.slug);
  if (!original || original.type === 'application/json') return [];
  const draft = await readBytes(original.bytes);
  const { headline, publisher } = article;
  return doubtsOf({ ...draft, headline, publisher }, dayOf(now), article.figures);
}

export function reconciled(article: Article) {
  return reconcile(article, tolerances());
}
