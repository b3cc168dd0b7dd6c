import { answerChart } from '$lib/server/chart-answers.ts';
import * as charts from '$lib/server/charts.ts';
import { api, requireWrite } from '$lib/server/http.ts';
import { placeOf } from '$lib/server/place.ts';

export const GET = api(({ params }) => charts.pins(params.slug ?? ''));

export const POST = api(async (event) => {
  requireWrite(event);
  const slug = event.params.slug ?? '';
  const answer = await answerChart(charts.read(slug), placeOf(event.url));
  return Response.json(charts.pin(slug, answer, new Date()), { status: 201 });
});
