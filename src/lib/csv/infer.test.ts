import { expect, test } from 'vitest';
import { CELL_PATTERNS } from './cells.ts';
import { candidateType, dateContext, isProposed } from './infer.ts';

test('one bad cell in twenty leaves a type, two do not', () => {
  expect([
    isProposed(19, 20),
    isProposed(18, 20),
    isProposed(3999, 4000),
    isProposed(18, 19),
    isProposed(0, 0)
  ]).toEqual([true, false, true, false, false]);
});

const twenty = (...cells: string[]) => Array.from({ length: 20 }, (_, n) => cells[n % cells.length]!);

test.each([
  ['numbers', '数量', twenty('1', '2,000', '3.5', '—'), { type: 'number' }],
  [
    'numbers with a unit in the header',
    '注册资金(万元)',
    twenty('3', '200万元'),
    { type: 'number', unit: '万元' }
  ],
  [
    'numbers with a unit in each cell',
    '注册资金',
    twenty('3万元', '200万元', '500元'),
    { type: 'number', unit: '万元' }
  ],
  ['grades', '评估等级', twenty('4A', '3A', '—', '5A'), undefined],
  ['division codes', '登记管理机关行政区划', twenty('440100', '440115'), undefined],
  ['percentages', '增速', twenty('5.9%', '-3%'), { type: 'number', unit: '%' }],
  ['years', '年度', twenty('2014', '2015'), { type: 'number' }],
  ['written years', '时间', twenty('2014年', '2015年'), { type: 'date' }],
  ['dates', '成立', twenty('2016年3月8日', '2019/07/01', '2018-05-15'), { type: 'date' }],
  ['compact dates under a date header', '登记日期', twenty('20180515', '20190701'), { type: 'date' }],
  ['the same digits under another', '金额', twenty('20180515', '20190701'), { type: 'number' }],
  ['serials under a date header', '登记日期', twenty('45291', '45000'), { type: 'date' }],
  ['days first', '登记日期', twenty('31/12/2023', '03/04/2023'), { type: 'date' }],
  ['months first', '登记日期', twenty('12/31/2023', '03/04/2023'), { type: 'date' }],
  ['yes and no', '慈善', twenty('是', '否'), { type: 'boolean' }],
  ['yes and no as digits', '是否慈善', twenty('1', '0'), { type: 'boolean' }],
  ['only 无', '备注', twenty('无'), undefined],
  ['leading zeros', '序', twenty('1', '2', '007'), undefined],
  ['long codes', '标识', twenty('123456789012345678'), undefined],
  ['a header of codes', '登记证号', twenty('1234', '1235'), undefined],
  ['names', '名称', twenty('广州学会', '3号协会'), undefined],
  ['nothing but marks', '备注', twenty('—', '..'), undefined],
  ['nothing', '备注', [], undefined]
] as const)('%s', (_, header, cells, candidate) => {
  expect(candidateType(header, cells)).toEqual(candidate);
});

test('a whole column decides between days and months, or leaves it open', () => {
  expect(dateContext(['03/04/2023', '31/12/2023'])).toEqual({ order: 'dmy', keepsZeros: false });
  expect(dateContext(['03/04/2023', '12/31/2023', '2023.10'])).toEqual({ order: 'mdy', keepsZeros: true });
  expect(dateContext(['03/04/2023']).order).toBeUndefined();
  expect(dateContext(['31/12/2023', '12/31/2023']).order).toBeUndefined();
});

test.each([
  [
    'integer',
    ['0', '-7', '999999999999999'],
    ['007', '-0', '1.0', '1e3', ' 1', '1234567890123456', '+1', '']
  ],
  ['decimal', ['0', '1.50', '-0.5'], ['.5', '1.', '01.5', '1,000', '１']],
  ['date', ['2023-12-31'], ['2023/12/31', '2023-1-1', '20231231']]
] as const)('%s is written so and not otherwise', (type, good, bad) => {
  const pattern = new RegExp(`^(?:${CELL_PATTERNS[type]})$`);
  expect(good.filter((text) => !pattern.test(text))).toEqual([]);
  expect(bad.filter((text) => pattern.test(text))).toEqual([]);
});
