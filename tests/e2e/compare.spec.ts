import { expect, test } from '@playwright/test';
import { serveFile } from './serve.ts';

/** A place beside another, beside itself a year before, as an index; its parts side by side. All of it in the address. */
const server = serveFile();

const GUANGZHOU = '/?region=440100&as_of=2023-12-31';

test('a year before is chosen, said everywhere, and kept to a chart and back', async ({ page }) => {
  await page.goto(server.url + GUANGZHOU);
  await page.locator('summary', { hasText: '对比' }).click();
  await page.getByRole('link', { name: '去年同期' }).click();
  await expect(page).toHaveURL(`${server.url}${GUANGZHOU}&compare=year`);
  await expect(page.locator('summary', { hasText: '对比 去年同期' })).toBeVisible();
  const stock = page.getByRole('listitem').filter({ hasText: '存量' }).first();
  await expect(stock).toContainText('471');
  await expect(stock).toContainText('去年同期 448');
  await expect(page.locator('#chart-structure-type .drawing')).toContainText('去年同期');
  await expect(page.locator('#chart-grades figcaption')).toContainText('本图已有几条线，不再画对比。');

  await page.locator('#chart-stock h3 a').click();
  await expect(page).toHaveURL(/\/charts\/stock\?.*compare=year/);
  await expect(page.locator('#chart-stock-description')).toContainText('去年同期：从2004年的');
  await page.getByRole('main').getByRole('link', { name: '总览' }).click();
  await expect(page).toHaveURL(`${server.url}${GUANGZHOU}&compare=year`);
});

test('an index is labelled on the axis and in words, and said where there is none', async ({ page }) => {
  await page.goto(`${server.url}${GUANGZHOU}&compare=440300`);
  await page.locator('summary', { hasText: '对比 深圳市' }).click();
  await page.getByRole('link', { name: '指数：首期=100' }).click();
  await expect(page).toHaveURL(`${server.url}${GUANGZHOU}&compare=440300&index=1`);
  await expect(page.locator('summary', { hasText: '对比 深圳市 · 指数' })).toBeVisible();
  const figure = page.locator('#chart-stock');
  await expect(figure.locator('figcaption')).toContainText('指数：2004年=100');
  await expect(figure.locator('.wide svg')).toContainText('指数，2004=100');
  await expect(page.locator('#chart-growth figcaption')).toContainText('比率和没有时间轴的图不作指数。');

  const chosen = page.locator('details[open]');
  await page.locator('summary', { hasText: '广州市' }).first().click();
  await chosen.getByRole('link', { name: '佛山市', exact: true }).click();
  await expect(page, 'another place keeps the index, not the neighbour').toHaveURL(
    `${server.url}/?region=440600&as_of=2023-12-31&index=1`
  );
});

test('places stand side by side over time, by any indicator', async ({ page }) => {
  await page.goto(`${server.url}${GUANGZHOU}&indicator=graded_share`);
  await page.getByRole('link', { name: '各地走势：每格一地' }).click();
  await expect(page).toHaveURL(
    /\/charts\/regions-over-time\?region=440100&as_of=2023-12-31&indicator=graded_share/
  );
  await expect(page.getByRole('heading', { level: 1 })).toContainText('广州市各地有效评估覆盖率走势');
  await expect(page.locator('.drawing svg').first()).toContainText('各格纵轴同为0%—');
  const description = page.locator('#chart-regions-over-time-description');
  await expect(description).toContainText('没有数据：');
  await page.locator('summary', { hasText: '表格' }).click();
  await expect(page.getByRole('table').getByRole('row')).toHaveCount(13);
  await page.locator('summary', { hasText: '换一个指标' }).click();
  await page.getByRole('link', { name: '净增', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('广州市各地净增走势');
  const svg = await page.request.get(`${server.url}/charts/regions-over-time.svg?indicator=stock`);
  expect(await svg.text()).toContain('省本级');
});

test('what is no comparison is refused with a name', async ({ page }) => {
  const answer = await page.goto(`${server.url}/?compare=999999`);
  expect(answer?.status()).toBe(400);
  await expect(page.getByRole('main')).toContainText('999999');
});
