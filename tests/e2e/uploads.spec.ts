import { readdirSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expectError, ask } from './ask.ts';
import { call, commit, send, settled, upload } from './send.ts';
import { serveFile } from './serve.ts';

/** The way of a file from its first byte to a version, as scripts and pages drive it. */
const server = serveFile();
const BUDGET = 'code,name,amount\nA1,一号,10\nA2,"二号, 分",\nA3,三号,3.5\n';

test('a file is received, read, and committed once, however often it is asked', async () => {
  const sent = await send(server, BUDGET, { dataset: 'budget', filename: '预算.csv' });
  expect(sent.status).toBe(201);
  expect(Object.keys(sent.body).sort()).toEqual(['id', 'status']);
  const state = await settled(server, sent.body.id);
  expect(state).toMatchObject({
    status: 'ready',
    filename: '预算.csv',
    dataset: 'budget',
    isNew: true,
    encoding: 'utf-8',
    delimiter: ',',
    quote: '"',
    headerRows: 1,
    records: { read: 3, accepted: 3, rejected: 0, excluded: 0 },
    issues: [],
    issueCount: 0,
    diff: { added: 3, changed: 0, removed: 0, unchanged: 0 },
    columns: [
      { name: 'code', source: 'code', type: 'text' },
      { name: 'name', source: 'name', type: 'text' },
      { name: 'amount', source: 'amount', type: 'decimal' }
    ]
  });
  const document = (await (await fetch(`${server.url}/api/openapi.json`)).json()) as {
    paths: Record<string, { get: { responses: { 200: { content: Record<string, { schema: object }> } } } }>;
  };
  const schema = document.paths['/api/uploads/{id}']?.get.responses[200].content['application/json']?.schema;
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  expect(ajv.validate(schema ?? false, state), JSON.stringify(ajv.errors)).toBe(true);

  const done = await commit(server, state.id, { mode: 'replace', knownOn: '2024-05-06', note: '五月' });
  expect(done).toEqual({ status: 200, body: { dataset: 'budget', version: 1 } });
  expect(await commit(server, state.id)).toEqual(done);
  const [version] = (await (await fetch(`${server.url}/api/datasets/budget/versions`)).json()) as object[];
  expect(version).toMatchObject({
    version: 1,
    knownOn: '2024-05-06',
    filename: '预算.csv',
    note: '五月',
    rows: 3
  });
  const raw = await ask(server, '/api/datasets/budget/rows?raw=1');
  expect(JSON.parse(raw.text)).toMatchObject({
    rows: [
      ['A1', '一号', '10'],
      ['A2', '二号, 分', ''],
      ['A3', '三号', '3.5']
    ]
  });
  expect((await settled(server, state.id)).version).toBe(1);
  const original = await fetch(`${server.url}/api/uploads/${state.id}/original`);
  expect(await original.text()).toBe(BUDGET);
  expect(original.headers.get('content-disposition')).toContain("filename*=UTF-8''%E9%A2%84%E7%AE%97.csv");
});

test('a second file is compared by key, the same file recognised, far fewer rows said', async () => {
  const header = 'credit_code,name,authority_code,registered_on\n';
  const row = (n: number, name = `会${n}`) =>
    `5144000050000${String(n).padStart(4, '0')}C,${name},440100,2020-01-01\n`;
  const text = header + Array.from({ length: 10 }, (_, n) => row(n)).join('');
  const first = await upload(server, text, { dataset: 'organizations' });
  expect(first.suggestedDataset).toBe('organizations');
  expect((await commit(server, first.id)).status).toBe(200);
  const again = await upload(server, text, { dataset: 'organizations' });
  expect(again).toMatchObject({
    sameAs: { dataset: 'organizations', version: 2 },
    diff: { unchanged: 10, added: 0 }
  });
  const second = await upload(server, header + row(0, '改名') + row(1) + row(20), {
    dataset: 'organizations'
  });
  expect(second.diff).toEqual({ added: 1, changed: 1, removed: 8, unchanged: 1 });
  expect(second.warnings).toMatchObject([{ code: 'far-fewer-rows', mustConfirm: true }]);
  const refused = await commit(server, second.id, { mode: 'replace', confirmed: [] });
  expect([refused.status, refused.body.error?.code]).toEqual([409, 'not-confirmed']);
  expect((await commit(server, second.id, { mode: 'replace', confirmed: ['far-fewer-rows'] })).status).toBe(
    200
  );

  const late = await commit(server, again.id);
  expect(late).toMatchObject({
    status: 409,
    body: { error: { code: 'data-moved-on', details: { version: 3 } } }
  });
  expect(await settled(server, again.id)).toMatchObject({
    against: 3,
    diff: { added: 8, changed: 1, removed: 1, unchanged: 1 }
  });
  expect((await commit(server, again.id)).body).toEqual({ dataset: 'organizations', version: 4 });
});

