import { chartInfo } from '$lib/server/charts/info.ts';
import * as charts from '$lib/server/charts.ts';
import { api, readJson, requireWrite } from '$lib/server/http.ts';

export const GET = api(({ locals }) => charts.list().map((chart) => chartInfo(chart, locals.lang)));

export const POST = api(async (event) => {
  requireWrite(event);
  const chart = charts.create(await readJson(event.request), 'local');
  return Response.json(chartInfo(chart, event.locals.lang), { status: 201 });
});
