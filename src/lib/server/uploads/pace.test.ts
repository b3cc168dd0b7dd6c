import { expect, test } from 'vitest';
import { forget, note, secondsLeft } from './pace.ts';

test('the time left goes by the pace of the phase, also when it is looked at late', () => {
  const of = (bytes: number) => ({ phase: 'reading', bytes, totalBytes: 1000 });
  note('a', of(0), 0);
  expect(secondsLeft('a', of(100), 100)).toBeNull();
  expect(secondsLeft('a', of(100), 1000)).toBe(9);
  note('a', of(500), 2000);
  expect(secondsLeft('a', of(500), 2000)).toBe(2);
});

test('loading a large file takes as long for each byte as it did for the file before', () => {
  const loading = { phase: 'loading', bytes: 100e6, totalBytes: 100e6 };
  note('b', { phase: 'reading', bytes: 0 }, 0);
  note('b', loading, 1000);
  expect(secondsLeft('b', loading, 1000)).toBe(2);
  note('b', { ...loading, phase: 'comparing' }, 5000);
  forget('b', 7000);
  expect(secondsLeft('b', loading, 7000)).toBeNull();
  note('c', { ...loading, bytes: 50e6 }, 1000);
  expect(secondsLeft('c', loading, 2000)).toBe(2);
  expect(secondsLeft('c', loading, 60_000)).toBe(1);
  note('d', { ...loading, bytes: 1e6 }, 1000);
  expect(secondsLeft('d', loading, 2000)).toBeNull();
});
