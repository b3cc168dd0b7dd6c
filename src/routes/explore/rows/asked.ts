import { Refusal } from '$lib/error.ts';
import { parsePeriod } from '$lib/field/period.ts';
import { MOST_SEARCHED, oneOf, wholeNumber } from '$lib/server/web/parameters.ts';
import { readAddress } from '$lib/server/explore/address.ts';
import type { AskedRows } from '$lib/server/datasets/rows-behind.ts';

const MAX_PAGE = 1_000_000;

/**
 * Reads an address of /explore/rows: a query as /explore has it, `at` one of its periods, `group` a value of its breakdown
 * (empty: missing). Refuses (400) what cannot be read: rows of something else would be worse than none.
 */
export async function askedOf(url: URL): Promise<AskedRows> {
  const { query, faults } = await readAddress(url.searchParams);
  const [fault] = faults;
  if (fault) throw new Refusal(400, 'bad-address', fault.text);
  if (query.indicator === undefined && query.measure === undefined) query.measure = { aggregate: 'count' };
  const text = (name: string) => url.searchParams.get(name) || undefined;
  const search = (text('q') ?? '')
    .replaceAll(/\p{Cc}/gu, '')
    .trim()
    .slice(0, MOST_SEARCHED);
  const at = text('at');
  const group = url.searchParams.has('group') && query.by !== undefined ? (text('group') ?? null) : undefined;
  return {
    query: at === undefined ? query : { ...query, period: periodAt(at, query.period?.grain) },
    group,
    search,
    sort: text('sort'),
    dir: oneOf('dir', text('dir') ?? null, ['asc', 'desc'] as const)
  };
}

export function pageOf(url: URL): number {
  return wholeNumber('page', url.searchParams.get('page') || undefined, { from: 1, to: MAX_PAGE }) ?? 1;
}

function periodAt(label: string, grain: NonNullable<AskedRows['query']['period']>['grain'] = 'year') {
  if (parsePeriod(label)) return { grain, from: label, to: label };
  throw new Refusal(400, 'bad-period', {
    zh: `“${label.slice(0, 60)}”不是时期。写法：2023、2023-H2、2023-Q4、2023-12、2023-12-31。`,
    en: `“${label.slice(0, 60)}” is no period. Write 2023, 2023-H2, 2023-Q4, 2023-12 or 2023-12-31.`
  });
}
