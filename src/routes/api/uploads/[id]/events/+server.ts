import { api } from '$lib/server/http.ts';
import { events } from '$lib/server/uploads/events.ts';
import * as uploads from '$lib/server/uploads.ts';

const headers = { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' };

export const GET = api(
  ({ params, locals }) => new Response(events(params.id ?? '', locals.lang), { headers })
);

/** What a GET would begin with, and no events: they would be made for nobody. */
export const HEAD = api(({ params }) => {
  uploads.read(params.id ?? '');
  return new Response(null, { headers });
});
