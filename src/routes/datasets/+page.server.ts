import * as datasets from '$lib/server/datasets.ts';
import { page, requireWrite } from '$lib/server/http.ts';
import { hasSample, removeSample } from '$lib/server/sample.ts';
import { redirect, type Actions } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { lang }, url }) => ({
  datasets: datasets.list().map((dataset) => ({ ...dataset, title: dataset.title[lang] })),
  hasSample: hasSample(),
  isSampleRemoved: url.searchParams.has('removed')
});

export const actions: Actions = {
  removeSample: async (event) => {
    await page((event: Parameters<NonNullable<Actions['removeSample']>>[0]) => {
      requireWrite(event);
      removeSample('local');
      redirect(303, '/datasets?removed');
    })(event);
  }
};
