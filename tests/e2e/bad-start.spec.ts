import { randomBytes } from 'node:crypto';
import { cpSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from '@playwright/test';
import { ask, expectError, readerPage } from './ask.ts';
import { freePort, newDir, run, start, type Server } from './serve.ts';

/** What a start finds amiss, and what a damaged disk does to a running server: said clearly, nothing lost. */
test.describe('found at the start', () => {
  test('DATA_DIR that cannot be written', async () => {
    const path = join(newDir(), 'file');
    writeFileSync(path, 'not a folder');
    for (const DATA_DIR of [path, '/proc/yinli']) {
      const { code, output } = run('src/start.ts', [], { DATA_DIR, PORT: String(await freePort()) });
      expect(output).toContain(`不能写入数据目录 ${DATA_DIR}`);
      expect(output).toContain(`${DATA_DIR} cannot be written`);
      expect(output).not.toContain('    at ');
      expect(code).toBe(1);
    }
  });

  test('DATA_DIR in use, a port that is taken', async () => {
    const server = await start();
    try {
      const inUse = run('src/start.ts', [], { DATA_DIR: server.dataDir, PORT: String(await freePort()) });
      expect(inUse.output).toContain('正由另一个引力服务使用');
      expect(inUse.output).toContain('in use by another Yinli server');
      expect(inUse.code).toBe(1);
      const load = run('src/load.ts', ['organizations', 'data/organizations.csv'], {
        DATA_DIR: server.dataDir
      });
      expect(load.output).toContain('in use by another Yinli server');
      expect(load.code).toBe(1);
      const taken = run('src/start.ts', [], { DATA_DIR: newDir(), PORT: String(server.port) });
      expect(taken.output).toContain(`无法监听 127.0.0.1:${server.port}`);
      expect(taken.output).toContain('Choose another port');
      expect(taken.code).toBe(1);
      expect((await ask(server, '/api/datasets')).status, 'the first one is not disturbed').toBe(200);
    } finally {
      await server.stop();
    }
  });

  test('a port that a stranger holds', async () => {
    const port = await freePort();
    const stranger = createServer();
    await new Promise<void>((resolve) => stranger.listen(port, '127.0.0.1', resolve));
    try {
      const { code, output } = run('src/start.ts', [], { DATA_DIR: newDir(), PORT: String(port) });
      expect(output).toMatch(/Cannot listen on .*EADDRINUSE/);
      expect(code).toBe(1);
    } finally {
      stranger.close();
    }
  });

  test('a port that is none', () => {
    for (const PORT of ['99999', 'abc']) {
      const { code, output } = run('src/start.ts', [], { DATA_DIR: newDir(), PORT });
      expect.soft(output, `PORT=${PORT}`).toMatch(/Cannot listen|Choose another port/);
      expect.soft(output, `PORT=${PORT}`).not.toContain('    at ');
      expect.soft(code, `PORT=${PORT}`).toBe(1);
    }
  });

  test('DATA_DIR of a newer release', async () => {
    const server = await start();
    await server.stop();
    const catalog = new DatabaseSync(join(server.dataDir, 'catalog.sqlite'));
    catalog.exec('PRAGMA user_version = 9999');
    catalog.close();
    const before = readdirSync(join(server.dataDir, 'versions')).sort();
    const { code, output } = run('src/start.ts', [], {
      DATA_DIR: server.dataDir,
      PORT: String(await freePort())
    });
    expect(output).toContain('由更新的发行版写成');
    expect(output).toContain('written by a newer release');
    expect(output).not.toContain('    at ');
    expect(code).toBe(1);
    expect(readdirSync(join(server.dataDir, 'versions')).sort(), 'nothing is touched').toEqual(before);
  });
});

test.describe('found on the disk', () => {
  for (const [what, harm] of [
    ['deleted', (path: string) => rmSync(path)],
    ['cut in half', (path: string) => truncateSync(path, Math.floor(statSync(path).size / 2))],
    ['overwritten', (path: string) => writeFileSync(path, randomBytes(statSync(path).size))]
  ] as const) {
    test(`a version file ${what}: what needs it says so, the rest goes on, and a backup heals it`, async ({
      browser
    }) => {
      const first = await start();
      const file = await versionFile(first, 'organizations');
      await first.stop();
      const backup = join(newDir(), 'backup.duckdb');
      cpSync(file, backup);
      harm(file);
      const server = await start({ DATA_DIR: first.dataDir });
      try {
        for (const [lang, word] of Object.entries({ zh: /不见了|已损坏/, en: /is gone|is damaged/ })) {
          for (const path of [
            '/api/datasets/organizations',
            '/api/datasets/organizations/rows',
            '/charts/growth.svg'
          ]) {
            const answer = await ask(server, path, { lang });
            expect(answer.status, path).toBe(503);
            expect(expectError(answer).error.message).toMatch(word);
          }
          const page = await readerPage(browser, lang);
          expect((await page.goto(server.url))?.status()).toBe(503);
          await expect(page.getByRole('main')).toContainText(word);
          await expect(page.getByRole('main')).toContainText('versions/');
          await page.context().close();
        }
        for (const path of [
          '/datasets',
          '/definitions',
          '/charts',
          '/charts/nation-all',
          '/api/datasets',
          '/api/datasets/statistics/rows',
          '/charts/nation-all.svg'
        ]) {
          expect((await ask(server, path)).status, path).toBe(200);
        }
        cpSync(backup, file);
        expect(
          (await ask(server, '/api/datasets/organizations/rows')).status,
          'healed without a restart'
        ).toBe(200);
        expect((await ask(server, '/')).text).toContain('广东省共有科技类社会组织');
      } finally {
        await server.stop();
      }
    });
  }
});

async function versionFile(server: Server, dataset: string): Promise<string> {
  await ask(server, '/api/datasets');
  const catalog = new DatabaseSync(join(server.dataDir, 'catalog.sqlite'), { readOnly: true });
  const row = catalog.prepare('SELECT file FROM version WHERE dataset = ?').get(dataset) as { file: string };
  catalog.close();
  return join(server.dataDir, 'versions', `${row.file}.duckdb`);
}
