import { expect, test, type Page } from '@playwright/test';
import { serveFile } from './serve.ts';

/** The analyst has a phone: what a mouse and keys do with an explored chart, a finger does too. */
const server = serveFile();

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

const drawing = (page: Page) => page.locator('.stage .drawing');
const tip = (page: Page) => page.locator('.stage .chart-tip');

async function open(page: Page, search: string): Promise<void> {
  await page.goto(`${server.url}/explore?lang=zh&${search}`, { waitUntil: 'networkidle' });
  await drawing(page).scrollIntoViewIfNeeded();
}

async function placeIn(page: Page, x: number, y: number): Promise<{ x: number; y: number }> {
  const box = await drawing(page).boundingBox();
  if (!box) throw new Error('the chart has no box');
  return { x: box.x + x, y: box.y + y };
}

async function tap(page: Page, x: number, y: number): Promise<void> {
  const at = await placeIn(page, x, y);
  await page.touchscreen.tap(at.x, at.y);
}

/** One finger from a place in the chart to another, as the browser hears it. */
async function swipe(page: Page, from: [number, number], to: [number, number]): Promise<void> {
  const [start, end] = [await placeIn(page, ...from), await placeIn(page, ...to)];
  const touches = await page.context().newCDPSession(page);
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: { x: number; y: number }[]) =>
    touches.send('Input.dispatchTouchEvent', { type, touchPoints });
  await send('touchStart', [start]);
  for (let step = 1; step <= 10; step++) {
    const along = (a: number, b: number) => a + ((b - a) * step) / 10;
    await send('touchMove', [{ x: along(start.x, end.x), y: along(start.y, end.y) }]);
  }
  await send('touchEnd', []);
}

test('a first tap reads a mark, a second sees it alone; undo, redo and the chip take it back', async ({
  page
}) => {
  await open(page, 'indicator=stock&by=field');
  await expect(page.getByText('点一个标记看它的数')).toBeVisible();
  await tap(page, 160, 60);
  await expect(tip(page), 'also the tap that the chart was made alive for').toContainText('生物医药');
  await page.waitForTimeout(300);
  await expect(tip(page), 'the finger is gone, the words stay').toBeVisible();
  await page.getByRole('heading', { level: 2 }).tap();
  await expect(tip(page)).toBeHidden();
  await tap(page, 160, 60);
  await expect(tip(page)).toBeVisible();
  await tap(page, 160, 60);
  await expect(page).toHaveURL(/where=/);
  await page.getByRole('button', { name: '撤销' }).tap();
  await expect(page).not.toHaveURL(/where=/);
  await page.getByRole('button', { name: '重做' }).tap();
  await expect(page).toHaveURL(/where=/);
  await page.getByRole('button', { name: '去掉 领域 的筛选' }).tap();
  await expect(page).not.toHaveURL(/where=/);
});

test('buttons stand for the keys: a mark alone, and the rows behind it', async ({ page }) => {
  await open(page, 'indicator=stock&by=field');
  await tap(page, 160, 60);
  await tip(page).getByRole('button', { name: '后面的行' }).tap();
  await expect(page).toHaveURL(/\/explore\/rows/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('生物医药');
  await page.goBack();
  await tap(page, 160, 60);
  await tip(page).getByRole('button', { name: '只看它' }).tap();
  await expect(page).toHaveURL(/where=/);
});

test('a finger sideways zooms, up and down scrolls the page', async ({ page }) => {
  await open(page, 'indicator=stock&grain=year');
  await tap(page, 100, 120);
  await expect(tip(page)).toContainText('年');
  await swipe(page, [150, 200], [150, 60]);
  expect(await page.evaluate(() => scrollY)).toBeGreaterThan(60);
  await expect(tip(page)).toBeHidden();
  await expect(page).not.toHaveURL(/from=/);
  await swipe(page, [100, 120], [220, 128]);
  await expect(page).toHaveURL(/from=\d{4}&to=\d{4}/);
  // The address is there before the chart.
  await expect(page.getByRole('heading', { level: 2 })).toContainText('1999—2015');
  await page.getByRole('button', { name: '看全部时期' }).tap();
  await expect(page).not.toHaveURL(/from=/);
});
