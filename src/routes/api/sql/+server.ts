import { api, readJson, requireWrite } from '$lib/server/http.ts';
import { ask } from '$lib/server/sql.ts';

export const POST = api(async (event) => {
  requireWrite(event);
  return ask(await readJson(event.request), event.request.signal);
});
