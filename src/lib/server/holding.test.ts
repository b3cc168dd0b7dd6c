import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { holding } from './holding.ts';

async function begun(): Promise<{ source: AsyncGenerator<number>; isHeld: () => boolean }> {
  let isHeld = true;
  const source = (async function* () {
    try {
      for (let n = 0; ; n++) yield n;
    } finally {
      isHeld = false;
    }
  })();
  await source.next();
  return { source, isHeld: () => isHeld };
}

async function* lines(numbers: AsyncIterable<number>): AsyncGenerator<string> {
  yield 'header\n';
  for await (const number of numbers) yield `${number}\n`;
}

test.each([0, 1, 2, 5])('who leaves after %i pieces lets go of what they are made from', async (pieces) => {
  const { source, isHeld } = await begun();
  const stream = Readable.from(holding(source, lines(source)), { objectMode: false });
  const reader = Readable.toWeb(stream).getReader();
  for (let n = 0; n < pieces; n++) await reader.read();
  expect(isHeld()).toBe(true);
  await reader.cancel();
  await expect.poll(isHeld).toBe(false);
});
