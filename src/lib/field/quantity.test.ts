import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseQuantity } from './quantity.ts';
import { parseUnit, shift, unitOfHeader, withoutUnit } from './unit.ts';

test.each([
  ['4446.0', '4446'],
  ['.5', '0.5'],
  ['5.', '5'],
  ['007', '7'],
  ['-0', '0'],
  ['1,000', '1000'],
  ['12,345,678.90', '12345678.9'],
  ['1,0000', '10000'],
  ['1 234 567', '1234567'],
  ['１，０００', '1000'],
  ['－１２．５', '-12.5'],
  ['−3', '-3'],
  ['+5', '5'],
  ['(1,234)', '-1234'],
  ['（123）', '-123'],
  ['1.2E+03', '1200'],
  ['5e-2', '0.05'],
  [' 12\u3000', '12'],
  ['￥3', '3']
])('%s is the number %s', (text, number) => {
  expect(parseQuantity(text)).toMatchObject({ number, power: 0, precision: 'exact' });
});

test.each([
  ['60万人民币', '60', 4, { base: '元', exponent: 0 }],
  ['200万元', '200', 4, { base: '元', exponent: 0 }],
  ['1,913.2157(万元人民币)', '1913.2157', 0, { base: '元', exponent: 4 }],
  ['1,913.2157（万元）', '1913.2157', 0, { base: '元', exponent: 4 }],
  ['3.2亿元', '3.2', 8, { base: '元', exponent: 0 }],
  ['1000元', '1000', 0, { base: '元', exponent: 0 }],
  ['471家', '471', 0, { base: '家', exponent: 0 }],
  ['5.9%', '5.9', 0, { base: '1', exponent: -2 }],
  ['５．９％', '5.9', 0, { base: '1', exponent: -2 }],
  ['12‰', '12', 0, { base: '1', exponent: -3 }],
  ['30万', '30', 4, null]
])('%s has its unit', (text, number, power, unit) => {
  expect(parseQuantity(text)).toEqual({ number, power, unit, precision: 'exact' });
});

test.each([
  ['近4000', '4000', 'nearly'],
  ['近 4000 家', '4000', 'nearly'],
  ['不足100', '100', 'nearly'],
  ['超过90万', '90', 'over'],
  ['4000余家', '4000', 'over'],
  ['4000多', '4000', 'over'],
  ['约4000', '4000', 'about'],
  ['4000左右', '4000', 'about'],
  ['4000家左右', '4000', 'about'],
  ['1.2万', '1.2', 'rounded'],
  ['1.2万元', '1.2', 'exact'],
  ['达471', '471', 'exact']
])('%s is %s, %s', (text, number, precision) => {
  expect(parseQuantity(text)).toMatchObject({ number, precision });
});

test.each([
  '',
  'abc',
  '1,00',
  '1.2.3',
  '1,234.5,6',
  '1/2',
  '30至50',
  '3-5',
  '12345,678',
  '-(3)',
  '..',
  '近',
  '2016年3月'
])('%j is no number', (text) => expect(parseQuantity(text)).toBeUndefined());

test('what is printed in any of the forms reads back as it was', () => {
  const decimals = fc
    .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 999_999_999_999n }), fc.bigInt({ min: 0n, max: 9999n }))
    .map(([isNegative, whole, part]) => {
      const fraction = String(part).padStart(4, '0').replace(/0+$/, '');
      const plain = fraction ? `${whole}.${fraction}` : String(whole);
      return { isNegative: isNegative && plain !== '0', plain };
    });
  const wide = (text: string) =>
    text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
  fc.assert(
    fc.property(
      decimals,
      fc.boolean(),
      fc.boolean(),
      fc.boolean(),
      ({ isNegative, plain }, grouped, bracketed, isWide) => {
        const [whole = '', fraction] = plain.split('.');
        const digits = grouped ? whole.replace(/\B(?=(?:\d{3})+$)/g, ',') : whole;
        const absolute = fraction ? `${digits}.${fraction}` : digits;
        const signed = !isNegative ? absolute : bracketed ? `(${absolute})` : `-${absolute}`;
        const quantity = parseQuantity(isWide ? wide(signed) : signed);
        expect(quantity?.number).toBe(isNegative ? `-${plain}` : plain);
      }
    )
  );
});

test('a shift there and back changes nothing', () => {
  expect([shift('1913.2157', 4), shift('60', -4), shift('-0.5', 1), shift('12', 0)]).toEqual([
    '19132157',
    '0.006',
    '-5',
    '12'
  ]);
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: -12, max: 12 }), (number, power) => {
      expect(shift(shift(String(number), power), -power)).toBe(String(number));
    })
  );
});

test('units are read from texts and from the ends of headers', () => {
  expect(['万元', '亿人民币', '元', '%', '‰', '家', '万家', '百分点', ''].map(parseUnit)).toEqual([
    { base: '元', exponent: 4 },
    { base: '元', exponent: 8 },
    { base: '元', exponent: 0 },
    { base: '1', exponent: -2 },
    { base: '1', exponent: -3 },
    { base: '家', exponent: 0 },
    { base: '家', exponent: 4 },
    { base: '百分点', exponent: 0 },
    { base: '', exponent: 0 }
  ]);
  expect(
    [
      '注册资金(万元)',
      '里程（万公里）',
      '社会组织单位数 (个)',
      '金额（单位：元）',
      '社会服务机构（民办非企业单位）',
      '名称'
    ].map(unitOfHeader)
  ).toEqual(['万元', '万公里', '个', '元', undefined, undefined]);
  expect(['注册资金(万元)', '社会服务机构（民办非企业单位）'].map(withoutUnit)).toEqual([
    '注册资金',
    '社会服务机构（民办非企业单位）'
  ]);
});
