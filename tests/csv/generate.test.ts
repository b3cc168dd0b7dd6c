import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { read } from '../../src/lib/csv/read.ts';
import { memorySource, type Source } from '../../src/lib/csv/source.ts';
import { lineAt } from '../../src/lib/csv/tally.ts';
import { oddFile, randomOf } from './generate.ts';

const FILES = 480;

/** A source that gives a few bytes at a time, so that every record meets the end of a window. */
function slowSource(bytes: Uint8Array, seed: number): Source {
  const random = randomOf(seed);
  return {
    sizeBytes: bytes.length,
    readInto(buffer, position) {
      const length = Math.min(buffer.length, 1 + Math.floor(random() * 40));
      const piece = bytes.subarray(position, position + length);
      buffer.set(piece);
      return piece.length;
    }
  };
}

function cellsOf(source: Source, bytes: Uint8Array) {
  const pieces: Uint8Array[] = [];
  const reading = read(
    source,
    {},
    { write: (piece) => pieces.push(piece.slice()), restart: () => pieces.splice(0) }
  );
  if ('failure' in reading) throw new Error(reading.failure.message.en);
  const staged = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
    reading.isOurDialect ? bytes : Buffer.concat(pieces)
  );
  const [header = [], ...rows] = Papa.parse<string[]>(staged.replace(/\n$/, ''), {
    delimiter: ',',
    newline: '\n'
  }).data;
  return { reading, header, rows };
}

describe.each(Array.from({ length: FILES / 40 }, (_, k) => k * 40))('odd files from %i on', (from) => {
  test.each(Array.from({ length: 40 }, (_, k) => oddFile(from + k)))('$name', (file) => {
    for (const source of [memorySource(file.bytes), slowSource(file.bytes, from)]) {
      const { reading, header, rows } = cellsOf(source, file.bytes);
      expect(reading.settings).toMatchObject(file.settings);
      expect(header.map((name) => name.trim())).toEqual(file.header);
      expect(rows).toEqual(file.rows);
      const issues = (severity: string) =>
        reading.issues.list
          .filter((issue) => issue.severity === severity)
          .map(({ row, code }) => [row, code]);
      expect(issues('must-fix')).toEqual(file.rejected);
      expect(issues('look-at')).toEqual(file.lookAt);
      expect(reading.excluded.map(({ row, reason }) => [row, reason])).toEqual(file.excluded);
      expect(file.lines.map((_, k) => lineAt(reading.lines, k))).toEqual(file.lines);
      const accepted = file.rows.length;
      const excluded = file.excluded.length;
      const rejected = file.rejected.length;
      expect(reading.records).toEqual({ read: accepted + rejected + excluded, accepted, rejected, excluded });
    }
  });
});
