import { expect, test } from '@playwright/test';
import Ajv2020 from 'ajv/dist/2020.js';
import { expectError } from './ask.ts';
import { serveFile } from './serve.ts';

/** The public contract: what answers is what product and OpenAPI document promise. */
const server = serveFile();

interface Operation {
  parameters: { name: string; in: string }[];
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
}

type Paths = Record<string, Record<string, Operation>>;

/** What stands for the names in `{}`; a path with two meanings is asked twice. */
const EXAMPLES: Record<string, Record<string, string>[]> = {
  '/api/datasets': ['organizations', 'statistics', 'divisions', 'filings', 'credit_lists'].map((id) => ({
    id,
    v: '1'
  })),
  '/api/charts': ['stock', 'regions', 'entries-exits', 'structure-type', 'nation-definitions'].map(
    (slug) => ({ slug })
  ),
  '/charts': ['stock', 'regions', 'entries-exits', 'structure-type', 'nation-definitions'].map((slug) => ({
    slug
  })),
  '/embed': [{ slug: 'stock' }],
  '/api/collections': [{ slug: 'four-questions' }],
  '/present': [{ slug: 'four-questions' }, { slug: 'stock' }],
  '/api/reports': ['2023-12-29-nansha-forum', '2019-12-05-guangzhou-8122'].map((slug) => ({ slug }))
};

const ajv = new Ajv2020({ strict: false, allErrors: true });
ajv.addFormat('date', /^\d{4}-\d{2}-\d{2}$/);

test('every GET answers what the OpenAPI document says', async () => {
  const document = await json<{ openapi: string; paths: Paths }>('/api/openapi.json');
  expect(document.openapi).toMatch(/^3\.1/);
  let asked = 0;
  for (const [path, operations] of Object.entries(document.paths)) {
    const get = operations.get;
    if (!get) continue;
    // The sample's reports were written here and have no original; values are those of a column that is named.
    if (path.endsWith('/original') || path.endsWith('/values')) continue;
    for (const address of addressesOf(path)) {
      const response = await fetch(server.url + address);
      expect(response.status, address).toBe(200);
      const [type = '', media] = Object.entries(get.responses['200']?.content ?? {})[0] ?? [];
      expect(response.headers.get('content-type'), address).toContain(type);
      if (type === 'application/json' && media) expectValid(media.schema, await response.json(), address);
      asked += 1;
    }
  }
  expect(asked).toBeGreaterThan(40);
});

test('the OpenAPI document names every address of the contract so far', async () => {
  const { paths } = await json<{ paths: Paths }>('/api/openapi.json');
  const promised: Record<string, string[]> = {
    '/api/health': ['get'],
    '/api/openapi.json': ['get'],
    '/api/datasets': ['get'],
    '/api/datasets/{id}': ['delete', 'get', 'patch'],
    '/api/datasets/{id}/rows': ['get'],
    '/api/datasets/{id}.csv': ['get'],
    '/api/datasets/{id}.xlsx': ['get'],
    '/api/datasets/{id}.parquet': ['get'],
    '/api/datasets/{id}/versions': ['get'],
    '/api/datasets/{id}/versions/{v}/diff': ['get'],
    '/api/datasets/{id}/versions/{v}/restore': ['post'],
    '/api/query': ['post'],
    '/api/indicators': ['get'],
    '/api/charts': ['get', 'post'],
    '/api/charts/{slug}': ['delete', 'get', 'put'],
    '/api/charts/{slug}/pins': ['get', 'post'],
    '/api/reports': ['get', 'post'],
    '/api/reports/{slug}': ['delete', 'get', 'put'],
    '/charts/{slug}.svg': ['get'],
    '/charts/{slug}.json': ['get'],
    '/charts/{slug}.csv': ['get'],
    '/embed/{slug}': ['get']
  };
  const told = Object.fromEntries(
    Object.entries(paths).map(([path, methods]) => [path, Object.keys(methods).sort()])
  );
  expect(told).toMatchObject(promised);
});

