import { describe, expect, it } from 'vitest';
import { isDate, parsePeriod, periodOf, periodsBetween, yearsBefore } from './period.ts';

describe('period', () => {
  it('knows the last day of each grain', () => {
    expect(parsePeriod('2023')).toMatchObject({ startOn: '2023-01-01', endOn: '2023-12-31' });
    expect(parsePeriod('2023-H2')).toMatchObject({ startOn: '2023-07-01', endOn: '2023-12-31' });
    expect(parsePeriod('2023-Q1')).toMatchObject({ startOn: '2023-01-01', endOn: '2023-03-31' });
    expect(parsePeriod('2024-02')).toMatchObject({ startOn: '2024-02-01', endOn: '2024-02-29' });
    expect(parsePeriod('2024-02-29')).toMatchObject({ startOn: '2024-02-29', endOn: '2024-02-29' });
  });

  it('refuses what is no period', () => {
    for (const label of [
      '',
      '23',
      '2023-13',
      '2023-Q5',
      '2023-02-30',
      '2023-H3',
      '2023-00',
      'abcd',
      '0000'
    ]) {
      expect(parsePeriod(label), label).toBeUndefined();
    }
  });

  it('walks over years and keeps to its limit', () => {
    expect(periodsBetween('2022-11-05', '2023-04-01', 'quarter', 50).map((period) => period.label)).toEqual([
      '2022-Q4',
      '2023-Q1',
      '2023-Q2'
    ]);
    expect(periodsBetween('1900-01-01', '2023-01-01', 'day', 10)).toHaveLength(11);
  });

  it('takes 29 February to 28 February', () => {
    expect(yearsBefore('2024-02-29', 1)).toBe('2023-02-28');
    expect(periodOf('2024-02-29', 'half').label).toBe('2024-H1');
    expect(isDate('2023-02-29')).toBe(false);
  });
});
