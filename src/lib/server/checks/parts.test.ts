import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commit } from '../commit.ts';
import * as store from '../store.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'yinli-parts-'));
beforeAll(() => store.open({ dataDir, withSample: false }));
afterAll(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true });
});

async function found(...lines: string[]): Promise<string[]> {
  const bytes = new TextEncoder().encode(`${lines.join('\n')}\n`);
  const receipt = await commit(dataDir, {
    dataset: 'parts',
    bytes,
    filename: 'f.csv',
    mode: 'replace',
    by: 'test',
    acceptIssues: true
  });
  return receipt.issues.map(({ row, column, code }) => `${row} ${column} ${code}`);
}

const TYPES = ['时间,合计,其中：,,', ',,社会团体,民非,基金会'];

test('the three types under 其中 are all there are: their total is checked also where few rows hold', async () => {
  expect(await found(...TYPES, '2020年,101,40,50,10')).toEqual(['3 合计 total-mismatch']);
  expect(await found(...TYPES, '2020年,101,40,50,10', '2021年,111,40,60,10', '2022年,120,50,60,10')).toEqual([
    '3 合计 total-mismatch',
    '4 合计 total-mismatch'
  ]);
});

test('other parts under 其中 may be less than their total, and never more', async () => {
  const head = ['地区,合计,其中：,', ',,科技类,公益类'];
  expect(await found(...head, '甲市,100,40,50', '乙市,90,20,30')).toEqual([]);
  expect(await found(...head, '甲市,100,40,50', '乙市,40,20,30')).toEqual(['4 合计 total-mismatch']);
  expect(await found('地区,合计,其中：科技类', '甲市,10,4', '乙市,9,12')).toEqual(['3 合计 total-mismatch']);
});

test('parts under one upper header with their total are its parts when they are all or nearly add up', async () => {
  const head = ['地区,机构（个）,,', ',省级,市级,合计'];
  expect(await found(...head, '甲市,40,60,101')).toEqual(['3 机构（个）/合计 total-mismatch']);
  expect(await found(...head, '甲市,40,60,300')).toEqual([]);
  expect(await found('地区,机构（个）,,', ',省级,其他,合计', '甲市,40,60,300')).toEqual([
    '3 机构（个）/合计 total-mismatch'
  ]);
  expect(await found('地区,合计,省级,市级', '甲市,101,40,60')).toEqual([]);
});
