import type { Answer } from '$lib/charts/spec.ts';
import type { Lang } from '$lib/field/text.ts';
import { findIndicator } from '$lib/indicators/registry.ts';
import type { Place } from '$lib/server/charts/answers.ts';
import { readAnswer } from '$lib/server/charts/asked-chart.ts';
import { bandOf, WIDTH_HEADER } from '$lib/charts/page-width.ts';
import { viewOf } from '$lib/charts/view.ts';
import { searchOfSpec } from '$lib/charts/spec-address.ts';
import { isRefusal, type Refusal } from '$lib/error.ts';
import * as charts from '$lib/server/charts.ts';
import { usesOf } from '$lib/server/charts/uses.ts';
import { page, requireWrite } from '$lib/server/http.ts';
import { problemOf } from '$lib/server/charts/mend-chart.ts';
import * as pins from '$lib/server/pins.ts';
import { indicatorsOf } from '$lib/server/overview/per-place.ts';
import { sentenceFor } from '$lib/server/charts/sentence.ts';
import { placeOf, searchOf } from '$lib/server/overview/place.ts';
import { redirect, type Actions } from '@sveltejs/kit';
import type { Tab } from '../../../../params/tab.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = page(async ({ params, url, request, locals: { lang } }) => {
  const slug = params.slug ?? '';
  const asked = placeOf(url);
  const state = searchOf(asked);
  const pin = url.searchParams.get('pin');
  const common = {
    slug,
    tab: (params.tab ?? 'chart') as Tab | 'chart',
    pin,
    pins: pins.list(slug),
    state: state.toString(),
    saved: savedOf(slug, lang)
  };
  const answer = await answered(slug, url);
  if (isRefusal(answer)) return { ...common, isBroken: true as const, ...(await broken(slug, answer, lang)) };
  const search = new URLSearchParams(state);
  if (pin !== null) search.set('pin', pin);
  const { region, asOf } = answer;
  const isNational = region.code === '100000';
  return {
    ...common,
    isBroken: false as const,
    chart: viewOf(answer, lang, search.toString(), bandOf(request.headers.get(WIDTH_HEADER))),
    sentence: sentenceFor(answer, lang),
    marks: answer.marks,
    indicators: pin === null ? choices(answer, asked, lang) : [],
    exploreHref: pin === null ? exploreHref(slug) : null,
    overviewHref:
      region.code === '' || isNational ? null : `/?${searchOf({ ...asked, region: region.code, asOf })}`
  };
});

/** The chart's answer, or the refusal (409) that is the chart's own fault and not the address's. */
async function answered(slug: string, url: URL): Promise<Answer | Refusal> {
  try {
    return await readAnswer(slug, url).answer();
  } catch (cause) {
    if (isRefusal(cause) && cause.status === 409) return cause;
    throw cause;
  }
}

async function broken(slug: string, refused: Refusal, lang: Lang) {
  const chart = charts.read(slug);
  const found = await problemOf(chart);
  return {
    title: chart.title[lang],
    problem: (found?.reason ?? refused).text[lang],
    mends: (found?.mends ?? []).map(({ title, ...mend }) => ({ ...mend, title: title[lang] }))
  };
}

/** What its page says of a saved chart; null when only its pins are left. */
function savedOf(slug: string, lang: Lang) {
  const chart = charts.find(slug);
  if (!chart) return null;
  const { pins: made, collections, decks } = usesOf(chart.slug);
  const { spec, tags, by, createdAt, updatedAt } = chart;
  return {
    ...{ slug: chart.slug, title: chart.title[lang], spec, tags, by, createdAt, updatedAt },
    uses: {
      pins: made.length,
      collections: collections.map((one) => ({ slug: one.slug, title: one.title[lang] })),
      decks: decks.map(({ title }) => title)
    }
  };
}

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
      redirect(303, `/charts/${slug}/share?pin=${pin}`);
    })(event);
  }
};
