import { expect, test } from '@playwright/test';
import { serveFile } from './serve.ts';

/** The analyst asks the data in SQL, without a mouse. */
const server = serveFile();

test('a query is written, run, corrected, linked and taken away by keyboard alone', async ({
  page,
  context
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(`${server.url}/sql?lang=zh`);
  await page.waitForLoadState('networkidle');
  const editor = page.getByRole('textbox', { name: 'SQL 语句' });
  await editor.focus();
  await editor.fill('SELECT typo FROM organizations');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('alert')).toContainText('SQL 有误');
  await expect(page.getByRole('alert')).toContainText('typo');

  await editor.fill('SELECT type, count(*) AS n FROM organizations GROUP BY type ORDER BY n DESC');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(page.getByRole('row')).toHaveCount(4);
  await expect(page.getByRole('row').nth(1)).toContainText('2376');
  await expect(page.getByText('模拟数据').first()).toBeVisible();
  await expect(page.locator('figure svg')).toBeVisible();

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: '下载 CSV' }).press('Enter');
  expect((await download).suggestedFilename()).toBe('query.csv');

  await page.getByRole('button', { name: '复制链接' }).press('Enter');
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await page.goto(link);
  await expect(page.getByRole('row').nth(1)).toContainText('2376');
});

test('a query that goes on is cancelled at once', async ({ page }) => {
  await page.goto(`${server.url}/sql?lang=en`);
  await page.waitForLoadState('networkidle');
  const endless = 'WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT max(n) FROM t';
  await page.getByRole('textbox', { name: 'SQL statement' }).fill(endless);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Running…')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).press('Enter');
  await expect(page.getByText('Running…')).toHaveCount(0);
  await page.getByRole('textbox', { name: 'SQL statement' }).fill('SELECT 42 AS answer');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('cell', { name: '42' })).toBeVisible();
});

test('a link to a query shows its answer with scripts off', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${server.url}/sql?lang=zh&q=${encodeURIComponent("SELECT '<b>x</b>' AS html, 1 AS n")}`);
  await expect(page.getByRole('cell', { name: '<b>x</b>' })).toBeVisible();
  await context.close();
});

test('what is not one SELECT is refused in the reader’s language', async ({ request }) => {
  const ask = (sql: unknown, language = 'en') =>
    request.post(`${server.url}/api/sql`, { data: { sql }, headers: { 'accept-language': language } });
  const cases: [sql: unknown, status: number, code: string][] = [
    ['DROP TABLE organizations', 400, 'sql-only-select'],
    ['SELECT 1; SELECT 2', 400, 'sql-one-statement'],
    ["SELECT * FROM read_text('/etc/passwd')", 400, 'sql-error'],
    ['', 400, 'bad-sql-request'],
    [7, 400, 'bad-sql-request'],
    ['SELECT * FROM "organizations@77"', 404, 'unknown-version']
  ];
  for (const [sql, status, code] of cases) {
    const response = await ask(sql);
    expect(response.status()).toBe(status);
    expect((await response.json()).error.code).toBe(code);
  }
  const chinese = await (await ask('DROP TABLE organizations', 'zh')).json();
  expect(chinese.error.message).toContain('只能用 SELECT');
});

test('a script that hangs up frees its place at once', async () => {
  const endless = 'WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT max(n) FROM t';
  const ask = (sql: string, signal?: AbortSignal) =>
    fetch(`${server.url}/api/sql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ sql }),
      ...(signal ? { signal } : {})
    });
  // As many as may run at a time: the next would wait ten seconds for one of them.
  const gone = new AbortController();
  const hung = [1, 2, 3].map(() => ask(endless, gone.signal).catch(() => null));
  await new Promise((later) => setTimeout(later, 1500));
  gone.abort();
  await Promise.all(hung);
  const started = performance.now();
  expect(await (await ask('SELECT 42 AS answer')).json()).toMatchObject({ rows: [[42]] });
  expect(performance.now() - started).toBeLessThan(5000);
});
