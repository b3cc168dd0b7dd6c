import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commit } from '../commit.ts';
import * as store from '../store.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'yinli-totals-'));
beforeAll(() => store.open({ dataDir, withSample: false }));
afterAll(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true });
});

/** Line and English sentence of each total that is off. */
async function mismatches(...lines: string[]): Promise<string[]> {
  const bytes = new TextEncoder().encode(`地区,数量\n${lines.join('\n')}\n`);
  const receipt = await commit(dataDir, {
    dataset: 'totals',
    bytes,
    filename: 'f.csv',
    mode: 'replace',
    by: 'test',
    acceptIssues: true
  });
  return receipt.issues.map(({ row, code, message }) => {
    expect(code).toBe('total-mismatch');
    return `${row} ${/the sum of its parts, (.*?\))/.exec(message.en)?.[1]}`;
  });
}

test('a total behind subtotals is held against all records, or the subtotals and what follows them', async () => {
  expect(await mismatches('甲,10', '乙,20', '小计,30', '丙,30', '丁,5', '小计,35', '合计,66')).toEqual([
    '8 65 (off by 1)'
  ]);
  expect(await mismatches('甲,10', '乙,20', '小计,30', '丙,30', '合计,61')).toEqual(['6 60 (off by 1)']);
  expect(await mismatches('甲,10', '乙,20', '小计,30', '丙,30', '合计,30')).toEqual(['6 60 (off by -30)']);
  expect(await mismatches('甲,10', '小计,11', '乙,30', '合计,41')).toEqual(['3 10 (off by 1)']);
  expect(await mismatches('甲,10', '小计,10', '乙,30', '小计,30', '合计,0')).toEqual(['6 40 (off by -40)']);
});

test('a subtotal is held against the records since the last total', async () => {
  expect(await mismatches('甲,1', '乙,2', '小计,3', '丙,4', '小计,7', '合计,7')).toEqual(['6 4 (off by 3)']);
});

test('totals above their parts, and a 总计 over several 合计, are no faults', async () => {
  expect(await mismatches('合计,10', '小计,3', '甲,1', '乙,2', '小计,7', '丙,3', '丁,4')).toEqual([]);
  expect(await mismatches('甲,1', '乙,2', '合计,3', '丙,4', '合计,4', '总计,7')).toEqual([]);
  expect(await mismatches('甲,1', '小计,1', '乙,2', '小计,2', '合计,3', '丙,4', '总计,7')).toEqual([]);
  expect(await mismatches('甲,1', '小计,1', '乙,2', '小计,2', '小计,3', '丙,4', '总计,7')).toEqual([]);
});
