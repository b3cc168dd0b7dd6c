import { expect, test } from '@playwright/test';
import { serveFile } from './serve.ts';

/** A figure that the rules passed over, marked by a person. */
const server = serveFile();

const TEXT = '截至2023年12月底，广州市科技类社会组织471家，比上年又添了些许，人手却只多了寥寥几个。';

test('is taken by its words, with the keyboard alone, and kept through an edit', async ({
  page,
  request
}) => {
  const made = await request.post(`${server.url}/api/reports`, {
    data: `广州市科技类社会组织近况\n发布时间:2023-12-29 来源:测试简讯\n\n${TEXT}`,
    headers: { 'content-type': 'text/plain; charset=utf-8' }
  });
  const { slug } = (await made.json()) as { slug: string };
  const address = `${server.url}/api/reports/${slug}`;
  const mark = (data: unknown) => request.post(`${address}/figures`, { data });
  const refusals: [unknown, number, string][] = [
    [{ text: '没有这句话' }, 400, 'words-not-there'],
    [{ text: '471家' }, 409, 'already-marked'],
    [{ text: '些许' }, 400, 'no-number'],
    [{ text: '些许', value: 'x' }, 400, 'bad-figure'],
    [{}, 400, 'bad-figure']
  ];
  for (const [body, status, code] of refusals) {
    const refused = await mark(body);
    expect([refused.status(), (await refused.json()).error.code], JSON.stringify(body)).toEqual([
      status,
      code
    ]);
  }

  await page.goto(`${server.url}/reports/${slug}`);
  await page.keyboard.press('Tab');
  await page.waitForLoadState('networkidle');
  await page.keyboard.press('m');
  await expect(page.getByRole('textbox', { name: '正文里的写法' })).toBeFocused();
  await page.keyboard.type('寥寥几个');
  await page.keyboard.press('Tab');
  await page.keyboard.type('3');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#check-f\d+$/);
  await expect(page.locator('article a.figure')).toHaveText(['471家', '寥寥几个']);

  const put = await request.put(address, { data: { text: `先说一句。\n\n${TEXT}` } });
  expect(put.status()).toBe(200);
  const { figures, paragraphs } = await (await request.get(address)).json();
  const kept = (
    figures as { text: string; value: number; paragraph: number; start: number; end: number }[]
  ).find(({ text }) => text === '寥寥几个');
  expect(kept).toMatchObject({ value: 3, region: '440100', asOf: '2023-12-31' });
  expect((paragraphs as string[])[kept?.paragraph ?? 0]?.slice(kept?.start, kept?.end)).toBe('寥寥几个');
});
