import { api, readJson, requireWrite } from '$lib/server/http.ts';
import * as store from '$lib/server/store.ts';
import { commit } from '$lib/server/uploads/commit.ts';
import { parseCommit } from '$lib/server/uploads/wishes.ts';

export const POST = api(async (event) => {
  requireWrite(event);
  return commit(store.dataDir(), event.params.id ?? '', parseCommit(await readJson(event.request)), 'local');
});