const FIELDS: [path: string, fields: string][] = [
  ['/api/health', 'status version datasets uptimeSeconds'],
  ['/api/datasets', 'id title kind rows version committedAt knownOn synthetic'],
  ['/api/datasets/organizations', 'id title kind rows version committedAt knownOn synthetic columns'],
  [
    '/api/datasets/organizations/versions',
    'version committedAt knownOn by mode filename sha256 rows added changed removed note'
  ],
  ['/api/datasets/organizations/versions/1/diff', 'added changed removed sample'],
  ['/api/datasets/organizations/rows?limit=1', 'columns rows total'],
  ['/api/indicators', 'id question title unit definition numerator denominator needs'],
  ['/api/charts', 'slug title type synthetic spec'],
  ['/api/reports/2023-12-29-nansha-forum', 'headline publishedOn publisher url paragraphs figures']
];
for (const [path, fields] of FIELDS) {
  test(`${path} has the fields of the contract`, async () => {
    const body = await json<object | object[]>(path);
    const one = Array.isArray(body) ? (body[0] as object) : body;
    expect(Object.keys(one)).toEqual(expect.arrayContaining(fields.split(' ')));
  });
}

test('columns, figures and checks have the fields of the contract', async () => {
  const { columns } = await json<{ columns: object[] }>('/api/datasets/organizations');
  for (const column of columns)
    expect(Object.keys(column)).toEqual(
      expect.arrayContaining(['name', 'title', 'type', 'nulls', 'distinct', 'min', 'max'])
    );
  const { columns: ofRows } = await json<{ columns: object[] }>('/api/datasets/organizations/rows?limit=1');
  for (const column of ofRows)
    expect(Object.keys(column).sort()).toEqual(['name', 'source', 'title', 'type']);
  const reports = await json<{ slug: string }[]>('/api/reports');
  expect(reports.length).toBeGreaterThanOrEqual(5);
  for (const { slug } of reports) {
    const { paragraphs, figures } = await json<{ paragraphs: string[]; figures: Figure[] }>(
      `/api/reports/${slug}`
    );
    expect(figures.length, slug).toBeGreaterThan(0);
    for (const figure of figures) {
      const fields = [
        'id',
        'paragraph',
        'start',
        'end',
        'text',
        'value',
        'unit',
        'precision',
        'subject',
        'region',
        'asOf',
        'check'
      ];
      expect(Object.keys(figure)).toEqual(expect.arrayContaining(fields));
      expect(Object.keys(figure.check)).toEqual(
        expect.arrayContaining(['verdict', 'value', 'dataset', 'version', 'indicator', 'reason'])
      );
      expect(paragraphs[figure.paragraph]?.slice(figure.start, figure.end), `${slug} ${figure.id}`).toBe(
        figure.text
      );
    }
  }
});

interface Figure {
  id: string;
  paragraph: number;
  start: number;
  end: number;
  text: string;
  check: Record<string, unknown>;
}

test('the seed’s two figures are checked as demonstrations, never as proof', async () => {
  const { figures } = await json<{
    figures: (Figure & { value: number; precision: string; region: string })[];
  }>('/api/reports/2023-12-29-nansha-forum');
  const near = figures.find(({ text }) => text === '近4000家');
  const exact = figures.find(({ text }) => text === '471家');
  expect(near).toMatchObject({
    value: 4000,
    unit: '家',
    precision: 'nearly',
    region: '440000',
    asOf: '2023-12-31'
  });
  expect(near?.check).toMatchObject({ verdict: 'agrees', synthetic: true, dataset: 'organizations' });
  expect(exact).toMatchObject({ value: 471, precision: 'exact', region: '440100' });
  expect(exact?.check).toMatchObject({ verdict: 'equal', value: 471, synthetic: true });
});

