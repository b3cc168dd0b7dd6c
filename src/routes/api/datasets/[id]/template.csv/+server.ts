import { Readable } from 'node:stream';
import { attachment } from '$lib/server/web/attachment.ts';
import { template } from '$lib/server/datasets/template.ts';
import { api } from '$lib/server/http.ts';
import { isOn } from '$lib/server/web/parameters.ts';

export const GET = api(({ params: { id = '' }, url }) => {
  const withExample = isOn('example', url.searchParams.get('example'));
  const pieces = Readable.from(template(id, withExample), { objectMode: false });
  const name = `${id}-${withExample ? 'example' : 'template'}.csv`;
  return new Response(Readable.toWeb(pieces) as ReadableStream, {
    headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': attachment(name) }
  });
});
