import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as charts from '../charts.ts';
import { commit, restore } from '../commit.ts';
import { answerKept, keep } from './responses.ts';
import { stamp } from '../stamp.ts';
import * as store from '../store.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'yinli-responses-'));
let server: Server;
let url = '';
let made = 0;

/** A server as the product's: what is kept goes out at once, the rest is made, counted and kept. */
beforeAll(async () => {
  await store.open({ dataDir, withSample: false });
  server = createServer(async (request, response) => {
    if (answerKept(request, response)) return;
    const header = (name: string) => request.headers[name] as string | undefined;
    const asked = { method: request.method ?? 'GET', address: request.url ?? '', header };
    const lang = /en/.test(header('accept-language') ?? '') ? 'en' : 'zh';
    const before = stamp();
    if (request.url === '/while-writing') await load('b,2\n');
    const answer = new Response(`${lang} ${++made}`, { headers: { etag: `"${made}"` } });
    if (request.url === '/cookie') answer.headers.set('set-cookie', 'lang=en');
    const sent = await keep(asked, lang, before, answer);
    response.writeHead(sent.status, Object.fromEntries(sent.headers)).end(await sent.text());
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const load = (row: string) =>
  commit(dataDir, {
    dataset: 'things',
    bytes: Buffer.from(`name,number\n${row}`),
    filename: 'things.csv',
    mode: 'replace',
    by: 'test'
  });
const get = async (path: string, headers: Record<string, string> = {}) =>
  (await fetch(url + path, { headers })).text();

test('what was drawn for pages of any width serves each, what was drawn for one only those like it', async () => {
  const any = await get('/?width=any');
  expect(await get('/?width=any', { 'yinli-width': '1280' })).toBe(any);
  const wide = await get('/?width=said', { 'yinli-width': '1280' });
  expect(await get('/?width=said', { 'yinli-width': '800' })).toBe(wide);
  expect(await get('/?width=said', { 'yinli-width': '390' })).not.toBe(wide);
  expect(await get('/?width=said')).not.toBe(wide);
});

test('an answer is made once for equal requests, and again for another address, language or packing', async () => {
  const first = await get('/?a=1');
  expect(await get('/?a=1')).toBe(first);
  expect(await get('/?a=1', { 'accept-language': 'en' })).toMatch(/^en/);
  expect(await get('/?a=1', { 'accept-language': 'en' })).toMatch(/^en/);
  expect(await get('/?a=1')).toBe(first);
  expect(await get('/?a=2')).not.toBe(first);
  expect(await get('/?a=1', { 'accept-encoding': 'identity' })).not.toBe(first);
});

test('a reader who has it gets 304 without a body', async () => {
  await get('/held');
  const { headers } = await fetch(url + '/held');
  const again = await fetch(url + '/held', { headers: { 'if-none-match': `W/"x", ${headers.get('etag')}` } });
  expect([again.status, await again.text()]).toEqual([304, '']);
});

test('a commit, a restoring and a chart make every kept answer anew', async () => {
  const seen = [await get('/')];
  const changes = [
    () => load('a,1\n'),
    () => load('a,2\n'),
    () => restore('things', 1, 'test'),
    async () =>
      charts.create(
        { slug: 'one', title: 'One', spec: { type: 'line', query: { indicator: 'stock' } } },
        'test'
      ),
    async () => charts.remove('one')
  ];
  for (const change of changes) {
    await change();
    const now = await get('/');
    expect(seen).not.toContain(now);
    expect(await get('/')).toBe(now);
    seen.push(now);
  }
});

test('what was made while something was written is not kept, nor what sets a cookie', async () => {
  expect(await get('/while-writing')).not.toBe(await get('/while-writing'));
  expect(await get('/cookie')).not.toBe(await get('/cookie'));
});
