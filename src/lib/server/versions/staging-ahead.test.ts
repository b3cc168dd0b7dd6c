import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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

/** A file of over 20 MB whose records `line` writes. */
function large(name: string, header: string, line: (n: number) => string): { path: string; bytes: Buffer } {
  const path = join(folder, name);
  const lines = Array.from({ length: 250_000 }, (_, n) => line(n));
  const bytes = Buffer.from(`${header}\n${lines.join('\n')}\n`);
  writeFileSync(path, bytes);
  return { path, bytes };
}

const note = '资料齐全，由登记管理机关核准，予以登记，并发给登记证书';

it('has every record of a large file in our dialect, header first, once it is proven', async () => {
  const { path, bytes } = large('ours.csv', '名称,说明', (n) => `示例${n},"${note}，“${n}”"`);
  const ahead = stageAhead(path, folder, 4);
  const proof = read(memorySource(bytes), {}, sink);
  if ('failure' in proof) throw new Error(proof.failure.code);
  expect(await ahead?.serves(path, proof)).toBe(true);
  const count = `SELECT count(*), min(c1) FILTER (WHERE rowid = 0) FROM ${ahead?.database}.records`;
  expect(await withConnection((connection) => rowsOf(connection, count))).toEqual([[250_001, '说明']]);
  await ahead?.drop();
  await expect(withConnection((connection) => rowsOf(connection, count))).rejects.toThrow();
});

it('serves no file that was proven otherwise', async () => {
  const { path, bytes } = large(
    'wide.csv',
    '名称,说明',
    (n) => `示例${n},${note}${n === 200_000 ? ',多' : ''}`
  );
  const ahead = stageAhead(path, folder, 4);
  const proof = read(memorySource(bytes), {}, sink);
  if ('failure' in proof) throw new Error(proof.failure.code);
  expect(proof.records.rejected).toBe(1);
  expect(await ahead?.serves(path, proof)).toBe(false);
  await ahead?.drop();
});

it('leaves alone what is small, marked, quoted in its header or cut otherwise', () => {
  const small = join(folder, 'small.csv');
  writeFileSync(small, 'a,b\n1,2\n');
  expect(stageAhead(small, folder, 4)).toBeUndefined();
  for (const header of ['\ufeff名称,说明', '"名称",说明', '名称;说明', '名称,说明\r'])
    expect(stageAhead(large('other.csv', header, (n) => `示例${n},${note}`).path, folder, 4)).toBeUndefined();
});
