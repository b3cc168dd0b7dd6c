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

test('PapaParse gives a second opinion on files with rejected records only', () => {
  expect(proofOf('a,b\n1,2\n').proof.secondOpinion).toBeNull();
  expect(proofOf('a,b\n1,2\n3\n"4,5",6\n').proof.secondOpinion).toBe(3);
});

const TWO_TABLES = '表1 甲\n地区,数量\n广州,1\n\n表2 乙\n类型,数量,率\n社团,3,4\n合计,3,4\n';

test('offers each of several tables, and reads the one asked for', () => {
  const first = proofOf(TWO_TABLES).proof;
  expect(first.tables).toMatchObject([
    { headerLine: 2, rows: 1, header: ['地区', '数量'] },
    { headerLine: 6, rows: 2, header: ['类型', '数量', '率'] }
  ]);
  expect(first.records).toEqual({ read: 6, accepted: 1, rejected: 0, excluded: 5 });
  const { proof, staged } = proofOf(TWO_TABLES, { table: 1 });
  expect(staged).toBe('类型,数量,率\n社团,3,4\n');
  expect(proof.titles).toEqual([{ row: 5, text: '表2 乙' }]);
  expect(proof.excluded.at(-1)).toMatchObject({ row: 8, reason: 'total', cells: ['合计', '3', '4'] });
  expect(proofOf(TWO_TABLES, proof.settings).staged).toBe(staged);
});

test('total rows come in when asked for', () => {
  const { staged } = proofOf('地区,数\n广州,3\n合计,3\n', { keepTotals: true });
  expect(staged).toBe('');
});

test('turns year columns long, in the order of the file, and counts the rows so', () => {
  const text = '类别,2021年,2022年,2023年\n社团,1,2,3\n基金会,4,,6\n';
  expect(proofOf(text).proof.yearColumns).toEqual(['2021年', '2022年', '2023年']);
  const long = { columns: ['2023年', '2021年', '2022年'], name: '年份', value: '数' };
  const { proof, staged } = proofOf(text, { long });
  expect(staged.split('\n').slice(0, 3)).toEqual([
    '"类别","年份","数"',
    '社团,"2021年",1',
    '社团,"2022年",2'
  ]);
  expect(proof).toMatchObject({ rows: 6, records: { accepted: 2 } });
  expect([0, 2, 3, 5].map((row) => lineAt(proof.lines, row))).toEqual([2, 2, 3, 3]);
  const { counts, rows } = proofOf(staged).proof;
  expect({ counts, rows }).toEqual({ counts: proof.counts, rows: proof.rows });
});

test('what is set is not questioned', () => {
  expect(proofOf('a,b\n1,2\n', { delimiter: ';' }).proof.columns.map(({ name }) => name)).toEqual(['a,b']);
  expect(proofOf('a,b\n1,2\n', { headerRows: 0 }).staged).toBe('"column_1","column_2"\na,b\n1,2\n');
  expect(proofOf('x\ny\na,b\n1,2\n', { headerLine: 3 }).proof.records).toMatchObject({
    read: 3,
    excluded: 2
  });
  expect(proofOf('a,b\n"x,1\n', { quote: '' }).staged).toBe(['"a","b"', '""' + '"x",1', ''].join('\n'));
  expect(() => proofOf('a,b\n广,2\n', { encoding: 'big5' })).toThrow('bad-encoding');
});

test('settings that were found lead to the same reading', () => {
  const text = '\uFEFF标题：x\r\n\r\n地区;其中;;备注\r\n;甲;乙;\r\n广州;1;2;"a;b"\r\n合计;1;2;\r\n';
  const first = proofOf(text);
  const again = proofOf(text, first.proof.settings);
  expect(again).toEqual(first);
});

test('a bad byte behind the samples is found all the same', () => {
  const good = new TextEncoder().encode(`名称,数\n${'示例,1\n'.repeat(100_000)}`);
  const bytes = new Uint8Array(good.length + 4);
  bytes.set(good);
  bytes.set([0xff, 0x2c, 0x31, 0x0a], good.length);
  const found = read(memorySource(bytes), {}, { write() {}, restart() {} });
  expect(found).toMatchObject({ failure: { code: 'bad-encoding', row: 100_002, value: 'FF' } });
});

test('GB18030 that begins behind a megabyte of ASCII is read as such', () => {
  const ascii = new TextEncoder().encode(`name,n\n${'example,1\n'.repeat(100_000)}`);
  const bytes = new Uint8Array(ascii.length + 7);
  bytes.set(ascii);
  bytes.set([0xb9, 0xe3, 0xd6, 0xdd, 0x2c, 0x32, 0x0a], ascii.length);
  const found = read(memorySource(bytes), {}, { write() {}, restart() {} });
  expect(found).toMatchObject({ settings: { encoding: 'gb18030' }, records: { accepted: 100_001 } });
});

test('a file whose beginning is cut another way than the rest is cut as the rest', () => {
  const line = (n: number, by: string) => [n, `示例${n}`, n * 2].join(by);
  const odd = Array.from({ length: 700 }, (_, n) => line(n, ';'));
  const rest = Array.from({ length: 2100 }, (_, n) => line(n, '\t'));
  const { proof } = proofOf(['编号\t名称\t数量', ...odd, ...rest].join('\n'));
  expect(proof.settings.delimiter).toBe('\t');
  expect(proof.records).toMatchObject({ read: 2800, accepted: 2100 });
});
