import { removeChart } from '$lib/server/charts/uses.ts';
import { chartInfo } from '$lib/server/charts/info.ts';
import * as charts from '$lib/server/charts.ts';
import { api, readJson, requireWrite } from '$lib/server/http.ts';
import { isOn } from '$lib/server/web/parameters.ts';

export const GET = api(({ params, locals }) => chartInfo(charts.read(params.slug ?? ''), locals.lang));

export const PUT = api(async (event) => {
  requireWrite(event);
  const chart = charts.update(event.params.slug ?? '', await readJson(event.request));
  return chartInfo(chart, event.locals.lang);
});

export const DELETE = api((event) => {
  requireWrite(event);
  removeChart(event.params.slug ?? '', isOn('accept', event.url.searchParams.get('accept')));
  return new Response(null, { status: 204 });
});
