import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { creditCodeFault, makeCreditCode } from '../../field/credit-code.ts';
import { failsCheckSql } from './credit.ts';
import { commit, type Receipt } from '../commit.ts';
import { rows } from '../datasets/rows.ts';
import * as store from '../store.ts';
import { rowsOf, withConnection } from '../warehouse.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'yinli-check-'));
beforeAll(() => store.open({ dataDir, withSample: false }));
afterAll(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true });
});

function load(dataset: string, lines: string[], acceptIssues = true): Promise<Receipt> {
  const bytes = new TextEncoder().encode(`${lines.join('\n')}\n`);
  return commit(dataDir, { dataset, bytes, filename: 'f.csv', mode: 'replace', by: 'test', acceptIssues });
}

const issuesOf = ({ issues }: Receipt) => issues.map(({ row, column, code }) => `${row} ${column} ${code}`);
const HEAD = 'credit_code,name,type,authority_code,registered_on,status,ended_on,staff';

test('the check characters in SQL agree with those in JavaScript, whatever character is wrong', async () => {
  const right = [
    '51440000500000015C',
    '524401005000000239',
    '53440115MJL000032J',
    makeCreditCode('other', '110105', 'MA5D3X0Y')
  ];
  const wrong = right.flatMap((code) =>
    [0, 3, 9, 15, 16, 17].map((n) => `${code.slice(0, n)}${code[n] === '7' ? '8' : '7'}${code.slice(n + 1)}`)
  );
  const codes = [...right, ...wrong];
  expect(right.map(creditCodeFault)).toEqual([null, null, null, null]);
  await withConnection(async (connection) => {
    for (const code of codes) {
      const [row = []] = await rowsOf(
        connection,
        `SELECT ${failsCheckSql('c')} FROM (SELECT $1::VARCHAR AS c)`,
        [code]
      );
      expect(row[0], code).toBe(creditCodeFault(code) !== null);
    }
  });
});

test('a clean registry has no finding', async () => {
  const receipt = await load(
    'organizations',
    [
      HEAD,
      '51440000500000015C,甲,association,440000,2016-03-08,正常,,5',
      '524401005000000239,乙,service,440100,2017-01-01,已注销,2020-01-01,0'
    ],
    false
  );
  expect(receipt.issueCount).toBe(0);
});

test('codes, dates and ranges are held against what the field knows, and stay as they stand', async () => {
  const receipt = await load('organizations', [
    HEAD,
    '51440000500000015D,甲,association,440000,2016-03-08,正常,,5',
    '524401005000000239,乙,foundation,440100,2017-01-01,正常,2016-12-31,-1',
    `${makeCreditCode('service', '990101', '50000002')},丙,service,440100,2990-01-01,正常,,5`,
    `${makeCreditCode('service', '110105', '50000002')},丁,service,440100,1900-01-01,已注销,,5`,
    '5144,戊,association,440000,2016-03-08,正常,,5'
  ]);
  expect(issuesOf(receipt)).toEqual([
    '2 credit_code bad-code',
    '3 credit_code bad-code',
    '3 staff out-of-range',
    '3 ended_on out-of-range',
    '4 credit_code bad-code',
    '4 credit_code bad-code',
    '4 registered_on out-of-range',
    '5 credit_code bad-code',
    '5 registered_on out-of-range',
    '5 ended_on missing-required',
    '6 credit_code bad-code'
  ]);
  const [, type] = receipt.issues;
  expect(type).toMatchObject({
    value: '524401005000000239',
    message: { zh: expect.stringContaining('类型写的是基金会') }
  });
  expect(receipt.issues.find(({ code, row }) => code === 'bad-code' && row === 5)?.message.zh).toContain(
    '北京市朝阳区（110105）'
  );
  expect(receipt.issues.every(({ severity }) => severity === 'look-at')).toBe(true);
});

test('words that a column does not know are kept and named with the nearest it knows', async () => {
  const code = (n: number) => makeCreditCode('association', '440100', `5000000${n}`);
  const receipt = await load('organizations', [
    `${HEAD},end_reason`,
    `${code(1)},甲,association,440100,2016-03-08,正长,,5,`,
    `${code(2)},乙,association,440100,2016-03-08,筹备,,5,`,
    `${code(3)},丙,association,440100,2016-03-08,存续,,5,`,
    `${code(4)},丁,association,440100,2016-03-08,已注销,2020-01-01,0,注消`
  ]);
  expect(issuesOf(receipt)).toEqual([
    '2 status unknown-type',
    '3 status unknown-type',
    '5 end_reason unknown-type'
  ]);
  expect(receipt.issues.map(({ severity }) => severity)).toEqual(['look-at', 'look-at', 'look-at']);
  const [near, far, reason] = receipt.issues.map(({ message }) => message.zh);
  expect(near).toContain('“正长”不是已知的状态，最接近的是“正常”。已按原样载入');
  expect(far).toContain('不是已知的状态（正常、活动异常、已注销、已撤销、已吊销）');
  expect(reason).toContain('最接近的是“注销”');
  const { rows: kept } = await rows('organizations', {});
  expect(kept.map((row) => row[5])).toEqual(['正长', '筹备', '正常', '已注销']);
});

