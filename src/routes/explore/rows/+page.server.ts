import { formatNumber, formatPeriod } from '$lib/format.ts';
import { labelOf } from '$lib/charts/labels.ts';
import { filterWords, titleOf } from '$lib/server/explore/words.ts';
import { page } from '$lib/server/http.ts';
import * as rows from '$lib/server/datasets/rows-behind.ts';
import { askedOf, pageOf } from './asked.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = page(async ({ url, locals: { lang } }) => {
  const [asked, at] = [await askedOf(url), pageOf(url)];
  const listing = await rows.read(asked, at, lang);
  const { query, group, search, sort, dir } = asked;
  const { by, ...ungrouped } = query;
  const what = titleOf({ type: 'table', query: ungrouped })[lang];
  const period = url.searchParams.get('at');
  const number = (count: number) => formatNumber(count, undefined, lang);
  return {
    ...listing,
    title: [
      what,
      period ? formatPeriod(period, lang) : '',
      group === undefined || by === undefined ? '' : labelOf(by, group, lang)
    ]
      .filter((part) => part !== '')
      .join(lang === 'zh' ? ' · ' : ' · '),
    filters: filterWords(query, lang),
    counted: { total: number(listing.total), matched: number(listing.matched) },
    search,
    sort: sort ?? null,
    dir: dir ?? null,
    page: at,
    pages: Math.ceil(listing.matched / rows.PAGE_ROWS),
    kept: [...url.searchParams].filter(([name]) => !['q', 'sort', 'dir', 'page', 'lang'].includes(name))
  };
});
