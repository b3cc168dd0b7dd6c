import { expect, test, type Page } from '@playwright/test';
import { serveFile } from './serve.ts';

/** The official: the state of things in ten seconds, then the reason. On a phone and at a desk. */
const server = serveFile();

const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } };
const GUANGZHOU = '/?region=440100&as_of=2023-12-31';

for (const [name, viewport] of Object.entries(SIZES)) {
  test.describe(name, () => {
    test.use({ viewport });

    test('reads the province at once, then picks a city and a day', async ({ page }) => {
      await page.goto(server.url);
      await expect(page.locator('.headline')).toContainText(/广东省共有科技类社会组织 [34],\d{3} 家/);
      await expectNoSidewaysScroll(page);

      await page.locator('summary', { hasText: '广东省' }).click();
      await page.getByRole('searchbox').fill('广州');
      await expect(page.getByRole('link', { name: '深圳市', exact: true })).toBeHidden();
      await page.locator('details[open]').getByRole('link', { name: '广州市', exact: true }).click();
      await expect(page).toHaveURL(/region=440100/);

      await page.locator('summary', { hasText: '截至' }).click();
      await page.locator('details[open]').getByRole('link', { name: '2023-12-31' }).click();
      await expect(page).toHaveURL(server.url + GUANGZHOU);
      await expect(page.locator('.headline')).toContainText('471 家');
      await expect(page.locator('.headline')).toContainText('21 个市中列第 2 位');
      await expect(page.getByRole('heading', { level: 1 })).toContainText('模拟数据');
      await expectNoSidewaysScroll(page);
    });

    test('finds a place that was typed and sent with Enter', async ({ page }) => {
      await page.goto(server.url + '/?as_of=2023-12-31');
      await page.locator('summary', { hasText: '广东省' }).click();
      await page.getByRole('searchbox').fill('广州');
      await page.getByRole('searchbox').press('Enter');
      await expect(page).toHaveURL(server.url + GUANGZHOU);
    });

    test('asks a figure where it comes from', async ({ page }) => {
      await page.goto(server.url + GUANGZHOU);
      const density = page.getByRole('listitem').filter({ hasText: '每十万人拥有量' });
      await density.locator('summary').click();
      const panel = density.locator('.panel');
      await expect(panel).toBeVisible();
      const said = await termsOf(panel);
      expect(said['分子']).toContain('471');
      expect(said['分母']).toContain('18,827,000');
      expect(said['口径']).toContain('科技类社会组织（地方口径）');
      expect(said['来源']).toContain('社会组织登记名册');
      expect(said['来源']).toContain('统计公报');
      expect(said['版本']).toMatch(/organizations\s*1/);
      await expectNoSidewaysScroll(page);

      await panel.getByRole('link', { name: '科技类社会组织（地方口径）' }).click();
      await expect(page).toHaveURL(/\/definitions#tech-local$/);
      await expect(page.locator('#tech-local')).toBeInViewport();
    });

    test('opens a chart’s table with the keyboard alone', async ({ page }) => {
      await page.goto(server.url + GUANGZHOU);
      const figure = page.locator('#chart-stock');
      await figure.locator('.drawing').focus();
      const table = figure.getByRole('table');
      await expect(table).toBeHidden();
      for (let press = 0; press < 12; press += 1) {
        await page.keyboard.press('Tab');
        const focused = await page.evaluate(() => document.activeElement?.textContent?.trim());
        if (focused === '表格') break;
      }
      await page.keyboard.press('Enter');
      await expect(table).toBeVisible();
      await expect(table.getByRole('row').filter({ hasText: '2023年' }).first()).toContainText('471');
      await expectNoSidewaysScroll(page);
    });

    test('opens the same table with the one key T', async ({ page }) => {
      await page.goto(server.url + GUANGZHOU);
      const figure = page.locator('#chart-stock');
      await figure.locator('.drawing').focus();
      await expect(figure.locator('.chart-live svg')).toBeVisible();
      await expect(figure.getByRole('table')).toBeHidden();
      await page.keyboard.press('t');
      await expect(figure.getByRole('table')).toBeVisible();
    });

    test('closes it with T again', async ({ page }) => {
      await page.goto(server.url + GUANGZHOU);
      const figure = page.locator('#chart-stock');
      await figure.locator('.drawing').focus();
      await expect(figure.locator('.chart-live svg')).toBeVisible();
      await page.keyboard.press('t');
      await expect(figure.getByRole('table')).toBeVisible();
      await page.keyboard.press('t');
      await expect(figure.getByRole('table')).toBeHidden({ timeout: 1000 });
    });

    test('goes from the mark to the passage that says so, and back to the chart', async ({ page }) => {
      await page.goto(server.url + GUANGZHOU);
      await page.getByRole('link', { name: /大湾区科学论坛.*471家/ }).click();
      await expect(page).toHaveURL(/\/reports\/2023-12-29-nansha-forum#f3$/);
      const figure = page.locator('a#f3');
      await expect(figure).toHaveText('471家');
      await expect(figure).toBeInViewport();
      expect(await figure.evaluate((element) => element.matches(':target')), '471家 is the target').toBe(
        true
      );
      const others = page.locator('a#f2');
      expect(await backgroundOf(figure), 'the figure stands out').not.toBe(await backgroundOf(others));
      await expectNoSidewaysScroll(page);

      await page.locator('#check-f3').getByRole('link', { name: '到图上看' }).click();
      await expect(page).toHaveURL(server.url + GUANGZHOU + '#chart-stock');
      await expect(page.locator('.headline')).toContainText('广州市共有科技类社会组织 471 家');
      await expect(page.locator('#chart-stock')).toBeInViewport();

      await page.goBack();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(
        '引力湾区 科技社会组织聚力服务高质量发展'
      );
      await page.goBack();
      await expect(page).toHaveURL(server.url + GUANGZHOU);
      await expect(page.locator('.headline')).toContainText('471 家');
    });

    test('reads the same in English', async ({ page }) => {
      await page.goto(server.url + GUANGZHOU);
      await page.getByRole('link', { name: 'English' }).click();
      await expect(page.locator('html')).toHaveAttribute('lang', 'en');
      await expect(page).toHaveURL(/region=440100&as_of=2023-12-31&lang=en$/);
      await expect(page.getByRole('heading', { level: 1 })).toContainText('Guangzhou');
      await expect(page.getByRole('heading', { level: 1 })).toContainText('synthetic');
      await expect(page.locator('.headline')).toContainText(/471.*second|471.*rank|471.*2/i);
      expect(await page.locator('.headline').innerText(), 'no Chinese is left').not.toMatch(
        /\p{Script=Han}/u
      );
      await expectNoSidewaysScroll(page);

      await page.goto(server.url + '/definitions');
      await expect(page.locator('html'), 'the choice is kept').toHaveAttribute('lang', 'en');
    });
  });
}

test.describe('on the way to a meeting', () => {
  test.use({ viewport: SIZES.phone });

  test('from the province to a district’s survival, to the report behind a figure, to two pages', async ({
    page
  }) => {
    test.slow();
    await page.goto(server.url + '/?as_of=2023-12-31');
    await expect(page.locator('.headline')).toContainText('广东省共有科技类社会组织 3,961 家');

    await page.locator('summary', { hasText: '广东省' }).click();
    await page.locator('details[open]').getByRole('link', { name: '天河区', exact: true }).click();
    await expect(page).toHaveURL(server.url + '/?region=440106&as_of=2023-12-31');
    await expect(page.locator('.headline')).toContainText('天河区共有科技类社会组织');
    await expect(page.getByText('住所在天河的（不论在哪一级登记）：279 家')).toBeVisible();
    await expectNoSidewaysScroll(page);

    const stable = page.getByRole('region', { name: /稳不稳/ });
    const sentence = await stable.locator('.sentence').innerText();
    expect(sentence).toMatch(/登记满五年仍存续的占 [\d.]+%（95% 置信区间 [\d.]+%—[\d.]+%）/);
    const rate = /仍存续的占 ([\d.]+%)/.exec(sentence)?.[1] ?? '';
    const figure = stable.locator('#chart-survival');
    await figure.scrollIntoViewIfNeeded();
    await expect(figure.locator('figcaption')).toContainText('天河区存续曲线');
    const described = await figure.locator('#chart-survival-description').textContent();
    expect(described, 'the chart says what the sentence says').toContain(`满5年的存续率${rate}`);
    await figure.locator('summary', { hasText: '表格' }).click();
    const fifth = figure.getByRole('row').filter({ hasText: /^5/ }).first();
    await expect(fifth, 'and so does its table').toContainText(rate);
    await expectNoSidewaysScroll(page);

    await page.locator('.path').getByRole('link', { name: '广州市' }).click();
    await expect(page).toHaveURL(server.url + GUANGZHOU);
    await page.getByRole('link', { name: /大湾区科学论坛.*471家/ }).click();
    await expect(page.locator('a#f3')).toHaveText('471家');
    await expect(page.locator('#check-f3')).toContainText('一致');
    await expect(page.locator('#check-f3')).toContainText('演示：模拟数据按此数生成');
    await expectNoSidewaysScroll(page);

    await page.locator('#check-f3').getByRole('link', { name: '到图上看' }).click();
    await expect(page.locator('#chart-stock')).toBeInViewport();
    await page.getByRole('link', { name: '打印两页' }).click();
    await expect(page).toHaveURL(server.url + '/brief?region=440100&as_of=2023-12-31');
    await expect(page.locator('.sheet')).toHaveCount(2);
    await expect(page.locator('.sheet').first()).toContainText('广州市共有科技类社会组织 471 家');
    await expect(page.locator('.sheet').first()).toContainText('广州市科技类社会组织471家');
    await expect(page.locator('.sheet').last()).toContainText('模拟数据：由程序生成，不是真实组织');
    await expectNoSidewaysScroll(page);
  });
});

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const { scrollWidth, clientWidth } = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return { scrollWidth, clientWidth };
  });
  expect(scrollWidth, 'nothing scrolls sideways').toBeLessThanOrEqual(clientWidth);
}

async function termsOf(panel: ReturnType<Page['locator']>): Promise<Record<string, string>> {
  return panel.evaluate((element) => {
    const said: Record<string, string> = {};
    for (const term of element.querySelectorAll('dt')) {
      said[term.textContent?.trim() ?? ''] = term.nextElementSibling?.textContent ?? '';
    }
    return said;
  });
}

function backgroundOf(locator: ReturnType<Page['locator']>): Promise<string> {
  return locator.evaluate((element) => getComputedStyle(element).backgroundColor);
}
