import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { unzip, zip, textOf } from '../../src/lib/slides/zip.ts';
import { newDir, ROOT, serveFile } from './serve.ts';

/** The presenter: from the share section to a slide, and the same slide again when the data has moved. */
const server = serveFile();

test.describe.configure({ mode: 'serial' });

const PLACE = '?region=440100&as_of=2023-12-31';
const PINK = '<a:srgbClr val="FF00AA"/>';
/** What a presenter has written beside the chart: the pin's number, and one of nobody's. */
const SAID = [
  '截至2023年12月31日，广州市科技类社会组织共有471家。',
  '截至2023年12月31日，广州市科技类社会组织共有600家。'
];
const folder = newDir();
const deck = join(folder, 'meeting.pptx');
const numbers = join(folder, 'numbers.pptx');

test('the share section says what each choice gives, live or pinned', async ({ page }) => {
  await page.goto(`${server.url}/charts/stock/share${PLACE}`);
  const share = page.getByRole('region', { name: '分享' });
  await expect(share.getByText('随数据更新：打开时总是最新的数字')).toHaveAttribute('aria-current', 'true');
  await page.getByRole('button', { name: '把现在的数字定稿' }).click();
  await expect(page).toHaveURL(/pin=1$/);
  await expect(share.getByText('定稿第 1 稿：数字与文字不再变动')).toBeVisible();
  for (const link of await share.getByRole('link').all()) {
    const href = (await link.getAttribute('href')) ?? '';
    if (href.startsWith('/charts/')) expect(href, 'every address is of the pin').toContain('pin=1');
  }
  await expect(share.locator('textarea')).toHaveValue(/\/embed\/stock\?pin=1/);
  const image = page.waitForEvent('download');
  await share.getByRole('link', { name: '幻灯片 16:9' }).click();
  const png = readFileSync(await (await image).path());
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1920, 1080]);
});

test('the first press copies the picture, before any script was there', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(`${server.url}/charts/stock/share?pin=1`);
  await page.getByRole('button', { name: '复制图片' }).click();
  await expect(page.getByText('已复制，可直接粘贴。')).toBeVisible();
  const size = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const picture = await createImageBitmap((await item?.getType('image/png')) as Blob);
    return [picture.width, picture.height];
  });
  expect(size).toEqual([1920, 1080]);
});

test('the pinned slide is a chart of PowerPoint; a hand formats it', async ({ page }) => {
  await page.goto(`${server.url}/charts/stock/share?pin=1`);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: '16:9', exact: true }).click();
  const parts = unzip(readFileSync(await (await download).path()));
  const chart = textOf(parts, 'ppt/charts/chart1.xml');
  expect(chart).toContain('<c:v>471</c:v>');
  expect(chart).toContain('<a:schemeClr val="accent1"/>');
  parts.set('ppt/charts/chart1.xml', Buffer.from(chart.replace('<a:schemeClr val="accent1"/>', PINK)));
  const slide = textOf(parts, 'ppt/slides/slide1.xml');
  const said = SAID.map((text) => `<a:p><a:r><a:rPr lang="zh-CN"/><a:t>${text}</a:t></a:r></a:p>`).join('');
  const box = `<p:sp><p:nvSpPr><p:cNvPr id="90" name="我的话"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>${said}</p:txBody></p:sp>`;
  parts.set('ppt/slides/slide1.xml', Buffer.from(slide.replace('</p:spTree>', `${box}</p:spTree>`)));
  writeFileSync(deck, zip(parts));
});

test('the check says that it agrees', async ({ page }) => {
  await page.goto(`${server.url}/decks`);
  await choose(page, deck);
  await page.getByRole('button', { name: '核对', exact: true }).click();
  await expect(page.getByRole('status')).toHaveText('所有图、数字卡和表格都与最新数据一致。');
  await expect(page.getByRole('region', { name: '第 1 页' })).toContainText('一致');
  const said = page.getByRole('region', { name: '第 1 页' }).getByRole('listitem');
  await expect(figureIn(said, '471')).toHaveText('一致');
  await expect(figureIn(said, '600')).toHaveText('不一致');
});

