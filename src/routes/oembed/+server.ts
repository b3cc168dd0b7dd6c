import { api } from '$lib/server/http.ts';
import { embedded } from '$lib/server/charts/oembed.ts';
import { originOf } from '$lib/server/web/origin.ts';

/** oEmbed 1.0: how a chart's address is shown in somebody else's page. Any page may ask. */
export const GET = api(async ({ url, request, locals }) => {
  const answer = await embedded(url, originOf(url, request), locals.lang);
  return Response.json(answer, { headers: { 'access-control-allow-origin': '*' } });
});
