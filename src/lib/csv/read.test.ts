import { expect, test } from 'vitest';
import type { Settings } from './settings.ts';
import { read, type Reading } from './read.ts';
import { memorySource } from './source.ts';
import { lineAt } from './tally.ts';

function proofOf(text: string, settings: Settings = {}): { proof: Reading; staged: string } {
  const pieces: Uint8Array[] = [];
  const proof = read(memorySource(new TextEncoder().encode(text)), settings, {
    write: (piece) => pieces.push(piece.slice()),
    restart: () => pieces.splice(0)
  });
  if ('failure' in proof) throw new Error(proof.failure.code);
  return { proof, staged: new TextDecoder('utf-8', { ignoreBOM: true }).decode(Buffer.concat(pieces)) };
}

test('a file in our dialect is read where it lies: nothing is written', () => {
  const { proof, staged } = proofOf('a,b\n"x\ny","say ""hi"""\n,2\n');
  expect(proof.isOurDialect).toBe(true);
  expect(staged).toBe('');
});

test('counts empty cells and UTF-8 bytes per column, doubled quotes as one', () => {
  const { proof } = proofOf('a,b\n广州,"say ""hi"""\n,z\nx,""\n');
  expect(proof.counts).toEqual([
    { empty: 1, bytes: 7 },
    { empty: 1, bytes: 9 }
  ]);
});

test.each([
  ['BOM and CRLF', '\uFEFFa,b\r\n1,"x\r\ny"\r\n', 'a,b\n1,"x\r\ny"\n'],
  ['blank lines', 'a,b\n\n1,2\n,\n3,4', 'a,b\n1,2\n3,4'],
  ['rejected records', 'a,b\n1,2\n3\n4,5\n', 'a,b\n1,2\n4,5\n'],
  ['stray quotes', 'a,b\nx"y,1\n2,3\n', 'a,b\n"x""y",1\n2,3\n'],
  ['inner quotes', 'a,b\n"a "b" ""c""",1\n', 'a,b\n"a ""b"" ""c""",1\n']
])('rewrites %s into our dialect', (_, text, expected) => {
  const { proof, staged } = proofOf(text);
  expect(proof.isOurDialect).toBe(false);
  expect(staged).toBe(expected);
});

test('what was rewritten is in our dialect, with the same counts', () => {
  const { proof, staged } = proofOf('\uFEFFa,b\r\n\r\nx"y,"1\r\n2"\r\n3\r\n"广 "州" ",\r\n4,5');
  const again = proofOf(staged).proof;
  expect(again.isOurDialect).toBe(true);
  expect(again.counts).toEqual(proof.counts);
  expect(again.records.accepted).toBe(proof.records.accepted);
});

test('names the physical line of every accepted record', () => {
  const { proof } = proofOf('a,b\n1,"x\ny\nz"\n\n2,q\n3\n4,r\n');
  expect([0, 1, 2].map((ordinal) => lineAt(proof.lines, ordinal))).toEqual([2, 6, 8]);
});

test('an unclosed quote costs its own line only, however many good quotes follow', () => {
  const good = Array.from({ length: 1000 }, (_, n) => `${n},"cell ""${n}""",z`).join('\n');
  const { proof } = proofOf(`a,b,c\n1,"oops,2\n${good}\n`);
  expect(proof.records).toEqual({ read: 1001, accepted: 1000, rejected: 1, excluded: 0 });
  expect(proof.issues.list).toMatchObject([{ row: 2, code: 'unclosed-quote', value: '1,"oops,2' }]);
});

test('a million quotes are no trouble', () => {
  const started = performance.now();
  const { proof } = proofOf(`a,b\n${'"x"y"",1\n'.repeat(100_000)}${'"'.repeat(500_000)}\n`);
  expect(proof.records.read).toBe(proof.records.accepted + proof.records.rejected);
  expect(performance.now() - started).toBeLessThan(10_000);
});

test('every cut of a file is read without a record shifting', () => {
  const text = 'a,b,c\n1,"x\ny",""\n广,"q""q",3\n,,5\n';
  const whole = proofOf(text).proof.records.accepted;
  for (let cut = 6; cut <= text.length; cut++) {
    const { proof } = proofOf(text.slice(0, cut));
    expect(proof.records.accepted).toBeLessThanOrEqual(whole);
    expect(proof.records.read).toBe(proof.records.accepted + proof.records.rejected);
  }
});
