import { fail, redirect } from '@sveltejs/kit';
import { isRefusal } from '$lib/error.ts';
import { restore } from '$lib/server/commit.ts';
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
    try {
      if (before !== null) {
        await restore(dataset, before, 'local', { newest: version });
        return { undone: before };
      }
      await remove(store.dataDir(), dataset, 'local', { accepted, newest: version });
    } catch (cause) {
      const { code, details } = isRefusal(cause) ? cause : {};
      if (code === 'data-moved-on') return fail(409, { newest: (details as { version: number }).version });
      if (code === 'dataset-in-use') return fail(409, { dependents: details as Dependents });
      throw cause;
    }
    redirect(303, '/datasets');
  })
};
