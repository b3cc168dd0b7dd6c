import { fail, redirect } from '@sveltejs/kit';
import { isRefusal } from '$lib/error.ts';
import { inTurn, restore } from '$lib/server/commit.ts';
import { remove, type Dependents } from '$lib/server/datasets/change.ts';
import * as datasets from '$lib/server/datasets.ts';
import { page, requireWrite } from '$lib/server/http.ts';
import * as store from '$lib/server/store.ts';
import { uploadInfo } from '$lib/server/uploads/info.ts';
import * as uploads from '$lib/server/uploads.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** `newest`: the version its dataset has by now, for a receipt that may be an old one. */
export const load: PageServerLoad = page(({ params, locals: { lang } }) => {
  const upload = uploads.read(params.id ?? '');
  const dataset = upload.outcome?.committed?.dataset;
  return {
    upload: uploadInfo(upload, lang),
    newest: dataset === undefined ? null : (datasets.newest(dataset)?.version ?? null),
    datasets: datasets.list().map(({ id, title, version }) => ({ id, title: title[lang], version }))
  };
});

export const actions: Actions = {
  /**
   * Takes a version back while it is the newest of its dataset; later ones stay as they are. The version before it
   * becomes the newest again, as a version of its own; a dataset that was new goes, once what uses it was shown.
   */
  undo: page(async (event: RequestEvent) => {
    requireWrite(event);
    const accepted = (await event.request.formData()).get('accept') === '1';
    const { id, outcome } = uploads.read(event.params.id ?? '');
    if (!outcome?.committed) redirect(303, `/upload/${id}`);
    const { dataset, version } = outcome.committed;
    const before = outcome.result.against;
    // Commits that are under way come first.
    await inTurn(() => Promise.resolve());
    const newest = datasets.newest(dataset)?.version ?? version;
    if (newest !== version) return fail(409, { newest });
    if (before !== null) {
      await restore(dataset, before, 'local');
      return { undone: before };
    }
    try {
      await remove(store.dataDir(), dataset, 'local', { accepted });
    } catch (cause) {
      if (!isRefusal(cause) || cause.code !== 'dataset-in-use') throw cause;
      return fail(409, { dependents: cause.details as Dependents });
    }
    redirect(303, '/datasets');
  })
};
