import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { ask, expectError, readerPage } from './ask.ts';
import { serveFile } from './serve.ts';

/** From a number to the organizations it counts: found, sorted, turned over and taken away as CSV. */
const server = serveFile();

const GUANGZHOU = '/organizations?indicator=stock&region=440100&as_of=2023-12-31';

test('from a key figure to its organizations and back', async ({ page }) => {
  await page.goto(server.url + '/?region=440100&as_of=2023-12-31');
  const figure = page.getByRole('listitem').filter({ hasText: '异常率' });
  await figure.locator('summary').click();
  const numerator = /\d+/.exec((await figure.locator('dd strong').first().innerText()).trim())?.[0];
  await figure.getByRole('link', { name: '看这些组织' }).click();
  await expect(page.locator('.headline')).toContainText(`计入“异常率”分子的有 ${numerator} 家`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('模拟数据');
  await expect(page.locator('tbody tr')).toHaveCount(Number(numerator));
  await page.getByRole('link', { name: '广州市总览，2023-12-31' }).click();
  await expect(page).toHaveURL(server.url + '/?region=440100&as_of=2023-12-31');
});

test('every key figure leads to a list that is as long as it says', async ({ page }) => {
  await page.goto(server.url + '/?region=440100&as_of=2023-12-31');
  const figures = await page.locator('details[name="key-figure"]').evaluateAll((all) =>
    all.map((one) => ({
      title: one.querySelector('.title')?.textContent ?? '',
      numerator: one.querySelector('dd strong')?.textContent?.trim() ?? '',
      href: one.querySelector('a[href^="/organizations"]')?.getAttribute('href') ?? ''
    }))
  );
  expect(figures.length).toBeGreaterThan(15);
  for (const { title, numerator, href } of figures) {
    const answer = await page.goto(server.url + href);
    expect(answer?.status(), title).toBe(200);
    const headline = await page.locator('.headline').innerText();
    const isStock = await page.getByText('不是逐家数出来的').isVisible();
    const said = /有 ([\d,]+) 家/.exec(headline)?.[1];
    expect.soft(said, `${title}: ${headline}`).toBe(isStock ? '471' : numerator.replace(/\s*家$/, ''));
  }
});

test('numbers in the tables of charts lead to lists that are as long, of both places compared', async ({
  page,
  request
}) => {
  test.slow();
  const state = 'region=440100&as_of=2023-12-31&compare=440300';
  await page.goto(`${server.url}/?${state}`);
  const links = await page
    .locator('figure td a')
    .evaluateAll((all) =>
      all.map((one) => ({ href: one.getAttribute('href') ?? '', said: one.textContent?.trim() ?? '' }))
    );
  expect(links.length).toBeGreaterThan(150);
  const counts = links.filter(({ said }) => /^[\d,]+( |（|$)/.test(said));
  const places = new Set(counts.map(({ href }) => /region=(\d+)/.exec(href)?.[1]));
  expect([...places].sort()).toEqual(['440100', '440300']);
  for (const { href, said } of counts.filter((_, at) => at % 6 === 0)) {
    const csv = await (await request.get(server.url + href.replace('?', '.csv?'))).text();
    const listed = csv.trim().split('\n').length - 1;
    expect.soft(listed, `${said}: ${href}`).toBe(Number(/^[\d,]+/.exec(said)?.[0].replaceAll(',', '')));
  }
  await page.goto(server.url + (links[0]?.href ?? ''));
  await page.getByRole('link', { name: /总览，2023-12-31/ }).click();
  await expect(page, 'the comparison is still there').toHaveURL(`${server.url}/?${state}`);
});

test.describe('with scripts off', () => {
  test.use({ javaScriptEnabled: false });

  test('searches, sorts and turns pages', async ({ page }) => {
    await page.goto(server.url + GUANGZHOU);
    await expect(page.locator('.headline')).toContainText('471 家');
    await expect(page.locator('tbody tr')).toHaveCount(50);
    const dates = () => page.locator('tbody tr td:nth-child(7)').allInnerTexts();
    const newest = await dates();
    expect(newest).toEqual([...newest].sort().reverse());

    await page.getByRole('link', { name: '成立登记日期' }).click();
    await expect(page.getByRole('columnheader', { name: '成立登记日期' })).toHaveAttribute(
      'aria-sort',
      'ascending'
    );
    const oldest = await dates();
    expect(oldest).toEqual([...oldest].sort());
    await page.getByRole('navigation', { name: '分页' }).getByRole('link', { name: '第 10 页' }).click();
    await expect(page.locator('tbody tr')).toHaveCount(21);
    expect((await dates()).at(-1)).toBe(newest[0]);

    await page.getByRole('searchbox').fill('研究院');
    await page.getByRole('button', { name: '搜索' }).click();
    await expect(page).toHaveURL(/region=440100/);
    await expect(page.locator('.headline')).toContainText('名称或信用代码含“研究院”的');
    for (const name of await page.locator('tbody th').allInnerTexts()) expect(name).toContain('研究院');
    const code = await page.locator('tbody tr').first().locator('td').first().innerText();
    await page.getByRole('searchbox').fill(code.toLowerCase());
    await page.getByRole('button', { name: '搜索' }).click();
    await expect(page.locator('tbody tr')).toHaveCount(1);

    await page.getByRole('searchbox').fill('没有这个名字');
    await page.getByRole('button', { name: '搜索' }).click();
    await expect(page.getByRole('main')).toContainText('都不含“没有这个名字”');
    await page.getByRole('main').getByRole('link', { name: '清除搜索' }).last().click();
    await expect(page.locator('tbody tr')).toHaveCount(50);
  });
});

test('takes the list away as CSV', async () => {
  const address = GUANGZHOU.replace('?', '.csv?') + '&by=field&group=' + encodeURIComponent('人工智能');
  const response = await fetch(server.url + address, { headers: { 'accept-language': 'zh' } });
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(response.headers.get('content-disposition')).toContain('organizations-stock-440100-2023-12-31.csv');
  const bytes = new Uint8Array(await response.arrayBuffer());
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const lines = new TextDecoder().decode(bytes).trim().split('\n');
  const { rows } = JSON.parse(
    (
      await ask(server, '/api/query', {
        body: JSON.stringify({
          ...{ indicator: 'stock', region: '440100', asOf: '2023-12-31' },
          where: [{ column: 'field', op: '=', value: '人工智能' }]
        })
      })
    ).text
  ) as { rows: number[][] };
  expect(lines).toHaveLength((rows[0]?.[0] ?? 0) + 1);
  expect(lines[0]).toContain('名称,统一社会信用代码,组织类型,领域');
  for (const line of lines.slice(1)) expect(line).toMatch(/,人工智能,.*,模拟数据$/);
});

const faults: [what: string, search: string, code: string, zh: string, en: string][] = [
  ['an unknown indicator', 'indicator=happiness', 'unknown-indicator', 'happiness', 'happiness'],
  ['an unknown region', 'region=999999', 'unknown-region', '没有代码为“999999”', 'no region with the code'],
  ['a malformed date', 'as_of=2023-02-29', 'bad-date', '“2023-02-29”不是日期', '“2023-02-29” is no date'],
  ['an unknown column', 'sort=phone', 'unknown-column', '不能按“phone”排序', 'cannot be sorted by “phone”'],
  ['a column that is SQL', 'sort=name;DROP', 'unknown-column', 'name;DROP', 'name;DROP'],
  ['a direction that is none', 'dir=up', 'bad-parameter', 'dir', 'dir'],
  ['a group of nothing', 'group=x', 'bad-parameter', 'by', 'by'],
  ['an unknown breakdown', 'by=colour&group=red', 'unknown-column', 'colour', 'colour'],
  ['an unknown band', 'indicator=age&by=age_band&group=99', 'unknown-group', '99', '99'],
  ['a period that is none', 'period=soon', 'bad-period', '“soon”不是时期', '“soon” is no period'],
  ['a period to come', 'indicator=entries&period=2030', 'bad-period', '还没有数据', 'no data yet'],
  ['an endless search', `q=${'x'.repeat(300)}`, 'bad-parameter', '200', '200']
];
for (const [what, search, code, zh, en] of faults) {
  test(`refuses ${what}`, async ({ browser }) => {
    for (const [lang, sentence] of Object.entries({ zh, en })) {
      const file = await ask(server, `/organizations.csv?${search}`, { lang });
      expect(file.status).toBe(400);
      expect(expectError(file).error).toMatchObject({ code });
      expect(expectError(file).error.message).toContain(sentence);
      const page = await readerPage(browser, lang);
      expect((await page.goto(`${server.url}/organizations?${search}`))?.status()).toBe(400);
      await expect(page.getByRole('main')).toContainText(sentence);
      await page.context().close();
    }
  });
}

test('refuses page 0; a page past the end is empty, with a way back', async ({ page }) => {
  for (const at of ['0', '-1', '1.5', 'x'])
    expect((await page.goto(`${server.url}${GUANGZHOU}&page=${at}`))?.status(), at).toBe(400);
  expect((await page.goto(`${server.url}${GUANGZHOU}&page=99999`))?.status()).toBe(200);
  await expect(page.getByRole('main')).toContainText('没有第 99999 页，这份名单共 10 页');
  await page.getByRole('link', { name: '回到第一页' }).click();
  await expect(page.locator('tbody tr')).toHaveCount(50);
  await page.goto(`${server.url}/organizations?as_of=1950-01-01`);
  await expect(page.locator('.headline')).toContainText('0 家');
  await expect(page.getByRole('main')).toContainText('没有这样的组织');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`reads well on a phone and at a desk, ${colorScheme}`, async ({ browser }) => {
    for (const [lang, width] of [
      ['zh', 390],
      ['en', 390],
      ['zh', 1440],
      ['en', 1440]
    ] as const) {
      const page = await readerPage(browser, lang);
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await page.goto(`${server.url}${GUANGZHOU}&page=4`);
      await expectNoSidewaysScroll(page);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
      if (lang === 'en') {
        await expect(page.locator('.headline')).toContainText('471 organizations registered in Guangzhou');
        await expect(page.locator('table')).toContainText('Associations');
      }
      await page.context().close();
    }
  });
}

function expectNoSidewaysScroll(page: Page): Promise<void> {
  return expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth))
    .toBeLessThanOrEqual(0);
}
