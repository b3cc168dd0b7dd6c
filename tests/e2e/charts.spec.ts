import { expect, test, type APIRequestContext, type Page } from '@playwright/test';
import { serveFile } from './serve.ts';

/** Saved charts: found again, looked at from five sides, renamed, deleted knowingly. */
const server = serveFile();

test.describe.configure({ mode: 'serial' });

const spec = { type: 'bar', query: { dataset: 'organizations', indicator: 'stock', by: 'type' } };

async function save(request: APIRequestContext, body: object) {
  const answer = await request.post(`${server.url}/api/charts`, { data: body });
  return { status: answer.status(), body: await answer.json() };
}

test('the gallery has a picture of every chart; words and tags find some of them', async ({
  page,
  request
}) => {
  await save(request, { slug: 'by-type', title: '季报：按类型', tags: ['季报', 'Q4 <b>'], spec });
  await page.goto(`${server.url}/charts`);
  const items = page.locator('.gallery > li');
  const count = await items.count();
  expect(count).toBeGreaterThan(15);
  await expect(page.locator('.gallery .picture svg')).toHaveCount(count);
  await expect(items.filter({ hasText: '按类型' }).first()).toContainText(/本机用户于\d{4}年\d+月\d+日保存/);
  await page.getByRole('searchbox').fill('季报');
  await page.waitForLoadState('networkidle');
  await expect(page.getByRole('searchbox'), 'the scripts come and leave what was typed').toHaveValue('季报');
  await page.getByRole('searchbox').press('Enter');
  await expect(page).toHaveURL(/\?q=/);
  await expect(items).toHaveCount(1);
  await expect(page.getByRole('status')).toContainText(`${count} 张中有 1 张符合`);
  await page.getByRole('list', { name: '标签' }).getByRole('link', { name: 'Q4 <b>' }).click();
  await expect(items).toHaveCount(1);
  await page.goto(`${server.url}/charts?q=nothing-like-it`);
  await expect(items).toHaveCount(0);
  await page.getByRole('link', { name: '看全部' }).click();
  await expect(items).toHaveCount(count);
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled });

    test('a chart has five sides, each with an address', async ({ page }) => {
      await page.goto(`${server.url}/charts/stock?region=440100&as_of=2023-12-31`);
      const tabs = page.getByRole('navigation', { name: '这张图表的各面' });
      const open = async (name: string, path: string) => {
        await tabs.getByRole('link', { name, exact: true }).click();
        await expect(page).toHaveURL(`${server.url}/charts/stock/${path}?region=440100&as_of=2023-12-31`);
        await expect(tabs.getByRole('link', { name, exact: true })).toHaveAttribute('aria-current', 'page');
      };
      await expect(page.locator('figure svg:visible')).toContainText('471');
      await open('表格', 'table');
      await expect(page.getByRole('table').getByRole('row').last()).toContainText('471');
      await open('来源与口径', 'sources');
      await expect(page.getByRole('main')).toContainText('截至某日在册的组织数');
      await open('报道', 'reports');
      await expect(page.getByRole('main').locator('mark').first()).toContainText('471家');
      await open('分享', 'share');
      await expect(page.getByRole('region', { name: '分享' })).toBeVisible();
      expect((await page.goto(`${server.url}/charts/stock/nothing`))?.status()).toBe(404);
    });
  });
}

