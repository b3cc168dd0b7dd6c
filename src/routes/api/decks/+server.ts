import * as decks from '$lib/server/decks.ts';
import { PPTX } from '$lib/slides/package.ts';
import { api, readJson, requireWrite, sendFile } from '$lib/server/http.ts';

export const POST = api(async (event) => {
  const request = decks.parseDeck(await readJson(event.request));
  if (decks.makesPins(request)) requireWrite(event);
  const bytes = await decks.make(request, request.lang ?? event.locals.lang, new Date());
  return sendFile(bytes, PPTX, `${request.title}.pptx`);
});
