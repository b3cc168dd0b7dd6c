import { describe, expect, it } from 'vitest';
import { rangeOf, isWithin } from '../field/precision.ts';
import { findFigures } from './figures.ts';
import { roundOf, sentenceOf, type Told } from './sentence.ts';

const told: Told = {
  place: { zh: '广州市', en: 'Guangzhou' },
  what: { zh: '科技类社会组织', en: 'science-and-technology social organizations' },
  unit: 'count',
  value: 471,
  before: 448,
  asOf: '2023-12-31',
  source: '登记名册',
  synthetic: false
};

describe('roundOf', () => {
  it.each([
    [471, '471', '471'],
    [999, '999', '999'],
    [3962, '近4000', 'nearly 4,000'],
    [4012, '超4000', 'more than 4,000'],
    [4000, '4000', '4,000'],
    [3370, '近3400', 'nearly 3,400'],
    [12_000, '1.2万', '12,000'],
    [71_800, '近7.2万', 'nearly 72,000'],
    [320_000_000, '3.2亿', '320,000,000']
  ])('%d', (value, zh, en) => {
    expect([roundOf(value, 'zh'), roundOf(value, 'en')]).toEqual([zh, en]);
  });

  it('is true for every number by the very rule that checks reports', () => {
    for (let value = 1; value < 60_000; value += 37) {
      const [figure] = findFigures({
        headline: '',
        publisher: '',
        publishedOn: '2024-01-01',
        paragraphs: [`全市科技类社会组织${roundOf(value, 'zh')}家。`]
      });
      const range = rangeOf(figure?.value ?? 0, figure?.precision ?? 'exact');
      expect(isWithin(value, range), `${value}: ${roundOf(value, 'zh')}`).toBe(true);
    }
  });
});

describe('sentenceOf', () => {
  it('gives place, day, change and source', () => {
    expect(sentenceOf(told, 'zh')).toBe(
      '截至2023年12月31日，广州市科技类社会组织471家，比上年同期增加23家，同比增长5.1%。来源：登记名册。'
    );
    expect(sentenceOf(told, 'en')).toBe(
      'On 31 December 2023 Guangzhou had 471 science-and-technology social organizations, 23 more than a year before (+5.1%). Source: 登记名册.'
    );
  });

  it('warns of tiny bases, says synthetic, gives rates in points', () => {
    expect(sentenceOf({ ...told, value: 9, before: 4, synthetic: true }, 'zh')).toContain(
      '增加5家（基数不足十家，不计增速）（模拟数据）'
    );
    expect(
      sentenceOf(
        { ...told, value: 0.9, before: 0.92, unit: 'ratio', what: { zh: '参报率', en: 'the filing rate' } },
        'zh'
      )
    ).toContain('参报率为90.0%，同比下降2个百分点');
    expect(sentenceOf({ ...told, before: null }, 'en')).not.toContain('year before');
  });
});
