import { Readable } from 'node:stream';
import { attachment } from '$lib/server/web/attachment.ts';
import * as collections from '$lib/server/collections.ts';
import { isPinned } from '$lib/server/decks/slides.ts';
import { ratioOf } from '$lib/server/charts/drawing-view.ts';
import { api, requireWrite } from '$lib/server/http.ts';
import { packOf } from '$lib/server/decks/pack.ts';

/** Everything a meeting needs in a room without a network, as it is made. */
export const GET = api(async (event) => {
  const { params, url, locals } = event;
  const found = collections.read(params.slug ?? '');
  const ratio = ratioOf(url);
  const isKept = found.slides.every(isPinned);
  if (!isKept) requireWrite(event);
  const now = new Date();
  const collection = isKept ? found : await collections.keepPinned(found, now);
  const pack = Readable.toWeb(packOf(collection, locals.lang, ratio, now)) as ReadableStream;
  return new Response(pack, {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': attachment(`${collection.title[locals.lang]}.zip`),
      'cache-control': 'no-store'
    }
  });
});
