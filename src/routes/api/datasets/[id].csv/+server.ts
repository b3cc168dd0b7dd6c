import { Readable } from 'node:stream';
import { csv } from '$lib/server/dataset-rows.ts';
import { readVersion } from '$lib/server/datasets.ts';
import { api } from '$lib/server/http.ts';
import { versionNumber } from '$lib/server/parameters.ts';

export const GET = api(async ({ params, url }) => {
  const { dataset, version, synthetic } = readVersion(
    params.id ?? '',
    versionNumber(url.searchParams.get('version'))
  );
  const pieces = await csv(dataset, version);
  const name = `${dataset}${synthetic ? '-synthetic' : ''}-v${version}.csv`;
  return new Response(Readable.toWeb(Readable.from(pieces, { objectMode: false })) as ReadableStream, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`
    }
  });
});
