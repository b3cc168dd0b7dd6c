import { spawn, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isRefusal, type Refusal } from '../../src/lib/error.ts';
import { commit, restore } from '../../src/lib/server/commit.ts';
import { csv } from '../../src/lib/server/datasets/files.ts';
import { columns, rows } from '../../src/lib/server/datasets/rows.ts';
import * as datasets from '../../src/lib/server/datasets.ts';
import { compare, sample } from '../../src/lib/server/versions/diff.ts';
import * as charts from '../../src/lib/server/charts.ts';
import { hasSample, removeSample } from '../../src/lib/server/sample.ts';
import * as store from '../../src/lib/server/store.ts';
import { read } from '../../src/lib/server/warehouse.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'yinli-store-'));
});
afterEach(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const open = () => store.open({ dataDir, withSample: false });
const load = (dataset: string, text: string) =>
  commit(dataDir, { dataset, bytes: Buffer.from(text), filename: 'x.csv', mode: 'replace', by: 'test' });

async function refusal(promise: Promise<unknown>): Promise<Refusal> {
  const error = await promise.then(
    () => undefined,
    (cause: unknown) => cause
  );
  if (!isRefusal(error)) throw error ?? new Error('was not refused');
  return error;
}

test('kill −9 during commits: each version is whole or not there, none acknowledged is lost', async () => {
  let acknowledged = new Map<number, number>();
  for (let round = 0; round < 12; round++) {
    acknowledged = new Map([...acknowledged, ...(await killedLoop(150 + round * 23))]);
    await open();
    const versions = datasets.list().length === 0 ? [] : datasets.versions('loop');
    expect(versions.map((one) => one.version)).toEqual(versions.map((_, n) => versions.length - n));
    for (const [version, count] of acknowledged)
      expect(datasets.readVersion('loop', version).rows).toBe(count);
    for (const { version, rows: total } of versions.slice(0, 5)) {
      const page = await rows('loop', { version, raw: true, limit: 1000 });
      expect(page.rows).toEqual(Array.from({ length: total }, (_, n) => [`${n}`, `${total}`, `示例${n}`]));
    }
    expect(readdirSync(join(dataDir, 'tmp'))).toEqual([]);
    expect(readdirSync(join(dataDir, 'versions')).sort()).toEqual(
      [...new Set(versions.map((one) => `${one.file}.duckdb`))].sort()
    );
    await store.close();
  }
  expect(acknowledged.size).toBeGreaterThan(5);
}, 120_000);

/** Runs commits in a process of their own and kills it `afterMs` after the first; what it had acknowledged. */
function killedLoop(afterMs: number): Promise<Map<number, number>> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'commit-loop.ts'), dataDir]);
    let output = '';
    let isTimed = false;
    let errors = '';
    child.stderr.on('data', (piece) => (errors += piece));
    child.stdout.on('data', (piece) => {
      output += piece;
      if (isTimed || !output.includes('open')) return;
      isTimed = true;
      setTimeout(() => child.kill('SIGKILL'), afterMs);
    });
    child.on('close', () => {
      if (!isTimed) reject(new Error(errors));
      resolve(
        new Map([...output.matchAll(/committed (\d+) (\d+)\n/g)].map(([, v, n]) => [Number(v), Number(n)]))
      );
    });
  });
}

test('a version file cut in half or gone is named; everything else goes on', async () => {
  await open();
  await load('cut', 'a\n1\n');
  await load('gone', 'a\n2\n');
  await load('well', 'a\n3\n');
  const pathOf = (id: string) => join(dataDir, 'versions', `${datasets.readVersion(id).file}.duckdb`);
  expect((await rows('gone')).rows).toEqual([[2]]);
  copyFileSync(pathOf('cut'), join(dataDir, 'kept'));
  truncateSync(pathOf('cut'), 20_000);
  rmSync(pathOf('gone'));
  for (const id of ['cut', 'gone']) {
    for (const asked of [rows(id), columns(id), csv(datasets.readVersion(id), 'keep')]) {
      const refused = await refusal(asked);
      expect([refused.status, refused.code]).toEqual([503, 'version-damaged']);
      expect(refused.text.zh).toContain(datasets.readVersion(id).file);
    }
  }
  expect((await rows('well')).rows).toEqual([[3]]);
  renameSync(join(dataDir, 'kept'), pathOf('cut'));
  expect((await rows('cut')).rows).toEqual([[1]]);
  await store.close();
  await open();
  expect(datasets.list().map((dataset) => dataset.id)).toEqual(['cut', 'gone', 'well']);
  expect((await rows('well')).rows).toEqual([[3]]);
});

