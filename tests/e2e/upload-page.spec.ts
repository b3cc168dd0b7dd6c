import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { ROOT, serveFile } from './serve.ts';

/** The analyst's month: a file from someone else's system, from the drop to the commit and back. */
const server = serveFile();
/** Reading starts a thread, which takes its time where many tests run at once. */
const READ = { timeout: 20_000 };
const file = (name: string) => join(ROOT, 'tests/csv', name);

/** Lets a file fall on the page's field, as a mouse does. */
async function drop(page: Page, name: string): Promise<void> {
  const bytes = [...readFileSync(file(name))];
  const data = await page.evaluateHandle(
    ([given, filename]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([Uint8Array.from(given as number[])], filename as string));
      return transfer;
    },
    [bytes, name] as const
  );
  await page.locator('label.zone').dispatchEvent('drop', { dataTransfer: data });
}

test('a GB18030 file with totals and a footnote goes from the drop to a version and back', async ({
  page
}) => {
  await page.goto(`${server.url}/upload?lang=zh`, { waitUntil: 'networkidle' });
  await drop(page, 'registry-gbk.csv');
  await expect(page.getByRole('heading', { name: 'registry-gbk.csv' })).toBeVisible();
  await expect(page.getByRole('heading', { name: '五、提交' })).toBeVisible(READ);

  // Look: the encoding is found, the total and the footnote are shown as no records.
  await expect(page.getByText('读作 GB18030（GBK）')).toBeVisible();
  await page.getByText('不算记录的行：2').press('Enter');
  await expect(page.locator('details .why', { hasText: '合计' })).toBeVisible();
  await expect(page.locator('details .text', { hasText: '注：本表为示例数据' })).toBeVisible();
  await expect(page.getByText('读入 6 = 载入 4 + 拒绝 0 + 排除 2')).toBeVisible();

  await page.getByRole('textbox', { name: '说明（可不填）' }).fill('一月');
  await page.getByRole('button', { name: '提交 4 条记录' }).press('Enter');
  await expect(page.getByRole('heading', { name: /已提交：\S+ 第 \d+ 版/ })).toBeVisible(READ);
  const dataset = /^已提交：(\S+)/.exec((await page.locator('#receipt').textContent()) ?? '')?.[1] ?? '';
  const name = `/api/datasets/${dataset}/rows?raw=1`;
  const { rows } = (await (await fetch(server.url + name)).json()) as { rows: string[][] };
  expect(rows).toHaveLength(4);
  expect(rows[0]).toContain('示例广州人工智能学会');

  // Back: a dataset that was new goes again, whole.
  await page.getByRole('button', { name: /^撤销/ }).press('Enter');
  await expect(page).toHaveURL(/\/datasets$/);
  expect((await fetch(server.url + name)).status).toBe(404);
});

test('the next month’s file is compared, committed and undone by restoring', async ({ page }) => {
  const months = [
    'code,name,amount\nA1,一号,10\nA2,二号,5\n',
    'code,name,amount\nA1,一号,10\nA2,二号,7\nA3,三号,1\n'
  ];
  for (const [at, text] of months.entries()) {
    await page
      .goto(`${server.url}/upload?dataset=budget&lang=zh`, { waitUntil: 'networkidle' })
      .catch(() => null);
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: `${at + 1}月.csv`, mimeType: 'text/csv', buffer: Buffer.from(text) });
    await expect(page.getByRole('heading', { name: '五、提交' })).toBeVisible(READ);
    // The column of codes, all different, is proposed as the key.
    await expect(page.getByRole('checkbox', { name: 'code 作为键' })).toBeChecked();
    if (at === 1) {
      await expect(page.getByText('与 budget 第 1 版相比：')).toBeVisible();
      await page.getByText('看变动的行').click();
      await expect(page.getByText('amount：5 → 7')).toBeVisible();
    }
    await page.getByRole('button', { name: /^提交 \d 条记录/ }).click();
    await expect(page.getByRole('heading', { name: `已提交：budget 第 ${at + 1} 版` })).toBeVisible();
  }
  await page.getByRole('button', { name: '撤销（恢复第 1 版）' }).click();
  await expect(page.getByText('已撤销：第 1 版的内容成为最新版本。')).toBeVisible();
  await page.goto(`${server.url}/datasets/budget?lang=zh`);
  await expect(page.getByText('第 3 版', { exact: true }).first()).toBeVisible();
  const { rows } = (await (await fetch(`${server.url}/api/datasets/budget/rows`)).json()) as {
    rows: unknown[][];
  };
  expect(rows).toEqual([
    ['A1', '一号', 10],
    ['A2', '二号', 5]
  ]);
});