test('a chart is renamed on its page; every former address leads on', async ({ page, request }) => {
  await page.goto(`${server.url}/charts/by-type`);
  const open = page.locator('summary', { hasText: '改标题、名字或标签' });
  await open.focus();
  await open.press('Enter');
  await expect(page.getByRole('button', { name: '保存', exact: true })).toBeEnabled();
  await page.getByLabel('标题').fill('年报：按类型');
  await page.getByLabel('地址中的名字').fill('types');
  await page.getByLabel('标签').fill('年报，处里、Q4');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${server.url}/charts/types`);
  await expect(page.getByRole('main')).toContainText('处里');
  for (const [path, to] of [
    ['/charts/by-type', '/charts/types'],
    ['/charts/by-type/table?region=440100', '/charts/types/table?region=440100'],
    ['/charts/by-type.svg?theme=dark', '/charts/types.svg?theme=dark'],
    ['/embed/by-type', '/embed/types'],
    ['/present/by-type?live', '/present/types?live']
  ] as const) {
    const answer = await request.get(server.url + path, { maxRedirects: 0 });
    expect([answer.status(), answer.headers().location], path).toEqual([301, to]);
  }
  const api = await request.get(`${server.url}/api/charts/by-type`);
  expect(await api.json()).toMatchObject({
    slug: 'types',
    title: '年报：按类型',
    tags: ['年报', '处里', 'Q4']
  });
  const taken = await save(request, { slug: 'by-type', title: 'x', spec });
  expect(taken.status).toBe(409);
  expect(taken.body.error.message).toContain('“types”从前的名字');
});

test('odd titles are shown as they are and break nothing', async ({ page, request }) => {
  const titles = [
    '<img src=x onerror=alert(1)>"&',
    '👩‍🔬🧪 科研',
    'مرحبا بالعالم',
    '\u202eabc\u202c 反',
    '一\n二\u0000三'
  ];
  const slugs: string[] = [];
  for (const title of titles) {
    const words = { title, subtitle: title, note: title };
    const { status, body } = await save(request, { title, spec: { ...spec, words }, tags: [title] });
    expect(status, title).toBe(201);
    expect(JSON.stringify(body.spec.words)).not.toMatch(/\\u00|[\u202a-\u202e]/);
    expect(body.title, title).not.toMatch(/[\u0000-\u001f\u202a-\u202e]/);
    slugs.push(body.slug);
  }
  expect(new Set(slugs).size, 'colliding slugs are numbered').toBe(titles.length);
  for (const title of ['x'.repeat(10_000), ' ', '\u202e']) {
    expect((await save(request, { title, spec })).status).toBe(400);
  }
  const failures = failuresOf(page);
  await page.goto(`${server.url}/charts`);
  await expect(page.locator('.gallery')).toContainText('<img src=x onerror=alert(1)>');
  for (const slug of slugs) {
    await page.goto(`${server.url}/charts/${slug}`);
    await page.goto(`${server.url}/present/${slug}`);
    await expect(page.locator('.slide')).toBeVisible();
    for (const format of ['svg', 'png', 'pptx', 'html', 'csv']) {
      expect(
        (await request.get(`${server.url}/charts/${slug}.${format}`)).status(),
        `${slug}.${format}`
      ).toBe(200);
    }
  }
  expect(failures).toEqual([]);
});

test('deleting a chart says what names it', async ({ page, request }) => {
  const slide = { slug: 'types', text: '第一张' };
  await request.post(`${server.url}/api/collections`, {
    data: { slug: 'quarter', title: '季度会', slides: [slide] }
  });
  await request.post(`${server.url}/api/decks`, { data: { title: '季度汇报', charts: [{ slug: 'types' }] } });
  const refused = await request.delete(`${server.url}/api/charts/types`);
  expect(refused.status()).toBe(409);
  expect((await refused.json()).error).toMatchObject({
    code: 'chart-in-use',
    details: { pins: [1], collections: [{ slug: 'quarter' }], decks: [{ title: '季度汇报' }] }
  });
  await page.goto(`${server.url}/charts/types`);
  await page.locator('summary', { hasText: '删除这张图表' }).click();
  const manage = page.getByRole('region', { name: '管理' });
  await expect(manage).toContainText('已有 1 份定稿');
  await expect(manage.getByRole('link', { name: '季度会' })).toHaveAttribute('href', '/collections/quarter');
  await expect(manage).toContainText('季度汇报');
  await manage.getByRole('button', { name: '删除', exact: true }).click();
  await expect(page).toHaveURL(`${server.url}/charts`);
  await page.goto(`${server.url}/present/quarter`);
  await expect(page.locator('.slide'), 'the collection goes on showing the pin').toContainText('第一张');
  await page.goto(`${server.url}/charts/types?pin=1`);
  await expect(page.locator('figure svg:visible')).toHaveCount(1);
});

function failuresOf(page: Page): string[] {
  const failures: string[] = [];
  page.on('pageerror', (error) => failures.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && failures.push(message.text()));
  page.on('dialog', (dialog) => {
    failures.push(dialog.message());
    void dialog.dismiss();
  });
  return failures;
}
