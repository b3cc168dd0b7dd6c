import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Query } from '../query/query.ts';
import { ask, parseQuery } from './answers.ts';
import { commit } from './commit.ts';
import * as store from './store.ts';

/**
 * Ten organizations, written out so that every value below can be counted by hand:
 * A ends on the very date 2023-12-31; B is of a leap day; C is a branch and never counts; D is registered by the
 * district 440115 but seated in 440106; E never ends; F ended in 2022; G is the province's; H has no field;
 * I is of another city; J is registered after 2023.
 */
const REGISTRY = `credit_code,name,type,authority_code,seat_code,field,registered_on,status,ended_on,end_reason
A,甲,association,440100,440104,电子信息,2010-05-01,已注销,2023-12-31,注销
B,乙,association,440100,440104,电子信息,2020-02-29,正常,,
C,丙分会,branch,440100,440104,电子信息,2011-01-01,正常,,
D,丁,service,440115,440106,生物医药,2015-06-30,正常,,
E,戊,service,440100,440106,人工智能,2023-01-01,正常,,
F,己,foundation,440100,440105,人工智能,2012-03-03,已撤销,2022-07-01,撤销
G,庚,association,440000,440104,生物医药,2001-01-01,正常,,
H,辛,service,440100,440115,,2019-12-31,正常,,
I,壬,service,440300,440300,电子信息,2018-01-01,正常,,
J,癸,association,440100,440104,电子信息,2024-03-01,正常,,
`;

const PUBLISHED = `region_code,indicator,type,as_of,value,unit,precision,definition,source_title,source_url,published_on
440100,stock,,2021-12-31,8000,家,exact,all-bulletin,公报,http://a.example/1,2022-01-14
440100,stock,association,2023-06-30,3000,家,exact,all-bulletin,公报,http://a.example/1,2022-01-14
440100,stock,,2023-12-31,471,家,exact,tech-local,报道,http://a.example/2,2023-12-29
440100,residents,,2020-11-01,18000000,人,exact,residents-census,普查,http://a.example/3,2021-05-01
440100,residents,,2023-12-31,20000000,人,exact,residents-yearly,统计公报,http://a.example/4,2024-04-01
`;

let dataDir = '';

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'yinli-answers-'));
  await store.open({ dataDir, withSample: false });
  const about = {
    mode: 'replace' as const,
    by: 'test',
    kind: 'registry',
    knownOn: '2024-04-01',
    synthetic: false
  };
  const title = { zh: '名册', en: 'registry' };
  const bytes = (text: string) => new TextEncoder().encode(text);
  await commit(dataDir, {
    ...about,
    dataset: 'organizations',
    bytes: bytes(REGISTRY),
    filename: 'o.csv',
    title,
    definition: 'tech-local'
  });
  await commit(dataDir, {
    ...about,
    dataset: 'statistics',
    bytes: bytes(PUBLISHED),
    filename: 's.csv',
    title
  });
  await commit(dataDir, {
    ...about,
    dataset: 'levels',
    bytes: bytes('level,year\ncity,2023\ncity,2022\nprovince,2023\n'),
    filename: 'l.csv',
    title
  });
});

