import { api } from '$lib/server/http.ts';
import { pathOf } from '$lib/server/originals.ts';
import { wholeNumber } from '$lib/server/web/parameters.ts';
import * as store from '$lib/server/store.ts';
import { requireKept } from '$lib/server/uploads/change.ts';
import { linesAround } from '$lib/server/uploads/lines.ts';

const MOST_LINES = 2_000_000_000;

export const GET = api(({ params, url }) => {
  const { sha256, outcome } = requireKept(params.id ?? '');
  const row = wholeNumber('row', url.searchParams.get('row'), { from: 1, to: MOST_LINES }) ?? 1;
  return linesAround(pathOf(store.dataDir(), sha256), outcome?.settings.encoding ?? 'utf-8', row);
});
