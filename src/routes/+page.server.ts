import { redirect } from '@sveltejs/kit';
import { bandOf, WIDTH_HEADER } from '$lib/charts/page-width.ts';
import {
  DEFAULT_REGION,
  childrenOf,
  DIVISIONS,
  findDivision,
  parentOf,
  searchDivisions
} from '$lib/field/division.ts';
import { yearsBefore } from '$lib/field/period.ts';
import { findIndicator } from '$lib/indicators/registry.ts';
import { unknownRegion } from '$lib/query/plan.ts';
import { tableInfo } from '$lib/server/answers.ts';
import * as charts from '$lib/server/charts.ts';
import * as datasets from '$lib/server/datasets.ts';
import { page } from '$lib/server/http.ts';
import * as overview from '$lib/server/overview.ts';
import { indicatorsOf } from '$lib/server/overview/per-place.ts';
import { placeOf, searchOf } from '$lib/server/overview/place.ts';
import type { PageServerLoad } from './$types';
import { placeHref } from './state.ts';

export const load: PageServerLoad = page(async ({ url, request, locals: { lang } }) => {
  const registry = datasets.list().find(({ id }) => id === 'organizations');
  const asked = placeOf(url);
  const sought = url.searchParams.get('place');
  if (sought) {
    const found = findPlace(sought);
    redirect(303, placeHref(searchOf({ ...asked, region: found }).toString(), found));
  }
  const region = asked.region ?? DEFAULT_REGION;
  const division = findDivision(region);
  if (!division) throw unknownRegion(region);
  if (!registry) return { isEmpty: true as const };
  if (division.level === 'national') redirect(303, '/charts/nation-definitions');
  const { firstOn, lastOn } = await tableInfo('organizations');
  const latest = lastOn ?? '1970-01-01';
  const asOf = asked.asOf ?? latest;
  const ancestors = overview.ancestorsOf(region).slice(0, -1);
  return {
    isEmpty: false as const,
    region: { code: region, name: division.name[lang], short: division.short[lang] },
    above: ancestors
      .filter(({ code }) => code !== '100000')
      .map(({ code, name }) => ({ code, name: name[lang] })),
    below: childrenOf(region).map(({ code, short }) => ({ code, name: short[lang] })),
    asOf,
    dates: yearEnds(firstOn ?? latest, latest),
    regions: DIVISIONS.filter(({ level }) => level !== 'national').map(({ code, name, level }) => ({
      code,
      level,
      name: name[lang],
      other: name[lang === 'zh' ? 'en' : 'zh']
    })),
    registry: {
      title: registry.title[lang],
      version: registry.version,
      knownOn: registry.knownOn,
      synthetic: registry.synthetic
    },
    search: searchOf({ ...asked, region, asOf }).toString(),
    siblings: siblingsOf(region).map(({ code, name }) => ({ code, name: name[lang] })),
    indicators: indicatorsOf(region).map((id) => ({ id, title: findIndicator(id)?.title[lang] ?? id })),
    hasPanels: charts.list().some(({ slug }) => slug === PANELS),
    ...(await overview.read(region, asOf, lang, {
      ...asked,
      band: bandOf(request.headers.get(WIDTH_HEADER))
    }))
  };
});

/** The chart that shows the places as small multiples. */
const PANELS = 'regions-over-time';

function siblingsOf(region: string) {
  const parent = parentOf(region);
  return parent === null || parent === '100000'
    ? []
    : childrenOf(parent).filter(({ code }) => code !== region);
}

/** The code of the place that a reader typed; refuses (400) what no place is called. */
function findPlace(text: string): string {
  const found = searchDivisions(text).find(({ level }) => level !== 'national');
  if (!found) throw unknownRegion(text);
  return found.code;
}

/** The last day and the ends of the years before it, newest first, at most twenty. */
function yearEnds(first: string, last: string): string[] {
  const ends = [last];
  for (
    let end = last.endsWith('-12-31') ? yearsBefore(last, 1) : `${Number(last.slice(0, 4)) - 1}-12-31`;
    end >= first && ends.length < 20;
    end = yearsBefore(end, 1)
  ) {
    ends.push(end);
  }
  return ends;
}
