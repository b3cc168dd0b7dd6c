import { expect, test, type Page } from '@playwright/test';
import { serveFile } from './serve.ts';

/** Once its scripts run, a page is sent only the drawing it shows; turned or resized it asks for the other. */
const server = serveFile();

const DESK = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };

/** Goes to a place by a link, its scripts running, and gives the first chart's figure. */
async function goBelow(page: Page, name = '深圳') {
  await page.goto(server.url);
  await page.mouse.move(200, 200);
  await page.mouse.move(220, 220);
  await expect(page.locator('#svelte-announcer')).toBeAttached();
  await page.waitForLoadState('networkidle');
  const drawn = page.waitForResponse((response) => response.url().includes('/__data.json'));
  // On a phone the list of places is folded away.
  await page.locator('.below a[href*="region=440300"]').dispatchEvent('click');
  await drawn;
  const figure = page.locator('#chart-stock');
  await expect(figure.locator('h3')).toContainText(name);
  return figure;
}

for (const [from, to, own, other] of [
  [DESK, PHONE, '.wide', '.narrow'],
  [PHONE, DESK, '.narrow', '.wide']
] as const) {
  test(`${from.width} px wide, then ${to.width}`, async ({ page }) => {
    await page.setViewportSize(from);
    const figure = await goBelow(page);
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
  await goBelow(page, 'Shenzhen');
  await expect(page.locator('h1')).not.toContainText('科技');
  await expect(page.locator('#chart-stock .source')).toContainText('Source');
  await page.close();
});

test('what cannot be asked for any more is still shown', async ({ page, context }) => {
  await page.setViewportSize(DESK);
  const figure = await goBelow(page);
  await context.setOffline(true);
  await page.setViewportSize(PHONE);
  await expect(figure.locator('.wide svg')).toBeVisible();
});
