import { expect, test } from '@playwright/test';
import { call, commit, upload } from './send.ts';
import { serveFile } from './serve.ts';

/** What the pages of uploads and datasets say of what happened since they were opened. */
const server = serveFile();

/** Sends a file and commits it; the upload it was. */
async function committed(text: string, dataset: string): Promise<string> {
  const { id } = await upload(server, text, { dataset });
  expect((await commit(server, id)).status).toBe(200);
  return id;
}

async function saveChart(dataset: string): Promise<void> {
  const query = { dataset, measure: { aggregate: 'sum', column: 'n' }, by: 'code' };
  const body = { title: `Chart of ${dataset}`, spec: { type: 'bar', query } };
  const saved = await call(server, 'POST', '/api/charts', body);
  expect(saved.status, JSON.stringify(saved.body)).toBe(201);
}

const newest = async (dataset: string) =>
  (await call(server, 'GET', `/api/datasets/${dataset}`)).body.version;

test('an old receipt undoes nothing, nor does one that became old while it was open', async ({ page }) => {
  const first = await committed('code,n\nA,1\n', 'later');
  await page.goto(`${server.url}/upload/${first}?lang=zh`, { waitUntil: 'networkidle' });
  await expect(page.getByRole('button', { name: '撤销（删除这个新数据集）' })).toBeVisible();
  const second = await committed('code,n\nA,1\nB,2\n', 'later');
  await page.getByRole('button', { name: /^撤销/ }).click();
  await expect(page.getByText('此后已提交第 2 版')).toBeVisible();
  await expect(page.getByRole('button', { name: /^撤销/ })).toHaveCount(0);
  expect(await newest('later')).toBe(2);

  await committed('code,n\nC,3\n', 'later');
  for (const id of [first, second]) {
    await page.goto(`${server.url}/upload/${id}?lang=en`, { waitUntil: 'networkidle' });
    await expect(page.getByText('Since then version 3 was committed')).toBeVisible();
    await expect(page.getByRole('button', { name: /^Undo/ })).toHaveCount(0);
  }
  await page.getByRole('link', { name: 'See the versions' }).click();
  await expect(page).toHaveURL(/\/datasets\/later$/);
  expect(await newest('later')).toBe(3);
});

test('undoing a new dataset asks first when a chart uses it', async ({ page }) => {
  const id = await committed('code,n\nA,1\n', 'charted');
  await saveChart('charted');
  await page.goto(`${server.url}/upload/${id}?lang=en`, { waitUntil: 'networkidle' });
  await page.getByRole('button', { name: 'Undo (delete this new dataset)' }).click();
  await expect(page.getByRole('alert')).toHaveText('In use by 1 chart: chart-of-charted.');
  expect(await newest('charted')).toBe(1);
  await page.getByRole('button', { name: 'Delete all the same' }).click();
  await expect(page).toHaveURL(/\/datasets$/);
  expect((await call(server, 'GET', '/api/datasets/charted')).status).toBe(404);
});

test('the list follows several files until all are settled', async ({ page }) => {
  const listened: string[] = [];
  page.on('request', (request) => request.url().endsWith('/events') && listened.push(request.url()));
  await page.goto(`${server.url}/upload?lang=zh`, { waitUntil: 'networkidle' });
  const lines = Array.from({ length: 40_000 }, (_, at) => `A${at},名称${at},${at % 97}`);
  const buffer = Buffer.from(`code,name,n\n${lines.join('\n')}\n`);
  const names = ['一.csv', '二.csv', '三.csv', '四.csv', '五.csv'];
  await page
    .locator('input[type=file]')
    .setInputFiles(names.map((name) => ({ name, mimeType: 'text/csv', buffer })));
  await expect(page.getByRole('link', { name: '查看' })).toHaveCount(names.length, { timeout: 30_000 });
  for (const name of names) {
    const row = page.getByRole('row').filter({ has: page.getByRole('link', { name }) });
    await expect(row).toContainText('40000', { timeout: 30_000 });
    await expect(row).not.toContainText('正在读');
  }
  expect(listened.length).toBeGreaterThan(0);
});

