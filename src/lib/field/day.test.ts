import { expect, it } from 'vitest';
import { dayOf } from './day.ts';

it('an instant is of the day that it is in Shanghai, also while it is still the day before in London', () => {
  expect(dayOf('2026-11-27T15:59:59.999Z')).toBe('2026-11-27');
  expect(dayOf('2026-11-27T16:00:00.000Z')).toBe('2026-11-28');
  expect(dayOf(new Date('2023-12-31T23:30:00Z'))).toBe('2024-01-01');
});
