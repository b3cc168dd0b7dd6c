import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { INDICATORS } from '../indicators/registry.ts';
import { countedBy } from '../query/behind.ts';
import type { Query } from '../query/query.ts';
import { ask } from './answers.ts';
import { closeAndRemove, load, openEmpty } from './answers/indicators.fixture.ts';
import { csv, PAGE_ROWS, read, type Asked } from './organizations.ts';

/**
 * Ten organizations, so that every list below can be read off. On 2023-12-31 D ended that very day, E before; J is a
 * branch. The telephone is kept by the analyst, and no list may show it.
 */
const ORGANIZATIONS = `credit_code,name,type,authority_code,field,registered_on,ended_on,end_reason,grade,grade_on,staff,is_charity,电话
A,重庆学会,association,440100,人工智能,2010-01-01,,,5A,2019-06-01,10,true,13800000001
B,阿尔法研究院,service,440106,人工智能,2012-06-01,,,3A,2022-03-01,200,false,13800000002
C,=SUM(A1)学会,association,440100,生物医药,2023-05-05,,,,,,,13800000003
D,电子学会,association,440100,电子信息,2015-01-01,2023-12-31,撤销,,,5,false,13800000004
E,光学会,association,440100,电子信息,2015-01-01,2022-01-01,注销,,,5,false,13800000005
F,"@基金",foundation,440300,,2023-08-01,2024-02-02,吊销,,,5,true,13800000006
G,50%_会,service,440300,新能源,2014-01-01,,,,,7,false,13800000007
H,北京路学会,service,440115,新能源,2014-01-01,,,2A,2017-01-01,8,false,13800000008
I,ＡＢＣ Alpha 会,other,440000,新能源,2014-01-01,,,,,9,false,13800000009
J,分会,branch,440100,新能源,2014-01-01,,,,,9,false,13800000010
`;
const FILINGS = `credit_code,year,due,filed_on,result
A,2021,true,,
A,2022,true,,
B,2022,true,2023-05-01,
E,2021,true,2022-05-01,
G,2022,true,,
H,2022,false,,
`;
const LISTS = `credit_code,list,from_on,to_on,reason
A,活动异常名录,2022-01-01,2023-06-01,未报
A,活动异常名录,2023-05-01,,未报
B,活动异常名录,2020-01-01,2023-12-31,未报
G,严重违法失信名单,2020-01-01,,未报
`;

const DAY = '2023-12-31';

function asking(query: Partial<Query>, more: Partial<Asked> = {}): Asked {
  const whole = { dataset: 'organizations', region: '440000', asOf: DAY, ...query };
  return { query: whole, group: undefined, search: '', sort: 'credit_code', dir: undefined, ...more };
}

/** The credit codes of a list, one after the other. */
async function codesOf(query: Partial<Query>, more: Partial<Asked> = {}): Promise<string> {
  const { columns, rows } = await read(asking(query, more), 1, 'zh');
  const at = columns.findIndex(({ name }) => name === 'credit_code');
  return rows.map((row) => row[at]).join('');
}

