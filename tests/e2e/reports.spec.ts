import { rmSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { ask, expectError } from './ask.ts';
import { newDir, serveFile, start } from './serve.ts';

/** An article of our own in the form of one copied from a page, with the public figures of the seed report. */
const ARTICLE = `工作动态

湾区科技类社会组织年度交流会在南沙召开

发布时间:2023-12-29 来源:南沙简讯


12月28日，湾区科技类社会组织年度交流会在南沙召开，市、区两级民政部门到会指导。


“数说”发展


50余家科技类社会组织齐聚南沙，就资源对接、成果发布交换看法，第二届交流会定于明年举行。

“471”背后的故事

截至2023年12月底，广东省科技类社会组织近4000家，广州市科技类社会组织471家，占社会组织比重继续上升。

截至2023年12月底，广东省科技类社会组织近4000家，广州市科技类社会组织471家，占社会组织比重继续上升。


附件:
`;

interface Kept {
  slug: string;
  headline: string;
  publishedOn: string;
  publisher: string;
  duplicateOf?: string;
  figures: {
    id: string;
    text: string;
    indicator: string | null;
    region: string;
    asOf: string;
    precision: string;
    check: { verdict: string; synthetic: boolean; reason: string };
  }[];
}

const server = serveFile();

test.describe('an article, pasted', () => {
  test.describe.configure({ mode: 'serial' });
  let address = '';

  test('gives headline, date, publisher and its three figures, each with its verdict', async ({ page }) => {
    await page.goto(`${server.url}/reports`);
    await page.getByRole('link', { name: '新增报道' }).click();
    await page.getByLabel('文章').fill(ARTICLE);
    await page.getByRole('button', { name: '读这篇文章' }).click();
    await expect(page).toHaveURL(/\/reports\/2023-12-29-[0-9a-f]{6}\?new=1$/);
    address = page.url().replace('?new=1', '');
    await expect(page.getByLabel('标题')).toHaveValue('湾区科技类社会组织年度交流会在南沙召开');
    await expect(page.getByLabel('发布日期')).toHaveValue('2023-12-29');
    await expect(page.getByLabel('发布者')).toHaveValue('南沙简讯');
    await expect(page.locator('article a.figure')).toHaveText(['50余家', '近4000家', '471家']);
    const [attending, nearly, exact] = await page.locator('[data-figure]').all();
    await expect(attending!).toContainText('2023年12月28日');
    await expect(attending!).toContainText('南沙区');
    await expect(nearly!).toContainText('相符 · 演示：模拟数据按此数生成');
    await expect(nearly!).toContainText('[3,800, 4,000)');
    await expect(exact!).toContainText('一致 · 演示：模拟数据按此数生成');
    await expect(exact!).toContainText('2023年12月31日');
  });

  test('leads to the chart and back with one click each', async ({ page }) => {
    await page.goto(address);
    await page.locator('#check-f3').getByRole('link', { name: '到图上看' }).click();
    await expect(page).toHaveURL(/\/\?region=440100&as_of=2023-12-31#chart-stock$/);
    const slug = address.split('/').at(-1);
    await page.locator(`a[href="/reports/${slug}#f3"]`).first().click();
    await expect(page).toHaveURL(`${address}#f3`);
  });

  test('can be put on another chart and taken off one by hand', async ({ page }) => {
    const slug = address.split('/').at(-1);
    const mark = page.locator(`main a[href="/reports/${slug}#f3"]`);
    await page.goto(address);
    const figure = page.locator('#check-f3');
    await figure.getByText('相关图表').click();
    await figure.getByRole('combobox', { name: '相关图表' }).selectOption('stock');
    await figure.getByRole('button', { name: '从这张图上拿掉' }).click();
    await page.goto(`${server.url}/charts/stock?region=440100&as_of=2023-12-31`);
    await expect(page.locator('h1')).toBeVisible();
    await expect(mark).toHaveCount(0);
    await page.goto(address);
    await figure.getByText('相关图表').click();
    await figure.getByRole('button', { name: '不再手工指定' }).click();
    await page.goto(`${server.url}/charts/stock?region=440100&as_of=2023-12-31`);
    await expect(mark).toHaveCount(1);
    await page.getByText('复制成一句话').click();
    await expect(page.getByRole('textbox', { name: '复制成一句话' })).toHaveValue(
      /广州市科技类社会组织471家，比上年同期增加\d+家，同比增长\d\.\d%（模拟数据）。来源：/
    );
  });

  test('is known again, and can be kept as a further address', async ({ page }) => {
    await page.goto(`${server.url}/reports/new`);
    await page
      .getByLabel('文章')
      .fill(ARTICLE.replace('南沙简讯', '另一家网站').replace('交换看法', '交流看法'));
    await page.getByRole('button', { name: '读这篇文章' }).click();
    await page.getByRole('button', { name: '作为它的又一个地址' }).click();
    await expect(page.getByRole('link', { name: /是《湾区.*》的转载/ })).toBeVisible();
    await page.goto(address);
    await expect(page.locator('article')).toContainText('另一家网站');
    const checks = page.locator('[data-figure]');
    await expect(checks).toHaveCount(3);
  });

  test('can be found, deleted and put back', async ({ page }) => {
    await page.goto(`${server.url}/reports?q=${encodeURIComponent('交流会社会组织')}&region=440115`);
    await expect(page.locator('h2 a', { hasText: '年度交流会' }).first()).toBeVisible();
    await page.goto(`${address}?new=1`);
    await page.getByRole('button', { name: '删除这篇报道' }).click();
    await expect(page).toHaveURL(`${server.url}/reports`);
    expect((await page.request.get(address)).status()).toBe(410);
    await page.getByRole('button', { name: '恢复' }).first().click();
    await expect(page).toHaveURL(address);
    await expect(page.locator('article a.figure')).toHaveCount(3);
  });
});

test('a correction survives a restart', async ({ page }) => {
  const dataDir = newDir();
  let own = await start({ DATA_DIR: dataDir });
  const { slug } = JSON.parse(
    (await ask(own, '/api/reports', { body: ARTICLE, type: 'text/plain' })).text
  ) as Kept;
  await page.goto(`${own.url}/reports/${slug}`);
  const figure = page.locator('#check-f1');
  await figure.getByText('更正', { exact: true }).click();
  await figure.getByLabel('说的是').fill('到会的科技类社会组织');
  await figure.getByLabel('数值').fill('52');
  await figure.getByLabel('精度').selectOption('exact');
  await figure.getByRole('button', { name: '保存' }).click();
  await expect(page.locator('#check-f1')).toContainText('已更正');
  await page.locator('#check-f2').focus();
  await page.keyboard.press('c');
  await expect(page.locator('#check-f2')).toContainText('已确认');
  await own.stop();
  own = await start({ DATA_DIR: dataDir });
  await page.goto(`${own.url}/reports/${slug}`);
  await expect(page.locator('#check-f1')).toContainText('52 · 精确');
  await expect(page.locator('#check-f1')).toContainText('到会的科技类社会组织');
  await expect(page.locator('#check-f2')).toContainText('已确认');
  await own.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

test('POST /api/reports answers as the contract has it', async () => {
  const answer = await ask(server, '/api/reports', {
    body: ARTICLE.replaceAll('湾区', '全省'),
    type: 'text/plain'
  });
  expect(answer.status).toBe(201);
  const report = JSON.parse(answer.text) as Kept;
  expect(report).toMatchObject({
    headline: '全省科技类社会组织年度交流会在南沙召开',
    publishedOn: '2023-12-29',
    publisher: '南沙简讯'
  });
  expect(
    report.figures.map(({ text, indicator, region, asOf, precision }) => [
      text,
      indicator,
      region,
      asOf,
      precision
    ])
  ).toEqual([
    ['50余家', 'attendance', '440115', '2023-12-28', 'over'],
    ['近4000家', 'stock', '440000', '2023-12-31', 'nearly'],
    ['471家', 'stock', '440100', '2023-12-31', 'exact']
  ]);
  expect(report.figures.map(({ check }) => [check.verdict, check.synthetic])).toEqual([
    ['no-data', false],
    ['agrees', true],
    ['equal', true]
  ]);
  const kept = JSON.parse((await ask(server, `/api/reports/${report.slug}`)).text) as Kept & {
    paragraphs: string[];
  };
  expect(kept.paragraphs).toHaveLength(3);
  expect((await ask(server, `/api/reports/${report.slug}/original`)).text).toContain('附件');
});

const TEXT = 'text/plain';
const REFUSED: [what: string, body: string | Uint8Array, type: string, status: number, code: string][] = [
  ['nothing', '', TEXT, 400, 'empty-report'],
  ['blanks', ' \n\u3000\n', TEXT, 400, 'empty-report'],
  ['a script alone', '<script>alert(1)</script>', 'text/html', 400, 'empty-report'],
  ['5 MB of text', '长'.repeat(1_700_000), TEXT, 413, 'too-large'],
  ['a long text', '长'.repeat(300_000), TEXT, 413, 'too-large'],
  ['mixed encodings', Uint8Array.of(0xe5, 0xb9, 0xbf, 0xff, 0xff, 0x0a), TEXT, 400, 'bad-encoding'],
  [
    'a broken Word document',
    Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0),
    'application/octet-stream',
    400,
    'bad-word'
  ],
  ['no JSON', '{', 'application/json', 400, 'bad-json'],
  [
    'a date that is none',
    '{"text":"标题\\n\\n正文在这里。","publishedOn":"2023-02-30"}',
    'application/json',
    400,
    'bad-report'
  ],
  [
    'an address that runs',
    '{"text":"标题\\n\\n正文在这里。","url":"javascript:x()"}',
    'application/json',
    400,
    'bad-report'
  ]
];
for (const [what, body, type, status, code] of REFUSED) {
  test(`${what} is refused with ${code}`, async () => {
    const answer = await ask(server, '/api/reports', { body, type });
    expect(answer.status, answer.text.slice(0, 200)).toBe(status);
    expect(expectError(answer).error.code).toBe(code);
  });
}

test('odd articles are read for what they hold', async () => {
  const send = async (body: string, type = TEXT) =>
    JSON.parse((await ask(server, '/api/reports', { body, type })).text) as Kept & {
      doubts: { code: string }[];
    };
  const dateless = await send(
    '一个没有日期的标题\n\n目前，全市有科技类社会组织４７１家，又称四百七十一家，注销 0 家。'
  );
  expect(dateless.doubts.map(({ code }) => code)).toContain('no-date');
  expect(dateless.figures.map(({ text }) => text)).toEqual(['４７１家', '四百七十一家', '0 家']);
  const future = await send(
    '未来的一篇报道在此\n发布时间：2099-01-01 来源：示例\n\n全市科技类社会组织1千2百家，其中穗科技类社会组织8百家。'
  );
  expect(future.doubts.map(({ code }) => code)).toEqual(['future-date']);
  expect(future.figures.map(({ text }) => text)).toEqual(['1千2百家', '8百家']);
  const html = await send(
    '<h1>网页上的一篇报道</h1><p>发布时间：2024-02-03 来源：示例网</p><script>fetch("/x")</script><form><input value="3家"></form>' +
      '<p onclick="x()">截至2023年底，广东科技类社会组织1,200家&lt;b&gt;。</p><img src="data:text/html,<script>1</script>" onerror="x()">',
    'text/html'
  );
  expect(html.figures.map(({ text, region }) => [text, region])).toEqual([['1,200家', '440000']]);
  const shown = await (await fetch(`${server.url}/reports/${html.slug}`)).text();
  expect(shown).not.toMatch(/onclick|onerror|<b>|fetch\("\/x"\)/);
  const english = await send(
    'Science groups meet in Guangzhou\nPublished: 2024-01-05 Source: Example\n\nBy the end of December 2023, Guangdong had nearly 4,000 science and technology social organizations.'
  );
  expect(english.figures.map(({ region, precision, asOf }) => [region, precision, asOf])).toEqual([
    ['440000', 'nearly', '2023-12-31']
  ]);
  const unknown = await send(
    '谈谈别的数字的报道\n发布时间：2024-01-05 来源：示例\n\n全市共有路灯杆33万根，另有座椅5200把。'
  );
  expect(
    unknown.figures.every(({ indicator, check }) => indicator === null && check.verdict === 'no-data')
  ).toBe(true);
});

test('the feed and the tables are there', async ({ page }) => {
  const feed = await ask(server, '/reports.atom');
  expect([feed.status, feed.type]).toEqual([200, 'application/atom+xml; charset=utf-8']);
  expect(feed.text).toContain('<entry>');
  await page.goto(`${server.url}/reports/tables`);
  await page.getByLabel('说法').fill('示例研究社');
  await page.getByRole('button', { name: '加上这一行' }).click();
  await expect(page.getByRole('row', { name: /示例研究社/ })).toContainText('自己的');
  await page.getByLabel(/“近 N”/).fill('0.2');
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('alert')).toContainText('容差');
});
