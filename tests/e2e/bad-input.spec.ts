import { randomBytes } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { ask, expectError, readerPage } from './ask.ts';
import { serveFile } from './serve.ts';

/** Everything a reader, a script or a disk can get wrong: a fitting status, a clear sentence, and life goes on. */
const LANGUAGES = { zh: /\p{Script=Han}/u, en: /^[^\p{Script=Han}]*$/u };

const server = serveFile();

test.afterEach(async () => {
  expect((await ask(server, '/api/health')).status, 'the server still answers').toBe(200);
});

const addresses: [what: string, path: string, status: number, zh: RegExp, en: RegExp][] = [
  [
    'an unknown region',
    '/?region=999999',
    400,
    /没有代码为“999999”的地区/,
    /no region with the code “999999”/
  ],
  [
    'an unknown region of a chart',
    '/charts/stock?region=12',
    400,
    /没有代码为“12”的地区/,
    /no region with the code “12”/
  ],
  ['a malformed date', '/?as_of=2023-13-45', 400, /“2023-13-45”不是日期/, /“2023-13-45” is no date/],
  ['a date that is none', '/?as_of=2023-02-29', 400, /“2023-02-29”不是日期/, /“2023-02-29” is no date/],
  ['a date in words', '/charts/stock?as_of=yesterday', 400, /“yesterday”不是日期/, /“yesterday” is no date/],
  ['an unknown chart', '/charts/nothing', 404, /没有名为“nothing”的图表/, /no chart “nothing”/],
  ['an unknown pin', '/charts/stock?pin=7', 404, /没有第 7 稿/, /no pin 7/],
  ['an unknown report', '/reports/nothing', 404, /“nothing”/, /“nothing”/],
  ['an unknown dataset', '/datasets/nothing', 404, /没有名为“nothing”的数据集/, /no dataset “nothing”/],
  ['an unknown page', '/nothing', 404, /没有这个页面/, /no such page/],
  ['an unknown place', '/?place=Atlantis', 400, /Atlantis/, /Atlantis/]
];
for (const [what, path, status, zh, en] of addresses) {
  test(`${what}: ${path}`, async ({ browser }) => {
    for (const [lang, sentence] of Object.entries({ zh, en })) {
      const page = await readerPage(browser, lang);
      const answer = await page.goto(server.url + path);
      expect(answer?.status()).toBe(status);
      await expect(page.locator('html')).toHaveAttribute('lang', lang === 'zh' ? 'zh-CN' : 'en');
      await expect(page.getByRole('main')).toContainText(sentence);
      await expect(
        page.getByRole('main').getByRole('link', { name: lang === 'zh' ? '回到总览' : 'To the overview' })
      ).toBeVisible();
      await page.context().close();
    }
  });
}

