import { request as httpRequest } from 'node:http';
import { expect, test } from '@playwright/test';
import { serveFile, start } from './serve.ts';

/** Who may read and who may write, by the address the server is bound to. */
const server = serveFile();

interface Answer {
  status: number;
  body: string;
}

const WRITES: [method: string, path: string, body?: string][] = [
  [
    'POST',
    '/api/charts',
    JSON.stringify({
      slug: 'mine',
      spec: { type: 'line', query: { indicator: 'stock', period: { grain: 'year' } } }
    })
  ],
  [
    'PUT',
    '/api/charts/stock',
    JSON.stringify({ title: 'x', spec: { type: 'line', query: { indicator: 'stock' } } })
  ],
  ['DELETE', '/api/charts/growth'],
  ['POST', '/api/charts/stock/pins'],
  ['POST', '/api/datasets/organizations/versions/1/restore']
];
const FORMS: [path: string][] = [['/charts/stock?/pin'], ['/datasets?/removeSample']];

test.describe('on loopback', () => {
  test('a name of another machine is refused, reading and writing', async () => {
    for (const host of [
      'yinli.example',
      `yinli.example:${server.port}`,
      '10.0.0.5',
      'localhost.evil.example',
      '127.0.0.1.evil.example'
    ]) {
      for (const path of ['/api/health', '/', '/embed/stock', '/charts/stock.svg']) {
        expectRefused(await send('GET', path, { host }), 'foreign-host', `${host} ${path}`);
      }
      const write = await send('POST', '/api/charts/stock/pins', { host });
      expectRefused(write, 'foreign-host', host);
    }
    for (const host of [
      `127.0.0.1:${server.port}`,
      `localhost:${server.port}`,
      `[::1]:${server.port}`,
      'yinli.localhost'
    ]) {
      expect((await send('GET', '/api/health', { host })).status, host).toBe(200);
    }
  });

  test('a page of another origin may not write', async () => {
    for (const origin of [
      'http://evil.example',
      'null',
      `http://127.0.0.1:${server.port + 1}`,
      `http://localhost:${server.port}`,
      'file://'
    ]) {
      for (const [method, path, body] of WRITES) {
        expectRefused(
          await send(method, path, { origin }, body),
          'foreign-origin',
          `${origin} ${method} ${path}`
        );
      }
      for (const [path] of FORMS) {
        expectRefused(
          await send('POST', path, { origin, 'content-type': 'application/x-www-form-urlencoded' }),
          'foreign-origin',
          path
        );
      }
    }
    const crossSite = await send('POST', '/api/charts/stock/pins', { 'sec-fetch-site': 'cross-site' });
    expectRefused(crossSite, 'foreign-origin', 'sec-fetch-site');
    expect(JSON.parse((await send('GET', '/api/charts/stock/pins')).body), 'nothing was written').toEqual([]);
  });

  test('a script without an origin and the product’s own page may write', async ({ page }) => {
    expect((await send('POST', '/api/charts/stock/pins')).status).toBe(201);
    expect((await send('POST', '/api/charts/stock/pins', { origin: server.url })).status).toBe(201);
    await page.goto(server.url + '/charts/stock/share');
    await page.getByRole('button', { name: '把现在的数字定稿' }).click();
    await expect(page).toHaveURL(/pin=3$/);
  });

  test('no answer lets another origin read', async () => {
    const answer = await fetch(`${server.url}/api/datasets`, { headers: { origin: 'http://evil.example' } });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });
});

test('on any other address everything can be read and nothing written', async ({ page }) => {
  const open = await start({ HOST: '0.0.0.0' });
  try {
    await page.goto(`${open.url}/?region=440100&as_of=2023-12-31`);
    await expect(page.locator('.headline')).toContainText('471 家');
    await page.goto(`${open.url}/charts/stock/share`);
    await expect(page.getByRole('button', { name: '把现在的数字定稿' })).toHaveCount(0);
    await page.goto(`${open.url}/datasets`);
    await expect(page.getByText('移除全部示例数据')).toHaveCount(0);
    expect((await send('GET', '/api/health', { host: 'yinli.example' }, undefined, open.port)).status).toBe(
      200
    );

    const languages = { zh: /账户功能启用之前只能查看/, en: /read-only until it has accounts/ };
    for (const [language, sentence] of Object.entries(languages)) {
      const headers = { 'accept-language': language };
      for (const [method, path, body] of WRITES) {
        const answer = await send(method, path, headers, body, open.port);
        expectRefused(answer, 'read-only', `${method} ${path}`);
        expect(answer.body).toMatch(sentence);
      }
      for (const [path] of FORMS) {
        const form = { ...headers, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' };
        const answer = await send('POST', path, form, '', open.port);
        expect(answer.status, path).toBe(403);
        expect(answer.body, path).toMatch(sentence);
      }
    }
    const query = JSON.stringify({ indicator: 'stock', region: '440100', asOf: '2023-12-31' });
    const asked = await send('POST', '/api/query', { 'content-type': 'application/json' }, query, open.port);
    expect(asked.status, 'a question is no change').toBe(200);
    expect(JSON.parse(asked.body)).toMatchObject({ rows: [[471, 471, null]] });
    const pins = await send('GET', '/api/charts/stock/pins', {}, undefined, open.port);
    expect(JSON.parse(pins.body)).toEqual([]);
    const datasets = JSON.parse(
      (await send('GET', '/api/datasets', {}, undefined, open.port)).body
    ) as unknown[];
    expect(datasets).toHaveLength(5);
  } finally {
    await page.context().close();
    await open.stop();
  }
});

function expectRefused(answer: Answer, code: string, what: string): void {
  expect(answer.status, what).toBe(403);
  const { error } = JSON.parse(answer.body) as { error: { code: string; message: string } };
  expect(error.code, what).toBe(code);
  expect(error.message.length, what).toBeGreaterThan(10);
}

/** A request with exactly these headers: `fetch` would not send a foreign Host. */
function send(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: string,
  port = server.port
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const json = body === undefined || headers['content-type'] ? {} : { 'content-type': 'application/json' };
    const request = httpRequest(
      { host: '127.0.0.1', port, method, path, headers: { ...json, ...headers } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() })
        );
      }
    );
    request.on('error', reject);
    request.end(body ?? '');
  });
}
