import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { newDir, serveFile } from './serve.ts';

/** A chart in somebody else's page: another origin, a sandbox, scripts off. */
const server = serveFile();

const CHART = '/embed/stock?region=440100&as_of=2023-12-31';
const MAX_BYTES = 15_000;

let site: Server;
let siteUrl = '';

test.beforeAll(async () => {
  site = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://site');
    const src = (searchParams.get('src') ?? '').replaceAll('&', '&amp;').replaceAll('"', '&quot;');
    const script = searchParams.has('script') ? `<script async src="${server.url}/embed.js"></script>` : '';
    const sandbox = searchParams.has('sandbox') ? ' sandbox="allow-scripts"' : '';
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><title>A page elsewhere</title>
      <script>addEventListener('message', ({ data, origin }) => (window.heard = [...(window.heard ?? []), { data, origin }]))</script>
      <h1>A page elsewhere</h1>${script}<iframe title="chart" width="600" height="420"${sandbox} src="${src}"></iframe>`);
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  siteUrl = `http://localhost:${(site.address() as AddressInfo).port}`;
});

test.afterAll(() => {
  site.closeAllConnections();
  site.close();
});

test('the chart shows and tells its height', async ({ page, context }) => {
  await page.goto(pageWith(CHART));
  await expectChart(page);
  await expect.poll(() => heights(page)).not.toEqual([]);
  const { height, origin } = (await heights(page)).at(-1) ?? { height: 0, origin: '' };
  const real = await page
    .frameLocator('iframe')
    .locator('body')
    .evaluate(() => document.body.offsetHeight);
  expect(height).toBe(real);
  expect(height).toBeGreaterThan(200);
  expect(origin).toBe(server.url);
  expect(await context.cookies(), 'no cookie').toEqual([]);

  await page.locator('iframe').evaluate((frame) => frame.setAttribute('width', '360'));
  await expect
    .poll(async () => (await heights(page)).at(-1)?.height, 'a new width, a new height')
    .not.toBe(height);
  await expectChart(page);
});

test('the chart shows in a sandbox of an origin without a name', async ({ page }) => {
  await page.goto(pageWith(CHART, true));
  await expectChart(page);
  await expect.poll(async () => (await heights(page)).at(-1)?.origin).toBe('null');
});

test.describe('scripts off', () => {
  test.use({ javaScriptEnabled: false });

  test('the chart shows', async ({ page }) => {
    await page.goto(pageWith(CHART));
    await expectChart(page);
  });
});

test('theme and language follow the address', async ({ page }) => {
  const paper = async (search: string) => {
    await page.goto(server.url + CHART + search);
    return page.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor);
  };
  const [light, dark, transparent] = [
    await paper('&theme=light'),
    await paper('&theme=dark'),
    await paper('&theme=transparent')
  ];
  expect(new Set([light, dark, transparent]).size).toBe(3);
  expect(transparent).toBe('rgba(0, 0, 0, 0)');
  await page.goto(server.url + CHART + '&lang=en');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.locator('body')).toContainText('Guangzhou');
  await expect(page.locator('body')).toContainText('synthetic');
});

for (const path of ['/', '/charts/stock', '/reports', '/datasets', '/definitions', '/nothing-here']) {
  test(`${path} cannot be framed`, async ({ page, request }) => {
    const { headers } = await headersOf(request.get(server.url + path, { headers: { accept: 'text/html' } }));
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    await page.goto(pageWith(path));
    const body = await page
      .frameLocator('iframe')
      .locator('body')
      .innerText()
      .catch(() => '');
    expect(body).not.toContain('引力');
    expect(page.frames()[1]?.url()).toContain('chrome-error');
  });
}

test('is small, kept by its ETag, and sets nothing', async ({ request }) => {
  for (const slug of ['stock', 'regions', 'entries-exits', 'structure-field', 'nation-definitions']) {
    const first = await request.get(`${server.url}/embed/${slug}`, { headers: { 'accept-encoding': 'br' } });
    expect(first.status()).toBe(200);
    const headers = first.headers();
    expect(headers['content-encoding']).toBe('br');
    const bytes = Number(headers['content-length']);
    console.log(`/embed/${slug}: ${bytes} bytes on the wire`);
    expect(bytes).toBeGreaterThan(1000);
    expect(bytes).toBeLessThan(MAX_BYTES);
    expect(headers['set-cookie']).toBeUndefined();
    expect(headers['content-security-policy']).toContain('frame-ancestors *');
    const again = await request.get(`${server.url}/embed/${slug}`, {
      headers: { 'if-none-match': headers.etag ?? '' }
    });
    expect(again.status()).toBe(304);
    expect((await again.body()).byteLength).toBe(0);
    const stale = await request.get(`${server.url}/embed/${slug}`, {
      headers: { 'if-none-match': '"another"' }
    });
    expect(stale.status()).toBe(200);
  }
});

test('an unknown chart is a clear 404', async ({ request }) => {
  const answer = await request.get(server.url + '/embed/nothing', { headers: { 'accept-language': 'en' } });
  expect(answer.status()).toBe(404);
  expect(await answer.text()).toContain('There is no chart “nothing”');
});

