import { localize } from '$lib/query/localize.ts';
import { ask, parseQuery } from '$lib/server/answers.ts';
import { api, readJson } from '$lib/server/http.ts';

export const POST = api(async (event) => {
  const query = parseQuery(await readJson(event.request));
  return localize(await ask(query), event.locals.lang);
});
