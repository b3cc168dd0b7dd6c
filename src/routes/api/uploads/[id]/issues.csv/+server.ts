import { Readable } from 'node:stream';
import { attachment } from '$lib/server/web/attachment.ts';
import { api } from '$lib/server/http.ts';
import * as store from '$lib/server/store.ts';
import { issuesCsv } from '$lib/server/uploads/issues.ts';
import * as uploads from '$lib/server/uploads.ts';

export const GET = api(({ params, locals }) => {
  const upload = uploads.read(params.id ?? '');
  const pieces = issuesCsv(store.dataDir(), upload, locals.lang);
  const name = `${upload.filename.replace(/\.[A-Za-z0-9]{1,8}$/, '')}-issues.csv`;
  return new Response(Readable.toWeb(Readable.from(pieces, { objectMode: false })) as ReadableStream, {
    headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': attachment(name) }
  });
});
