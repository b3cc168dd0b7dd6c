import { readDeck } from '$lib/server/decks/body.ts';
import { refresh } from '$lib/server/decks/check.ts';
import { PPTX } from '$lib/slides/package.ts';
import { api, requireWrite, sendFile } from '$lib/server/http.ts';
import { placeOf } from '$lib/server/overview/place.ts';

export const POST = api(async (event) => {
  requireWrite(event);
  const { url, request, locals } = event;
  const { asOf } = placeOf(url);
  const accept = url.searchParams.get('accept')?.split(',').filter(Boolean) ?? null;
  const { bytes, filename } = await readDeck(request);
  const done = await refresh(bytes, { accept, asOf, now: new Date(), lang: locals.lang });
  const response = sendFile(done.bytes, PPTX, filename ?? 'deck.pptx');
  response.headers.set('x-yinli-refreshed', done.refreshed.join(','));
  return response;
});
