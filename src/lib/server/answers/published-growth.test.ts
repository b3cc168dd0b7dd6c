import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask } from '../answers.ts';
import { closeAndRemove, load, openEmpty } from './indicators.fixture.ts';

/** 440100 has one series, 440300 changes its source, 440000 its definition. */
const PUBLISHED = `region_code,indicator,type,as_of,value,unit,precision,definition,source_title,source_url,published_on
440100,stock,,2018-12-31,10000,家,exact,all-bulletin,公报,,2019-02-01
440100,stock,,2021-12-31,11000,家,exact,all-bulletin,公报,,2022-02-01
440100,stock,,2023-12-31,16105.1,家,exact,all-bulletin,公报,,2024-02-01
440300,stock,,2018-12-31,3000,家,exact,all-bulletin,公报,,2019-02-01
440300,stock,,2023-12-31,4000,家,exact,all-bulletin,报道,,2024-02-01
440000,stock,,2018-12-31,66000,家,exact,all-platform,公报,,2019-02-01
440000,stock,,2020-12-31,70000,家,exact,all-bulletin,公报,,2021-02-01
440000,stock,,2023-12-31,77175,家,exact,all-bulletin,公报,,2024-02-01
`;

beforeAll(async () => {
  await openEmpty();
  await load({ statistics: PUBLISHED });
});
afterAll(closeAndRemove);

const cagr = async (region: string, from?: string) =>
  ask({
    dataset: 'statistics',
    indicator: 'cagr',
    region,
    asOf: '2023-12-31',
    ...(from ? { period: { grain: 'year' as const, from, to: '2023' } } : {})
  });

it('is of the first and the last published figure of the span', async () => {
  const result = await cagr('440100');
  expect(result.columns.map(({ name }) => name)).toEqual(['value', 'numerator', 'denominator', 'from', 'to']);
  expect(result.rows).toEqual([[expect.closeTo(0.1, 10), 16105.1, 10000, '2018-12-31', '2023-12-31']]);
  expect(result.definition.id).toBe('all-bulletin');
  expect(result.sources.map(({ publishedOn }) => publishedOn)).toEqual(['2019-02-01', '2024-02-01']);
});

it.each(['440000', '440300'])('is refused across a change of definition or source: %s', async (region) => {
  await expect(cagr(region)).rejects.toMatchObject({ status: 409, code: 'across-break' });
});

it('is given on one side of the change, and not of one figure', async () => {
  expect((await cagr('440000', '2020')).rows[0]?.[0]).toBeCloseTo((77175 / 70000) ** (1 / 3) - 1, 10);
  const alone = await cagr('440000', '2022');
  expect(alone.rows).toEqual([[null, null, null, null, null]]);
  expect(alone.notes).toHaveLength(1);
});
