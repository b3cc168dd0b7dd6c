import { inflateRawSync } from 'node:zlib';
import { expect, test, type Page } from '@playwright/test';
import { serveFile } from './serve.ts';

/** The official takes the overview into a meeting: two sheets of paper, a Word file, a passage for a text. */
const server = serveFile();

const PLACES = {
  province: 'region=440000',
  city: 'region=440100',
  district: 'region=440106',
  'city beside another': 'region=440100&compare=440300',
  'province and a year before': 'region=440000&compare=year',
  'district and the rest, as an index': 'region=440106&compare=rest&index=1&indicator=growth'
};
const AS_OF = 'as_of=2023-12-31';

test.describe('on paper', () => {
  for (const [name, place] of Object.entries(PLACES))
    for (const lang of ['zh', 'en'])
      test(`fills exactly two A4 pages: ${name}, ${lang}`, async ({ page }) => {
        await page.goto(`${server.url}/brief?${place}&${AS_OF}&lang=${lang}`);
        const pdf = await page.pdf({ preferCSSPageSize: true });
        const text = pdf.toString('latin1');
        expect(text.match(/\/Type\s*\/Page\b(?!s)/g), 'pages').toHaveLength(2);
        for (const [, width, height] of text.matchAll(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/g)) {
          expect(Math.abs(Number(width) - 595.28), 'A4 width in points').toBeLessThan(1);
          expect(Math.abs(Number(height) - 841.89), 'A4 height in points').toBeLessThan(1);
        }
        await page.emulateMedia({ media: 'print' });
        await page.setViewportSize({ width: 688, height: 1000 });
        expect(await cutOff(page), 'nothing is cut off at the end of a page').toEqual([]);
        await expect(page.getByRole('navigation')).toBeHidden();
        await expect(page.locator('summary').first()).toBeHidden();
      });

  test('keeps the comparison: in its figures, its charts, its Word file and on the way back', async ({
    page
  }) => {
    const state = `region=440100&${AS_OF}&compare=year`;
    await page.goto(`${server.url}/?${state}`);
    await page.getByRole('link', { name: '打印两页' }).click();
    await expect(page).toHaveURL(`${server.url}/brief?${state}`);
    await expect(page.locator('.meta').first()).toContainText('对比 去年同期');
    await expect(page.locator('.keys li').first()).toContainText('去年同期 448');
    await expect(page.locator('.drawing').first()).toContainText('去年同期 448');
    await expect(page.getByRole('link', { name: '下载 Word' })).toHaveAttribute('href', /compare=year/);
    await page.getByRole('link', { name: '回到总览' }).click();
    await expect(page).toHaveURL(`${server.url}/?${state}`);
  });

  test('says on each sheet where, when, which version, that the data is synthetic, and every source', async ({
    page
  }) => {
    await page.goto(`${server.url}/brief?region=440100&${AS_OF}&lang=zh`);
    const sheets = page.locator('.sheet');
    await expect(sheets).toHaveCount(2);
    for (const sheet of await sheets.all()) {
      await expect(sheet).toContainText('广州市共有科技类社会组织 471 家');
      await expect(sheet).toContainText('截至 2023年12月31日 · 数据第 1 版');
      await expect(sheet.locator('.badge')).toHaveText('模拟数据');
      const cited = await sheet
        .locator('sup a')
        .evaluateAll((links) => links.map((a) => a.getAttribute('href')));
      expect(cited.length).toBeGreaterThan(0);
      for (const href of new Set(cited)) await expect(sheet.locator(href ?? '')).toHaveCount(1);
      const notes = await sheet.locator('.foot li').count();
      expect(new Set(cited).size, 'every note is cited').toBe(notes);
    }
    await expect(sheets.first().locator('.foot')).toContainText(
      'http://www.gsf.org.cn/xwdt/ltdt/202401/t20240108_202757.html （2023-12-29 公布） · 口径：科技类社会组织（地方口径）'
    );
  });

  test('is light whatever the theme: a sheet has the colours of the light page', async ({ browser }) => {
    const [light, dark] = await Promise.all(
      (['light', 'dark'] as const).map(async (colorScheme) => {
        const page = await browser.newPage({ colorScheme });
        await page.goto(`${server.url}/brief?region=440100&${AS_OF}`);
        const colours = await page.evaluate(() => {
          const names = [
            'ink',
            'soft',
            'rule',
            'cinnabar',
            'caution',
            ...[1, 2, 3, 4, 5, 6].map((n) => `series-${n}`)
          ];
          const of = (element: Element) =>
            names.map((name) => `${name} ${getComputedStyle(element).getPropertyValue(`--${name}`).trim()}`);
          return {
            page: of(document.documentElement),
            sheet: of(document.querySelector('.sheet') as Element)
          };
        });
        await page.close();
        return colours;
      })
    );
    expect(light?.sheet).toEqual(light?.page);
    expect(dark?.sheet).toEqual(light?.page);
    expect(dark?.page).not.toEqual(light?.page);
  });

  test('works with scripts off', async ({ browser }) => {
    const page = await browser.newPage({ javaScriptEnabled: false, locale: 'zh-CN' });
    await page.goto(`${server.url}/?region=440100&${AS_OF}`);
    await page.getByRole('link', { name: '打印两页' }).click();
    await expect(page.locator('.sheet')).toHaveCount(2);
    await expect(page.getByText('按 Ctrl+P')).toBeVisible();
    await expect(page.getByRole('button', { name: '打印' })).toBeHidden();
    await page.close();
  });

  test('prints at the press of the button', async ({ page }) => {
    await page.addInitScript(() => {
      window.print = () => document.documentElement.setAttribute('data-printed', '');
    });
    await page.goto(`${server.url}/brief?region=440100&${AS_OF}`);
    await page.mouse.move(200, 200);
    await page.getByRole('button', { name: '打印' }).click();
    await expect(page.locator('html')).toHaveAttribute('data-printed', '');
  });
});

