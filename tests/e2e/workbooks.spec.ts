import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { handMade, sheetXml, writeZip } from '../../src/lib/xlsx/book.fixture.ts';
import { openZip } from '../../src/lib/server/archive.ts';
import { unpack } from '../../src/lib/server/uploads/unpack.ts';
import { ask, expectError } from './ask.ts';
import { call, commit, settled, upload } from './send.ts';
import { serveFile } from './serve.ts';

/** Workbooks and archives on their way in, and any version on its way out as a file. */
const server = serveFile();
const folder = mkdtempSync(join(tmpdir(), 'yinli-workbooks-'));
test.afterAll(() => rmSync(folder, { recursive: true }));

const shown = (value: number | string, style: number) => ({ xml: `<c s="${style}"><v>${value}</v></c>` });

/** A register as an office keeps it: title, merged header of two rows, a ruined code, dates as numbers, a total. */
async function register(): Promise<Uint8Array> {
  const path = join(folder, 'register.xlsx');
  const rows = [
    ['2023年社会组织登记台账'],
    ['代码', '登记日期', '人员', null, '占比'],
    [null, null, '专职', '兼职', null],
    ['51440000500000015C', shown(45291, 1), 12, 3, shown(0.8, 2)],
    [shown('5.24401005E+17', 0), shown(36219, 1), 7, '约5', shown(1, 2)],
    ['53440115MJL000032J', '去年', 9, 1, shown(0.9, 2)]
  ];
  const merges = ['A1:E1', 'A2:A3', 'B2:B3', 'C2:D2', 'E2:E3'];
  await writeZip(
    path,
    handMade({
      formats: ['yyyy"年"m"月"d"日"', '0%'],
      sheets: { 说明: sheetXml([['只有一行']]), 台账: sheetXml(rows, merges) }
    })
  );
  return readFileSync(path);
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A file that the server sends, kept on disk. */
async function download(path: string, lang = 'zh'): Promise<{ path: string; type: string; name: string }> {
  const answer = await fetch(server.url + path, { headers: { 'accept-language': lang } });
  expect(answer.status, path).toBe(200);
  const file = join(folder, `download-${Date.now()}-${path.length}`);
  writeFileSync(file, new Uint8Array(await answer.arrayBuffer()));
  return {
    path: file,
    type: answer.headers.get('content-type') ?? '',
    name: answer.headers.get('content-disposition') ?? ''
  };
}

async function partOf(path: string, name: string): Promise<string> {
  const zip = await openZip(path, { maxBytes: 1e8, maxEntries: 100 });
  try {
    return Buffer.concat(await Array.fromAsync((await zip.open(name)) ?? [])).toString();
  } finally {
    zip.close();
  }
}

test('a workbook goes the way of a CSV: merged headers joined, dates and codes right, the ruined one named', async () => {
  const state = await upload(server, await register(), { filename: '台账.xlsx', type: XLSX });
  expect(state, JSON.stringify(state.issues)).toMatchObject({
    status: 'ready',
    records: { read: 4, accepted: 3, rejected: 0, excluded: 1 }
  });
  expect(state.columns.map(({ source }) => source)).toEqual([
    '代码',
    '登记日期',
    '人员/专职',
    '人员/兼职',
    '占比'
  ]);
  expect(state.issues.map(({ row, column, code }) => [row, column, code])).toContainEqual([
    5,
    '代码',
    'ruined-code'
  ]);
  const done = await commit(server, state.id, { mode: 'replace', acceptIssues: true });
  expect(done.status, JSON.stringify(done.body)).toBe(200);
  const { dataset } = done.body as { dataset?: string };
  const { text } = await ask(server, `/api/datasets/${dataset}/rows?raw=1`);
  expect((JSON.parse(text) as { rows: unknown[] }).rows).toEqual([
    ['51440000500000015C', '2023-12-31', '12', '3', '80%'],
    ['5.24401005E+17', '1999-02-28', '7', '约5', '100%'],
    ['53440115MJL000032J', '去年', '9', '1', '90%']
  ]);

  const back = await download(`/api/datasets/${dataset}.xlsx`);
  expect(back.type).toBe(XLSX);
  expect(back.name).toContain('-v1.xlsx');
  const csv = await unpack(back.path, { filename: 'x', tmpDir: folder, maxBytes: 1e8 });
  expect('failure' in csv ? csv.failure : readFileSync(csv.csvPath, 'utf8')).toContain(
    '51440000500000015C,2023-12-31,12'
  );
  const parquet = await download(`/api/datasets/${dataset}.parquet?version=1`);
  expect(readFileSync(parquet.path).subarray(0, 4).toString()).toBe('PAR1');
});

test('the list to send back is the sheet itself with its bad cells coloured', async () => {
  const state = await upload(server, await register(), { filename: '台账.xlsx', type: XLSX });
  const { path, name } = await download(`/api/uploads/${state.id}/issues.xlsx`);
  expect(decodeURIComponent(name)).toContain('台账-issues.xlsx');
  const sheet = await partOf(path, 'xl/worksheets/sheet1.xml');
  expect(sheet).toContain('2023年社会组织登记台账');
  expect(sheet).toContain('<mergeCell ref="C2:D2"/>');
  expect(sheet).toMatch(/<c r="C4"><v>12<\/v><\/c>/);
  const remarks = await partOf(path, 'xl/comments1.xml');
  for (const at of ['A5']) expect(remarks).toContain(`ref="${at}"`);
  const english = await download(`/api/uploads/${state.id}/issues.xlsx`, 'en');
  expect(await partOf(english.path, 'xl/comments1.xml')).toContain('【Look at】');
});

test('of a CSV it is the file as it lies: title, total and footnote too', async () => {
  const file = '某市台账\n代码,人数\nA,1\nB,二十\nC\n合计,21\n注：截至年底\n';
  const state = await upload(server, gzipSync(file), { filename: '台账.csv.gz' });
  expect(state.status, JSON.stringify(state.issues)).toBe('ready');
  const { path } = await download(`/api/uploads/${state.id}/issues.xlsx`);
  const sheet = await partOf(path, 'xl/worksheets/sheet1.xml');
  for (const text of ['某市台账', '合计', '注：截至年底']) expect(sheet).toContain(text);
  const remarks = await partOf(path, 'xl/comments1.xml');
  for (const issue of state.issues) expect(remarks).toContain(issue.message.slice(0, 8));
});

test('another sheet can be chosen; other formats are told how to be saved', async () => {
  const state = await upload(server, await register(), { filename: '台账.xlsx', type: XLSX });
  const patch = (sheet: string) => call(server, 'PATCH', `/api/uploads/${state.id}`, { sheet });
  const refused = await patch('没有这一页');
  expect(refused.status).toBe(422);
  expect(refused.body.error).toMatchObject({ code: 'unknown-sheet', details: { sheet: '没有这一页' } });
  expect(refused.body.error?.message).toContain('说明、台账');
  expect((await settled(server, state.id)).status).toBe('ready');
  expect((await patch('说明')).status).toBe(200);
  expect((await settled(server, state.id)).workbook?.sheet).toBe('说明');
  const old = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);
  const failed = await upload(server, old, { filename: '台账.xls' });
  expect(failed).toMatchObject({ status: 'failed', issues: [{ code: 'not-text' }] });
  expect(failed.issues[0]?.message).toMatch(/另存为.*\.xlsx/);
  const { path } = await download(`/api/uploads/${failed.id}/issues.xlsx`);
  expect(await partOf(path, 'xl/worksheets/sheet1.xml')).toContain('另存为');
});

test('formulas are guarded as asked, other wishes refused', async () => {
  const state = await upload(server, 'a,b\n=1+1,2\n', { dataset: 'guarded', filename: 'g.csv' });
  await commit(server, state.id);
  const csv = (query: string) => ask(server, `/api/datasets/guarded.csv${query}`);
  expect((await csv('')).text).toBe('a,b\n=1+1,2\n');
  expect((await csv('?formulas=guard')).text).toBe("a,b\n'=1+1,2\n");
  const refused = await csv('?formulas=maybe');
  expect(refused.status).toBe(400);
  expect(expectError(refused).error.code).toBe('bad-parameter');
  for (const extension of ['xlsx', 'parquet']) {
    const missing = await ask(server, `/api/datasets/guarded.${extension}?version=9`);
    expect(missing.status).toBe(404);
    expect(expectError(missing).error.code).toBe('unknown-version');
  }
});
