import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { ask } from './ask.ts';
import { call, commit, settled, upload } from './send.ts';
import { serveFile } from './serve.ts';

/** A dataset of an analyst's own: another title, any two versions side by side, its end. */
const server = serveFile();

test('a dataset is renamed, compared across versions and deleted with its files', async () => {
  for (const text of ['code,n\nA,1\nB,2\n', 'code,n\nA,1\nB,3\n', 'code,n\nB,3\nC,4\n']) {
    const state = await upload(server, text, { dataset: 'own' });
    expect((await commit(server, state.id)).status).toBe(200);
  }
  expect((await call(server, 'PATCH', '/api/datasets/own', { title: '自有表' })).body).toMatchObject({
    id: 'own',
    title: '自有表'
  });
  expect((await call(server, 'PATCH', '/api/datasets/own', { title: '' })).body.error?.code).toBe(
    'bad-dataset'
  );
  expect((await call(server, 'PATCH', '/api/datasets/none', { title: 'x' })).status).toBe(404);
  const diff = await ask(server, '/api/datasets/own/versions/3/diff?against=1');
  expect(JSON.parse(diff.text)).toMatchObject({ against: 1, added: 1, changed: 1, removed: 1, unchanged: 0 });

  const files = () =>
    ['originals', 'versions', 'uploads'].map((name) => readdirSync(join(server.dataDir, name)).length);
  const before = files();
  expect((await call(server, 'DELETE', '/api/datasets/own')).status).toBe(204);
  expect((await ask(server, '/api/datasets/own')).status).toBe(404);
  expect(files().slice(0, 2)).toEqual(before.slice(0, 2).map((count) => count - 3));
});

test('a dataset that charts and pins use is deleted only knowingly', async () => {
  await fetch(`${server.url}/api/charts/stock/pins`, { method: 'POST' });
  const asked = await call(server, 'DELETE', '/api/datasets/organizations');
  expect([asked.status, asked.body.error?.code]).toEqual([409, 'dataset-in-use']);
  expect(asked.body.error?.details).toMatchObject({
    charts: expect.arrayContaining(['stock']),
    pins: [{ slug: 'stock', pin: 1 }]
  });
  expect((await ask(server, '/api/datasets/organizations')).status).toBe(200);
  expect((await call(server, 'DELETE', '/api/datasets/organizations?accept=1')).status).toBe(204);
  expect((await ask(server, '/charts/stock.svg?pin=1')).status).toBe(200);
  expect((await ask(server, '/')).status).toBe(200);
});

test('a template, filled in, goes straight in', async () => {
  const empty = await ask(server, '/api/datasets/organizations/template.csv');
  expect(empty.text).toMatch(/^credit_code,name,type,authority_code,.*\n$/);
  for (const id of ['organizations', 'filings', 'credit_lists', 'statistics', 'divisions']) {
    const example = await ask(server, `/api/datasets/${id}/template.csv?example=1`);
    const state = await upload(server, example.text, { dataset: id });
    expect(state, JSON.stringify(state.issues)).toMatchObject({
      status: 'ready',
      issueCount: 0,
      records: { rejected: 0, excluded: 0 }
    });
    expect(state.records?.accepted, id).toBeGreaterThan(0);
    await call(server, 'DELETE', `/api/uploads/${state.id}`);
  }
  expect((await ask(server, '/api/datasets/none/template.csv')).status).toBe(404);
});

test('the rows an upload changes are shown, old beside new', async () => {
  const first = await upload(server, 'code,n\nA,1\nB,2\n', { dataset: 'shown' });
  await commit(server, first.id);
  const second = await upload(server, 'code,n\nA,1\nB,3\n', { dataset: 'shown' });
  await call(server, 'PATCH', `/api/uploads/${second.id}`, { key: ['code'] });
  expect(await settled(server, second.id)).toMatchObject({ diff: { changed: 1, unchanged: 1 } });
  const shown = await ask(server, `/api/uploads/${second.id}/diff`);
  expect(JSON.parse(shown.text)).toMatchObject({
    changed: 1,
    sample: [{ change: 'changed', before: { code: 'B', n: '2' }, after: { code: 'B', n: '3' } }]
  });
});
