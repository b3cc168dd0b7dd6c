import { expect, it } from 'vitest';
import { layoutOf } from './layout.ts';
import { read } from './read.ts';
import { memorySource } from './source.ts';

/** Everything in a file, by the settings that reading it found. */
function laidOut(bytes: Uint8Array) {
  const sink = { write() {}, restart() {} };
  const reading = read(memorySource(bytes), {}, sink);
  if ('failure' in reading) throw new Error(reading.failure.message.en);
  const rows = [...layoutOf(memorySource(bytes), reading.settings)].flat();
  return { rows, issues: reading.issues.list };
}

it('gives titles, header, records, totals and footers with the lines they begin on', () => {
  const { rows } = laidOut(
    Buffer.from('\uFEFF某市台账\r\n\r\n代码;人数\r\nA;1\r\n"B\r\nC";2\r\n合计;3\r\n注：截至年底\r\n')
  );
  expect(rows).toEqual([
    { row: 1, cells: ['某市台账'] },
    { row: 3, cells: ['代码', '人数'] },
    { row: 4, cells: ['A', '1'] },
    { row: 5, cells: ['B\r\nC', '2'] },
    { row: 7, cells: ['合计', '3'] },
    { row: 8, cells: ['注：截至年底'] }
  ]);
});

it('reads other encodings, and stands on the lines that issues name', () => {
  const gbk = Buffer.from('b4fac2ebb22cc8cbcafd'.replace('b22c', '2c'), 'hex');
  expect([...laidOut(Buffer.concat([gbk, Buffer.from('\nA,1\nB,2\n')])).rows][0]).toEqual({
    row: 1,
    cells: ['代码', '人数']
  });
  const broken = laidOut(Buffer.from('a,b\n1,2\n"3,4\n5,6,7\n8,9\n'));
  for (const { row } of broken.issues) expect(broken.rows.map((one) => one.row)).toContain(row);
  expect(broken.rows.map(({ row }) => row)).toEqual([1, 2, 3, 4, 5]);
});
