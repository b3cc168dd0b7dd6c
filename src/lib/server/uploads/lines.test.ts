import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { linesAround } from './lines.ts';

const folder = mkdtempSync(join(tmpdir(), 'yinli-lines-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, bytes: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

it('counts CR, LF and CRLF alike and keeps the lines as they stand', async () => {
  const path = file('mixed.csv', 'one\r\ntwo\nthree\rfour\r\n\r\nsix');
  expect(await linesAround(path, 'utf-8', 3, 1)).toEqual([
    { row: 2, text: 'two' },
    { row: 3, text: 'three' },
    { row: 4, text: 'four' }
  ]);
  expect(await linesAround(path, 'utf-8', 6, 1)).toEqual([
    { row: 5, text: '' },
    { row: 6, text: 'six' }
  ]);
  expect(await linesAround(path, 'utf-8', 99)).toEqual([]);
});

it('reads in the encoding of the file, also across its buffers', async () => {
  const gbk = Uint8Array.from([0xb9, 0xe3, 0xb6, 0xab, 0x0d, 0x0a, 0x31]);
  expect(await linesAround(file('gbk.csv', gbk), 'gb18030', 1, 0)).toEqual([{ row: 1, text: '广东' }]);
  const long = `${'长'.repeat(400_000)}\r\n`.repeat(2);
  const lines = await linesAround(file('long.csv', `${long}end`), 'utf-8', 3, 1);
  expect(lines.map(({ row, text }) => [row, text.length])).toEqual([
    [2, 2000],
    [3, 3]
  ]);
});