function pageWith(path: string, isSandboxed = false): string {
  const search = new URLSearchParams({ src: server.url + path, ...(isSandboxed ? { sandbox: '' } : {}) });
  return `${siteUrl}/?${search}`;
}

async function expectChart(page: Page): Promise<void> {
  const frame = page.frameLocator('iframe');
  await expect(frame.locator('svg:visible')).toHaveCount(1);
  await expect(frame.locator('body')).toContainText('广州市存量');
  await expect(frame.locator('body')).toContainText('模拟数据');
  const ink = await frame
    .locator('svg:visible path')
    .evaluateAll((paths) => paths.filter((path) => path.getBoundingClientRect().width > 50).length);
  expect(ink, 'lines that can be seen').toBeGreaterThan(1);
}

function heights(page: Page): Promise<{ height: number; origin: string }[]> {
  return page.evaluate(() => {
    const { heard = [] } = window as unknown as {
      heard?: { data: { type?: string; height?: number }; origin: string }[];
    };
    return heard
      .filter(({ data }) => data.type === 'yinli:height')
      .map(({ data, origin }) => ({ height: data.height ?? 0, origin }));
  });
}

async function headersOf(answer: Promise<{ headers(): Record<string, string> }>) {
  return { headers: (await answer).headers() };
}

test('with its one line of script a page gives the frame the height of the chart, more and less', async ({
  page
}) => {
  await page.goto(`${siteUrl}/?script=1&src=${encodeURIComponent(server.url + CHART)}`);
  const frame = page.locator('iframe');
  const body = page.frameLocator('iframe').locator('body');
  const fits = async () =>
    (await frame.evaluate((one) => one.clientHeight)) -
    (await body.evaluate(() => document.body.offsetHeight));
  await expect.poll(fits).toBe(0);
  const tall = await frame.evaluate((one) => one.clientHeight);
  await frame.evaluate((one) => one.setAttribute('width', '300'));
  await expect.poll(fits).toBe(0);
  expect(await frame.evaluate((one) => one.clientHeight)).not.toBe(tall);
});

test('the settings say which origins may frame; nothing else may be framed at all', async ({ request }) => {
  const policyOf = async (path: string) =>
    (await request.get(server.url + path)).headers()['content-security-policy'];
  expect(await policyOf(CHART)).toContain('frame-ancestors *');
  for (const path of ['/', '/charts/stock', '/charts/stock.html', '/settings']) {
    expect(await policyOf(path), path).toContain("frame-ancestors 'none'");
  }
  const put = (frameOrigins: unknown) =>
    request.put(`${server.url}/api/settings`, { data: { frameOrigins } });
  for (const wrong of [
    'javascript:alert(1)',
    'https://a.org/path',
    '*',
    "https://a.org; script-src 'none'",
    ''
  ]) {
    const refused = await put([wrong]);
    expect(refused.status(), wrong).toBe(400);
    expect(((await refused.json()) as { error: { code: string } }).error.code).toBe('bad-origin');
  }
  expect((await put('https://a.org')).status()).toBe(400);
  expect((await put(['https://A.example.org/', 'https://*.gov.cn:8443'])).status()).toBe(200);
  expect(await policyOf(CHART)).toMatch(
    /frame-ancestors 'self' https:\/\/a\.example\.org https:\/\/\*\.gov\.cn:8443$/
  );
  expect((await put([])).status()).toBe(200);
  expect(await policyOf(CHART)).toContain('frame-ancestors *');
});

test('a page opened from a disk may show a chart, as slides in HTML do, scaled', async ({ page }) => {
  const path = join(newDir(), 'slides.html');
  writeFileSync(
    path,
    `<!doctype html><div style="transform: scale(0.5); transform-origin: 0 0">
       <iframe title="chart" width="900" src="${server.url}${CHART}"></iframe></div>
     <script async src="${server.url}/embed.js"></script>`
  );
  await page.goto(`file://${path}`);
  await expectChart(page);
  const frame = page.locator('iframe');
  const inside = page.frameLocator('iframe').locator('body');
  const [told, real] = [
    () => frame.evaluate((one) => one.clientHeight),
    () => inside.evaluate(() => document.body.offsetHeight)
  ];
  await expect.poll(async () => (await told()) - (await real()), 'the height before scaling').toBe(0);
  await frame.evaluate((one) => (one.parentElement as HTMLElement).setAttribute('hidden', ''));
  await frame.evaluate((one) => (one.parentElement as HTMLElement).removeAttribute('hidden'));
  await expect.poll(async () => (await told()) - (await real()), 'shown again').toBe(0);
  expect(await told()).toBeGreaterThan(200);
});

test('the embed says why a line breaks, of what day it is, and which pin', async ({ page, request }) => {
  await request.post(`${server.url}/api/charts/nation-all/pins`);
  await page.goto(`${server.url}/embed/nation-all?pin=1`);
  await page.getByText('线为何断开').click();
  await expect(page.locator('details')).toContainText('①：来源改变');
  await expect(page.locator('main')).toContainText(/截至\d{4}年.*statistics 第1版 · 定稿第1稿/);
  await expect(page.locator('link[type="application/json+oembed"]')).toHaveAttribute(
    'href',
    /\/oembed\?format=json&url=http.*%3Fpin%3D1$/
  );
});
