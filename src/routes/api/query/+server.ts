import { localize } from '$lib/query/localize.ts';
import { ask, parseQuery } from '$lib/server/answers.ts';
import { api, readJson } from '$lib/server/http.ts';

export const POST = api(async ({ request, locals }) =>
  localize(await ask(parseQuery(await readJson(request))), locals.lang)
);
