import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { proposeKey } from './staging-proposal.ts';
import * as store from '../store.ts';
import { withConnection } from '../warehouse.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'yinli-proposal-'));
beforeAll(() => store.open({ dataDir, withSample: false }));
afterAll(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true });
});

const column = (name: string, type: 'text' | 'integer' | 'date' | 'decimal', place: number) => ({
  ...{ name, type, place },
  twin: null
});

test('a filled and unique column is the key, codes first; else one together with the time', async () => {
  await withConnection(async (connection) => {
    await connection.run(
      `CREATE TABLE one AS SELECT * FROM (VALUES ('甲', '01', 5, DATE '2023-01-01'), ('乙', '02', 5, NULL)) t ("名称", "编号", "数量", "登记日期")`
    );
    const columns = [
      column('名称', 'text', 0),
      column('编号', 'text', 1),
      column('数量', 'integer', 2),
      column('登记日期', 'date', 3)
    ];
    expect(await proposeKey(connection, 'one', columns)).toEqual({ key: ['编号'], time: '登记日期' });
    await connection.run(
      `CREATE TABLE two AS SELECT * FROM (VALUES ('甲', 2022, 1.5), ('乙', 2022, 1.5), ('甲', 2023, 2.5)) t ("地区", "年度", "数值")`
    );
    const long = [column('地区', 'text', 0), column('年度', 'integer', 1), column('数值', 'decimal', 2)];
    expect(await proposeKey(connection, 'two', long)).toEqual({ key: ['地区', '年度'], time: '年度' });
    await connection.run(`CREATE TABLE three AS SELECT * FROM (VALUES ('甲'), ('甲')) t ("地区")`);
    expect(await proposeKey(connection, 'three', [column('地区', 'text', 0)])).toEqual({
      key: null,
      time: null
    });
    await connection.run('DROP TABLE one; DROP TABLE two; DROP TABLE three');
  });
});
