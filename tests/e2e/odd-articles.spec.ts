import { expect, test } from '@playwright/test';
import { ask } from './ask.ts';
import { serveFile } from './serve.ts';

interface Read {
  slug: string;
  headline: string;
  publishedOn: string;
  publisher: string;
  duplicateOf?: string;
  doubts: { code: string; message: string }[];
  figures: {
    text: string;
    value: number;
    unit: string;
    precision: string;
    indicator: string | null;
    region: string;
    asOf: string;
    check: { verdict: string; reason: string };
  }[];
}

const server = serveFile();

async function read(body: string | Uint8Array, type = 'text/plain'): Promise<Read> {
  const answer = await ask(server, '/api/reports', { body, type });
  expect(answer.status, answer.text.slice(0, 300)).toBe(201);
  return JSON.parse(answer.text) as Read;
}

const article = (headline: string, body: string, byline = '发布时间：2024-01-05 来源：示例日报') =>
  `${headline}\n\n${byline}\n\n${body}\n`;

/** What is written in an article about Guangzhou, and the figure that it is. */
const NUMERALS: [written: string, value: number, precision?: string][] = [
  ['1千2百家', 1200],
  ['４７１家', 471],
  ['471 家', 471],
  ['四百七十一家', 471],
  ['1,471家', 1471],
  ['１，４７１家', 1471],
  ['１.２万家', 12_000, 'rounded'],
  ['0家', 0],
  ['零家', 0]
];
for (const [written, value, precision = 'exact'] of NUMERALS) {
  test(`${written} is ${value}`, async () => {
    const { figures } = await read(
      article(`广州市情况通报：${written}`, `截至2023年12月底，全市科技类社会组织${written}。`)
    );
    expect(figures).toHaveLength(1);
    expect(figures[0]).toMatchObject({
      text: written,
      value,
      precision,
      ...{ indicator: 'stock', region: '440100', asOf: '2023-12-31' }
    });
    expect(figures[0]?.check.verdict).toBe(value === 471 ? 'equal' : 'differs');
  });
}

test('a minus is kept where a change may have one', async () => {
  const { figures } = await read(
    article('广州市增减情况的通报', '2023年全市科技类社会组织同比增长-1.8%，净增-5家，增速为－2.5％。')
  );
  expect(figures.map(({ text, value }) => [text, value])).toEqual([
    ['-1.8%', -1.8],
    ['-5家', -5],
    ['－2.5％', -2.5]
  ]);
});

test('digits torn apart by blanks are no figure', async () => {
  const { figures, doubts } = await read(
    article('广州市一份扫描件的通报', '截至2023年12月底，全市科技类社会组织4 0 0 0家。')
  );
  expect(figures).toEqual([]);
  expect(doubts.map(({ code }) => code)).toEqual(['no-figures']);
});

const DATES: [what: string, byline: string, publishedOn: string | null, doubts: string[]][] = [
  ['no date', '来源：示例日报', null, ['no-date']],
  ['a future date', '发布时间：2099-01-01 来源：示例日报', '2099-01-01', ['future-date']],
  [
    'three dates',
    '发布时间：2024-01-05 来源：示例日报\n更新时间：2024-02-06\n录入日期：2023-12-30',
    '2024-01-05',
    ['several-dates']
  ]
];
for (const [what, byline, publishedOn, doubts] of DATES) {
  test(`${what} is said`, async () => {
    const read1 = await read(
      article(`广州市有${what}的一篇`, '截至2023年12月底，全市科技类社会组织471家。', byline)
    );
    if (publishedOn !== null) expect(read1.publishedOn).toBe(publishedOn);
    expect(read1.doubts.map(({ code }) => code)).toEqual(doubts);
    expect(read1.figures.map(({ asOf }) => asOf)).toEqual(['2023-12-31']);
    for (const { message } of read1.doubts) expect(message).toMatch(/。$/);
  });
}