test('without a dataset a file becomes a new one; a known one that fits is proposed only', async () => {
  const fits = 'region_code,indicator,as_of,value,unit\n440000,stock,2023-12-31,1,家\n';
  const known = await upload(server, fits, { filename: 'Figures 2023 (1).csv' });
  expect(known).toMatchObject({ dataset: 'figures_2023_1', suggestedDataset: 'statistics' });
  const patched = await call(server, 'PATCH', `/api/uploads/${known.id}`, { dataset: 'statistics' });
  expect(patched.status).toBe(200);
  expect(await settled(server, known.id)).toMatchObject({
    status: 'ready',
    dataset: 'statistics',
    isNew: false
  });
  expect((await commit(server, known.id)).status).toBe(200);
  for (const path of ['/', '/charts', '/api/reports', '/brief']) {
    expect((await ask(server, path)).status, `${path} without the optional columns of statistics`).toBe(200);
  }
  const chinese = await upload(server, 'a\n1\n', { filename: '名单.csv' });
  expect(chinese.dataset).toMatch(/^[a-z][a-z0-9_]*$/);
  const typed = await call(server, 'PATCH', `/api/uploads/${chinese.id}`, {
    columns: [{ source: 'a', name: 'b', title: '乙', type: 'text' }]
  });
  expect(typed.status).toBe(200);
  expect((await settled(server, chinese.id)).columns).toEqual([
    { name: 'b', title: '乙', source: 'a', type: 'text' }
  ]);
});

test('issues are named by row, listed as CSV, and keep a file out until accepted', async () => {
  const state = await upload(server, 'a,b\n1,2\n3\n4,5\n', { dataset: 'widths' });
  expect(state).toMatchObject({
    status: 'ready',
    records: { read: 3, accepted: 2, rejected: 1, excluded: 0 },
    issues: [{ severity: 'must-fix', row: 3, column: null, code: 'record-width' }],
    issueCount: 1
  });
  const csv = await ask(server, `/api/uploads/${state.id}/issues.csv`);
  expect(csv.type).toContain('text/csv');
  expect(csv.text).toMatch(/^severity,row,column,value,code,message\nmust-fix,3,,3,record-width,/);
  const refused = await commit(server, state.id);
  expect([refused.status, refused.body.error?.code]).toEqual([422, 'must-fix']);
  expect((await commit(server, state.id, { mode: 'replace', acceptIssues: true })).status).toBe(200);
  const raw = await ask(server, '/api/datasets/widths/rows?raw=1');
  expect(JSON.parse(raw.text)).toMatchObject({
    rows: [
      ['1', '2'],
      ['4', '5']
    ]
  });
});

test('an empty file fails, one with only a header is ready', async () => {
  const empty = await upload(server, '', { dataset: 'nothing' });
  expect(empty).toMatchObject({ status: 'failed', issues: [{ code: 'empty-file' }], issueCount: 1 });
  expect((await ask(server, `/api/uploads/${empty.id}/issues.csv`)).text).toContain('empty-file');
  const refused = await commit(server, empty.id);
  expect([refused.status, refused.body.error?.code]).toEqual([409, 'not-ready']);
  const header = await upload(server, 'a,b\n', { dataset: 'header_only' });
  expect(header).toMatchObject({
    status: 'ready',
    records: { read: 0 },
    columns: [{ name: 'a' }, { name: 'b' }]
  });
});

test('an upload taken back leaves nothing', async () => {
  const state = await upload(server, 'gone\n1\n', { dataset: 'gone' });
  const files = () =>
    ['originals', 'versions', 'uploads', 'tmp'].map((name) => readdirSync(join(server.dataDir, name)).length);
  const before = files();
  expect((await call(server, 'DELETE', `/api/uploads/${state.id}`)).status).toBe(204);
  expect(files()).toEqual(before.map((count, k) => (k === 3 ? count : count - 1)));
  expect(await settled(server, state.id)).toMatchObject({ status: 'cancelled', filename: '' });
  for (const path of ['original', 'commit']) {
    const answer = await call(
      server,
      path === 'commit' ? 'POST' : 'GET',
      `/api/uploads/${state.id}/${path}`,
      path === 'commit' ? {} : undefined
    );
    expect(answer.status).toBe(409);
  }
  expect((await call(server, 'PATCH', `/api/uploads/${state.id}`, {})).body.error?.code).toBe(
    'upload-closed'
  );
});

