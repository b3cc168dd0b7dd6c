import { readAnswer } from '$lib/server/asked-chart.ts';
import { viewOf } from '$lib/charts/view.ts';
import { page, requireWrite } from '$lib/server/http.ts';
import * as pins from '$lib/server/pins.ts';
import { placeOf } from '$lib/server/place.ts';
import { redirect, type Actions } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = page(async ({ params, url, locals: { lang } }) => {
  const slug = params.slug ?? '';
  const answer = await readAnswer(slug, url).answer();
  const search = new URLSearchParams();
  for (const name of ['region', 'as_of', 'pin']) {
    const value = url.searchParams.get(name);
    if (value) search.set(name, value);
  }
  const pin = url.searchParams.get('pin');
  const overviewHref =
    answer.region.code === '100000' ? null : `/?region=${answer.region.code}&as_of=${answer.asOf}`;
  return {
    chart: viewOf(answer, lang, search.toString()),
    marks: answer.marks,
    pin,
    pins: pins.list(slug),
    overviewHref
  };
});

export const actions: Actions = {
  pin: async (event) => {
    await page(async (event: Parameters<NonNullable<Actions['pin']>>[0]) => {
      requireWrite(event);
      const slug = event.params.slug ?? '';
      const { pin } = await pins.create(slug, placeOf(event.url), new Date());
      redirect(303, `/charts/${slug}?pin=${pin}`);
    })(event);
  }
};