test('cards and tables are checked like charts', async ({ page, request }) => {
  const chart = { slug: 'stock', region: '440100', asOf: '2023-12-31' };
  const slides = [
    { kind: 'numbers', charts: [chart, { ...chart, slug: 'entries-exits' }] },
    { kind: 'table', ...chart, text: '我们的说明' }
  ];
  const made = await request.post(`${server.url}/api/decks`, {
    data: { title: '数字与表格', slides, lang: 'zh' }
  });
  expect(made.status()).toBe(200);
  const parts = unzip(await made.body());
  const cards = textOf(parts, 'ppt/slides/slide2.xml');
  parts.set('ppt/slides/slide2.xml', Buffer.from(cards.replace('sz="4400"', 'sz="6000"')));
  writeFileSync(numbers, zip(parts));
  await page.goto(`${server.url}/decks`);
  await choose(page, numbers);
  await page.getByRole('button', { name: '核对', exact: true }).click();
  await expect(page.getByRole('status')).toHaveText('所有图、数字卡和表格都与最新数据一致。');
  await expect(page.getByRole('region', { name: '第 2 页' })).toContainText('数字卡');
  await expect(page.getByRole('region', { name: '第 3 页' })).toContainText('表格');
});

test('new data makes it stale; the refresh agrees again and keeps the hand formatting', async ({
  page,
  request
}) => {
  const lines = readFileSync(join(ROOT, 'data/organizations.csv'), 'utf8').split('\n');
  const isOfGuangzhou = (line: string) => line.split(',')[3] === '440100';
  const fewer = lines.filter((line, index) => !isOfGuangzhou(line) || index % 2 === 0).join('\n');
  const uploaded = await request.post(`${server.url}/api/uploads?dataset=organizations&filename=fewer.csv`, {
    headers: { 'content-type': 'text/csv' },
    data: fewer
  });
  expect(uploaded.status()).toBe(201);
  const { id } = (await uploaded.json()) as { id: string };
  const status = async () =>
    ((await (await request.get(`${server.url}/api/uploads/${id}`)).json()) as { status: string }).status;
  await expect.poll(status, { timeout: 20_000 }).toBe('ready');
  const committed = await request.post(`${server.url}/api/uploads/${id}/commit`, {
    data: { mode: 'replace', acceptIssues: true }
  });
  expect(await committed.json()).toMatchObject({ dataset: 'organizations', version: 2 });

  await page.goto(`${server.url}/decks`);
  await choose(page, deck);
  await page.getByRole('button', { name: '核对', exact: true }).click();
  const slide = page.getByRole('region', { name: '第 1 页' });
  await expect(slide).toContainText('已过期');
  await expect(slide.getByRole('row').filter({ hasText: '471' })).toContainText('2023');
  await expect(slide.getByRole('checkbox')).toBeChecked();
  const said = slide.getByRole('listitem');
  await expect(figureIn(said, '471'), 'true of the pin, no longer of the data').toHaveText('已过期');
  await expect(figureIn(said, '600')).toHaveText('不一致');

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: '更新选中的各项并下载' }).click();
  const fresh = readFileSync(await (await download).path());
  await expect(page.getByRole('status')).toContainText('已更新 1 项');
  await expect(slide).toContainText('一致');

  const [before, after] = [unzip(readFileSync(deck)), unzip(fresh)];
  const chart = textOf(after, 'ppt/charts/chart1.xml');
  expect(chart, 'hand formatting is kept').toContain(PINK);
  expect(textOf(after, 'ppt/slides/slide1.xml')).toContain('第2版');
  const live = (await (await request.get(`${server.url}/charts/stock.json${PLACE}`)).json()) as {
    results: { rows: (string | number)[][] }[];
  };
  const last = live.results[0]?.rows.at(-1)?.[1];
  expect(last).not.toBe(471);
  expect(chart).toContain(`<c:v>${last}</c:v>`);
  const book = unzip(after.get('ppt/embeddings/Microsoft_Excel_Sheet1.xlsx') ?? Buffer.of());
  expect(textOf(book, 'xl/worksheets/sheet1.xml')).toContain(`<v>${last}</v>`);
  const untouched = [...before].filter(
    ([name, part]) => Buffer.compare(part, after.get(name) ?? Buffer.of()) === 0
  );
  expect(untouched.length, 'everything else stays byte for byte').toBeGreaterThan(before.size - 6);
});

