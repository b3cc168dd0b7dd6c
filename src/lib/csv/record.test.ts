import { expect, test } from 'vitest';
import { randomOf } from '../../../tests/csv/generate.ts';
import { dialectOf, OUR_DIALECT } from './dialect.ts';
import { newScan, scanRecord } from './record.ts';

const PIECES = [',', ',', ';', '\t', '\n', '\n', '\r\n', '\r', '"', '""', "'", 'a', '1', ' ', '名', '，', ''];

test('records are scanned alike in one go and cell by cell', () => {
  const random = randomOf(7);
  let plain = 0;
  for (let round = 0; round < 4000; round++) {
    const text = Array.from(
      { length: 1 + random() * 40 },
      () => PIECES[Math.floor(random() * PIECES.length)]
    );
    const bytes = new TextEncoder().encode(text.join(''));
    for (const delimiter of [',', ';', '\t'] as const) {
      for (const quote of ['"', "'", ''] as const) {
        const dialect = dialectOf({ ...OUR_DIALECT, delimiter, quote });
        expect(dialect.isSimple).toBe(true);
        const [quick, slow] = [newScan(), newScan()];
        for (let at = 0; at < bytes.length; at = slow.next) {
          scanRecord(bytes, at, bytes.length, quick, dialect);
          scanRecord(bytes, at, bytes.length, slow, { ...dialect, isSimple: false });
          // What lies behind the cells is left over from longer records.
          for (const scan of [quick, slow]) {
            for (const list of [scan.starts, scan.ends, scan.doubled]) list.length = scan.cells;
          }
          expect(quick, JSON.stringify([text.join(''), at, delimiter, quote])).toEqual(slow);
          if (slow.cells > 1) plain++;
        }
      }
    }
  }
  expect(plain).toBeGreaterThan(10_000);
});
