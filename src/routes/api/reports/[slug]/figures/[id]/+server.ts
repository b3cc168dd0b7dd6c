import { api, readJson, requireWrite } from '$lib/server/http.ts';
import { figuresIn } from '$lib/server/reports/answer.ts';
import * as reports from '$lib/server/reports.ts';

export const PATCH = api(async (event) => {
  requireWrite(event);
  const { slug = '', id = '' } = event.params;
  const article = reports.updateFigure(slug, id, await readJson(event.request), 'local');
  const figures = await figuresIn(article, event.locals.lang);
  return figures.find((figure) => figure.id === id) ?? article.rejected.find((figure) => figure.id === id);
});
