import { expect, test } from '@playwright/test';
import { ask, expectError } from './ask.ts';
import { serveFile } from './serve.ts';

/** Queries at the edges of what a number, a day and a table can be: answered or refused, never failed. */
const server = serveFile();

async function query(
  body: object
): Promise<{ status: number; rows: unknown[][]; columns: { type: string }[] }> {
  const { status, text } = await ask(server, '/api/query', { body: JSON.stringify(body) });
  return { rows: [], columns: [], ...(JSON.parse(text) as object), status };
}

test('numbers past every column compare as what they are', async () => {
  const count = async (op: string, value?: unknown) => {
    const answer = await query({ measure: { aggregate: 'count' }, where: [{ column: 'staff', op, value }] });
    expect(answer.status).toBe(200);
    return answer.rows[0]?.[0];
  };
  for (const huge of [2 ** 63, 1e20, 1e308]) {
    expect(await count('>', huge)).toBe(0);
    expect(await count('in', [huge, -huge])).toBe(0);
    expect(await count('between', [-huge, huge])).toBe(await count('present'));
  }
});

test('a span after the last day and a period without days are refused by name', async () => {
  const cases: [body: object, code: string, names: string][] = [
    [{ indicator: 'stock', period: { grain: 'year', from: '2030', to: '2040' } }, 'bad-period', '2030'],
    [
      { indicator: 'stock', asOf: '2015-06-30', period: { grain: 'year', from: '2016', to: '2017' } },
      'bad-period',
      '2015-06-30'
    ],
    [
      { dataset: 'divisions', measure: { aggregate: 'count' }, period: { grain: 'year' } },
      'no-date-column',
      'divisions'
    ]
  ];
  for (const [body, code, names] of cases) {
    for (const lang of ['zh', 'en']) {
      const answer = await ask(server, '/api/query', { lang, body: JSON.stringify(body) });
      expect(answer.status).toBe(400);
      const { error } = expectError(answer);
      expect(error.code).toBe(code);
      expect(error.message).toContain(names);
    }
  }
});

test('the least and the greatest have the type of their column', async () => {
  const types = ['registered_on', 'is_charity', 'staff', 'grade'].map(async (column) => {
    const { columns, rows } = await query({ measure: { aggregate: 'max', column } });
    return [columns[0]?.type, typeof rows[0]?.[0]];
  });
  expect(await Promise.all(types)).toEqual([
    ['date', 'string'],
    ['boolean', 'boolean'],
    ['number', 'number'],
    ['text', 'string']
  ]);
});

test('an address under /api that is none is answered in the error shape', async () => {
  for (const path of ['/api', '/api/', '/api/nothing', '/api/%', '/api/%E0%A4%A', '/api//health'])
    expectError(await ask(server, path), path);
});