test('a broken row is named, shown in its surroundings and left out only when accepted', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url().replace(/^.*\//, '')));
  await page.goto(`${server.url}/upload?lang=en`, { waitUntil: 'networkidle' });
  const text = 'code,name\nA1,<b>one</b>\nA2,two,extra\nA3,three\n';
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'broken.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await expect(page.getByRole('heading', { name: '5 Commit' })).toBeVisible(READ);
  await page.getByRole('button', { name: 'line 3' }).click();
  await expect(page.locator('pre .here')).toContainText('A2,two,extra');
  await expect(page.locator('pre')).toContainText('A1,<b>one</b>');
  await expect(page.getByRole('button', { name: /^Commit 2 records/ })).toBeDisabled();
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBe(0);
  await page.getByRole('checkbox', { name: /^Accept the 1 issue; the 1 rejected record stays out$/ }).check();
  await page.getByRole('button', { name: /^Commit 2 records/ }).click();
  await expect(page.getByText('Read 3 = accepted 2 + rejected 1 + excluded 0')).toBeVisible();
  expect(asked.filter((name) => name === 'events' || name.startsWith('lines')).sort()).toEqual([
    'events',
    'lines?row=3'
  ]);
});

test('several files dropped at once queue up, and one can be discarded', async ({ page }) => {
  await page.goto(`${server.url}/upload?lang=zh`, { waitUntil: 'networkidle' });
  const buffer = Buffer.from('a,b\n1,2\n');
  await page
    .locator('input[type=file]')
    .setInputFiles(['甲.csv', '乙.csv', '丙.csv'].map((name) => ({ name, mimeType: 'text/csv', buffer })));
  await expect(page.getByRole('link', { name: '查看' })).toHaveCount(3);
  await expect(page.getByRole('link', { name: '乙.csv' })).toBeVisible();
  await page.getByRole('button', { name: '放弃 乙.csv' }).click();
  await expect(page.getByRole('link', { name: '乙.csv' })).toHaveCount(0);
});

test('a picture is refused with a sentence, and nothing is kept of it', async ({ page }) => {
  await page.goto(`${server.url}/upload?lang=zh`, { waitUntil: 'networkidle' });
  await drop(page, 'png.csv');
  await expect(page.getByRole('alert')).toContainText(/PNG|图片|不是/, READ);
});

test('what was chosen for a file counts again for the next one of the same header, and can be changed', async ({
  page
}) => {
  const open = async (name: string, text: string) => {
    await page.goto(`${server.url}/upload?dataset=chosen&lang=zh`, { waitUntil: 'networkidle' });
    await page
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
    await expect(page.getByRole('heading', { name: '五、提交' })).toBeVisible(READ);
  };
  const patched = async (act: () => Promise<unknown>) => {
    const reading = page.waitForResponse((response) => response.request().method() === 'PATCH');
    await act();
    await reading;
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
  };
  const typeOf = (name: string) => page.getByRole('combobox', { name: `${name} 的类型` });

  await open('一月.csv', '编号,联系电话,金额\nA1,13800000000,1万\nA2,13900000000,2\n');
  // Data about persons stay out until they are asked for; what was converted is said.
  await expect(page.getByText('个人信息，默认不载入')).toBeVisible();
  await patched(() => page.getByRole('checkbox', { name: '载入“联系电话”' }).check());
  await expect(page.getByText('本次所选').first()).toBeVisible();
  await patched(() => typeOf('金额').selectOption('text'));
  await page.getByRole('button', { name: /^提交 2 条记录/ }).click();
  await expect(page.getByRole('heading', { name: '已提交：chosen 第 1 版' })).toBeVisible();

  await open('二月.csv', '编号,联系电话,金额\nA1,13800000000,3\nA3,13900000000,2\n');
  await expect(page.getByText('与上次载入 chosen 第 1 版的文件“一月.csv”表头相同')).toBeVisible();
  await expect(typeOf('金额')).toHaveValue('text');
  await expect(page.getByRole('checkbox', { name: '载入“联系电话”' })).toBeChecked();
  await expect(page.getByText('同上次').first()).toBeVisible();
  await patched(() => typeOf('金额').selectOption('integer'));
  await expect(typeOf('金额')).toHaveValue('integer');
});
