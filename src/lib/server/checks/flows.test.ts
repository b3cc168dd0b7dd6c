import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { flowRole } from '../../field/flow.ts';
import { findIndicator } from '../../indicators/registry.ts';
import { commit } from '../commit.ts';
import * as store from '../store.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'yinli-flows-'));
beforeAll(() => store.open({ dataDir, withSample: false }));
afterAll(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true });
});

/** Line, column and the sum told of each row that does not hold. */
async function found(dataset: string, ...lines: string[]): Promise<string[]> {
  const receipt = await commit(dataDir, {
    dataset,
    bytes: new TextEncoder().encode(`${lines.join('\n')}\n`),
    filename: 'f.csv',
    mode: 'replace',
    by: 'test',
    acceptIssues: true
  });
  return receipt.issues.map(
    ({ row, column, message }) => `${row} ${column} ${/ended, (.*?)\. /.exec(message.en)?.[1]}`
  );
}

test('the indicators’ own titles are words of the flow', () => {
  const titles = (id: string) => Object.values(findIndicator(id)?.title ?? {}).map(flowRole);
  expect(['stock', 'entries', 'exits'].map(titles)).toEqual([
    ['stock', 'stock'],
    ['entries', 'entries'],
    ['deregistered', 'exits']
  ]);
});

test('published figures flow by the names that the field gives them', async () => {
  const figures = (...rows: string[]) =>
    found('statistics', '地区,指标,截至日期,数值,单位', ...rows.map((row) => `广州市,${row},家`));
  const [was, now] = ['存量,2022-12-31,100', '存量,2023-12-31,111'];
  const [entries, exits] = ['新成立,2023-12-31,10', '注销,2023-12-31,2'];
  expect(await figures(was, now, entries, exits)).toEqual(['3 数值 108']);
  expect(await figures(was, now, '本年新增,2023-12-31,10', '注销、撤销,2023-12-31,2')).toEqual([
    '3 数值 108'
  ]);
  expect(await figures(was, now, entries, exits, '撤销,2023-12-31,1')).toEqual(['3 数值 107']);
  expect(await figures(was, '年末数,2023-12-31,108', entries, exits)).toEqual([]);
  expect(await figures(was, now, entries, '新增,2023-12-31,13', exits)).toEqual([]);
});

test('the columns of a row flow when their headers say so without a doubt', async () => {
  const rows = ['甲,100,10,5,105', '乙,105,10,5,111'];
  for (const head of [
    '地区,上年末数,本年新增,本年注销,本年末数',
    '地区,上年数（家）,新成立数（家）,注销/撤销（家）,本年数（家）',
    '地区,年初,新成立,减少,期末'
  ]) {
    expect(await found('wide', head, ...rows), head).toEqual([`3 ${head.split(',').at(-1)} 110`]);
  }
  expect(await found('wide', '地区,上年末,新成立,迁入,注销,年末', '甲,100,10,1,5,106')).toEqual([]);
  expect(await found('wide', '地区,上年末,新增,新成立,注销,年末', '甲,100,10,9,5,106')).toEqual([]);
  expect(await found('wide', '地区,上年末,新成立,注销,撤销,年末', '甲,100,10,5,1,105')).toEqual([
    '2 年末 104'
  ]);
});

test('each upper header has a flow of its own', async () => {
  const head = ['地区,社会团体,,,,基金会,,,', ',上年末,新成立,注销,年末,上年末,新成立,注销,年末'];
  expect(await found('upper', ...head, '甲,100,10,5,105,8,1,0,8')).toEqual(['3 基金会/年末 9']);
});

test('where no column says what was, the year before does', async () => {
  const head = '年份,年末数,新成立,注销';
  expect(await found('years', head, '2021,115,20,8', '2020,105,10,5', '2019,100,10,5')).toEqual([
    '2 年末数 117'
  ]);
  expect(await found('years', head, '2021,115,20,8', '2019,100,10,5')).toEqual([]);
  expect(await found('years', head, '2020,105,20,8', '2019,100,10,5', '2019,90,10,5')).toEqual([]);
});