test('a known dataset offers its example beside the empty template', async ({ page }) => {
  await page.goto(`${server.url}/datasets/filings?lang=zh`);
  await expect(page.getByRole('link', { name: '空白模板 CSV' })).toBeVisible();
  const href = await page.getByRole('link', { name: '填好的示例 CSV' }).getAttribute('href');
  const example = await (await fetch(server.url + href)).text();
  expect(example.trim().split('\n').length).toBeGreaterThan(1);
  await committed('code,n\nA,1\n', 'own');
  await page.goto(`${server.url}/datasets/own?lang=zh`);
  await expect(page.getByRole('link', { name: '空白模板 CSV' })).toBeVisible();
  await expect(page.getByRole('link', { name: '填好的示例 CSV' })).toHaveCount(0);
});

test('a file on a slow line says its phase, its share and the time left; others how many are before them', async ({
  page
}) => {
  await page.goto(`${server.url}/upload?lang=en`, { waitUntil: 'networkidle' });
  const network = await page.context().newCDPSession(page);
  await network.send('Network.enable');
  await network.send('Network.emulateNetworkConditions', {
    ...{ offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 200_000 }
  });
  const buffer = Buffer.from(`code,n\n${'A1,1234567\n'.repeat(150_000)}`);
  const names = ['one.csv', 'two.csv', 'three.csv'];
  await page
    .locator('input[type=file]')
    .setInputFiles(names.map((name) => ({ name, mimeType: 'text/csv', buffer })));
  const items = page.getByRole('list', { name: 'Files being sent' }).getByRole('listitem');
  await expect(items.nth(1)).toContainText('Waiting, 1 file before it');
  await expect(items.nth(2)).toContainText('Waiting, 2 files before it');
  await expect(items.nth(0)).toContainText('Sending');
  await expect(items.nth(0)).toContainText(/[1-9]\d?% · about \d+ s left/);
  await items.nth(1).getByRole('button', { name: 'Cancel' }).click();
  await expect(items.nth(1)).toContainText('three.csv');
  await expect(items.nth(1)).toContainText('Waiting, 1 file before it');
});

test('a dataset in use says by what before it goes, in a sentence of each language', async ({ page }) => {
  await committed('code,n\nA,1\n', 'used');
  await saveChart('used');
  await page.goto(`${server.url}/datasets/used?lang=en`, { waitUntil: 'networkidle' });
  await page.getByText('Delete this dataset').click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(page.getByRole('alert')).toHaveText('In use by 1 chart: chart-of-used.');
  await expect(page.getByRole('button', { name: 'Delete all the same' })).toBeVisible();

  await call(server, 'POST', '/api/charts/stock/pins');
  await page.goto(`${server.url}/datasets/organizations?lang=en`, { waitUntil: 'networkidle' });
  await page.getByText('Delete this dataset').click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  const said = page.getByRole('alert');
  await expect(said).toHaveText(
    /^In use by \d+ charts and 1 pin: ([^ ,]+, ){10}and \d+ more\. Pins keep their answers\.$/
  );
  await page.goto(`${server.url}/datasets/organizations?lang=zh`, { waitUntil: 'networkidle' });
  await page.getByText('删除这个数据集').click();
  await page.getByRole('button', { name: '删除', exact: true }).click();
  await expect(said).toHaveText(
    /^正在使用它的有\d+张图表和1份定稿：([^、]+、){9}[^、]+和另外\d+项。 ?定稿不受影响。$/
  );
});

test('the choice of a dataset keeps inside a narrow page, however long the name', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  const { id } = await upload(server, 'code,n\nA,1\n', { dataset: `long_${'name_'.repeat(10)}` });
  await page.goto(`${server.url}/upload/${id}?lang=en`, { waitUntil: 'networkidle' });
  await expect(page.getByRole('combobox', { name: 'Into the dataset' })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  const box = await page.getByRole('combobox', { name: 'Into the dataset' }).boundingBox();
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(390 - 16);
});
