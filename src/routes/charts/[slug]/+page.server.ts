import type { Answer } from '$lib/charts/spec.ts';
import type { Lang } from '$lib/field/text.ts';
import { findIndicator } from '$lib/indicators/registry.ts';
import type { Place } from '$lib/server/chart-answers.ts';
import { readAnswer } from '$lib/server/asked-chart.ts';
import { viewOf } from '$lib/charts/view.ts';
import { searchOfSpec } from '$lib/charts/spec-address.ts';
import * as charts from '$lib/server/charts.ts';
import { page, requireWrite } from '$lib/server/http.ts';
import * as pins from '$lib/server/pins.ts';
import { indicatorsOf } from '$lib/server/per-place.ts';
import { sentenceFor } from '$lib/server/chart-sentence.ts';
import { placeOf, searchOf } from '$lib/server/place.ts';
import { redirect, type Actions } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = page(async ({ params, url, locals: { lang } }) => {
  const slug = params.slug ?? '';
  const answer = await readAnswer(slug, url).answer();
  const asked = placeOf(url);
  const state = searchOf(asked);
  const search = new URLSearchParams(state);
  const pin = url.searchParams.get('pin');
  if (pin !== null) search.set('pin', pin);
  const { region, asOf } = answer;
  const isNational = region.code === '100000';
  return {
    chart: viewOf(answer, lang, search.toString()),
    sentence: sentenceFor(answer, lang),
    marks: answer.marks,
    pin,
    pins: pins.list(slug),
    state: state.toString(),
    indicators: pin === null ? choices(answer, asked, lang) : [],
    exploreHref: pin === null ? exploreHref(slug) : null,
    overviewHref:
      region.code === '' || isNational ? null : `/?${searchOf({ ...asked, region: region.code, asOf })}`
  };
});

/** Where the chart is changed: none for one of several indicators, which explore does not make. */
function exploreHref(slug: string): string | null {
  const { spec } = charts.read(slug);
  if (spec.also) return null;
  const search = searchOfSpec(spec);
  search.set('chart', slug);
  return `/explore?${search}`;
}

/** What a chart of places can show besides, each with its address; none for other charts. */
function choices({ spec, region }: Answer, asked: Place, lang: Lang) {
  const { by, indicator: shown } = spec.query;
  if (by !== 'region' && by !== 'seat_code') return [];
  return indicatorsOf(region.code).map((indicator) => ({
    title: findIndicator(indicator)?.title[lang] ?? indicator,
    href: `?${searchOf({ ...asked, indicator })}`,
    isShown: indicator === shown
  }));
}

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
