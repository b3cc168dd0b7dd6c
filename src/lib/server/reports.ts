import type { Verdict } from '../field/verdict.ts';
import { Refusal } from '../error.ts';
import { parseArticle, type Article, type Figure } from '../reports/article.ts';
import { checkFigure, type Check, type Evidence } from '../reports/check.ts';
import { publishedFor } from './published.ts';
import { ask } from './answers.ts';
import * as catalog from './catalog.ts';
import * as datasets from './datasets.ts';

const parsed = new Map<string, Article>();

/** All reports, newest first. */
export const list: () => readonly Article[] = catalog.untilWritten(() => {
  const rows = catalog.all<{ slug: string; source: string }>('SELECT slug, source FROM report');
  return rows
    .map(({ slug, source }) => articleOf(slug, source))
    .sort((a, b) => b.publishedOn.localeCompare(a.publishedOn) || a.slug.localeCompare(b.slug));
});

/** One report; refuses (404) an unknown slug. */
export function read(slug: string): Article {
  const row = catalog.get<{ source: string }>('SELECT source FROM report WHERE slug = ?', slug);
  if (row) return articleOf(slug, row.source);
  throw new Refusal(404, 'unknown-report', {
    zh: `没有名为“${slug}”的报道。`,
    en: `There is no report “${slug}”.`
  });
}

/** A figure of a report held against the registry and against published figures of other sources. */
export async function check(article: Article, figure: Figure): Promise<Check> {
  const evidence = [...(await registryEvidence(figure)), ...(await publishedEvidence(figure))];
  return checkFigure(figure, evidence, ownUrls(article));
}

/** How many figures of all reports got which verdict; synthetic checks do not count. */
export function tally(checks: readonly Check[]): Partial<Record<Verdict, number>> {
  const counts: Partial<Record<Verdict, number>> = {};
  for (const { verdict, synthetic } of checks) {
    if (!synthetic) counts[verdict] = (counts[verdict] ?? 0) + 1;
  }
  return counts;
}

function articleOf(slug: string, source: string): Article {
  const key = `${slug}\n${source}`;
  const known = parsed.get(key) ?? parseArticle(slug, source);
  parsed.set(key, known);
  return known;
}

/** The address of the report and of every reprint of it. */
function ownUrls(article: Article): string[] {
  const family = article.reprintOf ?? article.slug;
  return list()
    .filter((other) => other.slug === family || other.reprintOf === family || other.slug === article.slug)
    .flatMap(({ url }) => (url === null ? [] : [url]));
}

async function registryEvidence(figure: Figure): Promise<Evidence[]> {
  const registry = datasets.list().find(({ id }) => id === 'organizations');
  const isAnswerable = figure.indicator === 'stock' && figure.region !== '100000' && !figure.type;
  if (!registry || !isAnswerable) return [];
  const result = await ask({
    dataset: 'organizations',
    indicator: figure.indicator ?? '',
    region: figure.region,
    asOf: figure.asOf
  });
  const value = result.rows[0]?.[result.columns.findIndex(({ name }) => name === 'value')];
  if (typeof value !== 'number') return [];
  return [
    {
      dataset: 'organizations',
      version: result.version,
      indicator: figure.indicator ?? '',
      value,
      asOf: figure.asOf,
      definition: result.definition.id,
      title: registry.title,
      sourceUrl: null,
      synthetic: result.synthetic
    }
  ];
}

async function publishedEvidence(figure: Figure): Promise<Evidence[]> {
  if (figure.indicator === null) return [];
  const { rows, version } = await publishedFor(figure.indicator, figure.region, figure.type ?? null);
  return rows.map((row) => ({
    dataset: 'statistics',
    version,
    indicator: figure.indicator ?? '',
    value: row.value,
    asOf: row.asOf,
    definition: row.definition,
    title: { zh: row.source.title, en: row.source.title },
    sourceUrl: row.source.url,
    synthetic: false
  }));
}
