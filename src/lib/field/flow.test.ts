import { expect, test } from 'vitest';
import { flowRole } from './flow.ts';

test.each([
  ['stock', 'stock 存量 总数 年末数 年末数（家） 本年末 期末数 本年数 社会组织总数 年末社会组织数'],
  ['before', '上年末 上年末数 年初 年初数 期初 上年数'],
  ['entries', 'entries 新成立 新成立数 新增 本年新增 新登记 新成立社会组织数量 新增(家)'],
  ['exits', 'exits 注销撤销 注销/撤销 注销、撤销数 注（撤）销 减少 本年减少'],
  ['deregistered', '注销 注销数 本年注销'],
  ['revoked', '撤销'],
  ['struck', '吊销'],
  [undefined, '净增 增长率 注册 数量 注销率 年 变更 新闻']
])('words of %s', (role, words) => {
  for (const word of words.split(' ')) expect(flowRole(word), word).toBe(role);
});

test('blanks do not count', () => {
  expect(['Newly registered', '注 销', '年末　存量'].map(flowRole)).toEqual([
    'entries',
    'deregistered',
    'stock'
  ]);
});