test('a multipart form brings a file, in any order of fields, with a name in Chinese', async () => {
  const form = new FormData();
  form.append('other', 'x'.repeat(1000));
  form.append('file', new Blob([BUDGET], { type: 'text/csv' }), '表格 (1).csv');
  const response = await fetch(`${server.url}/api/uploads?dataset=form`, { method: 'POST', body: form });
  expect(response.status).toBe(201);
  const state = await settled(server, ((await response.json()) as { id: string }).id);
  expect(state).toMatchObject({ status: 'ready', filename: '表格 (1).csv', records: { read: 3 } });

  const without = new FormData();
  without.append('other', 'x');
  const refused = await fetch(`${server.url}/api/uploads`, { method: 'POST', body: without });
  expect(refused.status).toBe(400);
  expect(await refused.json()).toMatchObject({ error: { code: 'no-file' } });
});

test('names with folders and control characters are shown safely', async () => {
  for (const [given, shown] of [
    ['../../etc/passwd', 'passwd'],
    ['C:\\x\\账 目.csv', '账 目.csv'],
    ['a\u202Etxt\u0000.csv', 'atxt.csv'],
    ['', 'upload.csv'],
    ['字'.repeat(700) + '.csv', '字'.repeat(176) + '.csv']
  ] as const) {
    const state = await upload(server, `n\n${given.length}\n`, { dataset: 'names', filename: given });
    expect(state.filename).toBe(shown);
    await call(server, 'DELETE', `/api/uploads/${state.id}`);
  }
});

test('every refusal has the one error shape', async () => {
  const bad = await send(server, 'a\n1\n', { dataset: 'Bad Id' });
  expect([bad.status, (bad.body as { error?: { code: string } }).error?.code]).toEqual([
    400,
    'bad-dataset-id'
  ]);
  for (const path of ['', '/events', '/issues.csv', '/original']) {
    const answer = await ask(server, `/api/uploads/none${path}`);
    expect(answer.status, path).toBe(404);
    expect(expectError(answer).error.code).toBe('unknown-upload');
  }
  const { id } = await upload(server, 'a\n1\n', { dataset: 'shapes' });
  for (const body of [
    { encoding: 'latin-1' },
    { headerRows: 9 },
    { nothing: 1 },
    { columns: 'a' },
    { dataset: 'X' }
  ]) {
    const answer = await call(server, 'PATCH', `/api/uploads/${id}`, body);
    expect([answer.status, answer.body.error?.code], JSON.stringify(body)).toEqual([400, 'bad-upload']);
  }
  for (const body of [{ mode: 'merge' }, { knownOn: '2024-02-30' }, { knownOn: 5 }, { confirmed: 1 }]) {
    const answer = await commit(server, id, body);
    expect([answer.status, answer.body.error?.code], JSON.stringify(body)).toEqual([400, 'bad-commit']);
  }
  await call(server, 'DELETE', `/api/uploads/${id}`);
});

test('the same state comes as events, until nothing will change', async () => {
  const { body } = await send(server, BUDGET, { dataset: 'eventful' });
  const response = await fetch(`${server.url}/api/uploads/${body.id}/events`);
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const heard = response.text();
  await settled(server, body.id);
  expect((await commit(server, body.id)).status).toBe(200);
  const states = (await heard).split('\n\n').filter((part) => part.startsWith('data: '));
  const last = JSON.parse(states.at(-1)?.slice(6) ?? '') as object;
  expect(last).toEqual(await settled(server, body.id));
  expect(last).toMatchObject({ status: 'committed', version: 1 });
});

test('a sender who leaves at any point leaves nothing behind', async () => {
  const count = () =>
    ['originals', 'versions', 'uploads', 'tmp'].map((name) => readdirSync(join(server.dataDir, name)).length);
  const list = async () => ((await (await fetch(`${server.url}/api/uploads`)).json()) as object[]).length;
  const before = [...count(), await list()];
  const bytes = Buffer.alloc(3_000_000, 'a,b\n1,2\n');
  for (const share of [0, 0.01, 0.3, 0.99]) {
    await new Promise<void>((resolve) => {
      const asking = request(`${server.url}/api/uploads?dataset=left`, {
        method: 'POST',
        headers: { 'content-type': 'text/csv', 'content-length': bytes.length }
      });
      asking.on('error', () => resolve());
      asking.write(bytes.subarray(0, Math.max(1, bytes.length * share)), () =>
        setTimeout(() => asking.destroy(new Error('gone')), 30)
      );
    });
  }
  await expect.poll(async () => [...count(), await list()]).toEqual(before);
});

test('a body that names no type is a file all the same', async () => {
  const answer = await new Promise<string>((resolve, reject) => {
    const sent = request(`${server.url}/api/uploads?filename=bare.csv`, { method: 'POST' }, (response) => {
      response.on('data', (chunk: Buffer) => resolve(chunk.toString()));
    });
    sent.on('error', reject);
    sent.end('a,b\n1,2\n');
  });
  const { id } = JSON.parse(answer) as { id: string };
  expect(await settled(server, id)).toMatchObject({ status: 'ready', records: { read: 1, accepted: 1 } });
});
