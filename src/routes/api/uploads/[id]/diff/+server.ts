import { api } from '$lib/server/http.ts';
import { wholeNumber } from '$lib/server/web/parameters.ts';
import { changesOf } from '$lib/server/uploads/result.ts';
import * as uploads from '$lib/server/uploads.ts';

/** The comparison with the version there is, with some of the rows that differ, old beside new. */
export const GET = api(({ params, url }) => {
  const limit = wholeNumber('limit', url.searchParams.get('limit'), { from: 0, to: 1000 }) ?? 20;
  return changesOf(uploads.read(params.id ?? ''), limit);
});
