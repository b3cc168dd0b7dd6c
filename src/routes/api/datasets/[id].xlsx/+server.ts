import { Readable } from 'node:stream';
import { attachment } from '$lib/server/web/attachment.ts';
import { fileName, FORMULAS } from '$lib/server/datasets/files.ts';
import { workbook } from '$lib/server/datasets/workbook.ts';
import * as datasets from '$lib/server/datasets.ts';
import { api } from '$lib/server/http.ts';
import { oneOf, versionNumber } from '$lib/server/web/parameters.ts';

/** Guarded unless asked otherwise: in a workbook the guard stands beside the text and changes nothing of it. */
export const GET = api(async ({ params, url, locals: { lang } }) => {
  const version = datasets.readVersion(params.id ?? '', versionNumber(url.searchParams.get('version')));
  const formulas = oneOf('formulas', url.searchParams.get('formulas'), FORMULAS) ?? 'guard';
  const book = await workbook(datasets.read(version.dataset), version, { lang, formulas });
  return new Response(Readable.toWeb(book) as ReadableStream, {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': attachment(fileName(version, 'xlsx'))
    }
  });
});
