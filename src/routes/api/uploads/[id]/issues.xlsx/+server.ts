import { Readable } from 'node:stream';
import { attachment } from '$lib/server/web/attachment.ts';
import { api } from '$lib/server/http.ts';
import * as store from '$lib/server/store.ts';
import { issuesXlsx } from '$lib/server/uploads/issues-workbook.ts';
import * as uploads from '$lib/server/uploads.ts';

export const GET = api(async ({ params, locals }) => {
  const upload = uploads.read(params.id ?? '');
  const book = await issuesXlsx(store.dataDir(), upload, locals.lang);
  const name = `${upload.filename.replace(/\.[A-Za-z0-9]{1,8}$/, '')}-issues.xlsx`;
  return new Response(Readable.toWeb(book) as ReadableStream, {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': attachment(name)
    }
  });
});