test('a version file altered but as long as before is found out', async () => {
  await open();
  await load('t', 'a\n1\n');
  const path = join(dataDir, 'versions', `${datasets.readVersion('t').file}.duckdb`);
  const bytes = readFileSync(path);
  bytes[bytes.length - 5000] = (bytes.at(-5000) ?? 0) ^ 1;
  writeFileSync(path, bytes);
  expect((await refusal(rows('t'))).code).toBe('version-damaged');
});

test('files without a row are swept at start', async () => {
  await open();
  await load('t', 'a\n1\n');
  await store.close();
  writeFileSync(join(dataDir, 'versions', 'stray.duckdb'), 'x');
  writeFileSync(join(dataDir, 'originals', 'stray'), 'x');
  writeFileSync(join(dataDir, 'tmp', 'stray'), 'x');
  await open();
  for (const folder of ['versions', 'originals', 'tmp'])
    expect(readdirSync(join(dataDir, folder)).join()).not.toContain('stray');
  expect((await rows('t')).rows).toEqual([[1]]);
});

test('a DATA_DIR of a newer release, not writable, or in use is refused with a sentence', async () => {
  await open();
  const second = spawnSync(process.execPath, ['src/load.ts', 't', 'README.md'], {
    env: { ...process.env, DATA_DIR: dataDir },
    encoding: 'utf8'
  });
  expect(second.status).toBe(1);
  expect(second.stderr).toContain(`数据目录 ${dataDir} 正由另一个引力服务使用`);
  await store.close();

  const catalog = new DatabaseSync(join(dataDir, 'catalog.sqlite'));
  catalog.exec('PRAGMA user_version = 9999');
  catalog.close();
  const newer = await refusal(open());
  expect(newer.code).toBe('newer-data-dir');
  expect((await refusal(open())).code).toBe('newer-data-dir');

  writeFileSync(join(dataDir, 'file'), '');
  const blocked = await refusal(store.open({ dataDir: join(dataDir, 'file', 'x'), withSample: false }));
  expect(blocked.code).toBe('data-dir-not-writable');
});

test('a file that cannot be loaded changes nothing and leaves nothing', async () => {
  await open();
  await load('t', 'a\n1\n');
  const before = readdirSync(join(dataDir, 'originals'));
  const codes = [];
  for (const text of ['', 'a\n', '\0', 'a,b\n1\n', 'a\n"1\n'])
    codes.push((await refusal(load('t', text))).code);
  expect(codes).toEqual(['empty-file', 'no-records', 'not-text', 'must-fix', 'must-fix']);
  expect((await refusal(load('Bad-Id', 'a\n1\n'))).code).toBe('bad-dataset-id');
  expect(datasets.versions('t')).toHaveLength(1);
  expect(readdirSync(join(dataDir, 'originals'))).toEqual(before);
  expect(readdirSync(join(dataDir, 'tmp'))).toEqual([]);
});

test('versions are compared by key, restored as new ones, and unknown ones refused', async () => {
  await open();
  const header = 'credit_code,name,authority_code,registered_on,type,capital_10k\n';
  await load(
    'organizations',
    `${header}A,甲,440100,2020-01-01,association,1.5\nB,乙,440100,2020-02-30,service,2\nC,丙,440100,,service,3\n`
  );
  await load(
    'organizations',
    `${header}A,甲,440100,2020-01-01,association,1.50\nB,乙,440100,2020-03-01,service,2\nD,丁,440100,2021-01-01,新型,4\n`
  );
  const [second, first] = datasets.versions('organizations');
  if (!first || !second) throw new Error('two versions');
  // A, B and C are no credit codes either: each is said once.
  const others = first.receipt.issues.filter(({ code }) => code !== 'bad-code');
  expect(first.receipt.issues).toHaveLength(others.length + 3);
  expect(others).toMatchObject([
    { row: 3, column: 'registered_on', code: 'bad-date', value: '2020-02-30', severity: 'look-at' },
    { row: 4, column: 'registered_on', code: 'missing-required', value: '' }
  ]);
  expect([second.added, second.changed, second.removed]).toEqual([1, 1, 1]);
  expect(await sample(first, second)).toMatchObject([
    { change: 'changed', before: { registered_on: '2020-02-30' }, after: { registered_on: '2020-03-01' } },
    { change: 'removed', before: { credit_code: 'C' }, after: null },
    { change: 'added', before: null, after: { credit_code: 'D', type: '新型' } }
  ]);
  expect(await restore('organizations', 1, 'test')).toEqual({ version: 3 });
  const third = datasets.readVersion('organizations');
  expect([third.version, third.file, third.mode, third.rows]).toEqual([3, first.file, 'restore', 3]);
  expect(await compare(first, third)).toEqual({ added: 0, changed: 0, removed: 0, unchanged: 3 });
  const raw = await rows('organizations', { raw: true, version: 2 });
  expect(raw.rows[0]).toEqual(['A', '甲', '440100', '2020-01-01', 'association', '1.50']);
  expect(() => datasets.readVersion('organizations', 9)).toThrow('unknown-version');
  expect(() => datasets.read('"; drop table')).toThrow('unknown-dataset');
});

