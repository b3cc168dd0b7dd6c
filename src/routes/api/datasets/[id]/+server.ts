import { columnInfo, datasetInfo } from '$lib/server/dataset-info.ts';
import { columns } from '$lib/server/dataset-rows.ts';
import * as datasets from '$lib/server/datasets.ts';
import { api } from '$lib/server/http.ts';

export const GET = api(async ({ params, locals }) => {
  const dataset = datasets.read(params.id ?? '');
  const summaries = await columns(dataset.id);
  return {
    ...datasetInfo(dataset, locals.lang),
    columns: summaries.map((column) => columnInfo(column, locals.lang))
  };
});
