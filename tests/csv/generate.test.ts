import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { read, readEarly, type Early } from '../../src/lib/csv/read.ts';
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

/** A source whose size is known only once its last bytes were asked for. */
function arrivingSource(bytes: Uint8Array): Source {
  const whole = memorySource(bytes);
  let asked = 0;
  return {
    get sizeBytes() {
      return asked > bytes.length ? bytes.length : Infinity;
    },
    readInto(buffer, position) {
      asked = Math.max(asked, position + buffer.length);
      return whole.readInto(buffer, position);
    }
  };
}

/** As `source` is read alone or, where it is also given as it arrives, with what was found early. */
function cellsOf(source: Source, bytes: Uint8Array, arriving?: Source) {
  const pieces: Uint8Array[] = [];
  const sink = {
    write: (piece: Uint8Array) => void pieces.push(piece.slice()),
    restart: () => void pieces.splice(0)
  };
  const early: Early | undefined = arriving && readEarly(arriving, sink);
  const reading = read(source, {}, sink, { early });
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
    const readings = [
      cellsOf(memorySource(file.bytes), file.bytes),
      cellsOf(slowSource(file.bytes, from), file.bytes),
      cellsOf(memorySource(file.bytes), file.bytes, arrivingSource(file.bytes))
    ];
    for (const { reading, header, rows } of readings) {
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

test('a character that the end of an arriving file cuts is found', () => {
  const whole = new TextEncoder().encode(`名称,说明\n${'示例,登记\n'.repeat(400_000)}示例,登记`);
  const bytes = whole.subarray(0, whole.length - 1);
  const sink = { write: () => undefined, restart: () => undefined };
  const early = readEarly(arrivingSource(bytes), sink);
  expect(early?.outcome.kind).toBe('fault');
  expect(read(memorySource(bytes), {}, sink, { early })).toMatchObject({ failure: { code: 'bad-encoding' } });
});
