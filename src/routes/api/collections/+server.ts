import { collectionInfo } from '$lib/server/decks/collection-info.ts';
import * as collections from '$lib/server/collections.ts';
import { api, readJson, requireWrite } from '$lib/server/http.ts';

export const GET = api(({ locals }) => collections.list().map((one) => collectionInfo(one, locals.lang)));

export const POST = api(async (event) => {
  requireWrite(event);
  const collection = await collections.create(await readJson(event.request), 'local', new Date());
  return Response.json(collectionInfo(collection, event.locals.lang), { status: 201 });
});
