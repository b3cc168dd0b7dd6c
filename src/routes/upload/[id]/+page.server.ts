import * as datasets from '$lib/server/datasets.ts';
import { page } from '$lib/server/http.ts';
import { uploadInfo } from '$lib/server/uploads/info.ts';
import * as uploads from '$lib/server/uploads.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = page(({ params, locals: { lang } }) => ({
  upload: uploadInfo(uploads.read(params.id ?? ''), lang),
  datasets: datasets.list().map(({ id, title, version }) => ({ id, title: title[lang], version }))
}));
