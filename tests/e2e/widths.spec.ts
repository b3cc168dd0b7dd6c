import { expect, test, type Page } from '@playwright/test';
import { serveFile } from './serve.ts';

/** Once its scripts run, a page is sent only the drawing it shows, and makes only what is unfolded; turned or resized it asks for the other. */
const server = serveFile();

const DESK = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };

/** Goes by a link, scripts running, to a place that is not made ready ahead in both drawings; gives its first chart. */
async function goBelow(page: Page, region: string, name: string) {
  await page.goto(server.url);
  await page.mouse.move(200, 200);
  await page.mouse.move(220, 220);
  await expect(page.locator('#svelte-announcer')).toBeAttached();
  await page.waitForLoadState('networkidle');
  const drawn = page.waitForResponse((response) => response.url().includes('/__data.json'));
  // On a phone the list of places is folded away.
  await page.locator(`.below a[href*="region=${region}"]`).dispatchEvent('click');
  await drawn;
  const figure = page.locator('#chart-stock');
  await expect(figure.locator('h3')).toContainText(name);
  return figure;
}

for (const [from, to, own, other, region, name] of [
  [DESK, PHONE, '.wide', '.narrow', '445300', '云浮'],
  [PHONE, DESK, '.narrow', '.wide', '445200', '揭阳']
] as const) {
  test(`${from.width} px wide, then ${to.width}`, async ({ page }) => {
    await page.setViewportSize(from);
    const figure = await goBelow(page, region, name);
    await expect(figure.locator(`${own} svg`)).toBeVisible();
    await expect(figure.locator(`${other} svg`)).toHaveCount(0);
    await page.setViewportSize(to);
    await expect(figure.locator(`${other} svg`)).toBeVisible();
    await expect(figure.locator(`${own} svg`)).toBeHidden();
    // Charts at half width have the narrow drawing at any.
    await expect(page.locator('#chart-structure-type .narrow svg')).toBeVisible();
  });
}

test('the next place is told in the language of the page', async ({ browser }) => {
  const page = await browser.newPage({ locale: 'en-US', viewport: DESK });
  await goBelow(page, '440300', 'Shenzhen');
  await expect(page.locator('h1')).not.toContainText('科技');
  await expect(page.locator('#chart-stock .source')).toContainText('Source');
  await page.close();
});

test('what cannot be asked for any more is still shown', async ({ page, context }) => {
  await page.setViewportSize(DESK);
  const figure = await goBelow(page, '445100', '潮州');
  await context.setOffline(true);
  await page.setViewportSize(PHONE);
  await expect(figure.locator('.wide svg')).toBeVisible();
});

test('what is unfolded is of the place shown, and stays unfolded on the way to the next', async ({
  page
}) => {
  await page.setViewportSize(DESK);
  const figure = await goBelow(page, '445200', '揭阳');
  const table = figure.locator('details').filter({ hasText: '表格' });
  const total = figure.locator('.wide svg text').last();
  await table.locator('summary').click();
  const last = table.locator('tbody tr').last().locator('td').last();
  await expect(last).toHaveText((await total.textContent()) ?? '');
  const key = page.locator('details[name=key-figure]').first();
  await key.locator('summary').click();
  await expect(key.locator('dd').nth(1)).toContainText((await total.textContent()) ?? '');
  const before = await last.textContent();
  await page.locator('.path a').first().dispatchEvent('click');
  await expect(figure.locator('h3')).toContainText('广东');
  await expect(last).not.toHaveText(before ?? '');
  await expect(last).toBeVisible();
});
