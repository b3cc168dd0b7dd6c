import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { searchOfSpec } from '../../charts/spec-address.ts';
import type { ChartSpec } from '../../charts/spec.ts';
import { explore } from '../explore.ts';
import { readAddress } from './address.ts';
import { closeAndRemove, load, openEmpty } from '../answers/indicators.fixture.ts';

const CSV = `credit_code,name,type,authority_code,field,capital_10k,registered_on,ended_on
${Array.from({ length: 24 }, (_, n) => `X${n},某会${n},${n % 3 ? 'service' : 'association'},440106,${n % 2 ? '人工智能' : '生物医药'},${n * 2},20${15 + (n % 8)}-05-05,`).join('\n')}
`;

beforeAll(async () => {
  await openEmpty();
  await load({ organizations: CSV });
});
afterAll(closeAndRemove);

const read = (address: string) => readAddress(new URLSearchParams(address));
const faultsOf = async (address: string) => (await read(address)).faults.map(({ text }) => text.zh).join('');

describe('an address of /explore', () => {
  it.each<Omit<ChartSpec, 'type'> & { type: ChartSpec['type'] }>([
    { type: 'line', query: { dataset: 'organizations', indicator: 'stock' } },
    {
      type: 'bar',
      query: {
        dataset: 'organizations',
        measure: { aggregate: 'sum', column: 'capital_10k' },
        region: '440100',
        asOf: '2023-12-31',
        period: { grain: 'quarter', from: '2020', to: '2023-Q4' },
        by: 'type',
        where: [
          { column: 'field', op: 'in', value: ['人工智能', '二&三'] },
          { column: 'capital_10k', op: 'between', value: [1, 3.5] },
          { column: 'ended_on', op: 'missing' }
        ],
        version: 1
      },
      compare: ['440300', 'year'],
      index: '2020',
      published: 'tech-local',
      share: true,
      stack: 'share',
      scale: 'log',
      words: { title: '<b>标题</b> 🙂', subtitle: '副', note: '注' }
    }
  ])('holds a spec and gives it back: $type', async (spec) => {
    const { query, type, look, faults } = await read(searchOfSpec(spec).toString());
    expect(faults).toEqual([]);
    expect({ query, type, ...look }).toEqual(spec);
  });

  it.each([
    ['indicator=nonsense', 'nonsense'],
    ['indicator=stock&region=guangzhou', 'guangzhou'],
    ['indicator=stock&grain=decade', 'decade'],
    ['indicator=stock&as_of=yesterday', 'yesterday'],
    ['indicator=stock&as_of=0001-01-01', '0001-01-01'],
    ['indicator=stock&grain=year&from=99999', '99999'],
    ['indicator=stock&grain=year&to=2023-13', '2023-13'],
    ['measure=steal:name', 'steal'],
    ['measure=sum:name', 'name'],
    ['measure=sum', 'sum'],
    ['measure=count&version=-1', '-1'],
    ['measure=count&version=7', '7'],
    ['measure=count&by=<script>', '<script>'],
    ['measure=count&where=field', 'field'],
    ['measure=count&where=[]', '[]'],
    ['measure=count&where=["field","LIKE","b"]', 'LIKE'],
    ['measure=count&where=["registered_on",">","x"]', 'registered_on'],
    ['measure=count&compare=440300,moon', 'moon'],
    ['measure=count&stack=tower', 'tower'],
    ['measure=count&type=pie', 'pie'],
    ['measure=count&published=x', 'x'],
    ['measure=count&share=yes', 'yes'],
    ['indicator=stock&indicator=growth', '不止一次'],
    ['indicator=stock&measure=count', '只能取一个'],
    [`by=${'x'.repeat(400)}`, 'xxx']
  ])('names what is wrong in %s, keeps the rest', async (address, said) => {
    expect(await faultsOf(address)).toContain(said);
    const rest = await read(`${address}&region_of=seat`);
    expect(rest.query.regionOf).toBe('seat');
  });

  it('offers the nearest column for one that is gone, with the address mended', async () => {
    const { faults } = await read(
      'measure=sum:capital_10K&by=feild&where=["registred_on","present"]&type=bar'
    );
    const mended = faults.map(({ instead }) => new URLSearchParams(instead?.search));
    expect(mended.map((search) => [search.get('measure'), search.get('by'), search.get('where')])).toEqual([
      ['sum:capital_10k', 'feild', '["registred_on","present"]'],
      ['sum:capital_10K', 'field', '["registred_on","present"]'],
      ['sum:capital_10K', 'feild', '["registered_on","present"]']
    ]);
  });

  it('is answered as far as it can be', async () => {
    const { answer, faults } = await explore(
      new URLSearchParams('indicator=stock&by=type&grain=year&region=999999&where=nonsense&stack=tower')
    );
    expect(faults).toHaveLength(3);
    expect(answer?.results[0]?.rows.length).toBeGreaterThan(5);
  });

  it('refuses only a dataset that there is not', async () => {
    await expect(read('dataset=nowhere')).rejects.toThrow(/unknown-dataset/);
  });
});

describe('an explored chart', () => {
  it('shows shares that add up, and says so where there are none', async () => {
    const shares = async (address: string) => (await explore(new URLSearchParams(address))).answer;
    const parts = await shares('measure=share&by=type');
    const values = parts?.results[0]?.rows.map((row) => Number(row[1])) ?? [];
    expect(values.reduce((a, b) => a + b, 0)).toBeCloseTo(1);
    const part = await shares('indicator=stock&share=1&where=["field","=","人工智能"]');
    expect(part?.results[0]?.rows[0]?.slice(0, 3)).toEqual([0.5, 12, 24]);
    const none = await shares('measure=mean:capital_10k&by=type&share=1');
    expect(none?.notes?.[0]?.zh).toContain('占比');
    expect(none?.results[0]?.rows.every((row) => Number(row[1]) > 1)).toBe(true);
  });

  it('is 100 at the base that was asked for, also before it', async () => {
    const { answer } = await explore(new URLSearchParams('indicator=stock&grain=year&from=2018&index=2020'));
    const rows = answer?.results[0]?.rows ?? [];
    expect(rows.find(([period]) => period === '2020')?.[1]).toBe(100);
    expect(Number(rows[0]?.[1])).toBeLessThan(100);
    const early = await explore(new URLSearchParams('indicator=stock&grain=year&index=1999'));
    expect(early.answer?.notes?.[0]?.zh).toContain('1999');
  });

  it('stands beside any number of places on the same query', async () => {
    const { answer, type } = await explore(
      new URLSearchParams('indicator=stock&region=440100&compare=440300,440600,440400')
    );
    expect(type).toBe('bar');
    expect(answer?.comparison?.map(({ title }) => title.zh)).toEqual([
      '广州市',
      '深圳市',
      '佛山市',
      '珠海市'
    ]);
    expect(answer?.results.map(({ rows }) => rows[0]?.[0])).toEqual([24, 0, 0, 0]);
  });

  it('leaves out what turns the direction of a page', async () => {
    const { look } = await read(
      'indicator=stock&title=%E2%80%AEabc%00&note=%E2%81%A7x%0Ay&subtitle=%E2%80%AE'
    );
    expect(look.words).toEqual({ title: 'abc', note: 'x y' });
  });

  it('carries the words of an analyst as they are', async () => {
    const { answer } = await explore(new URLSearchParams('indicator=stock&title=<i>题</i>&note=注'));
    expect(answer?.title).toEqual({ zh: '<i>题</i>', en: '<i>题</i>' });
    expect(answer?.notes).toEqual([{ zh: '注', en: '注' }]);
  });
});
