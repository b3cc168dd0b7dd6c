import { Readable } from 'node:stream';
import { api } from '$lib/server/http.ts';
import { csv } from '$lib/server/datasets/rows-behind.ts';
import { askedOf } from '../rows/asked.ts';

export const GET = api(async ({ url, locals: { lang } }) => {
  const asked = await askedOf(url);
  const pieces = await csv(asked, lang);
  return new Response(Readable.toWeb(Readable.from(pieces, { objectMode: false })) as ReadableStream, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${asked.query.dataset}-rows.csv"`
    }
  });
});