test('a page keeps its words and its tables, and nothing that runs or is filled in', async () => {
  const { slug, headline, publishedOn, figures } = await read(
    `<html><head><title>x</title><meta property="og:title" content="网页上的通报一则"><meta name="pubdate" content="2024-02-03"><style>p{}</style></head>
    <body><nav><a href="/">首页</a></nav><h1>网页上的通报一则</h1><script>alert('5家')</script>
    <form action="/x"><input value="3家"><button>提交99家</button></form>
    <p onclick="x()">截至2023年底，广东科技类社会组织1,200家。</p><img src="data:image/png;base64,AAAA" alt="8家" onerror="x()">
    <a href="data:text/html,<script>1</script>">链接</a><iframe src="javascript:1"></iframe>
    <table><tr><td>城市<table><tr><td>广州</td><td>471家</td></tr><tr><td>深圳</td><td>612家</td></tr></table></td></tr></table></body></html>`,
    'text/html'
  );
  expect([headline, publishedOn]).toEqual(['网页上的通报一则', '2024-02-03']);
  expect(figures.map(({ text, region }) => [text, region])).toEqual([
    ['1,200家', '440000'],
    ['471家', '440100'],
    ['612家', '440300']
  ]);
  const shown = (await ask(server, `/reports/${slug}`)).text;
  expect(shown).not.toMatch(/onclick=|onerror=|alert\('5家'\)|data:text\/html|提交99家|javascript:1/);
});

test('an English article gives its date, publisher and figures', async () => {
  const { headline, publishedOn, publisher, figures, doubts } = await read(
    'Science groups meet in Guangzhou\n\nPublished: 5 January 2024 Source: Example Daily\n\n' +
      'By the end of December 2023, Guangdong had nearly 4,000 science and technology social organizations. Guangzhou counted 471 science and technology social organizations, up 5.1% year on year.'
  );
  expect([headline, publishedOn, publisher]).toEqual([
    'Science groups meet in Guangzhou',
    '2024-01-05',
    'Example Daily'
  ]);
  expect(doubts).toEqual([]);
  expect(
    figures.map(({ value, indicator, region, check }) => [value, indicator, region, check.verdict])
  ).toEqual([
    [4000, 'stock', '440000', 'agrees'],
    [471, 'stock', '440100', 'equal'],
    [5.1, 'growth', '440100', 'agrees']
  ]);
});

test('GB18030 is read as such', async () => {
  const { figures } = await read(
    Uint8Array.from(Buffer.from('b9e3b6abcaa1bfc6bcbcc0e0c9e7bbe1d7e9d6afbdfc34303030bcd2a1a3', 'hex'))
  );
  expect(figures.map(({ text, region }) => [text, region])).toEqual([['近4000家', '440000']]);
});

test('a district that exists more than once is not guessed at', async () => {
  const alone = await read(article('鼓楼区的一份通报在此', '截至2023年底，鼓楼区科技类社会组织41家。'));
  expect(alone.doubts.map(({ code }) => code)).toEqual(['which-place']);
  expect(alone.doubts[0]?.message).toContain('“鼓楼区”');
  expect(alone.figures[0]?.check).toMatchObject({ verdict: 'no-data' });
  expect(alone.figures[0]?.check.reason).toContain('“鼓楼区”');
  const told = await read(
    article('两地的一份通报在此', '截至2023年底，南京市鼓楼区科技类社会组织41家，福州鼓楼区39家。')
  );
  expect(told.doubts).toEqual([]);
  expect(told.figures.map(({ region }) => region)).toEqual(['320106', '350102']);
});

test('全市 in an article about no city is checked once the city is said', async () => {
  const { slug, figures, doubts } = await read(
    article('没有写城市的一份通报', '截至2023年12月底，全市科技类社会组织471家。')
  );
  expect(doubts.map(({ code }) => code)).toEqual(['which-place']);
  expect(figures[0]?.check.verdict).toBe('no-data');
  const answer = await fetch(`${server.url}/api/reports/${slug}/figures/f1`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: '{"region":"440100"}'
  });
  expect(((await answer.json()) as Read['figures'][0]).check.verdict).toBe('equal');
});

test('广东 is the province; 穗, 深 and 粤 are places', async () => {
  const { figures } = await read(
    article(
      '三地的一份通报在此',
      '截至2023年底，穗科技类社会组织471家，粤科技类社会组织近4000家，广东科技类社会组织近4000家。穗深两地社会组织分别为7900家和10500家。'
    )
  );
  expect(figures.map(({ text, region }) => [text, region])).toEqual([
    ['471家', '440100'],
    ['近4000家', '440000'],
    ['近4000家', '440000'],
    ['7900家', '440100'],
    ['10500家', '440300']
  ]);
});

test('what nobody measures is kept as a figure of its own', async () => {
  const { figures } = await read(article('谈谈别的数字的一篇', '全市共有路灯杆33万根，另有座椅5200把。'));
  expect(figures.map(({ value, unit, indicator, check }) => [value, unit, indicator, check.verdict])).toEqual(
    [
      [330_000, '根', null, 'no-data'],
      [5200, '把', null, 'no-data']
    ]
  );
});