test('over 64 versions are read at once and one after the other', async () => {
  await open();
  for (let n = 1; n <= 70; n++) await load('many', `n\n${n}\n`);
  const files = datasets.versions('many').map((version) => version.file);
  const one = async (file: string) =>
    (await read({ t: file }, ({ t }) => ({ sql: `SELECT n FROM ${t}`, params: [] }))).rows;
  const expected = files.map((_, k) => [[70 - k]]);
  expect(await Promise.all(files.map(one))).toEqual(expected);
  const serial = [];
  for (const file of [...files, ...files]) serial.push(await one(file));
  expect(serial).toEqual([...expected, ...expected]);
}, 60_000);

test('a query is stopped by its signal, and the next one runs', async () => {
  await open();
  await load('t', `n\n${Array.from({ length: 3000 }, (_, n) => n).join('\n')}\n`);
  const { file } = datasets.readVersion('t');
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 30);
  const cross = read(
    { t: file },
    ({ t }) => ({ sql: `SELECT count(*) FROM ${t} a, ${t} b, ${t} c WHERE a.n < b.n + c.n`, params: [] }),
    {
      signal: controller.signal
    }
  );
  expect((await refusal(cross)).code).toBe('cancelled');
  expect((await rows('t', { limit: 1, offset: 2999 })).rows).toEqual([[2999]]);
});

test('the sample is loaded once and removed at once, never what a user put on top', async () => {
  const sampleDir = join(dataDir, 'sample-source');
  mkdirSync(join(sampleDir, 'charts'), { recursive: true });
  const dataset = (id: string) => ({
    ...{ id, file: `${id}.csv`, title: { zh: id, en: id }, kind: 'table', synthetic: true },
    ...{ knownOn: '2024-01-01', definition: null, note: { zh: '模拟', en: 'synthetic' } }
  });
  writeFileSync(join(sampleDir, 'datasets.json'), JSON.stringify([dataset('one'), dataset('two')]));
  writeFileSync(join(sampleDir, 'one.csv'), 'a\n1\n');
  writeFileSync(join(sampleDir, 'two.csv'), 'a\n2\n');
  for (const [slug, position] of [
    ['stock', 1],
    ['nation', 20]
  ] as const) {
    const chart = { position, spec: { type: 'line', query: { dataset: 'organizations' } } };
    writeFileSync(join(sampleDir, 'charts', `${slug}.json`), JSON.stringify(chart));
  }
  const steps: number[] = [];
  await store.open({ dataDir, sampleDir, progress: ({ done }) => steps.push(done) });
  expect(steps).toEqual([0, 1, 2]);
  expect(datasets.list().map(({ id, synthetic, knownOn }) => [id, synthetic, knownOn])).toEqual([
    ['one', true, '2024-01-01'],
    ['two', true, '2024-01-01']
  ]);
  await load('two', 'a\n3\n');
  expect(datasets.read('two').synthetic).toBe(false);
  await store.close();
  writeFileSync(join(sampleDir, 'one.csv'), 'a\n100\n');
  await store.open({ dataDir, sampleDir });
  expect((await rows('one')).rows).toEqual([[1]]);
  expect(removeSample('test')).toEqual({ datasets: ['one'], charts: 1, reports: 0 });
  expect(
    charts.list().map(({ slug }) => slug),
    "the overview's own charts stay"
  ).toEqual(['stock']);
  expect(
    datasets.versions('two').map(({ version }) => version),
    'the version below it is gone'
  ).toEqual([2]);
  expect(hasSample()).toBe(false);
  await store.close();
  await store.open({ dataDir, sampleDir });
  expect(datasets.list().map(({ id, rows: total }) => [id, total])).toEqual([['two', 1]]);
  expect(existsSync(join(dataDir, 'versions'))).toBe(true);
});
