import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { ask } from './ask.ts';
import { call, commit, settled, upload } from './send.ts';
import { ROOT, serveFile } from './serve.ts';

/** Records that a commit would count twice, and what is proposed for a file by its cells and by what was chosen before. */
const server = serveFile();
const registry = readFileSync(join(ROOT, 'data/organizations.csv'), 'utf8').split('\n');

test('records whose key the data has are named before they are appended, and must be accepted', async () => {
  const [header = '', , , third = '', fourth = ''] = registry;
  const codeOf = (line: string) => line.split(',')[0] ?? '';
  const sent = await upload(server, `${header}\n${third}\n${fourth}\n`, { dataset: 'organizations' });
  expect(sent.issues.map(({ code }) => code)).not.toContain('duplicate-key');
  const refused = await commit(server, sent.id, { mode: 'append' });
  expect([refused.status, refused.body.error?.code]).toEqual([422, 'must-fix']);
  await call(server, 'PATCH', `/api/uploads/${sent.id}`, { mode: 'append' });
  const found = await settled(server, sent.id);
  const repeated = found.issues.filter(({ code }) => code === 'duplicate-key');
  expect(repeated).toMatchObject([
    { severity: 'must-fix', row: 2, value: codeOf(third) },
    { severity: 'must-fix', row: 3, value: codeOf(fourth) }
  ]);
  const listed = (await ask(server, `/api/uploads/${sent.id}/issues.csv`)).text;
  expect(listed.match(/duplicate-key/g)).toHaveLength(2);
  await call(server, 'PATCH', `/api/uploads/${sent.id}`, { mode: 'upsert' });
  const upserted = await settled(server, sent.id);
  expect(upserted.issues.map(({ code }) => code)).not.toContain('duplicate-key');
  const accepted = await commit(server, sent.id, { mode: 'append', acceptIssues: true });
  expect(accepted.body.dataset).toBe('organizations');
});

test('records with the same chosen key are named in a dataset of its own', async () => {
  const sent = await upload(server, '地区,数量\n甲,1\n乙,2\n甲,3\n', { dataset: 'own_keys' });
  expect(sent.issues).toEqual([]);
  await call(server, 'PATCH', `/api/uploads/${sent.id}`, { key: ['地区'] });
  expect((await settled(server, sent.id)).issues).toMatchObject([
    { severity: 'must-fix', row: 4, column: '地区', value: '甲', code: 'duplicate-key' }
  ]);
  expect((await commit(server, sent.id)).status).toBe(422);
  await call(server, 'PATCH', `/api/uploads/${sent.id}`, { key: ['地区', '数量'] });
  expect((await settled(server, sent.id)).issues).toEqual([]);
  expect((await commit(server, sent.id)).status).toBe(200);
});

test('what was chosen for a file of the same header is left aside where this one has not got it', async () => {
  const two = await upload(server, '名称,数\n甲,1\n\n地区,家数,年\n广州,2,2020\n广州,3,2021\n', {
    dataset: 'second_tables'
  });
  await call(server, 'PATCH', `/api/uploads/${two.id}`, { table: 1 });
  expect((await settled(server, two.id)).columns).toHaveLength(3);
  await commit(server, two.id);
  const one = await upload(server, '名称,数\n丙,5\n', { dataset: 'first_tables' });
  expect(one).toMatchObject({ status: 'ready', records: { accepted: 1 } });
});

test('a known dataset is proposed for a file that fits it by its cells, and a title for a new one', async () => {
  const codes = registry.slice(1, 30).map((line) => line.split(',')[0]);
  const lines = codes.map((code, n) => `示例组织${n},${code},广州市民政局,2020-01-${10 + (n % 9)}`);
  const fits = await upload(server, `单位名称,编号栏,登记机关,登记时间\n${lines.join('\n')}\n`, {
    filename: 'x.csv'
  });
  expect(fits).toMatchObject({ dataset: 'x', suggestedDataset: 'organizations' });
  const titled = await upload(server, '2023年度收支情况,,\n项目,收入（万元）,支出\n甲,1.5,2\n乙,2.5,3\n');
  expect(titled).toMatchObject({
    title: '2023年度收支情况',
    columns: [{ source: '项目' }, { unit: '万元' }, { source: '支出' }]
  });
  expect(await upload(server, 'a,b\n1,2\n', { filename: '家底 (1).csv' })).toMatchObject({ title: '家底' });
});

test('what keeps a file out is said in the language of who asks', async () => {
  const state = await upload(server, 'a,b\n1,2\n3\n4,5\n', { dataset: 'in_words' });
  for (const [lang, message] of [
    ['zh', /第 3 行/],
    ['en', /line 3/i]
  ] as const) {
    const headers = { 'accept-language': lang, 'content-type': 'application/json' };
    const asked = { method: 'POST', headers, body: '{}' };
    const answer = await fetch(`${server.url}/api/uploads/${state.id}/commit`, asked);
    const { error } = (await answer.json()) as { error: { details: { issues: { message: string }[] } } };
    expect(error.details.issues[0]?.message).toMatch(message);
  }
});