afterAll(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function rowsOf(query: Partial<Query>): Promise<unknown[][]> {
  return (await ask({ dataset: 'organizations', ...query })).rows;
}

describe('stock', () => {
  it('does not count one that ends on the very date, and counts it the day before', async () => {
    expect(await rowsOf({ indicator: 'stock', region: '440100', asOf: '2023-12-31' })).toEqual([
      [4, 4, null]
    ]);
    expect(await rowsOf({ indicator: 'stock', region: '440100', asOf: '2023-12-30' })).toEqual([
      [5, 5, null]
    ]);
  });

  it('begins with a leap day', async () => {
    const where = [{ column: 'credit_code', op: '=' as const, value: 'B' }];
    expect(await rowsOf({ indicator: 'stock', asOf: '2020-02-28', where })).toEqual([[0, 0, null]]);
    expect(await rowsOf({ indicator: 'stock', asOf: '2020-02-29', where })).toEqual([[1, 1, null]]);
  });

  it('never counts a branch, and is 0 before the first record', async () => {
    expect(await rowsOf({ indicator: 'stock', asOf: '2011-06-30', region: '440100' })).toEqual([
      [1, 1, null]
    ]);
    expect(await rowsOf({ indicator: 'stock', asOf: '1990-01-01' })).toEqual([[0, 0, null]]);
  });

  it('takes in the children of a region, by authority or by seat', async () => {
    expect(await rowsOf({ indicator: 'stock', region: '440000', asOf: '2023-12-31' })).toEqual([
      [6, 6, null]
    ]);
    expect(await rowsOf({ indicator: 'stock', region: '440115', asOf: '2023-12-31' })).toEqual([
      [1, 1, null]
    ]);
    expect(
      await rowsOf({ indicator: 'stock', region: '440106', regionOf: 'seat', asOf: '2023-12-31' })
    ).toEqual([[2, 2, null]]);
  });

  it('is taken at the end of each period, incomplete ones at the day asked for', async () => {
    const period = { grain: 'year' as const, from: '2019', to: '2023' };
    expect(await rowsOf({ indicator: 'stock', region: '440100', asOf: '2023-12-31', period })).toEqual([
      ['2019', 4, 4, null],
      ['2020', 5, 5, null],
      ['2021', 5, 5, null],
      ['2022', 4, 4, null],
      ['2023', 4, 4, null]
    ]);
    const result = await ask({
      dataset: 'organizations',
      indicator: 'stock',
      asOf: '2023-06-30',
      period: { grain: 'year', from: '2023' }
    });
    expect(result.notes.map(({ zh }) => zh)).toContain('最后一期只到 2023-06-30，尚不完整。');
  });

  it('says what share of rows it knows: H has no field', async () => {
    const result = await ask({
      dataset: 'organizations',
      indicator: 'stock',
      region: '440100',
      asOf: '2023-12-31',
      by: 'field'
    });
    expect(result.coverage).toBeCloseTo(3 / 4);
    expect(result.rows.at(-1)).toEqual([null, 1, 1, null]);
  });
});

describe('growth, entries, exits, net', () => {
  it('counts the year up to the day when no period is asked for', async () => {
    const at = { region: '440000', asOf: '2023-12-31' };
    expect(await rowsOf({ indicator: 'entries', ...at })).toEqual([[1, 1, null]]);
    expect(await rowsOf({ indicator: 'exits', ...at })).toEqual([[1, 1, null]]);
    expect(await rowsOf({ indicator: 'net', ...at })).toEqual([[0, 0, null]]);
  });

  it('counts events by period', async () => {
    const period = { grain: 'half' as const, from: '2022-H1', to: '2023-H2' };
    expect(await rowsOf({ indicator: 'exits', asOf: '2023-12-31', period })).toEqual([
      ['2022-H1', 0, 0, null],
      ['2022-H2', 1, 1, null],
      ['2023-H1', 0, 0, null],
      ['2023-H2', 1, 1, null]
    ]);
  });

  it('gives no rate on fewer than ten organizations, but its parts', async () => {
    expect(await rowsOf({ indicator: 'growth', region: '440100', asOf: '2023-12-31' })).toEqual([
      [null, 4, 4]
    ]);
  });
});

describe('structure', () => {
  it('gives each group with the total it is a share of', async () => {
    const rows = await rowsOf({ indicator: 'structure', region: '440100', asOf: '2023-12-31' });
    expect(rows).toEqual([
      ['association', null, 1, 4],
      ['service', null, 3, 4],
      ['foundation', null, 0, 4]
    ]);
  });
});

describe('share_of_all and density', () => {
  it('divides by the published figure of all types nearest in time, of its own definition', async () => {
    expect(await rowsOf({ indicator: 'share_of_all', region: '440100', asOf: '2023-12-31' })).toEqual([
      [4 / 8000, 4, 8000, '2021-12-31']
    ]);
    expect(await rowsOf({ indicator: 'density', region: '440100', asOf: '2023-12-31' })).toEqual([
      [0.02, 4, 20_000_000, '2023-12-31']
    ]);
    expect(await rowsOf({ indicator: 'density', region: '440100', asOf: '2020-12-31' })).toEqual([
      [5 / 180, 5, 18_000_000, '2020-11-01']
    ]);
  });

  it('says nothing over two years apart, or without any', async () => {
    expect(await rowsOf({ indicator: 'share_of_all', region: '440100', asOf: '2024-01-01' })).toEqual([
      [null, 4, null, null]
    ]);
    expect(await rowsOf({ indicator: 'density', region: '440300', asOf: '2023-12-31' })).toEqual([
      [null, 1, null, null]
    ]);
  });

  it('names the source of its denominator', async () => {
    const { sources } = await ask({
      dataset: 'organizations',
      indicator: 'density',
      region: '440100',
      asOf: '2023-12-31'
    });
    expect(sources[1]).toEqual({ title: '统计公报', url: 'http://a.example/4', publishedOn: '2024-04-01' });
  });
});

describe('measures, filters and refusals', () => {
  it('aggregates a column over the living', async () => {
    const measure = { aggregate: 'distinct' as const, column: 'field' };
    expect(await rowsOf({ measure, region: '440100', asOf: '2023-12-31' })).toEqual([[3]]);
    expect(await rowsOf({ measure: { aggregate: 'count' }, asOf: '2023-12-31', by: 'level' })).toEqual([
      ['city', 4],
      ['district', 1],
      ['province', 1]
    ]);
  });

  it.each([
    [{ indicator: 'happiness' }, 400, 'unknown-indicator'],
    [{ indicator: 'stock', region: '999999' }, 400, 'unknown-region'],
    [{ indicator: 'stock', by: '"; drop table' }, 400, 'unknown-column'],
    [{ indicator: 'stock', where: [{ column: 'registered_on', op: '>', value: 'x' }] }, 400, 'bad-filter'],
    [{ indicator: 'stock', period: { grain: 'year', from: '2023-13' } }, 400, 'bad-period'],
    [{ indicator: 'stock', period: { grain: 'day', from: '1900' } }, 400, 'too-many-periods'],
    [{ indicator: 'stock', asOf: '2023-02-30' }, 400, 'bad-query'],
    [{ indicator: 'stock', measure: { aggregate: 'count' } }, 400, 'bad-query'],
    [{ indicator: 'stock', version: 9 }, 404, 'unknown-version'],
    [{ indicator: 'stock', dataset: 'nothing' }, 404, 'unknown-dataset'],
    [{ measure: { aggregate: 'sum', column: 'name' } }, 400, 'bad-measure']
  ])('refuses %j', async (body, status, code) => {
    await expect((async () => ask(parseQuery(body)))()).rejects.toMatchObject({ status, code });
  });
});

describe('groups keep the type of their column', () => {
  it('gives numbers as numbers and days as days, and prefers a real column called level', async () => {
    const measure = { aggregate: 'count' as const };
    const byYear = await ask({ dataset: 'levels', measure, by: 'year' });
    expect(byYear.columns[0]).toMatchObject({ name: 'year', type: 'number' });
    expect(byYear.rows).toEqual([
      [2022, 1],
      [2023, 2]
    ]);
    expect((await ask({ dataset: 'levels', measure, by: 'level' })).rows).toEqual([
      ['city', 2],
      ['province', 1]
    ]);
    await expect(ask({ dataset: 'levels', measure, region: '440000' })).rejects.toMatchObject({
      code: 'unknown-column'
    });
  });
});
