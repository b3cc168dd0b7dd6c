import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { buffer } from 'node:stream/consumers';
import { openZip } from '../../src/lib/server/archive.ts';
import { textOf, unzip, type Parts } from '../../src/lib/slides/zip.ts';
import { newDir, serveFile } from './serve.ts';

/** The presenter's meeting: a collection made by hand, shown without a network, taken along as one file. */
const server = serveFile();

test.describe.configure({ mode: 'serial' });

test('a collection is made with the keyboard alone, in the order it is to be shown', async ({ page }) => {
  await page.goto(`${server.url}/charts`);
  await page.getByRole('link', { name: '新建图集' }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/collections\/new$/);
  await page.getByLabel('图集的标题').fill('周一会议 <b>&</b>');
  await page.getByLabel('地址中的名字').fill('monday');
  const press = async (name: string) => {
    const button = page.getByRole('button', { name });
    await expect(button).toBeEnabled();
    await button.focus();
    await page.keyboard.press('Enter');
  };
  const choose = page.getByRole('group', { name: '添加' });
  await choose.getByRole('combobox').first().selectOption('stock');
  await choose.getByRole('combobox').last().selectOption('440100');
  await choose.getByLabel('截至').fill('2023-12-31');
  await press('加一张图');
  await press('加它的数字');
  await choose.getByRole('combobox').first().selectOption('grades');
  await press('加它的表');
  await press('加文字');
  const slides = page.locator('form > ol > li');
  await expect(slides).toHaveCount(4);
  await slides.nth(3).getByLabel('标题').fill('开场');
  await press('上移：开场');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(slides.first()).toContainText('文字');
  await expect(page.locator('[role=status].hidden')).toHaveText('开场移到第 1 张，共 4 张。');
  await press('保存图集');
  await expect(page).toHaveURL(`${server.url}/collections/monday`);
  await expect(slides).toHaveCount(4);
  await expect(slides.nth(1)).toContainText('广州市存量');
  await expect(slides.nth(1)).toContainText('定稿第1稿');
});

test('it is presented without a network, with the figures of its pins', async ({ page, context }) => {
  await page.goto(`${server.url}/collections/monday`);
  await page.getByRole('link', { name: '放映' }).click();
  await expect(page).toHaveURL(`${server.url}/present/monday`);
  await context.setOffline(true);
  const slide = page.locator('.slide:visible');
  await expect(slide).toContainText('开场');
  await page.keyboard.press('ArrowRight');
  await expect(slide.locator('svg:visible')).toContainText('471');
  await page.keyboard.press('ArrowRight');
  await expect(slide.locator('.value')).toHaveText(/471\s*家/);
  await page.keyboard.press('ArrowRight');
  await expect(slide.getByRole('table')).toBeVisible();
  await context.setOffline(false);
});

