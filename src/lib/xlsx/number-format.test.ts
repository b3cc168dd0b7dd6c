import { expect, it } from 'vitest';
import { numberText, percentText } from './number.ts';
import { shownBy, type Shown } from './number-format.ts';
import { dateText, elapsedText, serialOf } from './serial.ts';

const date = (grain: Extract<Shown, { kind: 'date' }>['grain']): Shown => ({ kind: 'date', grain });

it.each<[string, Shown]>([
  ['General', { kind: 'number' }],
  ['G/通用格式"家"', { kind: 'number' }],
  ['@', { kind: 'number' }],
  ['#,##0.00_ ;[Red]\\-#,##0.00\\ ', { kind: 'number' }],
  ['0.00E+00', { kind: 'number' }],
  ['0"日"', { kind: 'number' }],
  ['_ * #,##0_ ;_ * \\-#,##0_ ;_ * "-"_ ;_ @_ ', { kind: 'number' }],
  ['0.0%', { kind: 'percent' }],
  ['00000000', { kind: 'padded', digits: 8 }],
  ['yyyy/m/d;@', date('day')],
  ['[DBNum1][$-804]yyyy"年"m"月"d"日";@', date('day')],
  ['yyyy\\-mm\\-dd', date('day')],
  ['m/d/yy h:mm', date('instant')],
  ['yyyy"年"m"月";@', date('month')],
  ['mmm-yy', date('month')],
  ['yyyy', date('year')],
  ['[$-409]h:mm AM/PM;@', date('time')],
  ['上午/下午h"时"mm"分"', date('time')],
  ['mm:ss.0', date('time')],
  ['[h]:mm:ss', { kind: 'elapsed' }]
])('a number shown by %s', (code, shown) => {
  expect(shownBy(200, code)).toEqual(shown);
});

it('knows formats by their number alone', () => {
  expect([9, 14, 17, 22, 31, 49, 57, 58].map((id) => shownBy(id))).toEqual([
    { kind: 'percent' },
    date('day'),
    date('month'),
    date('instant'),
    date('day'),
    { kind: 'number' },
    date('month'),
    date('day')
  ]);
});

it.each([
  ['12', '12'],
  ['-0.5', '-0.5'],
  ['0', '0'],
  ['-0', '0'],
  ['1E-7', '0.0000001'],
  ['1.1000000000000001', '1.1'],
  ['0.30000000000000004', '0.3'],
  ['4446.0', '4446'],
  ['1E+14', '100000000000000'],
  ['999999999999999', '999999999999999'],
  ['1000000000000000', '1E+15'],
  ['-524401005000000239', '-5.24401005E+17'],
  ['not a number', 'not a number']
])('%s is written %s', (stored, text) => {
  expect(numberText(stored)).toBe(text);
});

it('moves the point of percentages without a rest', () => {
  expect(['0.059', '5.8999999999999997E-2', '1', '-0.001', '12.345', '0'].map(percentText)).toEqual([
    ...['5.9%', '5.9%', '100%', '-0.1%', '1234.5%', '0%']
  ]);
});

it('counts days as spreadsheets do, there and back', () => {
  for (const day of ['1900-01-01', '1900-02-28', '1900-03-01', '1999-12-31', '2024-02-29', '9999-12-31']) {
    expect(dateText(serialOf(day), 'day')).toBe(day);
  }
  expect(dateText(0, 'day')).toBe('1900-01-00');
  expect(dateText(-1, 'day')).toBeUndefined();
  expect(dateText(3e6, 'day')).toBeUndefined();
  expect(dateText(45291.999999999, 'instant')).toBe('2024-01-01');
  expect(dateText(45291.25, 'instant')).toBe('2023-12-31 06:00:00');
  expect(elapsedText(2.5)).toBe('60:00:00');
});
