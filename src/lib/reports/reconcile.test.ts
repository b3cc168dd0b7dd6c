import { describe, expect, it } from 'vitest';
import type { Figure } from './article.ts';
import { findFigures } from './figures.ts';
import { reconcile } from './reconcile.ts';

const figuresOf = (...paragraphs: string[]): Figure[] =>
  findFigures({ headline: '广州市科技类社会组织统计', publisher: '', publishedOn: '2023-12-29', paragraphs });
const read = (...paragraphs: string[]) => reconcile({ figures: figuresOf(...paragraphs) });
const said = (...paragraphs: string[]) => read(...paragraphs).map(({ kind, fits }) => [kind, fits]);

describe('parts against their total', () => {
  const of = (association: number | string, service = 255, foundation = 6) =>
    `截至2023年12月底，全市科技类社会组织471家，其中社会团体${association}家、社会服务机构${service}家、基金会${foundation}家。`;

  it('adds up the three types', () => {
    const [found] = read(of(210));
    expect(found).toMatchObject({ kind: 'parts', fits: true, figures: ['f1', 'f2', 'f3', 'f4'] });
    expect(found?.message.zh).toBe('各部分相加与总数相符：210家 + 255家 + 6家 = 471，总数 471家。');
    expect(found?.message.en).toBe('The parts add up: 210 + 255 + 6 = 471, total 471.');
  });

  it('says when they do not, by one as well', () => {
    expect(said(of(211))).toEqual([['parts', false]]);
    expect(read(of(211))[0]?.message.zh).toContain('不合：211家 + 255家 + 6家 = 472，总数 471家');
  });

  it('lets imprecise parts fit within their ranges only', () => {
    expect(said(of('约200'))).toEqual([['parts', true]]);
    expect(said(of('近200'))).toEqual([['parts', false]]);
    expect(said(of('200余'))).toEqual([['parts', true]]);
  });

  it('says nothing of two types alone, unless they exceed the total', () => {
    expect(said('截至2023年12月底，全市科技类社会组织471家，其中社会团体210家、社会服务机构255家。')).toEqual(
      []
    );
    expect(said('截至2023年12月底，全市科技类社会组织471家，其中社会团体210家、社会服务机构300家。')).toEqual(
      [['parts', false]]
    );
  });

  it('counts what is said twice once, and does not choose between two values', () => {
    expect(said(of(210), of(210))).toEqual([['parts', true]]);
    expect(said(of(210), '截至2023年12月底，全市科技类社会团体211家。')).toEqual([]);
  });

  it('keeps places, days and definitions apart', () => {
    expect(
      said(
        '截至2023年12月底，全市科技类社会组织471家。',
        '截至2022年12月底，全市科技类社会团体210家、科技类社会服务机构255家、科技类基金会9家。'
      )
    ).toEqual([]);
    expect(
      said(
        '截至2023年12月底，深圳市科技类社会组织471家。',
        '截至2023年12月底，广州市科技类社会团体210家、科技类社会服务机构255家、科技类基金会9家。'
      )
    ).toEqual([]);
    expect(
      said(
        '截至2023年12月底，全市科技类社会组织471家。',
        '截至2023年12月底，全市社会团体3500家、民非4400家、基金会100家。'
      )
    ).toEqual([]);
  });
});

describe('growth against levels', () => {
  const grew = (words: string) =>
    `2022年底，全市科技类社会组织448家。截至2023年12月底，全市科技类社会组织471家，${words}。`;

  it.each([
    ['同比增长5.1%', true],
    ['同比增长5%', true],
    ['同比增长约5%', true],
    ['同比增长6.1%', false],
    ['同比下降5.1%', false],
    ['同比增长超过5%', true]
  ])('%s: %s', (words, fits) => {
    expect(said(grew(words))).toEqual([['growth', fits]]);
  });

  it('recomputes a fall with its sign', () => {
    const fell =
      '2022年底，全市科技类社会组织471家。截至2023年12月底，全市科技类社会组织448家，同比下降4.9%。';
    const [found] = read(fell);
    expect(found).toMatchObject({ fits: true });
    expect(found?.message.zh).toContain('471家 → 448家，重算为 -4.9%，文中为 -4.9%');
    expect(read(fell.replace('4.9%', '2.3%'))[0]?.message.en).toContain('the text says -2.3%');
  });

  it('holds imprecise levels by their ranges', () => {
    const levels = (rate: string) =>
      `2022年底，全省科技类社会组织近3800家。截至2023年12月底，全省科技类社会组织近4000家，同比增长${rate}。`;
    expect(said(levels('5.3%'))).toEqual([['growth', true]]);
    expect(said(levels('15%'))).toEqual([['growth', false]]);
  });

  it('does not hold the growth of one type against the levels of all', () => {
    const figures = figuresOf(grew('同比增长9.9%'));
    const growth = figures.find(({ indicator }) => indicator === 'growth');
    expect(growth).toBeDefined();
    growth!.type = 'association';
    expect(reconcile({ figures })).toEqual([]);
  });

  it('never divides by a level of nothing', () => {
    expect(
      said('2022年底，全市科技类社会组织0家。截至2023年12月底，全市科技类社会组织9家，同比增长5%。')
    ).toEqual([]);
  });
});

describe('net change', () => {
  it('is the difference of two levels', () => {
    const of = (net: number) =>
      `2022年底，全市科技类社会组织448家。截至2023年12月底，全市科技类社会组织471家，净增${net}家。`;
    expect(said(of(23))).toEqual([['net', true]]);
    expect(said(of(25))).toEqual([['net', false]]);
    expect(read(of(25))[0]?.message.zh).toBe('净增数与两个数不合：448家 → 471家，相差 23，文中为 25家。');
  });

  it('is what was registered less what ended', () => {
    const of = (net: number) => `2023年，全市新成立科技类社会组织38家，注销15家，净增${net}家。`;
    expect(said(of(23))).toEqual([['net', true]]);
    expect(said(of(24))).toEqual([['net', false]]);
  });
});

describe('filings', () => {
  const of = (rate: string, missed = 110, three = 60) =>
    `2022年度应参加年报的科技类社会组织2035家，已报送1925家，参报率${rate}；未报${missed}家，其中未报一年的32家、两年的18家、三年及以上的${three}家。`;

  it('hold the rate, those missing and their years against each other', () => {
    expect(said(of('94.6%'))).toEqual([
      ['parts', true],
      ['filing', true],
      ['filing', true]
    ]);
    expect(said(of('95.6%', 109, 61))).toEqual([
      ['parts', false],
      ['filing', false],
      ['filing', false]
    ]);
  });

  it('say what they were computed from', () => {
    expect(read(of('95.6%')).map(({ message }) => message.zh)).toEqual([
      '各部分相加与总数相符：32家 + 18家 + 60家 = 110，总数 110家。',
      '参报率与两个数不合：1925家 ÷ 2035家 = 94.6%，文中为 95.6%。',
      '应报减已报与未报数相符：2035家 − 1925家 = 110，文中为 110家。'
    ]);
  });
});

it('finds nothing to hold against each other in a single figure, or in none', () => {
  expect(said('截至2023年12月底，广州市科技类社会组织471家。')).toEqual([]);
  expect(reconcile({ figures: [] })).toEqual([]);
});
