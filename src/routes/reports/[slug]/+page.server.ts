import { findDivision } from '$lib/field/division.ts';
import { PRECISION_TITLES } from '$lib/field/precision.ts';
import { findIndicator } from '$lib/indicators/registry.ts';
import type { Figure } from '$lib/reports/article.ts';
import { page } from '$lib/server/http.ts';
import * as reports from '$lib/server/reports.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = page(async ({ params, locals: { lang } }) => {
  const article = reports.read(params.slug ?? '');
  const figures = await Promise.all(
    article.figures.map(async (figure) => {
      const { reason, verdict, synthetic } = await reports.check(article, figure);
      return {
        ...figure,
        place: findDivision(figure.region)?.name[lang] ?? figure.region,
        precisionTitle: PRECISION_TITLES[figure.precision][lang],
        indicatorTitle: findIndicator(figure.indicator ?? '')?.title[lang] ?? null,
        verdict,
        synthetic,
        reason: reason[lang],
        chartHref: chartOf(figure)
      };
    })
  );
  return { article: { ...article, figures } };
});

/** Where a figure stands on a chart: the overview at its place and date, the national chart, or nowhere. */
function chartOf(figure: Figure): string | null {
  if (figure.indicator !== 'stock' || figure.type) return null;
  if (figure.region === '100000') {
    return figure.definition === 'all-bulletin' ? '/charts/nation-all' : '/charts/nation-definitions';
  }
  if (figure.definition !== null && figure.definition !== 'tech-local') return null;
  return `/?region=${figure.region}&as_of=${figure.asOf}#chart-stock`;
}
