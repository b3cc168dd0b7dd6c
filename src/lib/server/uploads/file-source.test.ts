import { expect, test } from 'vitest';
import { randomOf } from '../../../../tests/csv/generate.ts';
import { newFeed, type Feed } from '../../csv/feed.ts';
import { memorySource } from '../../csv/source.ts';
import { isSound } from './file-source.ts';

const WINDOW_BYTES = 5_000_000;

/** All that a feed gives and says, from a source that is looked at as a whole or decoded. */
function drained(bytes: Uint8Array, isLookedAt: boolean): Pick<Feed, 'taken' | 'fault'> & { length: number } {
  const source = memorySource(bytes);
  const feed = newFeed(isLookedAt ? { ...source, isSound } : source, 'utf-8', 0);
  const buffer = new Uint8Array(WINDOW_BYTES);
  let length = 0;
  for (let got = -1; got !== 0; length += got) {
    got = feed.fill(buffer, 0);
    expect(Buffer.compare(buffer.subarray(0, got), bytes.subarray(length, length + got))).toBe(0);
  }
  return { taken: feed.taken, fault: feed.fault, length };
}

test('a look at the bytes finds what decoding them finds, wherever it lies', () => {
  const random = randomOf(11);
  const text = new TextEncoder().encode('示例组织，,😀é\n'.repeat(420_000));
  const sound = drained(text, true);
  expect(sound).toEqual({ taken: text.length, fault: null, length: text.length });
  for (const spoil of [
    [0xff],
    [0],
    [0xe7, 0x41],
    [0xf4, 0x90, 0x80, 0x80],
    [0xed, 0xa0, 0x80],
    [0xc0, 0xaf]
  ]) {
    for (let round = 0; round < 3; round++) {
      const bytes = text.slice();
      bytes.set(spoil, Math.floor(random() * (bytes.length - 4)));
      const [found, decoded] = [drained(bytes, true).fault, drained(bytes, false).fault];
      expect(found, JSON.stringify(spoil)).not.toBeNull();
      expect(found?.kind).toBe(decoded?.kind);
      // Pieces begin with whole characters: a few bytes earlier.
      expect(Math.abs((found?.from ?? -1) - (decoded?.from ?? -1))).toBeLessThan(10);
    }
  }
  // Cut in the middle of its last character.
  expect(drained(text.subarray(0, text.length - 2), true).fault?.kind).toBe('bad-bytes');
});

test('characters that some program lost, and the mark of the loader, are no sound bytes', () => {
  const of = (text: string) => isSound(new TextEncoder().encode(text));
  expect(['a,b\n', '全角，\u{10FFFC}', ''].map(of)).toEqual([true, true, true]);
  expect(['\0', '示\uFFFD例', 'a\u{10FFFD}'].map(of)).toEqual([false, false, false]);
});
