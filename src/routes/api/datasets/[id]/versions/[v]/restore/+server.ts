import { restore } from '$lib/server/commit.ts';
import { api, requireWrite } from '$lib/server/http.ts';
import { versionNumber } from '$lib/server/web/parameters.ts';

export const POST = api(async (event) => {
  requireWrite(event);
  return restore(event.params.id ?? '', versionNumber(event.params.v) ?? 0, 'local');
});
