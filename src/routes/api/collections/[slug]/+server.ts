import { collectionInfo } from '$lib/server/decks/collection-info.ts';
import * as collections from '$lib/server/collections.ts';
import { api, readJson, requireWrite } from '$lib/server/http.ts';

export const GET = api(({ params, locals }) =>
  collectionInfo(collections.read(params.slug ?? ''), locals.lang)
);

export const PUT = api(async (event) => {
  requireWrite(event);
  const body = await readJson(event.request);
  const collection = await collections.update(event.params.slug ?? '', body, new Date());
  return collectionInfo(collection, event.locals.lang);
});

export const DELETE = api((event) => {
  requireWrite(event);
  collections.remove(event.params.slug ?? '');
  return new Response(null, { status: 204 });
});
