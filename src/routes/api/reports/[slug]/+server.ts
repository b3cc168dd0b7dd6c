import { api, readJson, requireWrite } from '$lib/server/http.ts';
import { figuresIn } from '$lib/server/reports/answer.ts';
import * as store from '$lib/server/reports/store.ts';
import * as reports from '$lib/server/reports.ts';

export const GET = api(async ({ params, locals: { lang } }) => {
  const article = reports.read(params.slug ?? '');
  return { ...article, figures: await figuresIn(article, lang) };
});

export const PUT = api(async (event) => {
  requireWrite(event);
  const article = reports.update(event.params.slug ?? '', await readJson(event.request), 'local');
  return { ...article, figures: await figuresIn(article, event.locals.lang) };
});

export const DELETE = api((event) => {
  requireWrite(event);
  store.setDeleted(event.params.slug ?? '', true, 'local', new Date());
  return new Response(null, { status: 204 });
});
