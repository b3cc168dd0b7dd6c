import { versionInfo } from '$lib/server/datasets/info.ts';
import * as datasets from '$lib/server/datasets.ts';
import { api } from '$lib/server/http.ts';

export const GET = api(({ params, locals }) =>
  datasets.versions(params.id ?? '').map((version) => versionInfo(version, locals.lang))
);
