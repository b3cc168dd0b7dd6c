import * as datasets from '$lib/server/datasets.ts';
import { page } from '$lib/server/http.ts';
import { uploadInfo } from '$lib/server/uploads/info.ts';
import { readLimits } from '$lib/server/uploads/limits.ts';
import { prepareThread } from '$lib/server/uploads/thread.ts';
import * as uploads from '$lib/server/uploads.ts';
import type { PageServerLoad } from './$types';

const SHOWN = 20;

export const load: PageServerLoad = page(({ url, locals: { lang, mayWrite } }) => {
  if (mayWrite) prepareThread();
  const dataset = url.searchParams.get('dataset');
  if (dataset !== null) datasets.requireId(dataset);
  return {
    dataset,
    limitBytes: readLimits().fileBytes,
    uploads: uploads
      .list()
      .slice(0, SHOWN)
      .map((upload) => uploadInfo(upload, lang)),
    datasets: datasets.list().map(({ id, title }) => ({ id, title: title[lang] }))
  };
});
