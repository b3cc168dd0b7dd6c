import { expect, test } from 'vitest';
import { decode, findBadByte } from './decode.ts';

const bytesOf = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));

test('begins after a BOM', () => {
  expect(decode(bytesOf('\uFEFFa'))).toEqual({ start: 3, hasLostCharacters: false });
});

test('names a bad byte by line, character and byte offset', () => {
  const { issue } = decode(bytesOf('a,b\n广州,', [0xb9, 0xe3], '\n'));
  expect(issue).toMatchObject({ code: 'bad-encoding', row: 2, value: 'B9' });
  expect(issue?.message.en).toContain('line 2, character 4 (byte 11)');
});

test('finds a bad byte beyond the first chunk, also where chunks meet', () => {
  for (const before of [(1 << 20) - 1, 1 << 20, (1 << 20) + 1]) {
    const bytes = bytesOf('a'.repeat(before - 3), '广', [0xff], 'x');
    expect(decode(bytes).issue?.message.en).toContain(`byte ${before})`);
  }
});

test.each([
  ['overlong', [0xc0, 0x80]],
  ['surrogate', [0xed, 0xa0, 0x80]],
  ['beyond U+10FFFF', [0xf4, 0x90, 0x80, 0x80]],
  ['cut short', [0xe5, 0xb9]]
])('knows %s to be no UTF-8, as TextDecoder does', (_, bad) => {
  expect(findBadByte(bytesOf('ok', bad))).toBe(2);
  expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytesOf('ok', bad))).toThrow();
});

test('sees characters that were lost before', () => {
  expect(decode(bytesOf('a\uFFFD'))).toMatchObject({ hasLostCharacters: true });
});
