import { findDivision } from '$lib/field/division.ts';
import { formatDate, formatNumber, formatValue } from '$lib/format.ts';
import { findIndicator } from '$lib/indicators/registry.ts';
import * as datasets from '$lib/server/datasets.ts';
import { page } from '$lib/server/http.ts';
import * as organizations from '$lib/server/organizations.ts';
import { HANDED_ON } from './address.ts';
import { askedOf, pageOf } from './asked.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = page(async ({ url, locals: { lang } }) => {
  const [asked, at] = [askedOf(url), pageOf(url)];
  if (!datasets.list().some(({ id }) => id === 'organizations')) return { isEmpty: true as const };
  const { indicator, ...listing } = await organizations.read(asked, at, lang);
  const { region, regionOf, by } = asked.query;
  const place = findDivision(region);
  const counted = (count: number) =>
    lang === 'zh' ? `${formatNumber(count, undefined, lang)} 家` : formatValue(count, '家', lang);
  return {
    isEmpty: false as const,
    ...listing,
    asked: {
      indicator: asked.query.indicator,
      region,
      as_of: asked.query.asOf,
      period: url.searchParams.get('period') || undefined,
      region_of: regionOf,
      by,
      group: asked.group,
      ...handedOn(url)
    },
    askedTitle: findIndicator(asked.query.indicator ?? '')?.title[lang] ?? '',
    indicator: {
      title: indicator.title[lang],
      numerator: indicator.numerator[lang],
      isRate: indicator.formula.value !== 'count'
    },
    place: { name: place?.name[lang] ?? region, short: place?.short[lang] ?? region },
    isSeat: regionOf === 'seat',
    startOn: formatDate(listing.startOn, lang),
    endOn: formatDate(listing.endOn, lang),
    isFlow: listing.startOn !== listing.endOn,
    backOn: asked.query.asOf ?? listing.endOn,
    counted: { total: counted(listing.total), matched: counted(listing.matched) },
    search: asked.search,
    sort: asked.sort,
    dir: asked.dir,
    page: at,
    pages: Math.ceil(listing.matched / organizations.PAGE_ROWS)
  };
});

/** What the way back to the overview needs. */
function handedOn(url: URL): Record<string, string | undefined> {
  return Object.fromEntries(HANDED_ON.map((name) => [name, url.searchParams.get(name) || undefined]));
}
