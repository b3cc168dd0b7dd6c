import { titled } from '$lib/server/datasets/info.ts';
import { MAX_ROWS, rows } from '$lib/server/datasets/rows.ts';
import { api } from '$lib/server/http.ts';
import { isOn, versionNumber, wholeNumber } from '$lib/server/web/parameters.ts';

export const GET = api(async ({ params, url, locals }) => {
  const asked = url.searchParams;
  const version = versionNumber(asked.get('version'));
  const offset = wholeNumber('offset', asked.get('offset'), { from: 0, to: 1_000_000_000_000 }) ?? 0;
  const limit = wholeNumber('limit', asked.get('limit'), { from: 0, to: MAX_ROWS }) ?? 100;
  const raw = isOn('raw', asked.get('raw'));
  const page = await rows(params.id ?? '', {
    offset,
    limit,
    raw,
    ...(version === undefined ? {} : { version })
  });
  return { ...page, columns: page.columns.map((column) => titled(column, locals.lang)) };
});
