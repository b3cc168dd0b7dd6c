import { expect, test } from 'vitest';
import type { Proof } from './proof.ts';
import { read } from './read.ts';
import { memorySource } from './source.ts';

const NOWHERE = { write() {}, restart() {} };

function proofOf(text: string, cellBytes?: number): Proof {
  const limits = cellBytes === undefined ? {} : { cellBytes };
  const found = read(memorySource(new TextEncoder().encode(text)), {}, NOWHERE, { limits });
  if ('failure' in found) throw new Error(found.failure.message.en);
  return found;
}

const found = ({ issues, records }: Proof) => [
  records.accepted,
  records.rejected,
  ...issues.list.map(({ row, column, code }) => `${row} ${column ?? '-'} ${code}`)
];

test('a cell over the limit costs its record, whether or not it is quoted, and says which limit', () => {
  const long = 'y'.repeat(2 << 20);
  for (const cell of [long, `"${long}"`, `"${long}\n${long}"`]) {
    const proof = proofOf(`a,b\n1,x\n2,${cell}\n3,z\n`);
    expect(found(proof)).toEqual([2, 1, '3 b too-large']);
    expect(proof.issues.list[0]?.message.en).toContain('UPLOAD_MAX_CELL_KB');
  }
  expect(found(proofOf(`a,b\n1,x\n2,"${'y'.repeat(3000)}"\n3,z\n`, 1024))).toEqual([2, 1, '3 b too-large']);
  expect(found(proofOf(`a,b\n1,x\n2,"${'y'.repeat(1000)}"\n3,z\n`, 1024))).toEqual([3, 0]);
});

test('a quote that is never closed is still told from a large cell', () => {
  const lines = Array.from({ length: 60_000 }, (_, n) => `${n},some text to read`).join('\n');
  expect(found(proofOf(`a,b\n1,"x\n${lines}\n`))).toEqual([60_000, 1, '2 - unclosed-quote']);
});
