import { describe, expect, it } from 'vitest';
import type { Lang, Text } from '../field/text.ts';
import { findIndicator } from '../indicators/registry.ts';
import { checkFigure } from './check.ts';
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
    [0, '0', '0'],
    [1000, '1000', '1,000'],
    [3919, '超3900', 'more than 3,900'],
    [3950, '近4000', 'nearly 4,000'],
    [4050, '超4000', 'more than 4,000'],
    [4081, '近4100', 'nearly 4,100'],
    [9999, '近1万', 'nearly 10,000'],
    [10_000, '1万', '10,000'],
    [10_001, '超1万', 'more than 10,000'],
    [10_201, '约1.02万', 'about 10,200'],
    [12_345_678, '约1230万', 'about 12,300,000'],
    [99_999_999, '近1亿', 'nearly 100,000,000'],
    [100_000_000, '1亿', '100,000,000'],
    [100_000_001, '超1亿', 'more than 100,000,000'],
    [12_000, '1.2万', '12,000'],
    [71_800, '近7.2万', 'nearly 72,000'],
    [320_000_000, '3.2亿', '320,000,000']
  ])('%d', (value, zh, en) => {
    expect([roundOf(value, 'zh'), roundOf(value, 'en')]).toEqual([zh, en]);
  });
});

describe('sentenceOf', () => {
  it('gives place, day, change and source', () => {
    expect(sentenceOf(told, 'zh')).toBe(
      '截至2023年12月31日，广州市科技类社会组织471家，比上年同期增加23家，同比增长5.1%。来源：登记名册。'
    );
    expect(sentenceOf(told, 'en')).toBe(
      'On 31 December 2023 Guangzhou had 471 science-and-technology social organizations, 23 more than a year before, up 5.1% year on year. Source: 登记名册.'
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

  it('says nothing that its value does not say: no base, none left, a change too small to print', () => {
    const zh = (value: number, before: number | null) => sentenceOf({ ...told, value, before }, 'zh');
    expect(zh(471, 471)).toContain('471家，与上年同期持平。');
    expect(zh(3, 0)).toContain('3家，比上年同期增加3家（基数不足十家，不计增速）');
    expect(zh(0, 30)).toContain('0家，比上年同期减少30家，同比下降100.0%');
    expect(zh(4_000_000, 3_999_999)).toContain('增加1家，同比增长不足0.1%');
    expect(sentenceOf({ ...told, value: 1, before: null }, 'en')).toContain(
      'had 1 science-and-technology social organization.'
    );
  });

  it('gives growth as a rise or a fall', () => {
    const growth = (value: number, before: number | null, lang: Lang) =>
      sentenceOf({ ...told, unit: 'ratio', isChange: true, value, before }, lang);
    expect(growth(0.051, -0.02, 'zh')).toContain('社会组织同比增长5.1%，增速比上年同期提高7.1个百分点');
    expect(growth(-0.012, null, 'zh')).toContain('社会组织同比下降1.2%。');
    expect(growth(0, null, 'zh')).toContain('社会组织与上年同期持平。');
    expect(growth(-0.012, 0.03, 'en')).toContain(
      'in Guangzhou were down 1.2% year on year, 4.2 percentage points less than a year before'
    );
  });
});

/** The verdict of every figure of ours in a sentence, held against what it was made from. */
function verdictsOf(sentence: string, values: Record<string, number>): [string, string][] {
  const figures = findFigures({
    headline: '',
    publisher: '',
    publishedOn: '2024-01-05',
    paragraphs: [sentence]
  });
  return figures
    .filter(({ indicator }) => indicator !== null)
    .map((figure) => {
      const { indicator, asOf } = figure;
      const evidence = {
        ...{ dataset: 'organizations', version: 1, indicator: indicator ?? '', asOf: told.asOf },
        ...{ value: values[indicator ?? ''] ?? NaN, definition: 'tech-local', synthetic: false },
        title: { zh: '名册', en: 'registry' },
        sourceUrl: null
      };
      expect([figure.region, asOf], sentence).toEqual(['440100', told.asOf]);
      const terms = { definition: 'tech-local' };
      const { verdict } = checkFigure(figure, [evidence], { urls: [], headlines: [] }, terms);
      return [indicator ?? '', verdict];
    });
}

const TRUE = /^(?:equal|agrees)$/;

/** Pairs of values across all sizes, those beside round numbers, none and tiny ones among them. */
function* pairs(): Generator<[value: number, before: number]> {
  let seed = 7;
  const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  const edges = [0, 1, 9, 10, 11, 999, 1000, 3950, 4000, 4050, 9999, 10_000, 10_001, 99_999_999, 1e8];
  for (const value of edges) for (const before of edges) yield [value, before];
  for (let n = 0; n < 400; n++) {
    const value = Math.floor(10 ** (random() * 7));
    yield [value, Math.round(value * (0.5 + random()))];
  }
}

describe.each(['zh', 'en'] as const)('what a sentence says in %s is found in it and true', (lang) => {
  it('of amounts and their change', () => {
    for (const [value, before] of pairs()) {
      const sentence = sentenceOf({ ...told, value, before }, lang);
      const growth = before === 0 ? NaN : Number(((value / before - 1) * 100).toFixed(6));
      const verdicts = verdictsOf(sentence, { stock: value, net: value - before, growth });
      const changes = value === before ? [] : before < 10 ? ['net'] : ['net', 'growth'];
      expect(
        verdicts.map(([indicator]) => indicator),
        sentence
      ).toEqual(['stock', ...changes]);
      for (const [, verdict] of verdicts) expect(verdict, sentence).toMatch(TRUE);
    }
  });

  it.each([
    'filing_rate',
    'party_coverage',
    'abnormal_rate',
    'graded_share',
    'charity_share',
    'survival',
    'share_of_all'
  ])('of %s, from nothing to all', (indicator) => {
    const title = findIndicator(indicator)?.title as Text;
    const what = { zh: told.what.zh + title.zh, en: `the ${title.en.toLowerCase()} of ${told.what.en}` };
    for (const value of [0, 0.0004, 0.0005, 0.049, 0.5, 0.94594, 0.9994, 0.9996, 1]) {
      const sentence = sentenceOf({ ...told, what, unit: 'ratio', value, before: 0.5 }, lang);
      const verdicts = verdictsOf(sentence, { [indicator]: Number((value * 100).toFixed(6)) });
      expect(verdicts.length, sentence).toBe(1);
      expect(verdicts[0]?.[0], sentence).toBe(indicator);
      expect(verdicts[0]?.[1], sentence).toMatch(TRUE);
    }
  });

  it('of growth, falling or rising', () => {
    for (const value of [-0.5, -0.012, -0.0004, 0.0004, 0.051, 0.9996, 1, 12.3]) {
      const sentence = sentenceOf({ ...told, unit: 'ratio', isChange: true, value, before: 0.1 }, lang);
      const verdicts = verdictsOf(sentence, { growth: Number((value * 100).toFixed(6)) });
      expect(verdicts, sentence).toEqual([['growth', expect.stringMatching(TRUE)]]);
    }
  });
});
