import * as datasets from '$lib/server/datasets.ts';
import { sample } from '$lib/server/diff.ts';
import { api } from '$lib/server/http.ts';
import * as uploads from '$lib/server/uploads.ts';

const SHOWN = 50;

/** Some of the rows that the upload would change, by key; none before it is ready or without a key. */
export const GET = api(async ({ params }) => {
  const { outcome, wishes } = uploads.read(params.id ?? '');
  if (!outcome || outcome.result.against === null) return [];
  const { dataset, result } = outcome;
  const before = datasets.readVersion(dataset, result.against ?? undefined);
  return sample(before, { dataset, ...result }, { limit: SHOWN, key: wishes.key });
});