const queries: [what: string, body: object, status: number, code: string, names: string][] = [
  ['an unknown region', { indicator: 'stock', region: '999999' }, 400, 'unknown-region', '999999'],
  ['a malformed region', { indicator: 'stock', region: 'gz' }, 400, 'bad-query', 'region'],
  ['a malformed date', { indicator: 'stock', asOf: '31.12.2023' }, 400, 'bad-query', 'asOf'],
  ['an unknown indicator', { indicator: 'happiness' }, 400, 'unknown-indicator', 'happiness'],
  ['an unknown dataset', { dataset: 'nothing', indicator: 'stock' }, 404, 'unknown-dataset', 'nothing'],
  [
    'an indicator whose table is another',
    { dataset: 'divisions', indicator: 'stock' },
    409,
    'missing-',
    'organizations'
  ],
  ['an unknown column', { indicator: 'stock', by: 'colour' }, 400, 'unknown-column', 'colour'],
  [
    'a column that is SQL',
    { indicator: 'stock', by: '"; drop table' },
    400,
    'unknown-column',
    '"; drop table'
  ],
  [
    'a filter on SQL',
    { indicator: 'stock', where: [{ column: "x' OR 1=1 --", op: '=', value: 1 }] },
    400,
    'unknown-column',
    "x' OR 1=1 --"
  ],
  [
    'a measure of a column that is SQL',
    { measure: { aggregate: 'sum', column: '"; drop table' } },
    400,
    '',
    '"; drop table'
  ],
  ['a sum of words', { measure: { aggregate: 'sum', column: 'name' } }, 400, 'bad-measure', 'name'],
  ['a sum of nothing', { measure: { aggregate: 'sum' } }, 400, 'bad-measure', 'sum'],
  ['a version that is not there', { indicator: 'stock', version: 99 }, 404, 'unknown-version', '99'],
  [
    'an impossible period',
    { indicator: 'stock', period: { grain: 'year', from: '2023', to: '2014' } },
    400,
    'bad-period',
    '2023'
  ],
  [
    'a period that is none',
    { indicator: 'stock', period: { grain: 'year', from: 'soon' } },
    400,
    'bad-period',
    'soon'
  ],
  [
    'too many periods',
    { indicator: 'stock', period: { grain: 'day', from: '1900' } },
    400,
    'too-many-periods',
    '2000'
  ],
  [
    'both an indicator and a measure',
    { indicator: 'stock', measure: { aggregate: 'count' } },
    400,
    'bad-query',
    'indicator'
  ],
  ['neither', {}, 400, 'bad-query', 'indicator'],
  ['a key that is not known', { indicator: 'stock', sql: 'drop table' }, 400, 'bad-query', 'sql'],
  [
    'a value of a wrong kind',
    { indicator: 'stock', where: [{ column: 'registered_on', op: '>', value: 'abc' }] },
    400,
    '',
    'abc'
  ]
];
for (const [what, body, status, code, names] of queries) {
  test(`a query with ${what}`, async () => {
    for (const [lang, script] of Object.entries(LANGUAGES)) {
      const answer = await ask(server, '/api/query', { lang, body: JSON.stringify(body) });
      expect(answer.status, answer.text).toBe(status);
      const { error } = expectError(answer);
      expect(error.code).toContain(code);
      expect(error.message).toContain(names);
      if (lang === 'zh') {
        expect(error.message).toMatch(script);
        expect.soft(error.message, 'no English sentence inside').not.toMatch(/[A-Za-z]+( [a-z]+){2}/);
      }
    }
  });
}

test('before the first record there is nothing, and the pages say so', async ({ browser }) => {
  const before = await ask(server, '/api/query', {
    body: JSON.stringify({ indicator: 'stock', region: '440000', asOf: '1950-01-01' })
  });
  expect(before.status).toBe(200);
  expect(JSON.parse(before.text)).toMatchObject({ rows: [[0, 0, null]] });
  const rate = await ask(server, '/api/query', {
    body: JSON.stringify({ indicator: 'growth', region: '440000', asOf: '1950-01-01' })
  });
  expect((JSON.parse(rate.text) as { rows: unknown[][] }).rows[0]?.[0]).toBeNull();
  for (const [lang, sentence] of Object.entries({ zh: /1990|\D0 ?家/, en: /1990|\b0\b|\bno\b/ })) {
    const page = await readerPage(browser, lang);
    for (const path of [
      '/?as_of=1950-01-01',
      '/?region=440100&as_of=1989-12-31',
      '/charts/stock?as_of=1950-01-01'
    ]) {
      const answer = await page.goto(server.url + path);
      expect(answer?.status(), path).toBeLessThan(500);
      await expect(page.getByRole('main'), path).toContainText(sentence);
      await expect(page.getByRole('main'), `${path}: no talk of a period nobody asked for`).not.toContainText(
        '2004 晚于'
      );
    }
  }
});

test('bodies that are too long, broken or no text', async () => {
  const big = JSON.stringify({ indicator: 'stock', by: 'x'.repeat(5_000_000) });
  const cases: [body: string | Uint8Array, status: number, code: string][] = [
    [big, 413, 'too-large'],
    ['{"indicator": "stock"', 400, 'bad-json'],
    ['', 400, 'bad-json'],
    ['nothing', 400, 'bad-json'],
    [randomBytes(200), 400, 'bad-json'],
    ['[]', 400, 'bad-query'],
    ['null', 400, 'bad-query'],
    ['"stock"', 400, 'bad-query'],
    ['['.repeat(100_000), 400, 'bad-json']
  ];
  for (const [lang, script] of Object.entries(LANGUAGES)) {
    for (const [body, status, code] of cases) {
      const answer = await ask(server, '/api/query', { lang, body });
      expect(answer.status, String(body).slice(0, 40)).toBe(status);
      const { error } = expectError(answer);
      expect(error.code).toBe(code);
      if (code !== 'bad-query') expect(error.message).toMatch(script);
    }
    const chart = await ask(server, '/api/charts', { lang, body: big });
    expect(chart.status).toBe(413);
  }
  const form = await ask(server, '/charts/stock?/nothing', {
    body: 'a=1',
    type: 'application/x-www-form-urlencoded'
  });
  expect(form.status).toBe(404);
});

