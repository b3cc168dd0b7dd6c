import { expect, test } from 'vitest';
import { CELL_PATTERNS } from './cells.ts';
import { inferType } from './infer.ts';

const none = { filled: 3, integer: 0, decimal: 0, date: 0, boolean: 0 };

test('one cell that does not fit makes the column text', () => {
  expect(inferType({ ...none, integer: 3, decimal: 3 })).toBe('integer');
  expect(inferType({ ...none, integer: 2, decimal: 3 })).toBe('decimal');
  expect(inferType({ ...none, integer: 2, decimal: 2 })).toBe('text');
  expect(inferType({ ...none, filled: 0 })).toBe('text');
});

test.each([
  [
    'integer',
    ['0', '-7', '999999999999999'],
    ['007', '-0', '1.0', '1e3', ' 1', '1234567890123456', '+1', '']
  ],
  ['decimal', ['0', '1.50', '-0.5'], ['.5', '1.', '01.5', '1,000', '１']],
  ['date', ['2023-12-31'], ['2023/12/31', '2023-1-1', '20231231']]
] as const)('%s is written so and not otherwise', (type, good, bad) => {
  const pattern = new RegExp(`^(?:${CELL_PATTERNS[type]})$`);
  expect(good.filter((text) => !pattern.test(text))).toEqual([]);
  expect(bad.filter((text) => pattern.test(text))).toEqual([]);
});
