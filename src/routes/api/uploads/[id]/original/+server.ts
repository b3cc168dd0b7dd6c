import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { attachment } from '$lib/server/web/attachment.ts';
import { api } from '$lib/server/http.ts';
import * as originals from '$lib/server/originals.ts';
import * as store from '$lib/server/store.ts';
import { requireKept } from '$lib/server/uploads/change.ts';

/** The bytes as they came, never shown as a page. */
export const GET = api(({ params }) => {
  const { sha256, filename, sizeBytes } = requireKept(params.id ?? '');
  const bytes = createReadStream(originals.pathOf(store.dataDir(), sha256));
  return new Response(Readable.toWeb(bytes) as ReadableStream, {
    headers: {
      'content-type': 'application/octet-stream',
      'content-length': String(sizeBytes),
      'content-disposition': attachment(filename)
    }
  });
});
