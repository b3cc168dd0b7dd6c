import * as datasets from '$lib/server/datasets.ts';
import { compare, sample } from '$lib/server/versions/diff.ts';
import { api } from '$lib/server/http.ts';
import { versionNumber } from '$lib/server/web/parameters.ts';

/** What a version changed against the one before it, or against any other. */
export const GET = api(async ({ params, url }) => {
  const id = params.id ?? '';
  const after = datasets.readVersion(id, versionNumber(params.v));
  const against = versionNumber(url.searchParams.get('against'));
  const before =
    against === undefined
      ? datasets.versions(id).find((one) => one.version < after.version)
      : datasets.readVersion(id, against);
  const key = datasets.keyOf(after);
  const diff = await compare(before, after, key);
  return { ...diff, against: before?.version ?? null, sample: await sample(before, after, { key }) };
});
