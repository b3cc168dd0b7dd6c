import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type APIRequestContext } from '@playwright/test';
import { newDir, ROOT, run, start, type Server } from './serve.ts';

/** The presenter: a figure that does not move between rehearsal and meeting, whatever is loaded or removed. */
let server: Server;
const dataDir = newDir();

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  server = await start({ DATA_DIR: dataDir });
});
test.afterAll(() => server.stop());

const PLACE = '?region=440100&as_of=2023-12-31';
const kept: Record<string, string> = {};
const FORMATS = ['svg', 'png', 'pptx', 'csv', 'xlsx', 'json', 'html'] as const;
/** Charts of several datasets: filings, lists of bad credit, published figures. */
const WHOLE = ['filing-rate', 'abnormal-rate', 'nation-definitions'];

test('pins a chart with the button', async ({ page, request }) => {
  await page.goto(`${server.url}/charts/stock/share${PLACE}`);
  await expect(page.getByText('还没有定稿。')).toBeVisible();
  await page.getByRole('button', { name: '把现在的数字定稿' }).click();
  await expect(page).toHaveURL(`${server.url}/charts/stock/share?pin=1`);
  await expect(page.getByText('正在看第 1 稿，数字不再变动。')).toBeVisible();
  await expect(page.getByRole('button', { name: '把现在的数字定稿' })).toHaveCount(0);
  await page.getByRole('link', { name: '图', exact: true }).click();
  await expect(page).toHaveURL(`${server.url}/charts/stock?pin=1`);
  await expect(page.locator('svg:visible').first()).toContainText('471');

  const pins = (await (await request.get(`${server.url}/api/charts/stock/pins`)).json()) as Record<
    string,
    unknown
  >[];
  expect(pins).toHaveLength(1);
  expect(pins[0]).toMatchObject({ pin: 1, versions: { organizations: 1 } });
  expect(Date.parse(String(pins[0]?.createdAt))).toBeGreaterThan(Date.now() - 60_000);
});

test('the pin stays byte for byte when new data is loaded, the live chart moves', async ({ request }) => {
  for (const name of FORMATS) {
    kept[name] = await textOf(request.get(`${server.url}/charts/stock.${name}?pin=1`));
    kept[`live ${name}`] = await textOf(request.get(`${server.url}/charts/stock.${name}${PLACE}`));
  }
  expect(kept.svg).toContain('471');
  for (const slug of WHOLE) {
    await request.post(`${server.url}/api/charts/${slug}/pins${PLACE}`);
    for (const name of FORMATS) kept[slug + name] = await textOf(request.get(pinned(slug, name)));
  }
  await server.stop();

  const lines = readFileSync(join(ROOT, 'data/organizations.csv'), 'utf8').split('\n');
  const fewer = join(newDir(), 'fewer.csv');
  const isOfGuangzhou = (line: string) => line.split(',')[3] === '440100';
  writeFileSync(fewer, lines.filter((line, index) => !isOfGuangzhou(line) || index % 2 === 0).join('\n'));
  const loaded = run('src/load.ts', ['organizations', fewer], { DATA_DIR: dataDir });
  expect(loaded.output).toContain('version 2');
  expect(loaded.code).toBe(0);

  server = await start({ DATA_DIR: dataDir });
  for (const name of ['svg', 'png', 'csv', 'json']) {
    const pinned = await textOf(request.get(`${server.url}/charts/stock.${name}?pin=1`));
    expect(pinned === kept[name], `the pin's ${name} is unchanged`).toBe(true);
    const live = await textOf(request.get(`${server.url}/charts/stock.${name}${PLACE}`));
    expect(live === kept[`live ${name}`], `the live ${name} has moved`).toBe(false);
  }
  await expectWhole(request);
});

test('two pins stand beside each other, each with the versions it read', async ({ request, page }) => {
  const answer = await request.post(`${server.url}/api/charts/stock/pins${PLACE}`);
  expect(answer.status()).toBe(201);
  expect(await answer.json()).toMatchObject({ pin: 2, versions: { organizations: 2 } });
  await page.goto(`${server.url}/charts/stock/share${PLACE}`);
  const rows = page.getByRole('region', { name: '定稿' }).getByRole('listitem');
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(0)).toContainText('第 1 稿');
  await expect(rows.nth(0)).toContainText('organizations 第1版');
  await expect(rows.nth(1)).toContainText('organizations 第2版');
  await rows.nth(0).getByRole('link').click();
  await page.getByRole('link', { name: '图', exact: true }).click();
  await expect(page.locator('svg:visible').first()).toContainText('471');
});

test('an unknown pin is refused with the pins there are', async ({ request }) => {
  const answer = await request.get(`${server.url}/charts/stock.svg?pin=9`, {
    headers: { 'accept-language': 'en' }
  });
  expect(answer.status()).toBe(404);
  const { error } = (await answer.json()) as { error: { code: string; message: string } };
  expect(error.code).toBe('unknown-pin');
  expect(error.message).toMatch(/no pin 9.*1, 2/);
  for (const pin of ['0', '-1', '1.0', 'x', '', '1e0', ' 1']) {
    const odd = await request.get(`${server.url}/charts/stock.svg?pin=${encodeURIComponent(pin)}`);
    expect(odd.status(), `pin=${pin}`).toBe(404);
  }
});

test('removing the sample and deleting the chart leave the pins', async ({ page, request }) => {
  await page.goto(`${server.url}/datasets`);
  await page.locator('summary', { hasText: '移除全部示例数据' }).click();
  await page.getByRole('button', { name: '确定移除全部示例数据' }).click();
  await expect(page.getByRole('status')).toHaveText('示例数据已移除。');
  const deleted = await request.delete(`${server.url}/api/charts/stock`);
  expect(deleted.status()).toBe(204);
  const live = await request.get(`${server.url}/charts/stock.svg`);
  expect(live.status(), 'the chart itself is gone').toBe(404);
  const again = await textOf(request.get(`${server.url}/charts/stock.svg?pin=1`));
  expect(again === kept.svg, 'the pin is unchanged').toBe(true);
  const pins = await request.get(`${server.url}/api/charts/stock/pins`);
  expect((await pins.json()) as unknown[]).toHaveLength(2);
  const embed = await request.get(`${server.url}/embed/stock?pin=1`);
  expect(embed.status()).toBe(200);
  await page.goto(`${server.url}/charts/stock?pin=1`);
  await expect(page.locator('svg:visible').first()).toContainText('471');
  await expectWhole(request);
});

function pinned(slug: string, format: string): string {
  return `${server.url}/charts/${slug}.${format}?pin=1`;
}

/** Every format and the embed of each pin as it was, whatever has become of its datasets. */
async function expectWhole(request: APIRequestContext): Promise<void> {
  for (const slug of WHOLE) {
    for (const name of FORMATS) {
      const now = await textOf(request.get(pinned(slug, name)));
      expect(now === kept[slug + name], `${slug}.${name}`).toBe(true);
    }
    const embed = await textOf(request.get(`${server.url}/embed/${slug}?pin=1`));
    kept[`embed ${slug}`] ??= embed;
    expect(embed.replaceAll(/localhost:\d+|127\.0\.0\.1%3A\d+/g, '')).toBe(
      kept[`embed ${slug}`]?.replaceAll(/localhost:\d+|127\.0\.0\.1%3A\d+/g, '')
    );
  }
}

async function textOf(
  answer: Promise<{ ok(): boolean; text(): Promise<string>; status(): number }>
): Promise<string> {
  const got = await answer;
  expect(got.status()).toBe(200);
  return got.text();
}
