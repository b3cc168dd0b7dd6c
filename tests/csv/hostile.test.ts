import { expect, test } from 'vitest';
import { read } from '../../src/lib/csv/read.ts';
import type { Source } from '../../src/lib/csv/source.ts';

/** A file of any size that takes no memory: `head`, then `unit` again and again, then `tail`. */
function endless(unit: string, times: number, head = '', tail = ''): Source {
  const encoder = new TextEncoder();
  const [first, last] = [encoder.encode(head), encoder.encode(tail)];
  const middle = encoder.encode(unit.repeat(Math.ceil(65536 / unit.length)));
  const unitBytes = encoder.encode(unit).length;
  const sizeBytes = first.length + unitBytes * times + last.length;
  return {
    sizeBytes,
    readInto(buffer, position) {
      const room = Math.min(buffer.length, sizeBytes - position);
      const tailAt = sizeBytes - last.length;
      const [piece, from] =
        position < first.length
          ? [first, position]
          : position >= tailAt
            ? [last, position - tailAt]
            : [middle, (position - first.length) % unitBytes];
      const until = piece === middle ? Math.min(piece.length, from + tailAt - position) : piece.length;
      const bytes = piece.subarray(from, Math.min(until, from + room));
      buffer.set(bytes);
      return bytes.length;
    }
  };
}

function outcomeOf(source: Source) {
  const found = read(source, {}, { write() {}, restart() {} });
  if ('failure' in found) return found.failure.code;
  const { accepted, rejected } = found.records;
  return { accepted, rejected, first: found.issues.list[0]?.code };
}

const whole = 'a,b\n1,2\n';

test.each([
  ['1 GB of one line', endless('abcdefghij', 1e8), 'too-large'],
  ['1 GB of one line of cells', endless('abc,defgh,', 1e8), 'too-large'],
  [
    '100 MB line among others',
    endless('abcdefghij', 1e7, whole, '\n3,4\n'),
    { accepted: 2, rejected: 1, first: 'too-large' }
  ],
  ['100,000 columns', endless('c,', 1e5, '', '\n1\n'), 'too-large'],
  [
    '100,000 cells',
    endless('1,', 1e5, whole, '\n3,4\n'),
    { accepted: 2, rejected: 1, first: 'record-width' }
  ],
  [
    'a million quotes',
    endless('"', 1e6, whole, '\n3,4\n'),
    { accepted: 2, rejected: 1, first: 'record-width' }
  ],
  [
    'a million quotes and one',
    endless('"', 1e6 + 1, whole, '\n3,4\n'),
    { accepted: 2, rejected: 1, first: 'unclosed-quote' }
  ],
  [
    '50,000 lines that open a quote',
    endless('1,"x\n', 5e4, whole),
    { accepted: 1, rejected: 5e4, first: 'unclosed-quote' }
  ],
  [
    'an open quote before 10 MB of lines',
    endless('1,2\n', 2.5e6, 'a,b\n1,"2\n'),
    { accepted: 2.5e6, rejected: 1, first: 'unclosed-quote' }
  ],
  [
    'a name of 70,000 characters',
    endless('名', 7e4, 'a,', '\n1,2\n'),
    { accepted: 1, rejected: 0, first: 'too-large' }
  ],
  [
    'a quoted cell of 5 MB',
    endless('x', 5e6, 'a,b\n1,"', '"\n3,4\n'),
    { accepted: 1, rejected: 1, first: 'too-large' }
  ],
  [
    '10 MB of blank lines',
    endless('\n', 1e7, whole, '3,4\n'),
    { accepted: 2, rejected: 0, first: undefined }
  ],
  ['zeros', endless('\0', 1e7), 'not-text']
])('%s ends quickly', { timeout: 30_000 }, (_, source, expected) => {
  const before = process.memoryUsage().rss;
  expect(outcomeOf(source)).toEqual(expected);
  expect((process.memoryUsage().rss - before) / 1e6).toBeLessThan(600);
});
