import { api } from '$lib/server/http.ts';
import * as reports from '$lib/server/reports.ts';

export const GET = api(async ({ params, locals: { lang } }) => {
  const article = reports.read(params.slug ?? '');
  const figures = article.figures.map(async (figure) => {
    const { reason, ...check } = await reports.check(article, figure);
    return { ...figure, check: { ...check, reason: reason[lang] } };
  });
  return { ...article, figures: await Promise.all(figures) };
});