describe('on ten organizations', () => {
  beforeAll(async () => {
    await openEmpty();
    await load({ organizations: ORGANIZATIONS, filings: FILINGS, credit_lists: LISTS });
  });
  afterAll(closeAndRemove);

  it.each([
    ['stock', 'ABCFGHI'],
    ['density', 'missing-table'],
    ['entries', 'CF'],
    ['exit_rate', 'D'],
    ['forced_exit_share', 'D'],
    ['filing_rate', 'B'],
    ['missed_filings', 'AG'],
    ['abnormal_rate', 'A'],
    ['graded_share', 'AB'],
    ['grade_4a_up', 'A'],
    ['grades_lapsing', 'A'],
    ['charity_share', 'AF'],
    ['capacity', 'ABFGHI']
  ])('%s lists %s', async (indicator, codes) => {
    if (/^[A-J]+$/.test(codes)) expect(await codesOf({ indicator })).toBe(codes);
    else await expect(codesOf({ indicator })).rejects.toMatchObject({ code: codes });
  });

  it('lists the stock, and says so, for what counts no organizations', async () => {
    const listing = await read(asking({ indicator: 'net' }), 1, 'zh');
    expect(listing).toMatchObject({ isStockInstead: true, total: 7, indicator: { id: 'stock' } });
    const survival = asking({ indicator: 'survival', by: 'years' }, { group: '5' });
    expect(await read(survival, 1, 'zh')).toMatchObject({ isStockInstead: true, total: 7, group: null });
  });

  it('takes a place, a seat-less one, a period and a group', async () => {
    expect(await codesOf({ indicator: 'stock', region: '440100' })).toBe('ABCH');
    expect(await codesOf({ indicator: 'stock', region: '440106' })).toBe('B');
    const half = { grain: 'half' as const, from: '2023-H1', to: '2023-H1' };
    expect(await codesOf({ indicator: 'entries', period: half })).toBe('C');
    expect(await codesOf({ indicator: 'stock', by: 'field' }, { group: '新能源' })).toBe('GHI');
    expect(await codesOf({ indicator: 'stock', by: 'field' }, { group: null })).toBe('F');
    expect(await codesOf({ indicator: 'stock', by: 'level' }, { group: 'district' })).toBe('BH');
    expect(await codesOf({ indicator: 'stock', by: 'region' }, { group: '440100' })).toBe('ABCH');
    expect(await codesOf({ indicator: 'structure' }, { group: 'association' })).toBe('AC');
    expect(await codesOf({ indicator: 'structure', by: undefined })).toBe('ABCFGHI');
    expect(await codesOf({ indicator: 'missed_filings', by: 'missed_years' }, { group: '2' })).toBe('A');
    expect(await codesOf({ indicator: 'age', by: 'age_band' }, { group: '<1' })).toBe('CF');
    expect(await codesOf({ indicator: 'stock', by: 'field' }, { group: "x' OR 1=1 --" })).toBe('');
  });

  it('searches names and codes, whatever the case, and takes every sign as it is', async () => {
    expect(await codesOf({ indicator: 'stock' }, { search: '学会' })).toBe('ACH');
    expect(await codesOf({ indicator: 'stock' }, { search: 'ALPHA' })).toBe('I');
    expect(await codesOf({ indicator: 'stock' }, { search: '%' })).toBe('G');
    expect(await codesOf({ indicator: 'stock' }, { search: '_' })).toBe('G');
    expect(await codesOf({ indicator: 'stock' }, { search: "'; DROP TABLE data; --" })).toBe('');
    expect(await codesOf({ indicator: 'stock' }, { search: 'g' })).toBe('G');
    const listing = await read(asking({ indicator: 'stock' }, { search: '学会' }), 1, 'zh');
    expect(listing).toMatchObject({ total: 7, matched: 3 });
  });

  it('sorts names by pinyin, numbers by size, empty cells last both ways', async () => {
    const sorted = (sort: string, dir: 'asc' | 'desc') => codesOf({ indicator: 'stock' }, { sort, dir });
    expect(await codesOf({ indicator: 'stock', region: '440100' }, { sort: 'name' })).toBe('CBHA');
    expect(await sorted('grade_on', 'asc')).toBe('HABCFGI');
    expect(await sorted('grade_on', 'desc')).toBe('BAHCFGI');
    expect(await sorted('staff', 'desc')).toBe('BAIHGFC');
    expect(await codesOf({ indicator: 'stock' }, { sort: undefined })).toBe('FCGHIBA');
    for (const sort of ['电话', 'credit_code; DROP TABLE data', 'row@', ''])
      await expect(sorted(sort, 'asc')).rejects.toMatchObject({ status: 400, code: 'unknown-column' });
  });

  it('refuses a group without a breakdown, an unknown one, and a time that is not told of', async () => {
    const later = { grain: 'year' as const, from: '2030', to: '2030' };
    const refusal = (query: Partial<Query>, group?: string) =>
      expect(codesOf(query, { group })).rejects.toMatchObject({ status: 400 });
    await refusal({ indicator: 'stock' }, '新能源');
    await refusal({ indicator: 'age', by: 'age_band' }, '7');
    await refusal({ indicator: 'entries', period: later });
    await refusal({ indicator: 'happiness' });
    await refusal({ indicator: 'stock', by: 'colour' }, 'red');
    await refusal({ indicator: 'stock', region: '999999' });
  });

  it('shows words, and never a column it does not know', async () => {
    const listing = await read(asking({ indicator: 'forced_exit_share' }), 1, 'en');
    const names = listing.columns.map(({ name }) => name);
    expect(names).not.toContain('电话');
    const [row = []] = listing.rows;
    const said = Object.fromEntries(names.map((name, at) => [name, row[at]]));
    expect(said).toMatchObject({ type: 'Associations', authority_code: 'Guangzhou', end_reason: 'revoked' });
    expect(said).toMatchObject({ grade: '—', ended_on: DAY });
  });

  it('writes a CSV that no spreadsheet runs, with a BOM and without the telephone', async () => {
    const text = (await Array.fromAsync(await csv(asking({ indicator: 'stock' }), 'zh'))).join('');
    expect(text.startsWith('\uFEFF名称,')).toBe(true);
    expect(text).toContain("\n'=SUM(A1)学会,C,社会团体,生物医药,广州,2023-05-05");
    expect(text).toContain("\n'@基金,F,基金会,,深圳,");
    expect(text).toContain('50%_会');
    expect(text).not.toMatch(/138000|电话/);
    expect(text.trim().split('\n')).toHaveLength(8);
  });
});

