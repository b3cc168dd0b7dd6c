import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { ask } from './ask.ts';
import { call, commit, settled, upload } from './send.ts';
import { ROOT, serveFile } from './serve.ts';

/** What a file makes of the rows there were, and what that changes elsewhere. */
const server = serveFile();
const rowsOf = async (id: string) =>
  (JSON.parse((await ask(server, `/api/datasets/${id}/rows?limit=1000`)).text) as { rows: unknown[][] }).rows;

test('append puts a file under the rows there were, columns by name', async () => {
  const first = await upload(server, 'code,n\nA,1\nB,2\n', { dataset: 'appended' });
  await commit(server, first.id);
  const second = await upload(server, 'n,code,note\n3.5,C,新\n', {
    dataset: 'appended',
    filename: 'two.csv'
  });
  await call(server, 'PATCH', `/api/uploads/${second.id}`, { mode: 'append' });
  expect(await settled(server, second.id)).toMatchObject({
    status: 'ready',
    mode: 'append',
    diff: { added: 1, changed: 0, removed: 0, unchanged: 2 }
  });
  expect((await commit(server, second.id, { mode: 'append' })).body).toEqual({
    dataset: 'appended',
    version: 2
  });
  expect(await rowsOf('appended')).toEqual([
    ['A', 1, null],
    ['B', 2, null],
    ['C', 3.5, '新']
  ]);
  const raw = await ask(server, '/api/datasets/appended/rows?raw=1');
  expect([raw.status, JSON.parse(raw.text)]).toMatchObject([409, { error: { code: 'no-raw-order' } }]);
  expect((await ask(server, '/api/datasets/appended/rows?raw=1&version=1')).status).toBe(200);
});

test('upsert takes rows with the same key from the file and keeps the others', async () => {
  const first = await upload(server, 'code,name,n\nA,甲,1\nB,乙,2\nC,丙,3\n', { dataset: 'upserted' });
  await commit(server, first.id);
  const second = await upload(server, 'code,n\nB,20\nD,4\n', { dataset: 'upserted' });
  const keyless = await commit(server, second.id, { mode: 'upsert' });
  expect([keyless.status, keyless.body.error?.code]).toEqual([409, 'no-key']);
  await call(server, 'PATCH', `/api/uploads/${second.id}`, { key: ['code'] });
  await settled(server, second.id);
  expect((await commit(server, second.id, { mode: 'upsert' })).body).toEqual({
    dataset: 'upserted',
    version: 2
  });
  expect(await rowsOf('upserted')).toEqual([
    ['A', '甲', 1],
    ['B', '乙', 20],
    ['C', '丙', 3],
    ['D', null, 4]
  ]);
  const [version] = JSON.parse((await ask(server, '/api/datasets/upserted/versions')).text) as object[];
  expect(version).toMatchObject({ mode: 'upsert', added: 1, changed: 1, removed: 0, rows: 4 });
});

test('an upsert whose key repeats is refused with what to do', async () => {
  const first = await upload(server, 'code,n\nA,1\n', { dataset: 'repeating' });
  await commit(server, first.id);
  const second = await upload(server, 'code,n\nB,1\nB,2\n', { dataset: 'repeating' });
  await call(server, 'PATCH', `/api/uploads/${second.id}`, { key: ['code'], mode: 'upsert' });
  expect(await settled(server, second.id)).toMatchObject({ status: 'failed', issues: [{ code: 'no-key' }] });
  await call(server, 'PATCH', `/api/uploads/${second.id}`, { mode: 'append' });
  expect(await settled(server, second.id)).toMatchObject({ status: 'ready', diff: { added: 2 } });
});

test('indicators, charts and figures that would change are named before the commit, and then do', async () => {
  const lines = readFileSync(join(ROOT, 'data/organizations.csv'), 'utf8').trimEnd().split('\n');
  const kept = lines.filter((line, k) => k === 0 || k % 10 !== 0);
  const stock = async () => {
    const response = await fetch(`${server.url}/api/query`, {
      method: 'POST',
      body: JSON.stringify({
        dataset: 'organizations',
        indicator: 'stock',
        region: '440000',
        asOf: state.effects?.asOf
      })
    });
    const { columns, rows } = (await response.json()) as { columns: { name: string }[]; rows: number[][] };
    return rows[0]?.[columns.findIndex(({ name }) => name === 'value')];
  };
  const state = await upload(server, `${kept.join('\n')}\n`, {
    dataset: 'organizations',
    filename: 'fewer.csv'
  });
  expect(state.effects?.indicators.map(({ region }) => region)).toContain('440000');
  const stocks = state.effects?.indicators.filter(({ id }) => id === 'stock') ?? [];
  expect(stocks.length).toBeGreaterThan(1);
  const ofProvince = stocks.find(({ region }) => region === '440000');
  expect(await stock()).toBe(ofProvince?.from);
  expect(state.effects?.charts.map(({ slug }) => slug)).toEqual(expect.arrayContaining(['stock', 'growth']));
  expect(state.effects?.charts.map(({ slug }) => slug)).not.toContain('nation-all');
  expect(state.effects?.figures.length).toBeGreaterThan(0);
  expect((await commit(server, state.id)).status).toBe(200);
  expect(await stock()).toBe(ofProvince?.to);
});

test('columns that are not there, of one name, or none at all are refused with a sentence', async () => {
  const sent = await upload(server, 'a,b\n1,2\n');
  const change = async (body: object) => {
    const { status, body: answer } = await call(server, 'PATCH', `/api/uploads/${sent.id}`, body);
    return [status, answer.error?.code];
  };
  expect(await change({ key: ['nope'] })).toEqual([422, 'unknown-column']);
  expect(await change({ columns: [{ source: 'zzz', name: 'q' }] })).toEqual([422, 'unknown-column']);
  expect(await change({ table: 7 })).toEqual([422, 'unknown-table']);
  expect(await change({ sheet: 'Sheet1' })).toEqual([422, 'unknown-sheet']);
  expect((await settled(server, sent.id)).status).toBe('ready');
  for (const [columns, code] of [
    [[{ source: 'a', name: 'B' }], 'duplicate-name'],
    [['a', 'b'].map((source) => ({ source, isOmitted: true })), 'no-columns']
  ] as const) {
    await change({ columns });
    expect(await settled(server, sent.id)).toMatchObject({ status: 'failed', issues: [{ code }] });
  }
  await change({ columns: [] });
  expect((await settled(server, sent.id)).status).toBe('ready');
  const personal = await upload(server, '联系电话\n13800000000\n');
  expect(personal).toMatchObject({ status: 'failed', issues: [{ code: 'no-columns' }] });
});
