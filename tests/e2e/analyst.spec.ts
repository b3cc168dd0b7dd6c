import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type APIRequestContext } from '@playwright/test';
import { newDir, ROOT, run, serveFile, start } from './serve.ts';

/** The analyst: what a file does before it counts, what it becomes, and the way back. */
const folder = newDir();

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

test.describe('npm run load', () => {
  const dataDir = newDir();
  const load = (...args: string[]) => run('src/load.ts', args, { DATA_DIR: dataDir });
  test.describe.configure({ mode: 'serial' });

  test('a good file becomes a version, with a receipt that adds up', () => {
    const good = file('good.csv', 'code,name,amount\nA1,一号,10\nA2,"二号, 分",\nA3,三号,3.5\n');
    const { code, output } = load('budget', good, '--known-on=2024-05-06');
    expect(output).toContain('good.csv → budget 版本 / version 1');
    expect(output).toMatch(/read 3 = .*accepted 3 \+ .*rejected 0 \+ .*excluded 0/);
    expect(output).toMatch(/added 3, .*changed 0, .*removed 0, .*unchanged 0/);
    expect(code).toBe(0);
    const changed = file('changed.csv', 'code,name,amount\nA1,一号,10\nA2,"二号, 分",7\nA4,四号,1\n');
    expect(load('budget', changed).output).toContain('version 2');
  });

  const refused: [what: string, name: string, content: string | Uint8Array, says: RegExp[]][] = [
    ['only a header', 'header.csv', 'code,name,amount\n', [/只有表头/, /only its header/]],
    ['an empty file', 'empty.csv', '', [/empty-file/, /文件是空的/, /The file is empty/]],
    ['a picture', 'picture.csv', png(), [/not-text/, /不是 CSV 文本/, /not CSV text/]],
    [
      'rows of a wrong width',
      'width.csv',
      'code,name,amount\nA1,一号,10\nA2,二号\nA3,三号,3,4\n',
      [
        /3:- {2}record-width/,
        /4:- {2}record-width/,
        /第 3 行有 2 个单元格/,
        /on line 4 has 4 cells/,
        /nothing was loaded/
      ]
    ]
  ];
  for (const [what, name, content, says] of refused) {
    test(`${what} is refused with the reason, and nothing changes`, () => {
      const { code, output } = load('budget', file(name, content));
      for (const sentence of says) expect(output).toMatch(sentence);
      expect(output).not.toContain('version 3');
      expect(code).toBe(1);
    });
  }

  test('what is amiss with the command itself is said', () => {
    expect(load('budget', join(folder, 'nowhere.csv'))).toMatchObject({ code: 1 });
    expect(load('budget', join(folder, 'nowhere.csv')).output).toMatch(/不能读取文件.*nowhere\.csv/);
    expect(load('Bad Name', file('again.csv', 'a\n1\n')).output).toContain('不能作数据集的名称');
    expect(load('Bad Name', file('again.csv', 'a\n1\n')).code).toBe(1);
    expect(load().output).toContain('usage');
    expect(load().code).toBe(1);
  });

  test('rows of a wrong width can be left out knowingly', () => {
    const { code, output } = load('widths', join(folder, 'width.csv'), '--accept-issues');
    expect(output).toMatch(/read 3 = .*accepted 1 \+ .*rejected 2 \+ .*excluded 0/);
    expect(code).toBe(0);
  });

  test('the server then has exactly these versions, and can go back', async ({ request }) => {
    const server = await start({ DATA_DIR: dataDir });
    try {
      const api = `${server.url}/api/datasets/budget`;
      const versions = await json<Record<string, unknown>[]>(request, `${api}/versions`);
      expect(
        versions.map(({ version, filename, rows, added, changed, removed }) => [
          version,
          filename,
          rows,
          added,
          changed,
          removed
        ])
      ).toEqual([
        [2, 'changed.csv', 3, expect.any(Number), expect.any(Number), expect.any(Number)],
        [1, 'good.csv', 3, 3, 0, 0]
      ]);
      expect(versions[1]).toMatchObject({ knownOn: '2024-05-06', mode: 'replace', by: 'load' });
      expect(String(versions[0]?.sha256)).toMatch(/^[0-9a-f]{64}$/);

      const raw = await json<{ rows: unknown[]; total: number }>(request, `${api}/rows?version=1&raw=1`);
      expect(raw.rows).toEqual([
        ['A1', '一号', '10'],
        ['A2', '二号, 分', ''],
        ['A3', '三号', '3.5']
      ]);
      const typed = await json<{ rows: unknown[]; total: number }>(
        request,
        `${api}/rows?version=1&offset=1&limit=1`
      );
      expect(typed).toMatchObject({ rows: [['A2', '二号, 分', null]], total: 3 });
      const csv = await request.get(`${api}.csv?version=1`);
      expect((await csv.body()).toString('utf8')).toBe(
        '\uFEFFcode,name,amount\nA1,一号,10\nA2,"二号, 分",\nA3,三号,3.5\n'
      );

      const diff = await json<Record<string, number>>(request, `${api}/versions/2/diff`);
      expect((diff.added ?? 0) + (diff.changed ?? 0)).toBeGreaterThan(0);

      const restored = await request.post(`${api}/versions/1/restore`);
      expect(await restored.json()).toEqual({ version: 3 });
      const now = await json<{ rows: unknown[] }>(request, `${api}/rows?raw=1`);
      expect(now.rows).toEqual(raw.rows);
      const old = await json<{ rows: unknown[][] }>(request, `${api}/rows?version=2&raw=1`);
      expect(old.rows[2]).toEqual(['A4', '四号', '1']);
    } finally {
      await server.stop();
    }
  });
});