describe('on the sample', () => {
  beforeAll(async () => {
    await openEmpty();
    const ids = ['organizations', 'filings', 'credit_lists', 'statistics'];
    const file = (id: string) => readFileSync(join(import.meta.dirname, `../../../data/${id}.csv`), 'utf8');
    await load(Object.fromEntries(ids.map((id) => [id, file(id)])));
  }, 60_000);
  afterAll(closeAndRemove);

  const listed = INDICATORS.filter(({ formula }) => countedBy(formula) !== undefined);

  it('all but those whose numerator is no one count list their organizations', () => {
    const others = INDICATORS.filter((indicator) => !listed.includes(indicator)).map(({ id }) => id);
    expect(others.sort()).toEqual(['concentration', 'contribution', 'net', 'survival', 'turnover']);
  });

  it.each(listed.map(({ id }) => id))('%s: as many as its numerator, anywhere and any day', async (id) => {
    for (const region of ['440000', '440100', '440115', '440300']) {
      for (const asOf of ['2012-02-29', '2020-08-31', '2023-06-29', DAY]) {
        const by = { indicator: id, region, asOf };
        const { total } = await read(asking(by), 1, 'zh');
        expect(total, `${region} ${asOf}`).toBe(await numeratorOf(by));
      }
    }
  });

  it.each([
    ['stock', 'field'],
    ['stock', 'level'],
    ['entries', 'region'],
    ['structure', 'type'],
    ['age', 'age_band'],
    ['missed_filings', 'missed_years'],
    ['graded_share', 'grade'],
    ['abnormal_rate', 'field'],
    ['filing_rate', 'type']
  ])('%s by %s: as many in each group', async (indicator, by) => {
    const query = { indicator, by, region: '440000', asOf: DAY };
    const result = await ask({ dataset: 'organizations', ...query });
    const at = result.columns.findIndex(({ name }) => name === 'numerator');
    expect(result.rows.length).toBeGreaterThan(1);
    for (const row of result.rows) {
      const group = row[0] === null ? null : String(row[0]);
      const { total } = await read(asking(query, { group }), 1, 'zh');
      expect(total, String(group)).toBe(row[at]);
    }
  });

  it('pages hold every organization once', async () => {
    const seen = new Set<string>();
    const query = asking({ indicator: 'stock', region: '440100' }, { sort: 'field', dir: 'desc' });
    const { total } = await read(query, 1, 'zh');
    for (let page = 1; page <= Math.ceil(total / PAGE_ROWS); page++)
      for (const row of (await read(query, page, 'zh')).rows) seen.add(String(row[1]));
    expect(seen.size).toBe(total);
    expect((await read(query, 99_999, 'zh')).rows).toEqual([]);
  });
});

async function numeratorOf(query: Partial<Query>): Promise<unknown> {
  const { columns, rows } = await ask({ dataset: 'organizations', ...query });
  const at = columns.findIndex(({ name }) => name === 'numerator');
  return rows.reduce((sum, row) => sum + Number(row[at]), 0);
}