test('an indicator nobody knows is refused by name', async () => {
  const { slug } = await read(article('广州市又一份通报在此', '截至2023年12月底，全市科技类社会组织471家。'));
  const answer = await fetch(`${server.url}/api/reports/${slug}/figures/f1`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: '{"indicator":"happiness"}'
  });
  expect(answer.status).toBe(400);
  expect(await answer.text()).toContain('happiness');
});

const WRONG: [what: string, body: string, message: RegExp][] = [
  ['a list', '[]', /应是一个 JSON 对象/],
  ['null', 'null', /应是一个 JSON 对象/],
  [
    'a word for a date',
    '{"text":"标题\\n\\n正文在这里。","publishedOn":"yesterday"}',
    /不是日期，请写成 2023-12-31/
  ]
];
for (const [what, body, message] of WRONG) {
  test(`JSON with ${what} is refused in a plain sentence`, async () => {
    const answer = await ask(server, '/api/reports', { body });
    expect(answer.status).toBe(400);
    expect(answer.text).toMatch(message);
  });
}

test.describe('at /reports/new', () => {
  test('nothing, blanks and 5 MB stay on the page with a sentence, and what was written', async ({
    page
  }) => {
    await page.goto(`${server.url}/reports/new`);
    const field = page.getByLabel('文章');
    await field.fill(' \n ');
    await page.getByRole('button', { name: '读这篇文章' }).click();
    await expect(page.getByRole('alert')).toContainText('没有正文');
    const long = `标题在这里的一篇长文\n\n${'长'.repeat(1_700_000)}`;
    await field.evaluate((area, text) => ((area as HTMLTextAreaElement).value = text), long);
    await page.getByRole('button', { name: '读这篇文章' }).click();
    await expect(page.getByRole('alert')).toContainText('4 MB');
    await expect(field).toHaveValue(/^标题在这里的一篇长文/);
  });

  test('a future date and a place left open are said above the article', async ({ page }) => {
    await page.goto(`${server.url}/reports/new`);
    await page
      .getByLabel('文章')
      .fill(
        article(
          '来自明天的一份通报',
          '截至2023年底，鼓楼区科技类社会组织41家。',
          '发布时间：2099-01-01 来源：示例'
        )
      );
    await page.getByRole('button', { name: '读这篇文章' }).click();
    await expect(page.getByRole('status')).toContainText('在今天之后');
    await expect(page.getByRole('status')).toContainText('“鼓楼区”');
    await expect(page.locator('#check-f1')).toContainText('没有说明“鼓楼区”是哪一处');
  });

  test('a file in mixed encodings is refused, one in GB18030 is read', async ({ page }) => {
    await page.goto(`${server.url}/reports/new`);
    const file = (name: string, hex: string) => ({
      ...{ name, mimeType: 'text/plain', buffer: Buffer.from(hex, 'hex') }
    });
    const gb = 'b9e3b6abcaa1bfc6bcbcc0e0c9e7bbe1d7e9d6afbdfc34303030bcd2a1a3';
    await page.locator('input[type=file]').setInputFiles(file('mixed.txt', `e5b9bfe4b89c0a${gb}ff`));
    await page.getByRole('button', { name: '读这篇文章' }).click();
    await expect(page.getByRole('alert')).toContainText('几种编码');
    await page.locator('input[type=file]').setInputFiles(file('gb.txt', gb));
    await page.getByRole('button', { name: '读这篇文章' }).click();
    await expect(page.locator('article a.figure')).toHaveText(['近4000家']);
  });
});

test('hundreds of figures are shown in parts, and each is led to from the text', async ({ page }) => {
  const sentences = Array.from(
    { length: 120 },
    (_, k) => `第${k + 1}节\n\n2023年，全市有${k + 200}家科技类社会组织，新登记${k + 1}家。`
  );
  const { slug, figures } = await read(article('广州市一份很长的通报', sentences.join('\n\n')));
  expect(figures.length).toBeGreaterThan(200);
  await page.goto(`${server.url}/reports/${slug}`);
  await expect(page.locator('[data-figure]')).toHaveCount(100);
  await page.locator('.text a.figure').last().click();
  await expect(page.locator('[data-figure]').last()).toBeInViewport();
  await page.getByRole('link', { name: '上一页' }).click();
  await expect(page).toHaveURL(/figures=2/);
});
