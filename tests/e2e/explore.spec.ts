import { expect, test } from '@playwright/test';
import { commit, upload } from './send.ts';
import { serveFile } from './serve.ts';

/** The analyst asks the fifth question: builds, saves, changes and deletes a chart, by keyboard alone. */
const server = serveFile();

test('a chart is built, saved, changed and deleted without a mouse', async ({ page }) => {
  await page.goto(`${server.url}/explore?lang=zh`, { waitUntil: 'networkidle' });
  await expect(page.getByText('从下面一张图开始')).toBeVisible();
  const choose = async (label: string, option: string) => {
    const select = page.getByRole('combobox', { name: label });
    await select.focus();
    await select.selectOption(option);
  };
  await choose('看什么', 'stock');
  await expect(page).toHaveURL(/indicator=stock/);
  await choose('分组', 'type');
  await expect(page).toHaveURL(/by=type/);
  await choose('时期', 'year');
  await expect(page.getByRole('heading', { level: 2 })).toContainText('存量，按组织类型');
  await expect(page.locator('.stage svg').first()).toBeVisible();
  await expect(page.getByRole('button', { name: '生存曲线' })).toBeDisabled();
  await expect(page).toHaveURL(/grain=year/);
  await expect(page.getByRole('button', { name: '叠加面积' })).toBeEnabled();
  await page.getByRole('button', { name: '叠加面积' }).press('Enter');
  await expect(page).toHaveURL(/type=area/);

  // Undo and redo are the browser's.
  await page.goBack();
  await expect(page).not.toHaveURL(/type=area/);
  await page.goForward();
  await expect(page).toHaveURL(/type=area/);

  const name = page.getByRole('textbox', { name: '保存为' });
  await name.focus();
  await name.fill('各类存量 <b>');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/charts\/[a-z0-9-]+$/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('各类存量 <b>');
  const address = page.url();

  await page.getByRole('link', { name: '在探索中修改' }).press('Enter');
  await expect(page).toHaveURL(/type=area/);
  await page.getByRole('button', { name: '热力表' }).press('Enter');
  await expect(page).toHaveURL(/type=heat/);
  await page.getByRole('button', { name: /^更新 / }).press('Enter');
  await expect(page).toHaveURL(address);

  await page.getByText('删除这张图表').press('Enter');
  await page.getByRole('button', { name: '删除', exact: true }).press('Enter');
  await expect(page).toHaveURL(/\/charts$/);
  expect((await fetch(address)).status).toBe(404);
});

test('a filter is found among the values there are', async ({ page }) => {
  await page.goto(`${server.url}/explore?lang=zh&indicator=stock&by=type`, { waitUntil: 'networkidle' });
  await page.getByRole('combobox', { name: '列', exact: true }).selectOption('field');
  await page.getByRole('textbox', { name: '值', exact: true }).fill('智能');
  await page.getByRole('list', { name: '现有的值' }).getByRole('button', { name: '人工智能' }).press('Enter');
  await expect(page).toHaveURL(/where=/);
  await expect(page.getByText('领域为人工智能', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: '去掉 领域 的筛选' }).press('Enter');
  await expect(page).not.toHaveURL(/where=/);
});

test('a table that nobody knows is suggested charts, and one of it is saved', async ({ page }) => {
  const rows = Array.from(
    { length: 60 },
    (_, n) => `部门${n % 4},${n}.5,2023-${String((n % 12) + 1).padStart(2, '0')}-01`
  );
  const { id } = await upload(server, `部门,金额,日期\n${rows.join('\n')}\n`, { dataset: 'budget' });
  expect((await commit(server, id)).status).toBe(200);
  await page.goto(`${server.url}/explore?lang=zh&dataset=budget`, { waitUntil: 'networkidle' });
  await expect(page.getByRole('heading', { name: '各部门的金额合计' })).toBeVisible();
  await page.getByRole('link', { name: /各部门的金额合计/ }).press('Enter');
  await expect(page.locator('.stage svg').first()).toContainText('部门3');
  await page.getByRole('textbox', { name: '保存为' }).press('Enter');
  await expect(page).toHaveURL(/\/charts\//);
  await expect(page.locator('svg').first()).toContainText('部门3');
});

test('a hand-edited address keeps the controls and says what is wrong', async ({ page }) => {
  for (const [address, says] of [
    ['indicator=nonsense', 'nonsense'],
    ['measure=sum:name', 'name'],
    ['indicator=stock&region=999999', '999999'],
    ['indicator=stock&grain=decade', 'grain'],
    ['indicator=stock&type=pie', 'pie'],
    ['indicator=stock&where=%5B%22field%22', 'field'],
    ['indicator=stock&grain=day&from=1900', '2000'],
    ['measure=count&by=%3Cscript%3E', '<script>']
  ]) {
    await page.goto(`${server.url}/explore?lang=zh&${address}`);
    await expect(page.getByRole('alert'), address).toContainText(says ?? '');
    await expect(page.getByRole('combobox', { name: '数据集' })).toBeVisible();
  }
  expect((await fetch(`${server.url}/explore?dataset=nowhere`)).status).toBe(404);
});
