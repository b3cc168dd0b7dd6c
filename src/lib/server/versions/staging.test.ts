import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commit, type Receipt } from '../commit.ts';
import { rows } from '../datasets/rows.ts';
import * as store from '../store.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'yinli-staging-'));
beforeAll(() => store.open({ dataDir, withSample: false }));
afterAll(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true });
});

async function load(dataset: string, lines: string[]): Promise<Receipt> {
  return commit(dataDir, {
    dataset,
    bytes: new TextEncoder().encode(`${lines.join('\n')}\n`),
    filename: `${dataset}.csv`,
    mode: 'replace',
    by: 'test',
    acceptIssues: true
  });
}

const issuesOf = ({ issues }: Receipt) => issues.map(({ row, column, code }) => `${row} ${column} ${code}`);

test('a registry as offices write it becomes typed, in file order, its texts kept', async () => {
  const receipt = await load('organizations', [
    'credit_code,name,type,authority_code,registered_on,grade,capital_10k,staff,has_party_org',
    '"=""51440100900000014U""",甲,社会团体,440100,2016年3月8日,4A级,"1,000",１２,是',
    "'52440100900000022K,乙,民办非企业单位,广州市,2019/07/01,—,200万元,5,否",
    '5.244E+17,丙,社会服务机构,天河区,42437,AAA,60万人民币,..,有',
    '53440000MJ90000498,丁,基金会,广洲市,2018-02-30,6A,很多,4.5,√'
  ]);
  const { rows: typed } = await rows('organizations', {});
  expect(typed).toEqual([
    ['51440100900000014U', '甲', 'association', '440100', '2016-03-08', '4A', 1000, 12, true],
    ['52440100900000022K', '乙', 'service', '440100', '2019-07-01', null, 200, 5, false],
    [null, '丙', 'service', '440106', '2016-03-08', '3A', 60, null, true],
    ['53440000MJ90000498', '丁', 'foundation', null, null, null, null, null, true]
  ]);
  expect(issuesOf(receipt)).toEqual([
    '4 credit_code ruined-code',
    '5 authority_code unknown-region',
    '5 registered_on bad-date',
    '5 grade bad-code',
    '5 capital_10k bad-number',
    '5 staff bad-number'
  ]);
  const raw = await rows('organizations', { raw: true });
  expect(raw.rows[0]).toEqual([
    '="51440100900000014U"',
    '甲',
    '社会团体',
    '440100',
    '2016年3月8日',
    '4A级',
    '1,000',
    '１２',
    '是'
  ]);
  expect(raw.rows[3]?.slice(3)).toEqual(['广洲市', '2018-02-30', '6A', '很多', '4.5', '√']);
});

test('a type is proposed for a table nobody knows when nearly all its cells fit; the others are issues', async () => {
  const lines = Array.from(
    { length: 40 },
    (_, n) => `${n}.0,2023/1/${(n % 28) + 1},00${n},${n % 2 ? '是' : '否'},"${n},000"`
  );
  lines[7] = 'abc,someday,007,maybe,x';
  const receipt = await load('unknown', ['n,d,code,b,"m(万元)"', ...lines]);
  expect(receipt.columns.map(({ type }) => type)).toEqual(['integer', 'date', 'text', 'boolean', 'integer']);
  expect(issuesOf(receipt)).toEqual([
    '9 n bad-number',
    '9 d bad-date',
    '9 b bad-code',
    '9 m(万元) bad-number'
  ]);
  const { rows: typed } = await rows('unknown', {});
  expect(typed[1]).toEqual([1, '2023-01-02', '001', true, 1000]);
  expect(typed[7]).toEqual([null, null, '007', null, null]);
  expect(typed.map((row) => row[2])).toEqual(lines.map((line) => line.split(',')[2]));
});

test('days come first only when a cell of the whole column says so', async () => {
  await load('days', ['登记日期', '03/04/2023', '05/06/2023', '31/12/2023']);
  expect((await rows('days', {})).rows).toEqual([['2023-04-03'], ['2023-06-05'], ['2023-12-31']]);
  const receipt = await load('open', ['登记日期', '03/04/2023', '05/06/2023']);
  expect(receipt.columns[0]?.type).toBe('text');
});

