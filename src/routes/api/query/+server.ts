import { localize } from '$lib/query/localize.ts';
import { ask, parseQuery } from '$lib/server/answers.ts';
import { api, readJson } from '$lib/server/http.ts';
import { whileReading } from '$lib/server/web/reader.ts';

export const POST = api(async (event) => {
  const query = parseQuery(await readJson(event.request));
  const answer = await whileReading(event, (signal) => ask(query, undefined, signal));
  return localize(answer, event.locals.lang);
});
