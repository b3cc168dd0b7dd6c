import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { read } from '../../csv/read.ts';
import { memorySource } from '../../csv/source.ts';
import { closeAndRemove, openEmpty } from '../answers/indicators.fixture.ts';
import { rowsOf, withConnection } from '../warehouse.ts';
import { stageAhead } from './staging-ahead.ts';

const folder = mkdtempSync(join(tmpdir(), 'yinli-ahead-'));
const sink = { write: () => undefined, restart: () => undefined };

beforeAll(() => openEmpty());
afterAll(async () => {
  await closeAndRemove();
  rmSync(folder, { recursive: true, force: true });
});

const ROWS = 500_000;
const note = '资料齐全，由登记管理机关核准，予以登记，并发给登记证书';

/** Over 40 MB whose records `line` writes, as one file that arrives in pieces cut anywhere, and what was staged of it. */
function arriving(name: string, header: string, line: (n: number) => string, givesWay = false) {
  const path = join(folder, name);
  const bytes = Buffer.from(`${header}\n${Array.from({ length: ROWS }, (_, n) => line(n)).join('\n')}\n`);
  writeFileSync(path, '');
  const ahead = stageAhead(path, folder, () => givesWay);
  for (let at = 0; at < bytes.length; at += 9_999_991) {
    appendFileSync(path, bytes.subarray(at, at + 9_999_991));
    ahead.arrived(Math.min(bytes.length, at + 9_999_991), false);
  }
  ahead.arrived(bytes.length, true);
  const proof = read(memorySource(bytes), {}, sink);
  if ('failure' in proof) throw new Error(proof.failure.code);
  return { ahead, proof };
}

const WAYS = [
  ['while it arrives', false],
  ['once it is whole, since it gives way', true]
] as const;

it.each(WAYS)('has every record of a large file in our dialect, header first, %s', async (_, givesWay) => {
  const line = (n: number) => `示例${n},"${note}，“${n}”\n第二行"`;
  const { ahead, proof } = arriving('ours.csv', '名称,说明', line, givesWay);
  expect(await ahead.serves(proof)).toBe(true);
  const count = `SELECT count(*), min(c1) FILTER (WHERE rowid = 0),
    count(*) FILTER (WHERE c0 = '示例' || (rowid - 1) AND c1 LIKE '%“' || (rowid - 1) || '”%') FROM ${ahead.database}.records`;
  const rows = await withConnection((connection) => rowsOf(connection, count));
  expect(rows).toEqual([[ROWS + 1, '说明', ROWS]]);
  await ahead.drop();
  await expect(withConnection((connection) => rowsOf(connection, count))).rejects.toThrow();
});

it('serves no file that was proven otherwise', async () => {
  const wide = arriving('wide.csv', '名称,说明', (n) => `示例${n},${note}${n === ROWS - 9 ? ',多' : ''}`);
  expect(wide.proof.records.rejected).toBe(1);
  expect(await wide.ahead.serves(wide.proof)).toBe(false);
  await wide.ahead.drop();
});

it('leaves alone what is marked, quoted in its header or cut otherwise', async () => {
  for (const header of ['\ufeff名称,说明', '"名称",说明', '名称;说明', '名称,说明\r']) {
    const path = join(folder, 'other.csv');
    writeFileSync(path, `${header}\n示例,${note}\n`);
    const ahead = stageAhead(path, folder);
    ahead.arrived(100, true);
    const proof = read(memorySource(Buffer.from('名称,说明\n示例,x\n')), {}, sink);
    if ('failure' in proof) throw new Error(proof.failure.code);
    expect(await ahead.serves(proof)).toBe(false);
    await ahead.drop();
  }
});

it('ends while it still waits for more', async () => {
  const path = join(folder, 'half.csv');
  writeFileSync(path, `名称,说明\n${`示例,${note}\n`.repeat(1000)}`);
  const ahead = stageAhead(path, folder);
  ahead.arrived(80_000, false);
  await ahead.drop();
  const staged = "SELECT count(*) FROM duckdb_databases() WHERE database_name LIKE 'stage%'";
  expect(await withConnection((connection) => rowsOf(connection, staged))).toEqual([[0]]);
});