test('names that several places bear are read where the column is at home', async () => {
  const receipt = await load('statistics', [
    'region_code,indicator,as_of,value,unit',
    '广州市,stock,2023年12月,近4000,家',
    '白云区,stock,2023年12月,471家,家',
    '天河区,stock,2023,"5.9%",%',
    '鼓楼区,stock,2023Q4,…,家'
  ]);
  expect((await rows('statistics', {})).rows).toEqual([
    ['440100', 'stock', '2023-12-31', 4000, '家'],
    ['440111', 'stock', '2023-12-31', 471, '家'],
    ['440106', 'stock', '2023-12-31', 5.9, '%'],
    [null, 'stock', '2023-12-31', null, '家']
  ]);
  expect(issuesOf(receipt)).toEqual([
    '2 value bad-number',
    '5 region_code unknown-region',
    '5 value missing-required'
  ]);
});

test('a column of few texts keeps them all beside one that had to be read', async () => {
  const names = Array.from({ length: 30 }, (_, n) => (n === 7 ? '="甲"' : n % 2 ? '乙' : '丙'));
  await load('few', ['n', ...names.map((name) => `"${name.replaceAll('"', '""')}"`)]);
  const { rows: typed } = await rows('few', {});
  expect(typed.map(([name]) => name)).toEqual(names.map((name) => (name === '="甲"' ? '甲' : name)));
});

test('an office’s own headers, units and words come into the registry’s columns; data about persons stay out', async () => {
  const receipt = await load('organizations', [
    '序号,社会组织名称,统一社会信用代码,登记管理机关,成立登记日期,状态,注册资金(元),法定代表人,联系电话',
    '1,甲,51440100900000014U,广州市民政局,2016年3月8日,注销,30000,张三,13800000000',
    '2,乙,52440100900000022K,天河区民政局,2019/07/01,活动异常,200万元,李四,13900000000'
  ]);
  const { columns, rows: typed } = await rows('organizations', {});
  expect(columns.map(({ name, source }) => `${name} ${source}`)).toEqual([
    '序号 序号',
    'name 社会组织名称',
    'credit_code 统一社会信用代码',
    'authority_code 登记管理机关',
    'registered_on 成立登记日期',
    'status 状态',
    'capital_10k 注册资金(元)'
  ]);
  expect(typed).toEqual([
    [1, '甲', '51440100900000014U', '440100', '2016-03-08', '已注销', 3],
    [2, '乙', '52440100900000022K', '440106', '2019-07-01', '活动异常', 200]
  ]);
  expect(receipt.columns.map(({ source, bytes }) => `${source} ${bytes}`).at(-1)).toBe('注册资金(元) 14');
  expect(issuesOf(receipt)).toEqual([]);
});

test('a ruined credit code is named in a table that nobody knows, too', async () => {
  const receipt = await load('anything', [
    '社会组织名称,统一社会信用代码',
    '示例一,5.14E+17',
    '示例二,51440100900000014U'
  ]);
  expect(issuesOf(receipt)).toEqual(['2 统一社会信用代码 ruined-code']);
  const { rows: typed } = await rows('anything', {});
  expect(typed).toEqual([
    ['示例一', null],
    ['示例二', '51440100900000014U']
  ]);
  expect((await rows('anything', { raw: true })).rows[0]).toEqual(['示例一', '5.14E+17']);
});

test('a ruined code is named under any header of codes and among long codes, and not among measured values', async () => {
  const lines = ['名称,许可证号,标识,金额', '甲,4.4E+14,440123456789012,1.2E+3', '乙,GZ-001,4.4E+14,1500'];
  const receipt = await load('licences', lines);
  expect(issuesOf(receipt)).toEqual(['2 许可证号 ruined-code', '3 标识 ruined-code']);
  expect((await rows('licences', {})).rows).toEqual([
    ['甲', null, '440123456789012', 1200],
    ['乙', 'GZ-001', null, 1500]
  ]);
  expect((await rows('licences', { raw: true })).rows[0]).toEqual([
    '甲',
    '4.4E+14',
    '440123456789012',
    '1.2E+3'
  ]);
  const numbers = await load('numbered', ['序号,登记号', '1,44010001', '2,4.4E+14']);
  expect(numbers.columns.map(({ type }) => type)).toEqual(['integer', 'text']);
  expect(issuesOf(numbers)).toEqual(['3 登记号 ruined-code']);
});

test('a table of many columns takes little more than its cells', async () => {
  const columns = Array.from({ length: 400 }, (_, k) => k);
  const before = process.memoryUsage().rss;
  const receipt = await load('wide', [columns.map((k) => `c${k}`).join(','), columns.join(',')]);
  expect(receipt.columns.map(({ type }) => type)).toEqual(columns.map(() => 'integer'));
  // All at once they took 7 GB.
  expect((process.memoryUsage().rss - before) / 1e9).toBeLessThan(1);
});
