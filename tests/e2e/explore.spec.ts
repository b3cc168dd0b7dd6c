import { expect, test, type Page } from '@playwright/test';
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
  // The address is there before the chart.
  await expect(page.getByRole('button', { name: '叠加面积' })).toHaveAttribute('aria-pressed', 'true');

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

/** Focus draws the chart anew; only then has it marks to walk. */
async function walk(page: Page, keys: string[]): Promise<void> {
  const drawing = page.locator('.stage .drawing');
  await drawing.focus();
  await page.locator('.stage .chart-live svg').waitFor();
  for (const key of keys) await page.keyboard.press(key);
}

const explored = (page: Page) => new URL(page.url()).searchParams;

test('a mark leads on by keyboard: to its group, its time, its rows and its place, and back', async ({
  page
}) => {
  await page.goto(`${server.url}/explore?lang=zh&indicator=stock&grain=year&by=type&type=column`, {
    waitUntil: 'networkidle'
  });
  await walk(page, ['ArrowLeft', 'ArrowDown', 'Enter']);
  await expect(page.getByText('组织类型为社会团体', { exact: true })).toBeVisible();
  expect(explored(page).has('by')).toBe(false);
  await walk(page, ['ArrowLeft', 'Shift+ArrowLeft', 'Shift+ArrowLeft', 'Enter']);
  await expect(page).toHaveURL(/from=2022&to=2024/);
  await walk(page, ['ArrowLeft', 'Enter']);
  await expect(page).toHaveURL(/grain=quarter&from=2024&to=2024/);
  await page.getByRole('button', { name: '撤销' }).press('Enter');
  await expect(page).toHaveURL(/grain=year&from=2022&to=2024/);
  // The next step is from what is shown: the browser changes the address before that is drawn.
  await expect(page.getByRole('heading', { level: 2 })).toContainText('2022—2024');
  await page.getByRole('button', { name: '看全部时期' }).press('Enter');
  await expect(page).not.toHaveURL(/from=/);
  await expect(page.getByRole('heading', { level: 2 })).toContainText('1990—2024');
  await walk(page, ['ArrowLeft', 'r']);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('2024年');
  await expect(page.getByText('2,015 行')).toBeVisible();

  await page.goto(`${server.url}/explore?lang=zh&indicator=stock&by=region&region=440100`, {
    waitUntil: 'networkidle'
  });
  const path = page.getByRole('navigation', { name: '地区的上下级' });
  await expect(path).toContainText('广州市');
  await walk(page, ['Home', 'Enter']);
  await expect(path.locator('[aria-current]')).toContainText('区');
  await path.getByRole('button', { name: '上到 广州市' }).press('Enter');
  await expect(path.locator('[aria-current]')).toHaveText('广州市');
});

test('a click filters and a drag zooms', async ({ page }) => {
  await page.goto(`${server.url}/explore?lang=zh&indicator=stock&by=field`, { waitUntil: 'networkidle' });
  const drawing = page.locator('.stage .drawing');
  await drawing.hover();
  await page.locator('.stage .chart-live svg').waitFor();
  await drawing.click({ position: { x: 160, y: 60 } });
  await expect(page).toHaveURL(/where=/);
  await page.goto(`${server.url}/explore?lang=zh&indicator=stock&grain=year`, { waitUntil: 'networkidle' });
  await drawing.hover({ position: { x: 300, y: 150 } });
  await page.locator('.stage .chart-live svg').waitFor();
  const box = await drawing.boundingBox();
  if (!box) throw new Error('the chart has no box');
  await page.mouse.down();
  await page.mouse.move(box.x + 420, box.y + 150, { steps: 6 });
  await page.mouse.up();
  await expect(page).toHaveURL(/from=\d{4}&to=\d{4}/);
});

test('the rows of a table nobody knows are searched, sorted and taken as CSV', async ({ page }) => {
  const rows = Array.from({ length: 120 }, (_, n) => `部门${n % 3},项目${n},${n}`);
  const { id } = await upload(server, `部门,项目,金额\n${rows.join('\n')}\n`, { dataset: 'projects' });
  expect((await commit(server, id)).status).toBe(200);
  const asked = `dataset=projects&measure=sum:金额&by=部门&group=部门1`;
  await page.goto(`${server.url}/explore/rows?lang=zh&${asked}`);
  await expect(page.getByText('40 行')).toBeVisible();
  await page.getByRole('link', { name: '金额' }).press('Enter');
  await expect(page).toHaveURL(/dir=asc/);
  await expect(page.getByRole('columnheader', { name: '金额' })).toHaveAttribute('aria-sort', 'ascending');
  await page.getByRole('link', { name: '金额' }).press('Enter');
  await expect(page.locator('tbody tr').first()).toContainText('项目118');
  await page.getByRole('searchbox').fill('项目10');
  await page.getByRole('searchbox').press('Enter');
  await expect(page.getByText('其中 5 行符合搜索')).toBeVisible();
  const csv = await (await fetch(`${server.url}/explore/rows.csv?${asked}&q=项目10&sort=金额`)).text();
  expect(
    csv
      .trimEnd()
      .split('\n')
      .map((line) => line.split(',')[1])
  ).toEqual(['项目', '项目10', '项目100', '项目103', '项目106', '项目109']);
  expect((await fetch(`${server.url}/explore/rows?${asked}&sort=nothing`)).status).toBe(400);
  expect((await fetch(`${server.url}/explore/rows?${asked}&page=-1`)).status).toBe(400);
});

test('places stand side by side, as parts of 100 %, under a title of the analyst’s', async ({ page }) => {
  await page.goto(`${server.url}/explore?lang=zh&indicator=stock&by=type&region=440100`, {
    waitUntil: 'networkidle'
  });
  for (const place of ['440300', '440600']) {
    await page.getByRole('combobox', { name: '对比' }).selectOption(place);
    await expect(page).toHaveURL(new RegExp(place));
  }
  await page.getByRole('button', { name: '100%', exact: true }).press('Enter');
  await expect(page.locator('.stage svg').first()).toContainText('各条合计为 100%');
  await page.getByText('改标题与说明').press('Enter');
  await page.getByRole('textbox', { name: '标题', exact: true }).fill('三市的构成 <i>');
  await page.getByRole('button', { name: '改好了' }).press('Enter');
  await expect(page.getByRole('heading', { level: 2 })).toHaveText('三市的构成 <i>');
  await page.getByRole('textbox', { name: '保存为' }).press('Enter');
  await expect(page).toHaveURL(/\/charts\//);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('三市的构成 <i>');
  await expect(page.locator('svg').first()).toContainText('各条合计为 100%');
});

test('published figures of another definition stand beside the line as what they are', async ({ page }) => {
  await page.goto(`${server.url}/explore?lang=zh&indicator=stock&grain=year&region=440100`, {
    waitUntil: 'networkidle'
  });
  await page.getByRole('combobox', { name: '公布的数' }).selectOption('all-bulletin');
  await expect(page).toHaveURL(/published=all-bulletin/);
  await expect(page.locator('.subtitle')).toHaveText(/^空心点是公布的数，口径是“全部社会组织/);
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
