import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { read } from '../../src/lib/csv/read.ts';
import { memorySource } from '../../src/lib/csv/source.ts';
import { oddFile, randomOf } from './generate.ts';

const MUTANTS = 600;
const SIGNS = [34, 44, 10, 13, 39, 59, 9, 32, 92];

/** An odd file with some bytes changed at random, or cut short. */
function mutant(n: number): Uint8Array {
  const random = randomOf(n + 1);
  const bytes = oddFile(Math.floor(random() * 2000)).bytes.slice();
  for (let changes = 1 + Math.floor(random() * 4); changes > 0; changes--) {
    const sign = SIGNS[Math.floor(random() * SIGNS.length)] as number;
    bytes[Math.floor(random() * bytes.length)] = random() < 0.4 ? sign : Math.floor(random() * 256);
  }
  return random() < 0.3 ? bytes.slice(0, Math.floor(random() * bytes.length)) : bytes;
}

test('whatever is wrong with a file, what is read of it adds up and is staged as counted', () => {
  let readable = 0;
  for (let n = 0; n < MUTANTS; n++) {
    const bytes = mutant(n);
    const pieces: Uint8Array[] = [];
    const sink = {
      write: (piece: Uint8Array) => pieces.push(piece.slice()),
      restart: () => pieces.splice(0)
    };
    const found = read(memorySource(bytes), {}, sink);
    if ('failure' in found) {
      expect(found.failure.row, String(n)).toBeGreaterThan(0);
      continue;
    }
    readable++;
    const staged = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      found.isOurDialect ? bytes : Buffer.concat(pieces)
    );
    const parsed = Papa.parse<string[]>(staged.replace(/\n$/, ''), { delimiter: ',', newline: '\n' });
    const rows = parsed.data.slice(1);
    const { records, columns, counts } = found;
    expect(records.read, String(n)).toBe(records.accepted + records.rejected + records.excluded);
    expect(rows, String(n)).toHaveLength(records.accepted);
    expect(rows.filter(({ length }) => length !== columns.length)).toEqual([]);
    expect(staged).not.toContain('\uFFFD');
    const recount = columns.map((_, k) => ({
      empty: rows.filter((row) => row[k] === '').length,
      bytes: rows.reduce((sum, row) => sum + Buffer.byteLength(row[k] ?? ''), 0)
    }));
    expect(recount, String(n)).toEqual(counts);
  }
  expect(readable).toBeGreaterThan(MUTANTS / 4);
}, 30_000);
