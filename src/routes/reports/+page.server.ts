import { dayOf } from '$lib/field/day.ts';
import { redirect, type Actions } from '@sveltejs/kit';
import { VERDICT_TITLES, VERDICTS } from '$lib/field/verdict.ts';
import { page, requireWrite } from '$lib/server/http.ts';
import { choicesFor } from '$lib/server/reports/choices.ts';
import { flips, refresh } from '$lib/server/reports/checks.ts';
import { contradictionsAmong } from '$lib/reports/contradictions.ts';
import { searchArticles } from '$lib/reports/search.ts';
import * as kept from '$lib/server/reports/store.ts';
import { divisionName } from '$lib/server/reports/places.ts';
import { tolerances } from '$lib/server/reports/tables.ts';
import * as reports from '$lib/server/reports.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = page(async ({ url, locals: { lang, mayWrite } }) => {
  await refresh();
  const all = reports.list();
  const asked = (name: string) => url.searchParams.get(name) ?? '';
  const filter = Object.fromEntries(
    ['q', 'publisher', 'region', 'indicator', 'from', 'to', 'verdict'].map((name) => [
      name,
      asked(name).slice(0, 100)
    ])
  ) as Record<string, string>;
  const checked = await Promise.all(
    searchArticles(all, filter).map(async (article) => ({
      slug: article.slug,
      headline: article.headline,
      publisher: article.publisher,
      publishedOn: article.publishedOn,
      isReprint: Boolean(article.reprintOf),
      places: [...new Set(article.figures.map(({ region }) => divisionName(region, lang) ?? region))],
      figures: await Promise.all(
        article.figures.map(async (figure) => {
          const { verdict, synthetic } = await reports.check(article, figure);
          return { id: figure.id, text: figure.text, verdict, synthetic };
        })
      )
    }))
  );
  const choices = choicesFor(lang);
  const figures = all.flatMap((article) => article.figures);
  const regions = new Set(figures.map(({ region }) => region));
  const indicators = new Set<string | null>(figures.map(({ indicator }) => indicator));
  const headlines = new Map(all.map(({ slug, headline }) => [slug, headline]));
  const textOf = (slug: string, id: string) =>
    all.find((article) => article.slug === slug)?.figures.find((figure) => figure.id === id)?.text ?? id;
  return {
    reports: filter.verdict
      ? checked.filter((report) => report.figures.some(({ verdict }) => verdict === filter.verdict))
      : checked,
    count: all.length,
    filter,
    publishers: [...new Set(all.map(({ publisher }) => publisher).filter(Boolean))].sort(),
    regions: [...regions].sort().map((value) => ({ value, title: divisionName(value, lang) ?? value })),
    indicators: choices.indicators.filter(({ value }) => indicators.has(value)),
    verdicts: VERDICTS.map((value) => ({ value, title: VERDICT_TITLES[value][lang] })),
    timeline: timelineOf(all.map(({ slug, headline, publishedOn }) => ({ slug, headline, publishedOn }))),
    flips: flips().flatMap(({ slug, figure, before, after, data, at }) =>
      headlines.has(slug)
        ? [
            {
              slug,
              figure,
              at: dayOf(at),
              text: textOf(slug, figure),
              before: VERDICT_TITLES[before][lang],
              after: VERDICT_TITLES[after][lang],
              data
            }
          ]
        : []
    ),
    contradictions: contradictionsAmong(all, kept.rootOf, tolerances()).map(({ one, other }) =>
      [one, other].map(({ slug, figure: { id, text, asOf, subject } }) => ({
        slug,
        id,
        text,
        asOf,
        subject,
        headline: headlines.get(slug) ?? slug
      }))
    ),
    deleted: mayWrite ? kept.deleted() : []
  };
});

/** Reports by year, oldest year first, empty years between them kept. */
function timelineOf<Told extends { publishedOn: string }>(
  told: readonly Told[]
): { year: number; reports: Told[] }[] {
  const years = told.map(({ publishedOn }) => Number(publishedOn.slice(0, 4)));
  if (years.length === 0) return [];
  const [first, last] = [Math.min(...years), Math.max(...years)];
  const span = Math.min(last - first, 60);
  return Array.from({ length: span + 1 }, (_, at) => {
    const year = last - span + at;
    return { year, reports: told.filter(({ publishedOn }) => publishedOn.startsWith(String(year))) };
  });
}

export const actions: Actions = {
  restore: async (event) => {
    await page(async (event: Parameters<NonNullable<Actions['restore']>>[0]) => {
      requireWrite(event);
      const slug = String((await event.request.formData()).get('slug') ?? '');
      kept.setDeleted(slug, false, 'local', new Date());
      redirect(303, `/reports/${encodeURIComponent(slug)}`);
    })(event);
  }
};
