import * as datasets from '$lib/server/datasets.ts';
import { compare, sample } from '$lib/server/diff.ts';
import { api } from '$lib/server/http.ts';
import { versionNumber } from '$lib/server/parameters.ts';

/** What a version changed against the one before it. */
export const GET = api(async ({ params }) => {
  const id = params.id ?? '';
  const after = datasets.readVersion(id, versionNumber(params.v));
  const before = datasets.versions(id).find((one) => one.version < after.version);
  const { added, changed, removed } = await compare(before, after);
  return { added, changed, removed, sample: await sample(before, after) };
});
