import { afterAll, beforeAll, expect, it } from 'vitest';
import { closeAndRemove, filingsOf, load, openEmpty, rowsOf } from './indicators.fixture.ts';

/** The example of a province's bulletin: due 2,035, filed 1,925; missing 32 one year, 18 two, 60 three or more. */
const MISSED: number[] = [
  ...Array(32).fill(1),
  ...Array(18).fill(2),
  ...Array(60).fill(3),
  ...Array(1925).fill(0)
];
const LAST_YEAR = 2022;

beforeAll(async () => {
  const codes = MISSED.map((_, index) => `X${index}`);
  const organization = (code: string, index: number) =>
    `${code},示例${index},association,440000,${index < 1500 ? '甲' : '乙'},2010-01-01,`;
  await openEmpty();
  await load({
    organizations: [
      'credit_code,name,type,authority_code,field,registered_on,ended_on',
      ...codes.map(organization)
    ].join('\n'),
    filings: filingsOf(MISSED, LAST_YEAR)
  });
});
afterAll(closeAndRemove);

const AT = { region: '440000', asOf: '2023-12-31' };

it('gives the rate and the bodies missing one, two, and three or more years', async () => {
  expect(await rowsOf({ indicator: 'filing_rate', ...AT })).toEqual([[1925 / 2035, 1925, 2035, 2022]]);
  expect(await rowsOf({ indicator: 'missed_filings', ...AT })).toEqual([[110, 110, null, 2022]]);
  expect(await rowsOf({ indicator: 'missed_filings', by: 'missed_years', ...AT })).toEqual([
    ['1', 32, 32, 110, 2022],
    ['2', 18, 18, 110, 2022],
    ['3+', 60, 60, 110, 2022]
  ]);
});

it('gives each field its part in the growth of the year they were registered in', async () => {
  expect(await rowsOf({ indicator: 'contribution', asOf: '2010-06-30' })).toEqual([
    ['乙', 535 / 2035, 535, 2035],
    ['甲', 1500 / 2035, 1500, 2035]
  ]);
});

it('asks a registry for what its columns tell, and names the one that is missing', async () => {
  await expect(rowsOf({ indicator: 'party_coverage', ...AT })).rejects.toMatchObject({
    code: 'missing-column'
  });
  await load({ organizations: 'credit_code,name,authority_code,registered_on\nX1,示例,440000,2010-01-01\n' });
  expect(await rowsOf({ indicator: 'entries', asOf: '2010-06-30' })).toEqual([[1, 1, null]]);
  expect(await rowsOf({ measure: { aggregate: 'count' }, ...AT })).toEqual([[1]]);
});
