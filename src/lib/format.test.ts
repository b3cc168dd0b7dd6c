import { describe, expect, it } from 'vitest';
import {
  formatCompact,
  formatDate,
  formatNumber,
  formatPeriod,
  formatSigned,
  formatTick,
  formatValue,
  spaced
} from './format.ts';

describe('numbers', () => {
  it('groups counts and gives each unit its decimals', () => {
    expect(formatNumber(891300, '家', 'zh')).toBe('891,300');
    expect(formatNumber(0.0494, 'ratio', 'zh')).toBe('4.9%');
    expect(formatNumber(0.05, 'ratio', 'en')).toBe('5.0%');
    expect(formatNumber(2.5017, '家/10万人', 'en')).toBe('2.50');
    expect(formatNumber(24.25, '%', 'en')).toBe('24.25%');
    expect(formatNumber(null, '家', 'zh')).toBe('—');
    expect(formatNumber(Number.NaN, 'ratio', 'en')).toBe('—');
  });

  it('writes a change with its sign and a real minus', () => {
    expect(formatSigned(0.049, 'ratio', 'en')).toBe('+4.9%');
    expect(formatSigned(-3, '家', 'zh')).toBe('−3');
    expect(formatSigned(0, '家', 'zh')).toBe('0');
    expect(formatSigned(-0.0001, 'ratio', 'en')).toBe('0.0%');
    expect(formatSigned(null, '家', 'en')).toBe('—');
  });

  it('names the unit', () => {
    expect(formatValue(471, '家', 'zh')).toBe('471家');
    expect(formatValue(471, '家', 'en')).toBe('471 organizations');
    expect(formatValue(1, '家', 'en')).toBe('1 organization');
    expect(formatValue(2.5, '家/10万人', 'zh')).toBe('2.50家/10万人');
    expect(formatValue(0.5, 'ratio', 'en')).toBe('50.0%');
  });

  it('counts in English as English does', () => {
    expect(formatValue(10, '万元', 'zh')).toBe('10万元');
    expect(formatValue(10, '万元', 'en')).toBe('100,000 yuan');
    expect(formatValue(3.2, '亿元', 'en')).toBe('320 million yuan');
    expect(formatValue(12706, '万人', 'en')).toBe('127.06 million people');
    expect(formatValue(-25, '亿元', 'en')).toBe('−2.5 billion yuan');
    expect(formatValue(null, '万元', 'en')).toBe('—');
  });

  it('shortens at axes', () => {
    expect(formatCompact(800000, '家', 'zh')).toBe('80万');
    expect(formatCompact(25000, '家', 'en')).toBe('25k');
    expect(formatCompact(5000, '家', 'zh')).toBe('5,000');
    expect(formatCompact(-0.05, 'ratio', 'en')).toBe('−5%');
  });
});

describe('dates and periods', () => {
  it('writes dates in both languages and leaves other text alone', () => {
    expect(formatDate('2023-12-31', 'zh')).toBe('2023年12月31日');
    expect(formatDate('2023-02-01', 'en')).toBe('1 February 2023');
    expect(formatDate('soon', 'en')).toBe('soon');
  });

  it.each([
    ['2023', '2023年', '2023', '2023'],
    ['2023-H2', '2023年下半年', 'H2 2023', '2023下'],
    ['2023-Q4', '2023年四季度', 'Q4 2023', '2023 Q4'],
    ['2023-12', '2023年12月', 'December 2023', '2023.12'],
    ['2023-12-31', '2023年12月31日', '31 December 2023', '2023-12-31']
  ])('writes the period %s', (period, zh, en, tick) => {
    expect(formatPeriod(period, 'zh')).toBe(zh);
    expect(formatPeriod(period, 'en')).toBe(en);
    expect(formatTick(period, 'zh')).toBe(tick);
  });
});

it('puts a thin space between Chinese and Latin, not before a measure word', () => {
  expect(spaced('用CSV导入471家')).toBe('用\u2009CSV\u2009导入471家');
});