test.describe('in Word', () => {
  test('has the sentences, Chinese fonts in every run, footnotes and the mark of synthetic data', async ({
    page,
    request
  }) => {
    await page.goto(`${server.url}/brief?region=440100&${AS_OF}&lang=zh`);
    const sentences = await page
      .locator('.sentence')
      .evaluateAll((all) => all.map((one) => one.firstChild?.textContent));
    const response = await request.get(`${server.url}/brief.docx?region=440100&${AS_OF}&lang=zh`);
    expect(response.status()).toBe(200);
    const disposition = response.headers()['content-disposition'] ?? '';
    const name = /filename\*=UTF-8''(\S+)/.exec(disposition)?.[1] ?? '';
    expect(decodeURIComponent(name)).toBe('广州市-2023-12-31.docx');

    const files = unzip(await response.body());
    const xml = (path: string) => files.get(path)?.toString('utf8') ?? '';
    const body = xml('word/document.xml');
    expect(sentences).toHaveLength(4);
    for (const sentence of sentences) expect(body).toContain(sentence);
    const runs = (body.match(/<w:r>.*?<\/w:r>/gs) ?? []).filter((one) => one.includes('<w:t'));
    expect(runs.length).toBeGreaterThan(50);
    expect(runs.filter((one) => !/w:eastAsia="(宋体|黑体)"/.test(one))).toEqual([]);
    expect(xml('word/styles.xml')).toMatch(
      /<w:docDefaults>.*w:eastAsia="宋体".*w:lang w:val="zh-CN" w:eastAsia="zh-CN"/s
    );
    expect(body).toMatch(/<w:pgSz w:w="11906" w:h="16838"/);

    const cited = [...body.matchAll(/<w:footnoteReference w:id="(\d+)"/g)].map(([, id]) => id);
    expect(cited.length).toBeGreaterThanOrEqual(4);
    for (const id of cited) expect(xml('word/footnotes.xml')).toContain(`w:id="${id}"`);
    expect(xml('word/footnotes.xml')).toContain(
      'http://www.gsf.org.cn/xwdt/ltdt/202401/t20240108_202757.html'
    );
    expect(xml('word/header1.xml')).toContain('模拟数据');
    expect(
      [...files.keys()].filter((path) => /^word\/charts\/chart\d+\.xml$/.test(path)).length
    ).toBeGreaterThan(3);
  });

  test('refuses what it cannot write, in the one error shape', async ({ request }) => {
    for (const [search, status, code] of [
      ['region=999999', 400, 'unknown-region'],
      ['region=440100&as_of=2023-13-01', 400, 'bad-date']
    ] as const) {
      const response = await request.get(`${server.url}/brief.docx?${search}`, {
        headers: { 'accept-language': 'en' }
      });
      expect(response.status()).toBe(status);
      const { error } = (await response.json()) as { error: { code: string; message: string } };
      expect(error.code).toBe(code);
      expect(error.message).toMatch(/^[\x20-\x7e“”]+$/);
    }
    expect((await request.get(`${server.url}/brief?region=999999`)).status()).toBe(400);
  });
});

test.describe('in a text', () => {
  for (const path of ['/', '/brief'])
    test(`copies a passage of ${path} with its source`, async ({ page, context }) => {
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.goto(`${server.url}${path}?region=440100&${AS_OF}`);
      const sentence = await page
        .locator('.sentence')
        .nth(1)
        .evaluate((one) => one.firstChild?.textContent);
      await page.getByText('复制这段话').nth(1).click();
      await expect(page.getByText('已复制，连同来源。')).toBeVisible();
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      expect(copied.split('\n')[0]).toBe(sentence);
      expect(copied.split('\n')[1]).toMatch(
        /^广州市 · 截至2023年12月31日 · 来源：社会组织登记名册.* · 口径：.* · organizations 第1版.* · 模拟数据$/
      );
    });

  test('selects the passage where the clipboard is closed', async ({ page }) => {
    await page.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
    await page.goto(`${server.url}/?region=440100&${AS_OF}`);
    await page.getByText('复制这段话').first().click();
    await expect(page.getByText('已选中，按 Ctrl+C 复制。')).toBeVisible();
    const selected = await page.evaluate(() => {
      const field = document.activeElement as HTMLTextAreaElement;
      return field.value.slice(field.selectionStart, field.selectionEnd);
    });
    expect(selected).toContain('模拟数据');
  });
});

/** What is higher than its place on a printed sheet. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.sheet, .sheet section, .drawing')]
      .filter((one) => one.scrollHeight > one.clientHeight + 1 || one.clientHeight < 100)
      .map((one) => `${one.className} ${one.scrollHeight} in ${one.clientHeight}`)
  );
}

/** The files of a zip by its central directory. */
function unzip(bytes: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  const end = bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  let at = bytes.readUInt32LE(end + 16);
  for (let count = bytes.readUInt16LE(end + 10); count > 0; count -= 1) {
    const [method, size] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)];
    const [name, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset)) as [
      number,
      number,
      number
    ];
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(start, start + size);
    files.set(
      bytes.toString('utf8', at + 46, at + 46 + name),
      method === 8 ? inflateRawSync(packed) : packed
    );
    at += 46 + name + extra + comment;
  }
  return files;
}
