import { expect, test } from '@playwright/test';
import { serveFile } from './serve.ts';

/** A chart's address pasted into a chat, a document or another page: oEmbed 1.0 and Open Graph. */
const server = serveFile();

interface Embedded {
  version: string;
  type: string;
  title: string;
  width: number;
  height: number;
  html: string;
  thumbnail_url: string;
}

test('the page of a chart leads to its embed, which is what it says', async ({ page, request }) => {
  await page.goto(`${server.url}/charts/stock?region=440100&as_of=2023-12-31`);
  const link = page.locator('link[type="application/json+oembed"]');
  const answer = await request.get((await link.getAttribute('href')) ?? '');
  expect(answer.headers()['access-control-allow-origin']).toBe('*');
  const embedded = (await answer.json()) as Embedded;
  expect(embedded).toMatchObject({ version: '1.0', type: 'rich', width: 720 });
  expect(embedded.title).toContain('广州市');

  await page.setContent(embedded.html);
  const body = page.frameLocator('iframe').locator('body');
  await expect(body.locator('svg').first()).toBeVisible();
  const room = embedded.height - (await body.evaluate(() => document.body.offsetHeight));
  expect(room, 'the height given holds the chart without much to spare').toBeGreaterThanOrEqual(0);
  expect(room).toBeLessThan(80);

  const picture = await request.get(embedded.thumbnail_url);
  expect(picture.headers()['content-type']).toBe('image/png');
});

test('bounds, pins, languages and themes are kept', async ({ request }) => {
  const ask = async (query: string) => request.get(`${server.url}/oembed?${query}`);
  const embeddedBy = async (query: string) => (await (await ask(query)).json()) as Embedded;
  const address = encodeURIComponent(`${server.url}/embed/stock?region=440300&lang=en&theme=dark`);
  const small = await embeddedBy(`url=${address}&maxwidth=300&maxheight=200&format=json`);
  expect([small.width, small.height]).toEqual([300, 200]);
  expect(small.title).toContain('Shenzhen');
  expect(small.html).toContain('/embed/stock?region=440300&amp;lang=en&amp;theme=dark');

  await request.post(`${server.url}/api/charts/stock/pins`);
  const pinned = await embeddedBy(`url=${encodeURIComponent(`${server.url}/charts/stock?pin=1`)}`);
  expect(pinned.html).toContain('/embed/stock?pin=1');
});

test('what is no chart of ours is refused with the status of the standard', async ({ request }) => {
  const cases: [string, number, string][] = [
    ['', 400, 'missing-parameter'],
    ['url=https://example.org/charts/stock', 404, 'not-embeddable'],
    ['url=javascript:alert(1)', 404, 'not-embeddable'],
    [`url=${server.url}/reports`, 404, 'not-embeddable'],
    [`url=${server.url}/charts/no-such-chart`, 404, 'unknown-chart'],
    [`url=${encodeURIComponent(`${server.url}/charts/stock?pin=99`)}`, 404, 'unknown-pin'],
    [`url=${encodeURIComponent(`${server.url}/charts/stock?theme=pink`)}`, 400, 'bad-parameter'],
    [`url=${server.url}/charts/stock&format=xml`, 501, 'unknown-format'],
    [`url=${server.url}/charts/stock&maxwidth=wide`, 400, 'bad-parameter'],
    [`url=${server.url}/charts/stock&maxwidth=100`, 404, 'too-small']
  ];
  for (const [query, status, code] of cases) {
    const answer = await request.get(`${server.url}/oembed?${query}`);
    expect(answer.status(), query).toBe(status);
    expect(((await answer.json()) as { error: { code: string } }).error.code, query).toBe(code);
  }
});

test('a link shows a title, a sentence and a picture', async ({ page, request }) => {
  for (const path of ['/?region=440100&as_of=2023-12-31', '/charts/survival?region=440100&lang=en']) {
    await page.goto(server.url + path);
    const meta = (name: string) => page.locator(`meta[property="og:${name}"]`).getAttribute('content');
    expect(await meta('title'), path).toMatch(/广州市|Guangzhou/);
    expect((await meta('description'))?.length, path).toBeGreaterThan(20);
    const picture = await request.get((await meta('image')) ?? '');
    expect(picture.headers()['content-type'], path).toBe('image/png');
  }
});
