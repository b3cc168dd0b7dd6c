import { describe, expect, it } from 'vitest';
import { addressOf, queryOf } from './address.ts';
import type { Query } from './query.ts';

const QUERIES: Query[] = [
  { dataset: 'organizations', indicator: 'stock' },
  {
    dataset: 'organizations',
    indicator: 'graded_share',
    region: '440100',
    regionOf: 'seat',
    asOf: '2023-12-31',
    period: { grain: 'quarter', from: '2020', to: '2023-Q4' },
    by: 'type'
  },
  {
    dataset: 'budget',
    measure: { aggregate: 'sum', column: 'a:b=c&d' },
    where: [
      { column: '金额 (元)', op: '>=', value: 3.5 },
      { column: 'x', op: 'in', value: ['一', '二&三'] },
      { column: 'y', op: 'missing' },
      { column: 'z', op: '=', value: false }
    ],
    version: 3
  },
  { dataset: 'budget', measure: { aggregate: 'count' } }
];

describe('addressOf and queryOf', () => {
  it.each(QUERIES)('go there and back: $dataset $indicator', (query) => {
    const address = addressOf(query).toString();
    expect(queryOf(new URLSearchParams(address))).toEqual(query);
  });

  it('take empty parameters for absent and the last of doubled ones', () => {
    expect(queryOf(new URLSearchParams('indicator=stock&by=&region=440100&region=440300&where='))).toEqual({
      dataset: 'organizations',
      indicator: 'stock',
      region: '440300'
    });
  });

  it.each([
    'indicator=stock&region=guangzhou',
    'indicator=stock&grain=decade',
    'measure=steal:name',
    'measure=sum:x&version=-1',
    'measure=sum:x&version=abc',
    'indicator=stock&as_of=yesterday',
    'indicator=stock&where=field',
    'indicator=stock&where=[]',
    'indicator=stock&where=["a","LIKE","b"]',
    `indicator=stock&where={"column":"a"}`,
    `by=${'x'.repeat(400)}`
  ])('refuse %s', (address) => {
    expect(() => queryOf(new URLSearchParams(address))).toThrow(/bad-address/);
  });
});
