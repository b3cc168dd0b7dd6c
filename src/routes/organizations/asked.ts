import { Refusal } from '$lib/error.ts';
import { parsePeriod } from '$lib/field/period.ts';
import { findIndicator } from '$lib/indicators/registry.ts';
import type { Query } from '$lib/query/query.ts';
import { DEFAULT_REGION } from '$lib/field/division.ts';
import type { Asked } from '$lib/server/organizations.ts';
import { wholeNumber } from '$lib/server/web/parameters.ts';
import { placeOf } from '$lib/server/overview/place.ts';

const MAX_PAGE = 1_000_000;
const MAX_SEARCH = 200;

/** Reads an address; refuses (400) what is malformed. Whether its names exist is the query's to say. */
export function askedOf(url: URL): Asked {
  const { region = DEFAULT_REGION, asOf } = placeOf(url);
  const text = (name: string) => url.searchParams.get(name) || undefined;
  const indicator = text('indicator') ?? 'stock';
  const search = (text('q') ?? '').replaceAll(/\p{Cc}/gu, '').trim();
  if (search.length > MAX_SEARCH) throw longSearch();
  return {
    query: {
      ...{ dataset: 'organizations', indicator, region, asOf, by: text('by') },
      regionOf: oneOf('region_of', text('region_of'), ['authority', 'seat']),
      period: periodOf(text('period'), indicator)
    },
    group: url.searchParams.has('group') ? (text('group') ?? null) : undefined,
    search,
    sort: text('sort'),
    dir: oneOf('dir', text('dir'), ['asc', 'desc'])
  };
}

export function pageOf(url: URL): number {
  return wholeNumber('page', url.searchParams.get('page'), { from: 1, to: MAX_PAGE }) ?? 1;
}

/** One period; for an indicator of several years its end. */
function periodOf(label: string | undefined, indicator: string): Query['period'] {
  if (label === undefined) return undefined;
  const period = parsePeriod(label);
  if (!period) {
    throw new Refusal(400, 'bad-period', {
      zh: `“${label}”不是时期。写法：2023、2023-H2、2023-Q4、2023-12、2023-12-31。`,
      en: `“${label}” is no period. Write 2023, 2023-H2, 2023-Q4, 2023-12 or 2023-12-31.`
    });
  }
  const grain = /^\d{4}$/.test(label)
    ? 'year'
    : label.includes('H')
      ? 'half'
      : label.includes('Q')
        ? 'quarter'
        : label.length > 7
          ? 'day'
          : 'month';
  const formula = findIndicator(indicator)?.formula;
  const isOfYears = formula !== undefined && 'spanYears' in formula;
  return { grain, from: isOfYears ? undefined : label, to: label };
}

function oneOf<T extends string>(name: string, text: string | undefined, known: readonly T[]): T | undefined {
  const found = known.find((one) => one === text);
  if (found !== undefined || text === undefined) return found;
  throw new Refusal(400, 'bad-parameter', {
    zh: `参数 ${name} 应是 ${known.join(' 或 ')}，收到的是“${text}”。`,
    en: `The parameter ${name} must be ${known.join(' or ')}; it was “${text}”.`
  });
}

function longSearch(): Refusal {
  return new Refusal(400, 'bad-parameter', {
    zh: `搜索的字数超过 ${MAX_SEARCH}。请写短一些。`,
    en: `The search is over ${MAX_SEARCH} characters. Make it shorter.`
  });
}
