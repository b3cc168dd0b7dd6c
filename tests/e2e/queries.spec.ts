import { expect, test } from '@playwright/test';
import Ajv2020 from 'ajv/dist/2020.js';
import { serveFile } from './serve.ts';

/** Questions asked over the API and charts saved by it; every answer is held against the document's schema. */
const server = serveFile();

const ajv = new Ajv2020({ strict: false, allErrors: true });
ajv.addFormat('date', /^\d{4}-\d{2}-\d{2}$/);

test('queries of the contract', async () => {
  const at = { indicator: 'stock', asOf: '2023-12-31' };
  expect(await value({ ...at, region: '440100' })).toBe(471);
  const province = await value({ ...at, region: '440000' });
  expect(province).toBeGreaterThanOrEqual(3900);
  expect(province).toBeLessThanOrEqual(3999);

  const example = {
    dataset: 'organizations',
    indicator: 'stock',
    region: '440100',
    asOf: '2023-12-31',
    period: { grain: 'year', from: '2014', to: '2023' },
    by: 'type',
    where: [{ column: 'field', op: '=', value: '人工智能' }]
  };
  const result = await query(example);
  expect(result.columns.map(({ name }) => name)).toEqual([
    'period',
    'type',
    'value',
    'numerator',
    'denominator'
  ]);
  expect(result.columns[0]).toMatchObject({ type: 'period' });
  expect(result.columns[2]).toMatchObject({ type: 'number', unit: '家' });
  expect(result).toMatchObject({
    version: 1,
    versions: { organizations: 1 },
    coverage: 1,
    synthetic: true,
    breaks: []
  });
  expect(result.definition).toMatchObject({ id: 'tech-local' });
  const keys = result.rows.map(([period, type]) => `${String(period)} ${String(type)}`);
  expect(keys, 'sorted by period, then by the breakdown').toEqual([...keys].sort());
  expect(new Set(result.rows.map(([period]) => period)).size).toBe(10);
  const total = (await query({ ...example, by: undefined })).rows.map(([period, sum]) => [period, sum]);
  for (const [period, sum] of total) {
    const parts = result.rows.filter(([one]) => one === period).map((row) => Number(row[2]));
    expect(
      parts.reduce((a, b) => a + b, 0),
      `parts of ${String(period)}`
    ).toBe(sum);
  }

  expect(await value({ ...at, region: '440100', regionOf: 'seat' })).not.toBe(471);
  expect(await value({ measure: { aggregate: 'count' }, region: '440100', asOf: '2023-12-31' })).toBe(471);
  expect(
    (await query({ indicator: 'growth', region: '440100', asOf: '2023-12-31' })).columns.find(
      ({ name }) => name === 'value'
    )
  ).toMatchObject({ unit: 'ratio' });
  const growth = await value({ indicator: 'growth', region: '440100', asOf: '2023-12-31' });
  expect(growth).toBeCloseTo(471 / 448 - 1, 10);
  const net =
    (await value({ indicator: 'entries', region: '440100', asOf: '2023-12-31' })) -
    (await value({ indicator: 'exits', region: '440100', asOf: '2023-12-31' }));
  expect(net).toBe(471 - 448);
});

test('filters mean what they say', async () => {
  const count = (where: object[]) => value({ measure: { aggregate: 'count' }, where });
  const all = await count([]);
  const has = await count([{ column: 'grade', op: 'present' }]);
  expect(has + (await count([{ column: 'grade', op: 'missing' }]))).toBe(all);
  expect(await count([{ column: 'type', op: 'in', value: ['association', 'service'] }])).toBe(
    (await count([{ column: 'type', op: '=', value: 'association' }])) +
      (await count([{ column: 'type', op: '=', value: 'service' }]))
  );
  expect(await count([{ column: 'name', op: 'contains', value: '示例' }])).toBe(all);
  const between = await count([
    { column: 'registered_on', op: 'between', value: ['2020-01-01', '2020-12-31'] }
  ]);
  const both = await count([
    { column: 'registered_on', op: '>=', value: '2020-01-01' },
    { column: 'registered_on', op: '<=', value: '2020-12-31' }
  ]);
  expect(between).toBe(both);
  expect(between).toBeGreaterThan(10);
  expect(await count([{ column: 'name', op: 'contains', value: "%' OR 1=1" }])).toBe(0);
});

test('charts can be saved, changed and deleted', async () => {
  const spec = {
    type: 'line',
    query: { indicator: 'stock', region: '440300', period: { grain: 'year', from: '2019' } }
  };
  const made = await send('POST', '/api/charts', {
    title: { zh: '深圳存量', en: 'Stock of Shenzhen' },
    spec
  });
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({
    slug: 'stock-of-shenzhen',
    title: '深圳存量',
    type: 'line',
    synthetic: true
  });
  expect((await send('POST', '/api/charts', { slug: 'stock-of-shenzhen', spec })).status).toBe(409);
  expect((await fetch(`${server.url}/charts/stock-of-shenzhen.svg`)).status).toBe(200);
  const changed = await send('PUT', '/api/charts/stock-of-shenzhen', {
    title: 'x',
    spec: { ...spec, type: 'column' }
  });
  expect(changed).toMatchObject({ status: 200, body: { title: 'x', type: 'column' } });
  expect((await send('DELETE', '/api/charts/stock-of-shenzhen')).status).toBe(204);
  expect((await fetch(`${server.url}/api/charts/stock-of-shenzhen`)).status).toBe(404);
  for (const body of [
    {},
    { spec: {} },
    { slug: 'Bad Slug', spec },
    { slug: '../x', spec },
    { spec: { ...spec, type: 'pie' } }
  ]) {
    const refused = await send('POST', '/api/charts', body);
    expect(refused.status, JSON.stringify(body)).toBe(400);
    expect(refused.body).toMatchObject({ error: { code: 'bad-chart' } });
  }
});

async function send(method: string, path: string, body?: object): Promise<{ status: number; body: unknown }> {
  const sent =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  const response = await fetch(server.url + path, { method, ...sent });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : JSON.parse(text) };
}

interface Document {
  paths: Record<
    string,
    Record<string, { responses: Record<string, { content?: Record<string, { schema: object }> }> }>
  >;
}

interface Result {
  columns: { name: string; type: string; unit?: string }[];
  rows: unknown[][];
  definition: object;
}

async function query(body: object): Promise<Result> {
  const { paths } = (await (await fetch(`${server.url}/api/openapi.json`)).json()) as Document;
  const answer = await send('POST', '/api/query', body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  const schema = paths['/api/query']?.post?.responses['200']?.content?.['application/json']?.schema;
  expect(schema, 'the schema of an answer').toBeDefined();
  expect(ajv.validate(schema ?? {}, answer.body), `${JSON.stringify(body)}: ${ajv.errorsText()}`).toBe(true);
  return answer.body as Result;
}

/** The one number of a query without a period and a breakdown. */
async function value(body: object): Promise<number> {
  const { columns, rows } = await query(body);
  expect(rows).toHaveLength(1);
  return Number(rows[0]?.[columns.findIndex(({ name }) => name === 'value')]);
}
