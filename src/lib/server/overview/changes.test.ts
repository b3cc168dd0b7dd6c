import { afterAll, beforeAll, expect, it } from 'vitest';
import { closeAndRemove, load, openEmpty } from '../answers/indicators.fixture.ts';
import { changesSince } from './changes.ts';

const HEADER = 'credit_code,name,type,authority_code,registered_on,ended_on,end_reason,grade,grade_on\n';

/** Twenty bodies of 广州 registered in 2010, `graded` of them 3A, and further rows. */
function registry(graded: number, more = ''): string {
  const rows = Array.from({ length: 20 }, (_, n) => {
    const grade = n < graded ? '3A,2022-01-01' : ',';
    return `A${n},某会,service,440100,2010-01-01,,,${grade}\n`;
  });
  return HEADER + rows.join('') + more;
}

function filings(filed: number): string {
  const rows = Array.from({ length: 20 }, (_, n) => `A${n},2022,true,${n < filed ? '2023-05-01' : ''},\n`);
  return `credit_code,year,due,filed_on,result\n${rows.join('')}`;
}

const NEW = 'B,新会,service,440100,2023-03-01,,,,\n';
const changes = (lang: 'zh' | 'en' = 'zh') => changesSince('440100', '2023-12-31', lang);

beforeAll(openEmpty);
afterAll(closeAndRemove);

it('says nothing of the first versions', async () => {
  await load({ organizations: registry(10), filings: filings(10) });
  expect(await changes()).toEqual({});
});

it('has a line for each question that a new registry moves, with every figure that reads otherwise', async () => {
  await load({ organizations: registry(10, NEW) });
  expect(await changes()).toEqual({
    many: '较organizations第 1 版：存量 20 → 21',
    fast: '较organizations第 1 版：同比 0.0% → +5.0%，新成立 0 → 1'
  });
  expect((await changes('en')).many).toBe('Since version 1 of organizations: stock 20 → 21');
  expect(await changesSince('440300', '2023-12-31', 'zh'), 'elsewhere nothing moved').toEqual({});
});

it('says nothing where the figures read alike although rows changed', async () => {
  await load({ organizations: registry(10, NEW.replace('新会', '改名会')) });
  expect(await changes()).toEqual({});
});

it('holds against the version before, not the first', async () => {
  await load({ organizations: registry(12, NEW) });
  expect(await changes()).toEqual({ good: '较organizations第 3 版：有效评估覆盖率 50.0% → 60.0%' });
});

it('follows a new version of another table', async () => {
  await load({ filings: filings(15) });
  expect(await changes()).toEqual({ stable: '较filings第 1 版：参报率 50.0% → 75.0%' });
});
