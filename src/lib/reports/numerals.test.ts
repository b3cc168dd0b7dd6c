import { describe, expect, it } from 'vitest';
import { NUMERAL, parseNumeral } from './numerals.ts';

const CASES: [text: string, value: number, step: number][] = [
  ['471', 471, 1],
  ['4,000', 4000, 1],
  ['1,234,567.8', 1234567.8, 0.1],
  ['1.2万', 12000, 1000],
  ['3.5亿', 350000000, 10000000],
  ['12706万', 127060000, 10000],
  ['1882.70万', 18827000, 100],
  ['1千2百', 1200, 100],
  ['3万5千', 35000, 1000],
  ['1亿2000万', 120000000, 10000],
  ['4百', 400, 100],
  ['一百二十三', 123, 1],
  ['四百七十一', 471, 1],
  ['两千', 2000, 1000],
  ['十', 10, 10],
  ['十二', 12, 1],
  ['二十', 20, 10],
  ['一千零五', 1005, 1],
  ['三千五', 3500, 1],
  ['两万三千', 23000, 1000],
  ['百', 100, 100],
  ['一亿二千万', 120000000, 10000000],
  ['一点二万', 12000, 1000],
  ['五点九', 5.9, 0.1],
  ['〇', 0, 1],
  ['十万', 100000, 100000],
  ['三百二十万', 3200000, 100000],
  ['叁佰', 300, 100],
  ['二〇二三', 2023, 1]
];

describe('parseNumeral', () => {
  it.each(CASES)('%s is %d', (text, value, step) => {
    expect(parseNumeral(text)).toMatchObject({ value, step });
    expect(new RegExp(`^${NUMERAL}$`).test(text), 'found whole').toBe(true);
  });

  it('refuses what is no number', () => {
    expect(parseNumeral('两三')).toBeUndefined();
    expect(parseNumeral('')).toBeUndefined();
  });
});
