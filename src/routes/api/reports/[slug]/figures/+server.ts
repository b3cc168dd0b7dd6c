import { api, readJson, requireWrite } from '$lib/server/http.ts';
import { figuresIn } from '$lib/server/reports/answer.ts';
import { markFigure } from '$lib/server/reports/mark.ts';

export const POST = api(async (event) => {
  requireWrite(event);
  const { article, id } = markFigure(event.params.slug ?? '', await readJson(event.request), 'local');
  const figure = (await figuresIn(article, event.locals.lang)).find((one) => one.id === id);
  return Response.json(figure, { status: 201 });
});
