import { Readable } from 'node:stream';
import { api } from '$lib/server/http.ts';
import { csv } from '$lib/server/organizations.ts';
import { askedOf } from '../organizations/asked.ts';

export const GET = api(async ({ url, locals: { lang } }) => {
  const asked = askedOf(url);
  const { indicator, region, asOf, period } = asked.query;
  const pieces = await csv(asked, lang);
  const name = ['organizations', indicator, region, period?.to ?? asOf].filter(Boolean).join('-');
  return new Response(Readable.toWeb(Readable.from(pieces, { objectMode: false })) as ReadableStream, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}.csv"`
    }
  });
});