test('addresses nobody writes by hand', async () => {
  const long = 'x'.repeat(3000);
  const odd = [
    '%00',
    '%E0%A4%A',
    '%FF%FE',
    '..%2f..%2fetc%2fpasswd',
    "'%22%3E%3Cscript%3E",
    encodeURIComponent('"; drop table'),
    long
  ];
  const paths = odd.flatMap((value) => [
    `/?region=${value}`,
    `/?as_of=${value}`,
    `/?place=${value}`,
    `/?lang=${value}`,
    `/?region=440100&region=${value}`,
    `/${value}`,
    `/reports/${value}`,
    `/reports/${value}?lang=${value}`,
    `/charts/${value}`,
    `/charts/${value}.svg`,
    `/charts/stock.svg?region=${value}&as_of=${value}`,
    `/charts/stock.svg?pin=${value}`,
    `/charts/stock.svg?width=${value}&theme=${value}`,
    `/charts/stock.${value}`,
    `/embed/${value}?theme=${value}`,
    `/datasets/${value}`,
    `/api/datasets/${value}`,
    `/api/datasets/${value}/rows`,
    `/api/datasets/organizations/rows?limit=${value}&offset=${value}&version=${value}&raw=${value}`,
    `/api/datasets/${value}.csv`,
    `/api/datasets/organizations/versions/${value}/diff`,
    `/api/charts/${value}/pins`,
    `/api/reports/${value}`,
    `/api/${value}`
  ]);
  const many = '&region=440100'.repeat(400);
  for (const path of [
    ...paths,
    `/?a=1${many}`,
    `/reports/x?a=1${many}`,
    `/charts/x.svg?a=1${many}`,
    `/api/datasets/x/rows?a=1${many}`
  ]) {
    const answer = await ask(server, path);
    expect.soft(answer.status, path.slice(0, 120)).toBeLessThan(500);
    expect.soft(answer.text, path.slice(0, 120)).not.toContain('服务器内部出错');
    if (answer.type.includes('html')) {
      expect.soft(answer.text, 'nothing comes back as markup').not.toContain('"><script>');
    }
    if (path.startsWith('/api/') && answer.status >= 400) expectError(answer, path);
  }
  const endless = await ask(server, `/?place=${'y'.repeat(100_000)}`);
  expect(endless.status).toBeGreaterThanOrEqual(400);
  expect(endless.status).toBeLessThan(500);
});

test('numbers of a query string', async () => {
  for (const value of ['-1', '1.5', '1e9', 'NaN', '100001', '٣', '0x10', ' 1']) {
    for (const lang of ['zh', 'en']) {
      const answer = await ask(
        server,
        `/api/datasets/organizations/rows?limit=${encodeURIComponent(value)}`,
        { lang }
      );
      expect(answer.status, value).toBe(400);
      expect(expectError(answer).error.message).toContain('limit');
    }
  }
  const unknown = await ask(server, '/api/datasets/organizations/rows?version=99', { lang: 'en' });
  expect(unknown.status).toBe(404);
  expect(expectError(unknown).error.message).toContain('no version 99');
  for (const size of ['1', '99999', 'wide'])
    expect((await ask(server, `/charts/stock.svg?width=${size}`)).status).toBe(400);
  const drawn: [string, string][] = [
    ['theme', 'pink'],
    ['lang', 'xx'],
    ['title', 'maybe'],
    ['source', '2'],
    ['scale', '9'],
    ['scale', '1.5'],
    ['width', '100000'],
    ['height', '1'],
    ['text', 'outlines'],
    ['ratio', '21:9']
  ];
  for (const [name, value] of drawn) {
    const answer = await ask(server, `/charts/stock.png?${name}=${value}`);
    expect(answer.status, `${name}=${value}`).toBe(400);
    expect(expectError(answer).error.message).toContain(value);
  }
  expect((await ask(server, '/embed/stock?lang=xx')).status).toBe(400);
  expect((await ask(server, '/charts/stock.png?width=4000&height=4000&scale=4')).status).toBe(400);
});
