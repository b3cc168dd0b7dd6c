import { expect, test } from 'vitest';
import { makeGazetteer } from '../field/gazetteer.ts';
import { cellReader, isDoubt, type ColumnReading } from './cells-read.ts';

/** The value, or the doubt's code. */
function reads(column: ColumnReading, text: string): string | null {
  const reading = cellReader(column)(text);
  return isDoubt(reading) ? `!${reading.code}` : reading.value;
}

const capital = { type: 'decimal', unit: '万元' } as const;

test.each([
  ['3', '3'],
  ['1,000', '1000'],
  ['１００', '100'],
  ['200万元', '200'],
  ['60万人民币', '60'],
  ['1,913.2157(万元人民币)', '1913.2157'],
  ['30000元', '3'],
  ['1.2亿', '12000'],
  ['5%', '!bad-number'],
  ['20万美元', '!bad-number'],
  ['—', null],
  ['暂无', null],
  ['无', null],
  ['…', null],
  ['N/A', null],
  ['三万', '!bad-number']
])('in a column of 万元, %s is %s', (text, value) => expect(reads(capital, text)).toBe(value));

test('a column without a unit takes counts but no unit it would have to guess', () => {
  const plain = { type: 'decimal' } as const;
  expect(['471家', '1.2万', '200万元', '5%', '4446.0'].map((text) => reads(plain, text))).toEqual([
    '471',
    '12000',
    '!bad-number',
    '!bad-number',
    '4446'
  ]);
  expect(['5.9%', '200万元'].map((text) => reads({ type: 'decimal', unit: 'any' }, text))).toEqual([
    '5.9',
    '2000000'
  ]);
  expect(['5.9%', '0.59', '59‰'].map((text) => reads({ type: 'decimal', unit: '%' }, text))).toEqual([
    '5.9',
    '0.59',
    '5.9'
  ]);
});

test('whole numbers are whole, and no number is longer than can be kept exactly', () => {
  const integer = { type: 'integer' } as const;
  expect(['4446.0', '12.5', '1234567890123456', '(3)'].map((text) => reads(integer, text))).toEqual([
    '4446',
    '!bad-number',
    '!bad-number',
    '-3'
  ]);
});

test('precision and granularity are kept', () => {
  expect(cellReader({ type: 'decimal' })('近4000')).toMatchObject({
    value: '4000',
    precision: 'nearly',
    how: 'precision'
  });
  expect(cellReader({ type: 'date' })('2023年12月')).toMatchObject({
    value: '2023-12-31',
    grain: 'month',
    how: 'date-coarse'
  });
  expect(cellReader({ type: 'date', side: 'start' })('2023年12月')).toMatchObject({ value: '2023-12-01' });
});

test('dates: serials and 至今 only where the column has them', () => {
  expect(reads({ type: 'date' }, '45291')).toBe('!bad-date');
  expect(reads({ type: 'date', hasSerials: true }, '45291')).toBe('2023-12-31');
  expect(reads({ type: 'date' }, '至今')).toBe('!bad-date');
  expect(reads({ type: 'date', isOpenEnded: true }, '至今')).toBeNull();
  expect(reads({ type: 'date' }, '03/04/2023')).toBe('!bad-date');
  expect(reads({ type: 'date', order: 'dmy' }, '03/04/2023')).toBe('2023-04-03');
});

test.each([
  ['true', '是 有 √ Y ＹＥＳ 1 TRUE'],
  ['false', '否 无 × N no 0 False']
])('yes-or-no: %s', (value, words) => {
  for (const word of words.split(' ')) expect(reads({ type: 'boolean' }, word), word).toBe(value);
  expect(reads({ type: 'boolean' }, '也许')).toBe('!bad-code');
  expect(reads({ type: 'boolean' }, '—')).toBeNull();
});

test('codes lose their wrapping, and those a spreadsheet ruined are refused', () => {
  const code = { type: 'text', kind: 'credit-code' } as const;
  expect(reads(code, '="51440100900000014U"')).toBe('51440100900000014U');
  expect(reads(code, "'52440100900000022K")).toBe('52440100900000022K');
  expect(reads(code, '5144 0100 9000 0001 4u')).toBe('51440100900000014U');
  expect(reads({ type: 'text', kind: 'code' }, '#000007')).toBe('000007');
  expect(reads(code, '5.14E+17')).toBe('!ruined-code');
});

test('names keep their characters', () => {
  const free = { type: 'text' } as const;
  for (const name of ['ＡＢＣ协会', '＂', "'t Hooft 基金会", '#1协会', '5.14E+17', '无', ' 前后 ']) {
    expect(reads(free, name)).toBe(name);
  }
  expect(['—', '..', '……', '="007"'].map((text) => reads(free, text))).toEqual([null, null, null, '007']);
});

test('known words become values; unknown ones name their nearest', () => {
  const type = { type: 'text', kind: 'organization-type' } as const;
  expect(['社会团体', '民办非企业单位', '社会服务机构', '基金会'].map((text) => reads(type, text))).toEqual([
    'association',
    'service',
    'service',
    'foundation'
  ]);
  expect(cellReader(type)('社会团本')).toMatchObject({
    code: 'unknown-type',
    reason: { zh: expect.stringContaining('社会团体') }
  });
  expect(['分支机构', '代表机构', 'branch'].map((text) => reads(type, text))).toEqual([
    'branch',
    'branch',
    'branch'
  ]);
  const grade = { type: 'text', kind: 'grade' } as const;
  expect(['4A级', 'AAAA', '４Ａ', '未评估', '—', '6A'].map((text) => reads(grade, text))).toEqual([
    '4A',
    '4A',
    '4A',
    null,
    null,
    '!bad-code'
  ]);
  const status = { type: 'text', kind: 'status' } as const;
  expect(
    ['正常', '活动异常', '注销', '已注销', '撤销登记', '筹备'].map((text) => reads(status, text))
  ).toEqual(['正常', '活动异常', '已注销', '已注销', '已撤销', '筹备']);
});

test('regions become codes; ambiguous and unknown ones are named', () => {
  const gazetteer = makeGazetteer(
    [
      { code: '320106', name: '鼓楼区' },
      { code: '350102', name: '鼓楼区' },
      { code: '440100', name: '广州市' }
    ],
    []
  );
  const region = { type: 'text', kind: 'region', gazetteer } as const;
  expect(['广州', '440100', '—'].map((text) => reads(region, text))).toEqual(['440100', '440100', null]);
  expect(cellReader(region)('鼓楼区')).toMatchObject({
    code: 'unknown-region',
    reason: { zh: expect.stringContaining('320106') }
  });
  expect(cellReader(region)('广洲市')).toMatchObject({
    code: 'unknown-region',
    reason: { zh: expect.stringContaining('广州市') }
  });
  expect(reads({ ...region, home: '35' }, '鼓楼区')).toBe('350102');
});
