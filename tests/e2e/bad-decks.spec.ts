import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { expect, test } from '@playwright/test';
import { textOf, unzip, zip, type Parts } from '../../src/lib/slides/zip.ts';
import { serveFile } from './serve.ts';

/** What a .pptx from outside may hold that it should not, and more than a slide has room for. */
const server = serveFile();

const CHECK = '/api/decks/check';

async function changed(change: (parts: Parts) => void): Promise<Buffer> {
  const answer = await fetch(`${server.url}/charts/stock.pptx`);
  const parts = unzip(new Uint8Array(await answer.arrayBuffer()));
  change(parts);
  return Buffer.from(zip(parts));
}

function put(name: string, text: string | Uint8Array): (parts: Parts) => void {
  return (parts) => parts.set(name, Buffer.from(text as string));
}

function replace(name: string, from: string, to: string): (parts: Parts) => void {
  return (parts) => parts.set(name, Buffer.from(textOf(parts, name).replace(from, () => to)));
}

const SLIDE = 'ppt/slides/slide1.xml';
const REFUSED: [what: string, change: (parts: Parts) => void, code: string][] = [
  ['a bomb', put('ppt/media/x.bmp', new Uint8Array(200_000_000)), 'too-large'],
  ['macros in a .pptx', put('ppt/vbaProject.bin', 'x'), 'macros'],
  ['a path that leads out', put('../../etc/cron.d/x', 'x'), 'bad-deck'],
  ['broken XML', replace(SLIDE, '</p:sld>', ''), 'bad-deck'],
  [
    'entities',
    replace(SLIDE, '<p:sld ', '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><p:sld '),
    'bad-deck'
  ]
];
for (const [what, change, code] of REFUSED)
  test(`${what} is refused with a sentence`, async ({ request }) => {
    const data = await changed(change);
    for (const path of [CHECK, '/api/decks/refresh']) {
      const answer = await request.post(server.url + path, { data });
      expect(answer.status(), path).toBe(400);
      expect(((await answer.json()) as { error: { code: string } }).error.code).toBe(code);
    }
  });

test('a link to the outside is never followed', async ({ request }) => {
  const rels = 'ppt/slides/_rels/slide1.xml.rels';
  const link = `<Relationship Id="rId77" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="${server.url}/api/health" TargetMode="External"/>`;
  const data = await changed(replace(rels, '</Relationships>', `${link}</Relationships>`));
  const answer = await request.post(server.url + CHECK, { data });
  expect(answer.status()).toBe(200);
  expect(await answer.text()).not.toContain('uptimeSeconds');
});

for (const isTold of [true, false])
  test(`2 GB, ${isTold ? 'its length told' : 'without a length'}: refused, memory stays flat`, async () => {
    const before = residentMb();
    let most = before;
    const watch = setInterval(() => (most = Math.max(most, residentMb())), 100);
    const [status, body] = await sendZeros(2 * 1024, isTold);
    clearInterval(watch);
    expect(status).toBe(413);
    expect(body).toContain('100 MB');
    expect(most - before).toBeLessThan(300);
  });

test('5,000 categories: as many as can be read are drawn, and the rest is said', async ({ request }) => {
  const rows = Array.from({ length: 5000 }, (_, at) => `类别${at},${at}`);
  const sent = await request.post(`${server.url}/api/uploads?filename=many.csv`, {
    headers: { 'content-type': 'text/csv' },
    data: ['名称,数', ...rows].join('\n')
  });
  const { id } = (await sent.json()) as { id: string };
  const status = async () =>
    ((await (await request.get(`${server.url}/api/uploads/${id}`)).json()) as { status: string }).status;
  await expect.poll(status, { timeout: 20_000 }).toBe('ready');
  const committed = await request.post(`${server.url}/api/uploads/${id}/commit`, {
    data: { mode: 'replace', acceptIssues: true }
  });
  const { dataset } = (await committed.json()) as { dataset: string };
  const query = { dataset, measure: { aggregate: 'sum', column: '数' }, by: '名称' };
  const saved = await request.post(`${server.url}/api/charts`, {
    data: { slug: 'many', title: '五千类', spec: { type: 'bar', query } }
  });
  expect(saved.status()).toBe(201);
  const deck = await request.get(`${server.url}/charts/many.pptx?lang=zh`);
  const slide = textOf(unzip(await deck.body()), SLIDE);
  expect(slide).toContain('共 5000 组，只画最大的 40 组');
  expect(slide).toContain('另有 15 项未画出');
});

/** From Linux itself, which may have no `ps`; elsewhere from `ps`. */
function residentMb(): number {
  if (process.platform !== 'linux')
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(server.pid)], { encoding: 'utf8' })) / 1000;
  const text = readFileSync(`/proc/${server.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(text)?.[1]) / 1000;
}

/** Megabytes of nothing, as fast as they are taken; what the server says to them. */
function sendZeros(megabytes: number, isTold: boolean): Promise<[status: number, body: string]> {
  return new Promise((resolve, reject) => {
    const length = isTold ? { 'content-length': String(megabytes * 1024 ** 2) } : {};
    const headers = { 'content-type': 'application/octet-stream', ...length };
    const sending = httpRequest(server.url + CHECK, { method: 'POST', headers }, (answer) => {
      answer.toArray().then((parts) => resolve([answer.statusCode ?? 0, parts.join('')]), reject);
    });
    let isAnswered = false;
    sending.on('response', () => (isAnswered = true));
    sending.on('error', (cause) => (isAnswered ? undefined : reject(cause)));
    const block = Buffer.alloc(1024 ** 2);
    let left = megabytes;
    const send = () => {
      while (left > 0 && !sending.destroyed) {
        left -= 1;
        if (!sending.write(block)) return void sending.once('drain', send);
      }
      sending.end();
    };
    send();
  });
}
