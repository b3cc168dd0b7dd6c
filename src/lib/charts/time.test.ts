import { expect, it } from 'vitest';
import { endOf, lengthOf, position } from './time.ts';

it('puts the end of a year at that year', () => {
  expect(position('2023')).toBe(2023);
  expect(position('2023-12-31')).toBe(2023);
  expect(position('2022-12-31')).toBe(2022);
  expect(position('2023-H2')).toBe(2023);
  expect(position('2023-Q4')).toBe(2023);
});

it('puts any other day at its share of the year, leap years too', () => {
  expect(position('2023-01-01')).toBeCloseTo(2022 + 1 / 365, 9);
  expect(position('2024-02-29')).toBeCloseTo(2023 + 60 / 366, 9);
  expect(position('2023-H1')).toBeCloseTo(2022 + 181 / 365, 9);
  expect(position('2024-Q1')).toBeCloseTo(2023 + 91 / 366, 9);
});

it('knows the last day of every grain', () => {
  expect(['2024', '2024-H1', '2024-Q3', '2024-02', '2024-02-10'].map(endOf)).toEqual([
    '2024-12-31',
    '2024-06-30',
    '2024-09-30',
    '2024-02-29',
    '2024-02-10'
  ]);
  expect(['2024', '2024-H1', '2024-Q3', '2024-02'].map(lengthOf)).toEqual([1, 1 / 2, 1 / 4, 1 / 12]);
});