test('a wrong method and an unknown address answer in the one error shape', async () => {
  for (const [method, path, status] of [
    ['POST', '/api/datasets', 405],
    ['DELETE', '/api/health', 405],
    ['PATCH', '/api/charts/stock', 405],
    ['GET', '/api/query', 405],
    ['PUT', '/charts/stock.svg', 405],
    ['POST', '/embed/stock', 405],
    ['GET', '/api/nothing', 404],
    ['POST', '/api/nothing', 404],
    ['GET', '/api/', 404]
  ] as const) {
    for (const [lang, words] of Object.entries({ zh: /\p{Script=Han}/u, en: /^[^\p{Script=Han}]+$/u })) {
      const response = await fetch(server.url + path, { method, headers: { 'accept-language': lang } });
      expect(response.status, `${method} ${path}`).toBe(status);
      if (status === 405) expect(response.headers.get('allow'), path).toBeTruthy();
      const answer = {
        status,
        type: response.headers.get('content-type') ?? '',
        text: await response.text()
      };
      expect(expectError(answer, `${method} ${path}`).error.message).toMatch(words);
    }
  }
});

test('everything that is text is compressed', async () => {
  const paths = [
    '/',
    '/reports',
    '/api/indicators',
    '/api/datasets/organizations/rows',
    '/charts/stock.svg',
    '/charts/stock.csv',
    '/charts/stock.json',
    '/api/datasets/organizations.csv',
    '/embed/stock',
    '/favicon.svg'
  ];
  const page = await (await fetch(server.url)).text();
  const asset = /_app\/immutable\/assets\/[^"]+\.css/.exec(page)?.[0] ?? 'no stylesheet';
  for (const path of [...paths, `/${asset}`]) {
    for (const encoding of ['br', 'gzip']) {
      const response = await fetch(server.url + path, { headers: { 'accept-encoding': encoding } });
      expect(response.status, path).toBe(200);
      const isKept = path.startsWith('/charts/') || path.startsWith('/embed/');
      if (encoding === 'br' || !isKept)
        expect.soft(response.headers.get('content-encoding'), `${path} ${encoding}`).toBe(encoding);
      expect.soft(response.headers.get('vary')?.toLowerCase() ?? '', path).toContain('accept-encoding');
      expect((await response.text()).length, 'it unpacks').toBeGreaterThan(50);
    }
    const plain = await fetch(server.url + path, { headers: { 'accept-encoding': 'identity' } });
    expect(plain.headers.get('content-encoding'), path).toBeNull();
  }
});

test('the answer is in the language that was asked for', async () => {
  const title = async (headers: Record<string, string>, search = '') =>
    (
      (await (await fetch(`${server.url}/api/indicators${search}`, { headers })).json()) as {
        id: string;
        title: string;
      }[]
    ).find(({ id }) => id === 'stock')?.title;
  expect(await title({})).toBe('存量');
  expect(await title({ 'accept-language': 'en-GB,en;q=0.9' })).toMatch(/^[A-Z][a-z]/);
  expect(await title({ 'accept-language': 'zh-CN,zh;q=0.9,en;q=0.8' })).toBe('存量');
  expect(await title({ 'accept-language': 'de, en;q=0.5' })).toMatch(/^[A-Z][a-z]/);
  expect(await title({ 'accept-language': 'zh' }, '?lang=en')).toMatch(/^[A-Z][a-z]/);
  expect(await title({ cookie: 'lang=en' })).toMatch(/^[A-Z][a-z]/);
});

test('the weights of Accept-Language count', async () => {
  const headers = { 'accept-language': 'en;q=0.1, zh;q=0.9' };
  const indicators = (await (await fetch(`${server.url}/api/indicators`, { headers })).json()) as {
    title: string;
  }[];
  expect(indicators[0]?.title).toMatch(/\p{Script=Han}/u);
});

function addressesOf(path: string): string[] {
  if (path === '/oembed') return [`${path}?url=${server.url}/charts/stock`];
  if (!path.includes('{')) return [path];
  const [, examples = []] = Object.entries(EXAMPLES).find(([start]) => path.startsWith(`${start}/`)) ?? [];
  return examples.map((example) =>
    path.replace(/\{(\w+)\}/g, (_, name: string) => example[name] ?? 'missing')
  );
}

function expectValid(schema: object, body: unknown, what: string): void {
  const isValid = ajv.validate(schema, body);
  expect(isValid, `${what}: ${ajv.errorsText()}`).toBe(true);
}

async function json<T>(path: string): Promise<T> {
  const response = await fetch(server.url + path);
  expect(response.status, path).toBe(200);
  return (await response.json()) as T;
}
