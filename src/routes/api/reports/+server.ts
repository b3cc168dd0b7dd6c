import { api, requireWrite } from '$lib/server/http.ts';
import { createdAnswer } from '$lib/server/reports/answer.ts';
import { readSent } from '$lib/server/reports/input.ts';
import * as reports from '$lib/server/reports.ts';

export const GET = api(() =>
  reports.list().map(({ slug, headline, publisher, publishedOn, url, figures, duplicateOf }) => ({
    slug,
    headline,
    publisher,
    publishedOn,
    url,
    figures: figures.length,
    ...(duplicateOf ? { duplicateOf } : {})
  }))
);

export const POST = api(async (event) => {
  requireWrite(event);
  const { draft, about, from } = await readSent(event.request, event.url);
  const { report, doubts } = reports.create(draft, about, from, 'local');
  return Response.json(await createdAnswer(report, doubts, event.locals.lang), { status: 201 });
});