test('a key that is there twice names the other line and must be mended or accepted', async () => {
  const lines = [
    HEAD,
    '51440000500000015C,甲,association,440000,2016-03-08,正常,,5',
    '524401005000000239,乙,service,440100,2017-01-01,正常,,5',
    '51440000500000015C,甲二,association,440000,2016-03-08,正常,,5'
  ];
  await expect(load('organizations', lines, false)).rejects.toMatchObject({ code: 'must-fix' });
  const receipt = await load('organizations', lines);
  expect(receipt.issues).toMatchObject([{ row: 4, code: 'duplicate-key', severity: 'must-fix' }]);
  expect(receipt.issues[0]?.message.en).toContain('that of line 2');
  expect(receipt.records.accepted).toBe(3);
});

test('total rows are held against their parts, whichever way they stand', async () => {
  const right = await load('parts', ['地区,家数', '天河,3', '越秀,4', '合计,7']);
  expect([right.issueCount, right.records.excluded]).toEqual([0, 1]);
  const above = await load('parts', ['地区,家数', '合计,7', '天河,3', '越秀,4']);
  expect(above.issueCount).toBe(0);
  const staged = await load('parts', [
    '地区,家数',
    '天河,3',
    '越秀,4',
    '小计,7',
    '南山,5',
    '小计,5',
    '合计,12'
  ]);
  expect(staged.issueCount).toBe(0);
  const wrong = await load('parts', ['地区,家数', '天河,3', '越秀,4', '合计,8']);
  expect(wrong.issues).toMatchObject([
    { row: 4, column: '家数', value: '8', code: 'total-mismatch', severity: 'look-at' }
  ]);
  expect(wrong.issues[0]?.message).toEqual({
    zh: '第 4 行“家数”的“8”与各分项之和 7 不等（相差 1）。合计行本身不载入，请看一眼。',
    en: '“8” in “家数” on line 4 does not equal the sum of its parts, 7 (off by 1). A total row itself is not loaded; have a look.'
  });
});

test('published figures are held against each other', async () => {
  const receipt = await load('statistics', [
    'region_code,indicator,type,as_of,value,unit',
    '100000,stock,,2022-12-31,100,家',
    '100000,entries,,2023-12-31,10,家',
    '100000,exits,,2023-12-31,4,家',
    '100000,stock,,2023-12-31,107,家',
    '100000,stock,association,2023-12-31,50,家',
    '100000,stock,service,2023-12-31,50,家',
    '100000,stock,foundation,2023-12-31,6,家'
  ]);
  expect(issuesOf(receipt)).toEqual(['5 value total-mismatch', '5 value total-mismatch']);
  expect(receipt.issues.map(({ message }) => message.en)).toEqual([
    expect.stringContaining('sum of the three types, 106'),
    expect.stringContaining("last year's plus new minus ended, 106")
  ]);
});

test('a 合计 column is held against the columns beside it, row by row', async () => {
  const flat = await load('flat_parts', [
    '地区,合计,其中：,,年末人数',
    ',,社会团体,基金会,',
    '甲市,10,7,3,55',
    '乙市,12,7,4,66',
    '丙市,9,5,4,77',
    '丁市,8,—,4,88'
  ]);
  expect(flat.columns.map(({ source }) => source)).toEqual([
    '地区',
    '合计',
    '其中：/社会团体',
    '其中：/基金会',
    '年末人数'
  ]);
  expect(issuesOf(flat)).toEqual(['4 合计 total-mismatch']);
  const groups = await load('grouped_parts', [
    '年份,机构（个）,,,经费（万元）,,',
    ',省级,市级,小计,省级,市级,小计',
    '2021,1,2,3,1.2,2.3,3.5',
    '2022,2,2,4,1.3,2.4,3.9',
    '2023,3,2,6,1.1,2.1,3.2'
  ]);
  expect(issuesOf(groups)).toEqual([
    '4 经费（万元）/小计 total-mismatch',
    '5 机构（个）/小计 total-mismatch'
  ]);
  const none = await load('no_parts', ['名称,合计,男,女', '甲,9,1,2', '乙,8,2,3', '丙,5,2,3']);
  expect(none.issueCount).toBe(0);
});

test('a published figure that says itself that it is not exact is named, unless its precision does', async () => {
  const head = 'region_code,indicator,as_of,value,unit,definition,source_title';
  const row = (value: string) => `440000,stock,2023-12-31,${value},家,k,s${value}`;
  const without = await load('statistics', [head, row('近4000'), row('400余'), row('3000')]);
  expect(issuesOf(without).filter((issue) => issue.includes('bad-number'))).toEqual([
    '2 value bad-number',
    '3 value bad-number'
  ]);
  const withOne = [`${head},precision`, `${row('近4000')},近`, `${row('超300')},exact`, `${row('约20')},`];
  expect(issuesOf(await load('statistics', withOne)).filter((issue) => issue.includes('bad-number'))).toEqual(
    ['3 value bad-number', '4 value bad-number']
  );
});
