import { datasetInfo } from '$lib/server/datasets/info.ts';
import * as datasets from '$lib/server/datasets.ts';
import { api } from '$lib/server/http.ts';

export const GET = api(({ locals }) => datasets.list().map((dataset) => datasetInfo(dataset, locals.lang)));