test.describe('from the sample to data of one’s own', () => {
  const server = serveFile();
  test.describe.configure({ mode: 'serial' });
  const own = () => {
    const lines = readFileSync(join(ROOT, 'data/organizations.csv'), 'utf8').split('\n');
    return file('own.csv', lines.slice(0, 1201).join('\n') + '\n');
  };

  test('one button removes all sample data; the overview says what is missing', async ({ page, request }) => {
    await page.goto(server.url + '/datasets');
    await expect(page.getByRole('row').filter({ hasText: '模拟数据' })).toHaveCount(3);
    await page.locator('summary', { hasText: '移除全部示例数据' }).click();
    await page.getByRole('button', { name: '确定移除全部示例数据' }).click();
    await expect(page.getByRole('status')).toHaveText('示例数据已移除。');
    await expect(page.getByText('模拟数据')).toHaveCount(0);
    await expect(page.getByText('移除全部示例数据')).toHaveCount(0);
    expect(await json(request, server.url + '/api/datasets')).toEqual([]);
    expect(await json(request, server.url + '/api/reports')).toEqual([]);

    for (const path of ['/', '/charts', '/reports', '/datasets', '/definitions']) {
      const answer = await page.goto(server.url + path);
      expect(answer?.status(), path).toBe(200);
      await expect(page.getByRole('heading', { level: 1 }), path).toBeVisible();
    }
    await page.goto(server.url + '/');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('还没有登记数据');
    await page.getByRole('link', { name: '查看数据集' }).click();
    await expect(page).toHaveURL(server.url + '/datasets');
  });

  test('a registry of one’s own brings the overview back, without the mark of synthetic data', async ({
    page,
    request
  }) => {
    const { dataDir } = server;
    await server.stop();
    const loaded = run('src/load.ts', ['organizations', own()], { DATA_DIR: dataDir });
    expect(loaded.output).toMatch(/accepted 1200/);
    expect(loaded.code).toBe(0);

    const again = await start({ DATA_DIR: dataDir });
    try {
      expect(await json(request, again.url + '/api/datasets'), 'the sample does not come back').toHaveLength(
        1
      );
      await page.goto(again.url + '/?as_of=2023-12-31');
      await expect(page.locator('.headline')).toContainText(/广东省共有科技类社会组织 [\d,]+ 家/);
      await expect(page.getByText('模拟')).toHaveCount(0);
      const stock = await request.post(again.url + '/api/query', {
        data: { indicator: 'stock', region: '440000', asOf: '2023-12-31' }
      });
      const result = (await stock.json()) as { synthetic: boolean; rows: number[][] };
      expect(result.synthetic).toBe(false);
      const shown = Number(
        (await page.locator('.headline').innerText()).match(/组织 ([\d,]+) 家/)?.[1]?.replace(',', '')
      );
      expect(shown).toBe(result.rows[0]?.[0]);
      await expect(page.locator('figure svg:visible').first(), 'charts come with it').toBeVisible();
    } finally {
      await page.context().close();
      await again.stop();
    }
  });
});

async function json<T = unknown>(request: APIRequestContext, url: string): Promise<T> {
  const answer = await request.get(url);
  expect(answer.status(), url).toBe(200);
  return (await answer.json()) as T;
}

/** The start of a PNG file: signature and header chunk. */
function png(): Uint8Array {
  return Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de', 'hex');
}
