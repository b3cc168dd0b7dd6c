import { join } from 'node:path';
import { Readable } from 'node:stream';
import { attachment } from '$lib/server/web/attachment.ts';
import { fileName, parquet } from '$lib/server/datasets/files.ts';
import { readVersion } from '$lib/server/datasets.ts';
import { api } from '$lib/server/http.ts';
import { versionNumber } from '$lib/server/web/parameters.ts';
import * as store from '$lib/server/store.ts';

export const GET = api(async ({ params, url }) => {
  const version = readVersion(params.id ?? '', versionNumber(url.searchParams.get('version')));
  const { stream, sizeBytes } = await parquet(version, join(store.dataDir(), 'tmp'));
  return new Response(Readable.toWeb(stream) as ReadableStream, {
    headers: {
      'content-type': 'application/vnd.apache.parquet',
      'content-length': String(sizeBytes),
      'content-disposition': attachment(fileName(version, 'parquet'))
    }
  });
});
