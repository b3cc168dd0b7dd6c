import { columnInfo, datasetInfo } from '$lib/server/datasets/info.ts';
import { remove, rename } from '$lib/server/datasets/change.ts';
import { columns } from '$lib/server/datasets/rows.ts';
import * as datasets from '$lib/server/datasets.ts';
import { api, readJson, requireWrite } from '$lib/server/http.ts';
import { isOn } from '$lib/server/web/parameters.ts';
import * as store from '$lib/server/store.ts';

export const GET = api(async ({ params, locals }) => {
  const dataset = datasets.read(params.id ?? '');
  const summaries = await columns(dataset.id);
  return {
    ...datasetInfo(dataset, locals.lang),
    columns: summaries.map((column) => columnInfo(column, locals.lang))
  };
});

export const PATCH = api(async (event) => {
  requireWrite(event);
  const dataset = rename(event.params.id ?? '', await readJson(event.request), 'local');
  return datasetInfo(dataset, event.locals.lang);
});

export const DELETE = api(async (event) => {
  requireWrite(event);
  const accepted = isOn('accept', event.url.searchParams.get('accept'));
  await remove(store.dataDir(), event.params.id ?? '', 'local', { accepted });
  return new Response(null, { status: 204 });
});
