import { api } from '$lib/server/http.ts';
import { events } from '$lib/server/uploads/events.ts';

export const GET = api(
  ({ params, locals }) =>
    new Response(events(params.id ?? '', locals.lang), {
      headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' }
    })
);
