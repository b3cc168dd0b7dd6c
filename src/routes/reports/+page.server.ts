import { findDivision } from '$lib/field/division.ts';
import * as reports from '$lib/server/reports.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { lang } }) => {
  const articles = reports.list();
  return {
    reports: await Promise.all(
      articles.map(async (article) => ({
        slug: article.slug,
        headline: article.headline,
        publisher: article.publisher,
        publishedOn: article.publishedOn,
        places: [...new Set(article.figures.map(({ region }) => findDivision(region)?.name[lang] ?? region))],
        figures: await Promise.all(
          article.figures.map(async (figure) => {
            const { verdict, synthetic } = await reports.check(article, figure);
            return { id: figure.id, text: figure.text, verdict, synthetic };
          })
        )
      }))
    )
  };
};
