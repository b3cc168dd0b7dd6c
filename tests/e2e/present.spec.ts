import { expect, test, type Page } from '@playwright/test';
import { serveFile } from './serve.ts';

/** The meeting: slides on the whole screen that do not move, with the keyboard, with fingers, without a network. */
const server = serveFile();

test.describe.configure({ mode: 'serial' });

const slide = (page: Page) => page.locator('.slide:visible');

test('the sample collection is presented with the keyboard, and goes on when the network is gone', async ({
  page,
  context
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(`${server.url}/present/four-questions`);
  await expect(slide(page)).toHaveCount(1);
  await expect(slide(page)).toContainText('科技类社会组织的四问');
  await context.setOffline(true);
  await page.keyboard.press('ArrowRight');
  await expect(slide(page).locator('.value').first()).toContainText('4,121');
  await page.keyboard.press(' ');
  await expect(slide(page)).toContainText('多不多：存量逐年上升');
  await expect(slide(page).locator('svg:visible')).toHaveCount(1);
  await expect(slide(page)).toContainText(/来源：社会组织登记名册.*口径：.*截至2024年12月31日.*定稿第1稿/s);
  await expect(slide(page).locator('.synthetic')).toHaveText('模拟数据');
  await expect(page.getByRole('status')).toContainText('3 / 10');
  await page.keyboard.press('End');
  await expect(slide(page).getByRole('table')).toContainText('净增');
  await expect(page).toHaveURL(/#10$/);
  await page.keyboard.press('ArrowRight');
  await expect(page, 'the last slide stays').toHaveURL(/#10$/);
  await page.keyboard.press('7');
  await expect(slide(page)).toContainText('存续曲线');
  await page.keyboard.press('Home');
  await expect(slide(page)).toContainText('科技类社会组织的四问');
  await page.getByRole('button', { name: '下一张' }).click();
  await page.keyboard.press('PageUp');
  await expect(page).toHaveURL(/#1$/);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('status')).toContainText('没有网络');
  expect(asked, 'one document is all there is').toHaveLength(1);
  await context.setOffline(false);
});

test('two digits name a slide, Escape leads back to the collection', async ({ page }) => {
  await page.goto(`${server.url}/present/four-questions#4`);
  await expect(slide(page)).toContainText('各地排名');
  await page.keyboard.press('1');
  await page.keyboard.press('0');
  await expect(page).toHaveURL(/#10$/);
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(`${server.url}/collections/four-questions`);
});

test('a finger turns the slides', async ({ browser }) => {
  const context = await browser.newContext({ hasTouch: true, viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await page.goto(`${server.url}/present/four-questions?lang=en#3`);
  const swipe = (from: number, to: number) =>
    page.evaluate(
      ([from = 0, to = 0]) => {
        const at = (x: number) =>
          new Touch({ identifier: 1, target: document.body, clientX: x, clientY: 400 });
        const send = (type: string, name: 'touches' | 'changedTouches', x: number) =>
          dispatchEvent(new TouchEvent(type, { [name]: [at(x)] }));
        send('touchstart', 'touches', from);
        send('touchend', 'changedTouches', to);
      },
      [from, to]
    );
  await swipe(300, 100);
  await expect(page).toHaveURL(/#4$/);
  await swipe(100, 300);
  await swipe(100, 120);
  await expect(page).toHaveURL(/#3$/);
  await expect(slide(page)).toContainText('How many: the stock has risen');
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width, 'nothing scrolls sideways').toBeLessThanOrEqual(390);
  await context.close();
});

test('a chart alone is kept by its first presentation; live is asked for and said', async ({
  page,
  request
}) => {
  const pins = async () =>
    (await (await request.get(`${server.url}/api/charts/survival/pins`)).json()) as unknown[];
  const before = (await pins()).length;
  await page.goto(`${server.url}/present/survival?region=440100&as_of=2023-12-31`);
  await expect(slide(page)).toContainText(`定稿第${before + 1}稿`);
  await page.reload();
  expect(await pins()).toHaveLength(before + 1);
  await page.getByRole('link', { name: '看最新数字' }).click();
  await expect(page).toHaveURL(/region=440100.*live=1/);
  await expect(slide(page).getByText('随数据更新')).toBeVisible();
  await expect(slide(page)).toContainText('未定稿');
  await page.goto(`${server.url}/present/grades?live`);
  const kept = await (await request.get(`${server.url}/api/charts/grades/pins`)).json();
  expect(kept, 'a look at live figures makes no further pin').toHaveLength(1);
});

test('prints a slide a page, in the shape of the slides', async ({ page }) => {
  for (const [ratio, size] of [
    ['16:9', [960, 540]],
    ['4:3', [720, 540]]
  ] as const) {
    await page.goto(`${server.url}/present/four-questions?ratio=${ratio}`);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    const boxes = [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)];
    expect(boxes.map(([, width, height]) => [Math.round(Number(width)), Math.round(Number(height))])).toEqual(
      Array(10).fill(size)
    );
  }
});

test('what is no slug has a page of ours, scripts get the one error shape', async ({ page, request }) => {
  const answer = await page.goto(`${server.url}/present/nothing`);
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole('main')).toContainText('没有名为“nothing”的图表');
  const { error } = await (await request.get(`${server.url}/present/nothing`)).json();
  expect(error.code).toBe('unknown-chart');
  for (const search of ['?ratio=2:1', '?theme=pink', '?as_of=x', '?pin=99']) {
    const bad = await request.get(`${server.url}/present/stock${search}`);
    expect(bad.status(), search).toBeGreaterThanOrEqual(400);
    expect(bad.status(), search).toBeLessThan(500);
  }
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('every slide stands under the one before it', async ({ page }) => {
    await page.goto(`${server.url}/present/four-questions`);
    await expect(slide(page)).toHaveCount(10);
    await expect(page.getByRole('button')).toHaveCount(0);
    await page.goto(`${server.url}/present/four-questions#7`);
    await expect(page.locator('[id="7"]')).toBeInViewport();
    await expect(page.locator('[id="7"] svg:visible')).toHaveCount(1);
  });
});

test('dark and light are the reader’s, or as asked', async ({ browser }) => {
  const paper = async (search: string, colorScheme: 'light' | 'dark') => {
    const context = await browser.newContext({ colorScheme });
    const page = await context.newPage();
    await page.goto(`${server.url}/present/stock${search}`);
    const colour = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    await context.close();
    return colour;
  };
  expect(await paper('', 'dark')).not.toBe(await paper('', 'light'));
  expect(await paper('?theme=light', 'dark')).toBe(await paper('', 'light'));
});