test('cards and tables are refreshed one by one, their formatting kept', async ({ page }) => {
  await page.goto(`${server.url}/decks`);
  await choose(page, numbers);
  await page.getByRole('button', { name: '核对', exact: true }).click();
  const [cards, table] = [
    page.getByRole('region', { name: '第 2 页' }),
    page.getByRole('region', { name: '第 3 页' })
  ];
  await expect(cards.getByRole('checkbox')).toHaveCount(2);
  await expect(cards.getByRole('row').filter({ hasText: '471 家' })).toContainText('广州市存量');
  await expect(table.getByRole('row').filter({ hasText: '2023年' })).toContainText('471');
  await cards.getByRole('checkbox').nth(1).uncheck();
  await table.getByRole('checkbox').uncheck();
  const card = page.waitForEvent('download');
  await page.getByRole('button', { name: '更新选中的各项并下载' }).click();
  const first = unzip(readFileSync(await (await card).path()));
  expect(textOf(first, 'ppt/slides/slide2.xml')).not.toContain('471 家');
  expect(textOf(first, 'ppt/slides/slide2.xml'), 'hand formatting is kept').toContain('sz="6000"');
  expect(textOf(first, 'ppt/slides/slide3.xml'), 'the table was not asked for').toContain('>471<');
  await expect(page.getByRole('status')).toContainText('已更新 1 项');
  await expect(cards.getByRole('checkbox')).toHaveCount(1);
  const rest = page.waitForEvent('download');
  await page.getByRole('button', { name: '更新选中的各项并下载' }).click();
  const second = unzip(readFileSync(await (await rest).path()));
  await expect(page.getByRole('status')).toContainText('已更新 2 项');
  const slide = textOf(second, 'ppt/slides/slide3.xml');
  expect(slide.match(/>471</g), 'only the published figure is still 471').toHaveLength(1);
  expect(slide).toContain('我们的说明');
  expect(slide, 'what was loaded is not synthetic').not.toContain('模拟数据');
  await expect(page.getByRole('checkbox')).toHaveCount(0);
});

test('the pin itself has not moved', async ({ request }) => {
  const pinned = await request.get(`${server.url}/charts/stock.csv?pin=1`);
  expect(await pinned.text()).toContain('471');
});

test('what is no deck is refused with a sentence', async ({ page, request }) => {
  for (const path of ['/api/decks/check', '/api/decks/refresh']) {
    const answer = await request.post(server.url + path, { data: Buffer.from('not a deck') });
    expect(answer.status(), path).toBe(400);
    expect(((await answer.json()) as { error: { code: string } }).error.code).toBe('not-a-deck');
  }
  const bad = await request.post(`${server.url}/api/decks`, {
    data: { title: 'x', charts: [{ slug: 'nothing' }] }
  });
  expect(bad.status()).toBe(404);
  await page.goto(`${server.url}/decks`);
  const wrong = join(folder, 'wrong.pptx');
  writeFileSync(wrong, 'not a deck');
  await choose(page, wrong);
  await page.getByRole('button', { name: '核对', exact: true }).click();
  await expect(page.getByRole('status')).toContainText('不是 .pptx');
});

test('twenty charts make a deck whose charts are all pinned', async ({ request }) => {
  const charts = (await (await request.get(`${server.url}/api/charts`)).json()) as { slug: string }[];
  const asked = charts.slice(0, 20).map(({ slug }) => ({ slug }));
  const answer = await request.post(`${server.url}/api/decks`, {
    data: { title: '二十张图', charts: asked, region: '440100', ratio: '4:3' }
  });
  expect(answer.status()).toBe(200);
  const checked = await request.post(`${server.url}/api/decks/check`, { data: await answer.body() });
  const { slides } = (await checked.json()) as { slides: { charts: { state: string; pin: number }[] }[] };
  const found = slides.flatMap(({ charts }) => charts);
  expect(found).toHaveLength(asked.length);
  expect(found.every(({ state, pin }) => state === 'agrees' && pin > 0)).toBe(true);
});

/** As a person does: the touch that opens the dialog brings the page's scripts. */
async function choose(page: Page, path: string): Promise<void> {
  const input = page.getByLabel('演示文稿');
  await input.focus();
  await input.setInputFiles(path);
}

/** What a figure in the words of a slide is said to be. */
function figureIn(items: Locator, text: string): Locator {
  return items.filter({ has: items.page().locator('q', { hasText: text }) }).locator('strong');
}
