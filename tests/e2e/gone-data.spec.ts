import { expect, test } from '@playwright/test';
import { ask, expectError } from './ask.ts';
import { call, commit, upload } from './send.ts';
import { serveFile } from './serve.ts';

/** What a saved chart is made from is renamed, retyped or deleted: everything that shows it says so, and what to do. */
const server = serveFile();

test.describe.configure({ mode: 'serial' });

const FORMATS = ['svg', 'png', 'pptx', 'csv', 'xlsx', 'json', 'html'];
const WORDS = {
  zh: /图表“各镇人口”现在没有答案：.*\/charts\/towns/,
  en: /The chart “各镇人口” has no answer now: .*\/charts\/towns/
};

async function load(text: string): Promise<void> {
  const { id } = await upload(server, text, { dataset: 'towns' });
  const { status, body } = await commit(server, id, { mode: 'replace', acceptIssues: true });
  expect(status, JSON.stringify(body)).toBe(200);
}

/** Every file, frame and picture of the chart is refused with the sentence, in both languages. */
async function expectSaid(code: string, also: { zh: string; en: string }): Promise<void> {
  for (const lang of ['zh', 'en'] as const) {
    for (const path of [...FORMATS.map((format) => `/charts/towns.${format}`), '/embed/towns']) {
      const answer = await ask(server, path, { lang });
      expect(answer.status, path).toBe(409);
      const { error } = expectError(answer);
      expect(error.code).toBe(code);
      expect(error.message).toMatch(WORDS[lang]);
      expect(error.message).toContain(also[lang]);
    }
    for (const [path, accept, type] of [
      ['/embed/towns', 'text/html,*/*', 'text/html'],
      ['/charts/towns.svg', 'image/avif,image/svg+xml,*/*', 'image/svg+xml']
    ] as const) {
      const answer = await fetch(server.url + path, { headers: { 'accept-language': lang, accept } });
      expect([answer.status, answer.headers.get('content-type')]).toEqual([
        409,
        expect.stringContaining(type)
      ]);
      expect(await answer.text()).toMatch(WORDS[lang]);
    }
  }
  const body = JSON.stringify({ title: 'x', charts: [{ slug: 'stock' }, { slug: 'towns' }] });
  expect((await ask(server, '/api/decks', { body })).status).toBe(409);
  expect((await ask(server, '/api/charts/towns/pins', { body: '' })).status).toBe(409);
}

test('a column is renamed: the nearest of its type is offered, and taken with one press', async ({
  page
}) => {
  await load('town,residents_10k,area,seen_on\n甲,12,3,2023-01-01\n乙,20,4,2023-02-01\n');
  const query = { dataset: 'towns', measure: { aggregate: 'sum', column: 'residents_10k' }, by: 'town' };
  const spec = { type: 'bar', query };
  const saved = await call(server, 'POST', '/api/charts', { slug: 'towns', title: '各镇人口', spec });
  expect(saved.status, JSON.stringify(saved.body)).toBe(201);
  const slides = [{ slug: 'towns' }, { slug: 'stock' }];
  const collection = await call(server, 'POST', '/api/collections', { slug: 'meeting', title: '会', slides });
  expect(collection.status).toBe(201);

  await load('town,residents,area,seen_on\n甲,12,3,2023-01-01\n乙,20,4,2023-02-01\n');
  await expectSaid('unknown-column', { zh: '最相近的列是“residents”', en: 'nearest column is “residents”' });
  await page.goto(`${server.url}/charts`);
  await expect(page.locator('.gallery > li', { hasText: '各镇人口' })).toContainText('residents_10k');
  await page.goto(`${server.url}/explore?lang=zh&dataset=towns&measure=sum:residents_10k&by=town`);
  await expect(page.getByRole('alert')).toContainText('residents_10k');
  await page.goto(`${server.url}/charts/towns?lang=zh`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('各镇人口');
  const offers = page.getByRole('region', { name: '这张图表现在没有答案' });
  await expect(offers).toContainText('没有列“residents_10k”');
  // Names and days cannot be summed.
  await expect(offers.getByRole('button')).toHaveText(['改用列“residents”', '改用列“area”']);
  // A pointer that moves is the first touch: the page's scripts come.
  await page.getByRole('heading', { level: 1 }).hover();
  await offers.hover();
  await offers.getByRole('button').first().click();
  await expect(page.locator('figure svg:visible')).toContainText('20');
});

test('a column is of another type: the page says so instead of failing', async ({ page }) => {
  await load('town,residents,area\n甲,很多,3\n乙,不多,4\n');
  await expectSaid('bad-measure', { zh: 'residents', en: 'residents' });
  expect((await page.goto(`${server.url}/charts/towns?lang=zh`))?.status()).toBe(200);
  await expect(page.getByRole('region', { name: '这张图表现在没有答案' })).toContainText('residents');
  await expect(page.getByRole('region', { name: '管理' })).toBeVisible();
});

test('a dataset is deleted: pins and collections stay, all that is live says why', async ({ page }) => {
  expect((await call(server, 'DELETE', '/api/datasets/towns?accept=1')).status).toBe(204);
  await expectSaid('unknown-dataset', { zh: '没有名为“towns”的数据集', en: 'no dataset “towns”' });
  await page.goto(`${server.url}/charts/towns?lang=zh`);
  await expect(page.getByRole('region', { name: '这张图表现在没有答案' })).toContainText('towns');
  expect((await ask(server, '/charts/towns.png?pin=1')).status).toBe(200);
  await page.goto(`${server.url}/present/meeting`);
  await expect(page.locator('.slide').first().locator('svg:visible')).toHaveCount(1);
  await page.goto(`${server.url}/present/meeting?live=1`);
  await expect(page.locator('.slide').first()).toContainText('没有名为“towns”的数据集');
  const gone = await page.goto(`${server.url}/explore?lang=zh&dataset=towns&measure=count`);
  expect(gone?.status()).toBe(404);
  await page.getByRole('link', { name: '看看现有的数据集' }).click();
  await expect(page).toHaveURL(`${server.url}/datasets`);
});
