import { expect, test } from '@playwright/test';
import { ask } from './ask.ts';
import { serveFile } from './serve.ts';

/** A report's figures on the charts of what they count, and back. */
const server = serveFile();

const ARTICLE = `广州市科技类社会组织年度通报

发布时间：2024-01-05 来源：示例日报

截至2023年12月底，广州市科技类社会组织471家，同比增长5.1%。2023年新成立科技类社会组织38家，注销15家。年报参报率为93.6%，应报430家。
`;

/** Hollow points of reports at their own date: levels and rates have one, flows stand in their bars. */
const POINTS: Record<string, number[]> = { stock: [471], growth: [0.051], 'filing-rate': [0.936] };

test('each is one click from its chart and back; a part of a rate is on none', async ({ page }) => {
  const { slug } = JSON.parse(
    (await ask(server, '/api/reports', { body: ARTICLE, type: 'text/plain' })).text
  );
  const charts = [
    ['f1', 'stock'],
    ['f2', 'growth'],
    ['f3', 'entries-exits'],
    ['f4', 'entries-exits'],
    ['f5', 'filing-rate']
  ] as const;
  for (const [figure, chart] of charts) {
    await page.goto(`${server.url}/reports/${slug}`);
    await page.locator(`#check-${figure}`).getByRole('link', { name: '到图上看' }).click();
    await expect(page).toHaveURL(new RegExp(`\\?region=440100&as_of=2023-12-31#chart-${chart}$`));
    await expect(page.locator(`#chart-${chart}`)).toBeVisible();
    const answer = await ask(server, `/charts/${chart}.json?region=440100&as_of=2023-12-31`);
    const { published } = JSON.parse(answer.text) as { published: { value: number; report: unknown }[] };
    const told = published
      .filter(({ report }) => report !== null)
      .map(({ value }) => Number(value.toFixed(4)));
    expect(told).toEqual(POINTS[chart] ?? []);
    await page.goto(`${server.url}/charts/${chart}/reports?region=440100&as_of=2023-12-31`);
    await page.locator(`main a[href="/reports/${slug}#${figure}"]`).first().click();
    await expect(page).toHaveURL(`${server.url}/reports/${slug}#${figure}`);
  }
  await expect(page.locator('#check-f6')).toContainText('参报率 · 分母');
  await expect(page.locator('#check-f6').getByRole('link', { name: '到图上看' })).toHaveCount(0);
});

test('what differs from the synthetic data does not say that the data was made to it', async ({ page }) => {
  const { slug } = JSON.parse(
    (await ask(server, '/api/reports', { body: ARTICLE, type: 'text/plain' })).text
  );
  await page.goto(`${server.url}/reports/${slug}`);
  await expect(page.locator('#check-f1')).toContainText('一致 · 演示：模拟数据按此数生成');
  await expect(page.locator('#check-f3')).toContainText('不一致 · 演示：对照的是模拟数据');
  await expect(page.locator('#check-f3')).not.toContainText('按此数生成');
});