test('the pack holds all that was promised, and nothing in it asks for a network', async ({
  page,
  context
}) => {
  await page.goto(`${server.url}/collections/monday`);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: '下载会议包' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('周一会议 _b_&__b_.zip');
  const parts = await filesOf(await file.path());
  const charts = ['01-stock', '02-grades'];
  expect([...parts.keys()].sort()).toEqual(
    [
      ...['deck.pptx', 'index.html', 'present.html', 'sources.txt'],
      ...charts.flatMap((name) => ['csv', 'html', 'png', 'svg'].map((ending) => `charts/${name}.${ending}`))
    ].sort()
  );
  const png = Buffer.from(parts.get('charts/01-stock.png') ?? []);
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1920, 1080]);
  expect(textOf(parts, 'charts/01-stock.svg')).not.toContain('<text');
  const live = await (await context.request.get(`${server.url}/charts/stock.csv?pin=1`)).text();
  expect(Buffer.from(parts.get('charts/01-stock.csv') ?? []).toString()).toBe(live);
  expect(Buffer.from(parts.get('sources.txt') ?? []).toString()).toMatch(
    /^\ufeff.*社会组织登记名册.*organizations 第1版.*定稿第1稿/s
  );
  for (const [name, part] of parts) {
    if (!name.endsWith('.html')) continue;
    const html = Buffer.from(part).toString('utf8');
    expect(html, name).toContain('模拟数据');
    const fetched = [...html.matchAll(/(?:src|<link[^>]*href|url\()=?["']?([^"')\s>]+)/g)].map(
      ([, at]) => at
    );
    for (const at of fetched) expect(at, name).toMatch(/^(data:|charts\/|#)/);
  }
  const deck = unzip(parts.get('deck.pptx') ?? new Uint8Array());
  expect(textOf(deck, 'ppt/charts/chart2.xml')).toContain('<c:v>471</c:v>');
  const slides = [1, 2, 3, 4, 5, 6].map((n) => textOf(deck, `ppt/slides/slide${n}.xml`));
  expect(slides[1]).toContain('开场');
  expect(slides[3]).toMatch(/471 家/);
  expect(slides[4]).toContain('<a:tbl>');
  expect(slides[5]).toContain('数字截至');

  await context.setOffline(true);
  const saved = join(newDir(), 'stock.html');
  writeFileSync(saved, parts.get('charts/01-stock.html') ?? '');
  await page.goto(`file://${saved}`);
  await expect(page.locator('svg:visible')).toContainText('471');
  await context.setOffline(false);
  const checked = await context.request.post(`${server.url}/api/decks/check`, {
    data: Buffer.from(parts.get('deck.pptx') ?? [])
  });
  const { slides: found } = (await checked.json()) as { slides: { charts: { state: string }[] }[] };
  const states = found.flatMap(({ charts: all }) => all.map(({ state }) => state));
  expect(states, 'chart, card and table').toEqual(['agrees', 'agrees', 'agrees']);
});

test('equal pins give an equal pack', async ({ request }) => {
  const pack = async (name: string) => {
    const path = join(newDir(), name);
    const answer = await request.get(`${server.url}/api/collections/monday/pack.zip`);
    writeFileSync(path, await answer.body());
    return filesOf(path);
  };
  const [one, other] = [await pack('one.zip'), await pack('other.zip')];
  // The deck says on which day it was made.
  for (const [name, part] of one) {
    if (name !== 'deck.pptx') expect(Buffer.compare(part, other.get(name) ?? Buffer.of()), name).toBe(0);
  }
});

test('a deck is made on its page: slides of a collection, more of one’s own, 4:3, in English', async ({
  page
}) => {
  await page.goto(`${server.url}/decks/new?collection=monday`);
  await expect(page.getByLabel('演示文稿的标题')).toHaveValue('周一会议 <b>&</b>');
  await page.getByLabel('版面').selectOption('4:3');
  await page.getByLabel('语言').selectOption('en');
  await page.getByRole('button', { name: '加它的数字' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: '做成 .pptx' }).click();
  const deck = unzip(readFileSync(await (await download).path()));
  await expect(page.getByRole('status').last()).toHaveText('已做好，文件已下载。');
  expect(textOf(deck, 'ppt/presentation.xml')).toContain('type="screen4x3"');
  expect([...deck.keys()].filter((name) => /^ppt\/slides\/slide\d+\.xml$/.test(name))).toHaveLength(7);
  expect(textOf(deck, 'ppt/slides/slide3.xml')).toContain('Guangzhou: stock');
});

test('a renamed collection leads on from its former addresses; one that is deleted is gone', async ({
  page,
  request
}) => {
  await page.goto(`${server.url}/collections/monday`);
  await page.getByLabel('地址中的名字').fill('tuesday');
  await page.getByRole('button', { name: '保存图集' }).click();
  await expect(page).toHaveURL(`${server.url}/collections/tuesday`);
  const moved = await request.get(`${server.url}/present/monday?lang=en`, { maxRedirects: 0 });
  expect([moved.status(), moved.headers().location]).toEqual([301, '/present/tuesday?lang=en']);
  expect((await request.get(`${server.url}/api/collections/monday`)).status()).toBe(200);
  await page.locator('summary', { hasText: '删除这个图集' }).click();
  await page.getByRole('button', { name: '删除', exact: true }).click();
  await expect(page).toHaveURL(`${server.url}/charts`);
  expect((await request.get(`${server.url}/api/collections/tuesday`)).status()).toBe(404);
  expect((await page.goto(`${server.url}/collections/tuesday`))?.status()).toBe(404);
});

test('what cannot be saved says why, and what was written stays', async ({ page }) => {
  await page.goto(`${server.url}/collections/new`);
  // What is typed while the scripts take the field over is put behind what stood in it.
  await expect(page.getByRole('button', { name: '保存图集' })).toBeEnabled();
  await page.getByLabel('图集的标题').fill('新会议');
  await page.getByLabel('地址中的名字').fill('stock');
  await page.getByRole('button', { name: '加文字' }).click();
  await page.getByRole('button', { name: '保存图集' }).click();
  await expect(page.getByRole('alert')).toContainText('“stock”已有图表使用');
  await expect(page.getByLabel('图集的标题')).toHaveValue('新会议');
});

/** Every file of a zip by its name. */
async function filesOf(path: string): Promise<Parts> {
  const zip = await openZip(path, { maxBytes: 100_000_000, maxEntries: 1000 });
  const files: Parts = new Map();
  for (const { name } of zip.entries) {
    const stream = await zip.open(name);
    if (stream) files.set(name, await buffer(stream));
  }
  zip.close();
  return files;
}
