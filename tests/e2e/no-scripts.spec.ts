import { expect, test, type Page } from '@playwright/test';
import { serveFile } from './serve.ts';

/** The same product with scripts off: links, forms and drawn charts are all there is. */
const server = serveFile();

test.use({ javaScriptEnabled: false });

test('the overview is complete: every chart drawn, with text, words and a table', async ({ page }) => {
  await page.goto(server.url + '/?region=440100&as_of=2023-12-31');
  await expect(page.locator('.headline')).toContainText('471 家');
  const figures = page.locator('figure');
  expect(await figures.count()).toBeGreaterThanOrEqual(7);
  for (const figure of await figures.all()) {
    const name = await figure.locator('figcaption').innerText();
    const drawing = figure.locator('svg:visible');
    await expect(drawing, `${name}: one drawing is visible`).toHaveCount(1);
    const marks = await drawing.evaluate((svg) => {
      const shapes = [...svg.querySelectorAll('path, rect, circle, polyline')];
      const isInked = (shape: Element) => {
        const { fill, stroke } = getComputedStyle(shape);
        const box = shape.getBoundingClientRect();
        return box.width + box.height > 3 && (fill !== 'none' || stroke !== 'none');
      };
      const words = [...svg.querySelectorAll('text')].map((text) => text.textContent?.trim()).filter(Boolean);
      return { shapes: shapes.filter(isInked).length, words: words.length };
    });
    expect(marks.shapes, `${name}: marks`).toBeGreaterThan(2);
    expect(marks.words, `${name}: labels`).toBeGreaterThan(2);
    const table = figure.getByRole('table', { includeHidden: true });
    expect(await table.locator('tbody tr').count(), `${name}: rows of its table`).toBeGreaterThan(1);
    await expect(figure.locator('details', { has: page.getByText('表格', { exact: true }) })).toHaveCount(1);
  }
});

test('a place by links, a day by the form', async ({ page }) => {
  await page.goto(server.url);
  await page.getByRole('navigation', { name: '下一级地区' }).getByRole('link', { name: '广州' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('广州市科技类社会组织');

  await page.locator('summary', { hasText: '截至' }).click();
  await page.getByRole('textbox', { name: '截至' }).fill('2023-12-31');
  await page.getByRole('button', { name: '查看' }).click();
  await expect(page).toHaveURL(server.url + '/?region=440100&as_of=2023-12-31');
  await expect(page.locator('.headline')).toContainText('471 家');

  await page.getByRole('navigation', { name: '下一级地区' }).getByRole('link', { name: '南沙' }).click();
  await expect(page).toHaveURL(/region=440115&as_of=2023-12-31/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('南沙区科技类社会组织');
  await page.getByRole('link', { name: '广东省' }).first().click();
  await expect(page).toHaveURL(/region=440000&as_of=2023-12-31/);
});

for (const [typed, region] of [
  ['深圳', '440300'],
  ['Shenzhen', '440300'],
  ['440115', '440115']
] as const) {
  test(`finds the place “${typed}”`, async ({ page }) => {
    await page.goto(server.url + '/?as_of=2023-12-31');
    await page.locator('summary', { hasText: '广东省' }).click();
    await page.getByRole('searchbox').fill(typed);
    await page.getByRole('searchbox').press('Enter');
    await expect(page).toHaveURL(`${server.url}/?region=${region}&as_of=2023-12-31`);
  });
}

test('says so when no place is called that', async ({ page }) => {
  const answer = await page.goto(server.url + '/?place=' + encodeURIComponent('不存在的地方'));
  expect(answer?.status()).toBe(400);
  await expect(page.getByRole('main')).toContainText('不存在的地方');
});

test('every day of the menu opens', async ({ page }) => {
  await page.goto(server.url + '/?region=440100');
  const hrefs = await page
    .locator('details', { hasText: '截至' })
    .locator('li a')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  expect(hrefs.length).toBeGreaterThan(5);
  for (const href of hrefs) {
    const answer = await page.goto(server.url + href);
    expect.soft(answer?.status(), href).toBe(200);
  }
});

test('dark mode has colours of its own, in pages and drawings', async ({ page }) => {
  const seen: Record<string, string[]> = {};
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto(server.url);
    seen[colorScheme] = await coloursOf(page);
  }
  for (const [index, light] of (seen.light ?? []).entries()) expect(light).not.toBe(seen.dark?.[index]);
  expect(lightness(seen.light?.[0] ?? '')).toBeGreaterThan(200);
  expect(lightness(seen.dark?.[0] ?? '')).toBeLessThan(60);
  expect(lightness(seen.dark?.[1] ?? '')).toBeGreaterThan(180);
});

test('the code for embedding names an address that opens', async ({ page, request }) => {
  await page.goto(server.url + '/?region=440100&as_of=2023-12-31');
  const figure = page.locator('#chart-stock');
  await figure.locator('summary', { hasText: '分享' }).click();
  const code = await figure.locator('textarea').inputValue();
  const src = /src="([^"]+)"/.exec(code)?.[1]?.replaceAll('&amp;', '&') ?? '';
  expect(src).toContain(`${server.url}/embed/stock?`);
  expect((await request.get(src)).status()).toBe(200);
});

test('reports and definitions are there to read', async ({ page }) => {
  await page.goto(server.url + '/reports');
  await page.getByRole('link', { name: '引力湾区 科技社会组织聚力服务高质量发展' }).click();
  await expect(page.getByRole('article')).toContainText('截至2023年12月底，广东省科技类社会组织近4000家');
  const check = page.locator('#check-f3');
  await expect(check).toContainText('一致');
  await expect(check).toContainText('演示：模拟数据按此数生成');
  await page.goto(server.url + '/definitions');
  await expect(page.locator('#indicator-stock')).toContainText('截至某日在册的组织数');
  await expect(page.locator('#indicator-stock')).toContainText('Stock');
  await expect(page.locator('#tech-local')).toContainText('科技类社会组织（地方口径）');
});

/** Background, ink, and the colours of the first drawing's words and of its line. */
function coloursOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const body = getComputedStyle(document.body);
    const svg = [...document.querySelectorAll('figure svg')].find((one) => one.getClientRects().length > 0);
    const text = svg?.querySelector('text');
    const strokes = [...(svg?.querySelectorAll('path') ?? [])].map((path) => getComputedStyle(path).stroke);
    return [
      body.backgroundColor,
      body.color,
      text ? getComputedStyle(text).fill : '',
      strokes.find((stroke) => stroke !== 'none') ?? ''
    ];
  });
}

function lightness(colour: string): number {
  const [red = 0, green = 0, blue = 0] = (colour.match(/\d+/g) ?? []).map(Number);
  return (red + green + blue) / 3;
}
