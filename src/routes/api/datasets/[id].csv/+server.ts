import { Readable } from 'node:stream';
import { attachment } from '$lib/server/web/attachment.ts';
import { csv, fileName, FORMULAS } from '$lib/server/datasets/files.ts';
import { readVersion } from '$lib/server/datasets.ts';
import { api } from '$lib/server/http.ts';
import { oneOf, versionNumber } from '$lib/server/web/parameters.ts';

/** Kept as it is unless asked otherwise: what scripts read back must equal what is stored. Pages link to `guard`. */
export const GET = api(async ({ params, url }) => {
  const version = readVersion(params.id ?? '', versionNumber(url.searchParams.get('version')));
  const pieces = await csv(version, oneOf('formulas', url.searchParams.get('formulas'), FORMULAS) ?? 'keep');
  return new Response(Readable.toWeb(Readable.from(pieces, { objectMode: false })) as ReadableStream, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': attachment(fileName(version, 'csv'))
    }
  });
});
