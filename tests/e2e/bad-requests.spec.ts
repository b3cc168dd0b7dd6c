import { expect, test } from '@playwright/test';
import { ask } from './ask.ts';
import { serveFile } from './serve.ts';

/** Requests that no browser sends: whoever can reach the port must not be able to take the server from the others. */
const server = serveFile();

test.afterEach(async () => {
  expect((await ask(server, '/api/health')).status, 'the server still answers').toBe(200);
});

test('stretches of a file that nobody could mean', async () => {
  for (const range of [
    'bytes=5-2',
    'bytes=5-2,7-9',
    'bytes=-5',
    'bytes=99999999-',
    'bytes=a-b',
    'lines=1-2'
  ]) {
    const { status } = await fetch(`${server.url}/favicon.svg`, { headers: { range } });
    expect([200, 416], range).toContain(status);
  }
  const part = await fetch(`${server.url}/favicon.svg`, { headers: { range: 'bytes=2-5' } });
  expect([part.status, (await part.arrayBuffer()).byteLength]).toEqual([206, 4]);
});

test('a form that breaks off in a part nobody reads', async () => {
  const headers = { 'content-type': 'multipart/form-data; boundary=x' };
  const part = (name: string) =>
    `--x\r\nContent-Disposition: form-data; name="${name}"; filename="a.csv"\r\n\r\na,b\r\n`;
  for (const path of ['/api/decks/check', '/api/uploads'])
    for (const body of [part('other'), part('file') + part('file'), part('file'), '--x\r\n', '']) {
      const response = await fetch(server.url + path, { method: 'POST', headers, body });
      expect(response.status, `${path} ${body}`).toBeGreaterThanOrEqual(400);
      expect(response.status, `${path} ${body}`).toBeLessThan(500);
    }
});

test('only the headers of events', async () => {
  const body = 'a\n1\n';
  const sent = await fetch(`${server.url}/api/uploads?filename=a.csv`, { method: 'POST', body });
  const { id } = (await sent.json()) as { id: string };
  const signal = AbortSignal.timeout(5000);
  for (const [path, status] of [
    [id, 200],
    ['nobody', 404]
  ] as const) {
    const found = await fetch(`${server.url}/api/uploads/${path}/events`, { method: 'HEAD', signal });
    expect(found.status, path).toBe(status);
  }
});
