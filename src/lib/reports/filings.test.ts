import { describe, expect, it } from 'vitest';
import { filedYear, filingDay } from './filings.ts';
import { findFigures } from './figures.ts';
import { publishedName } from './part.ts';

it.each([
  ['2023-12-31', 2022],
  ['2023-06-30', 2022],
  ['2023-06-29', 2021],
  ['2020-08-30', 2018],
  ['2020-08-31', 2019]
])('on %s the latest year filed about is %d', (day, year) => {
  expect(filedYear(day)).toBe(year);
});

describe('filingDay of 2022年度', () => {
  const date = {
    ...{ start: 0, end: 6, text: '2022年度', asOf: '2022-12-31' },
    ...{ grain: 'year' as const, isBase: false }
  };
  const on = (publishedOn: string) => filingDay(date, date.asOf, '应报', publishedOn);

  it('is the day of publication once the season is over', () => {
    expect(on('2023-06-30')).toBe('2023-06-30');
    expect(on('2023-12-29')).toBe('2023-12-29');
  });

  it('is the last day before the next season was over, said later', () => {
    expect(on('2025-03-01')).toBe('2024-06-29');
    expect(filedYear('2024-06-29')).toBe(2022);
  });

  it('is none while its own season is under way: the figure then has no indicator', () => {
    expect(on('2023-05-20')).toBeNull();
    const [figure] = findFigures({
      ...{ headline: '广州市通报', publisher: '', publishedOn: '2023-05-20' },
      paragraphs: ['2022年度年报，全市科技类社会组织应报465家。']
    });
    expect(figure).toMatchObject({ text: '465家', indicator: null });
  });

  it('is any other date as it stands', () => {
    expect(filingDay(undefined, '2023-06-30', '', '2023-12-29')).toBe('2023-06-30');
  });
});

it('names the published rows of each part, and of everything else itself', () => {
  expect(publishedName('filing_rate', 'denominator')).toBe('filings_due');
  expect(publishedName('missed_filings', null)).toBe('filings_missing');
  expect(publishedName('stock', null)).toBe('stock');
  expect(publishedName('stock', 'numerator')).toBeNull();
});
