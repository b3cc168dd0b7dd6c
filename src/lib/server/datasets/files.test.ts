import Papa from 'papaparse';
import { createWriteStream, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commit } from '../commit.ts';
import { csv, parquet, type Formulas } from './files.ts';
import { workbook } from './workbook.ts';
import * as datasets from '../datasets.ts';
import * as store from '../store.ts';
import { unpack } from '../uploads/unpack.ts';
import { quotedString, rowsOf, withConnection } from '../warehouse.ts';

const folder = mkdtempSync(join(tmpdir(), 'yinli-files-'));
const ROWS = [
  '51440000500000015C,"甲, ""乙""",2023-12-31,1.5,12,true,=1+1',
  '524401005000000239,"两\n行",1999-01-01,,0,false,-3',
  '000007,<b>&amp;</b> _x0041_,1899-12-31,0.000001,-999999999999999,,@SUM(A1)',
  ',\u0001\tx  ,,123456789012.25,,,"＝1"'
];
const CSV = `代码,"=名 称",登记日,金额,人数,公益,备注\n${ROWS.join('\n')}\n`;

beforeAll(async () => {
  await store.open({ dataDir: join(folder, 'data'), withSample: false });
  await commit(store.dataDir(), {
    dataset: 'nasty',
    bytes: Buffer.from(CSV),
    filename: 'nasty.csv',
    mode: 'replace',
    by: 'test',
    synthetic: true,
    note: { zh: '测试用', en: 'for a test' }
  });
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const cells = (text: string) => Papa.parse<string[]>(text, { delimiter: ',', newline: '\n' }).data;
const version = () => datasets.readVersion('nasty');
const csvOf = async (formulas: Formulas) =>
  (await Array.fromAsync(await csv(version(), formulas))).join('').replace('\uFEFF', '');

/** A sheet of the workbook that is sent, read back by our own reader. */
async function readBack(sheet: string, formulas: Formulas = 'guard', lang: 'zh' | 'en' = 'zh') {
  const path = join(folder, 'out.xlsx');
  const book = await workbook(datasets.read('nasty'), version(), { lang, formulas });
  await pipeline(book, createWriteStream(path));
  const back = await unpack(path, { filename: 'out.xlsx', tmpDir: folder, maxBytes: 1e9, sheet });
  if ('failure' in back) throw new Error(back.failure.message.en);
  return { csv: readFileSync(back.csvPath, 'utf8'), workbook: back.workbook };
}

describe('a version as files', () => {
  it('is CSV as it is stored, and guarded when asked', async () => {
    expect(cells(await csvOf('keep'))).toEqual(cells(CSV));
    const guarded = await csvOf('guard');
    expect(guarded).toContain("'=名 称");
    expect(guarded).toContain(",'=1+1\n");
    expect(guarded).toContain(",'@SUM(A1)\n");
    expect(guarded).toContain(",'＝1\n");
    expect(guarded).toContain(',0,false,-3\n');
  });

  it('comes back from the workbook equal, whether guarded or not', async () => {
    for (const formulas of ['guard', 'keep'] as const) {
      const { csv: back, workbook: book } = await readBack('数据', formulas);
      const upper = CSV.replaceAll(/\b(true|false)\b/g, (word) => word.toUpperCase());
      expect(cells(back)).toEqual(cells(upper));
      expect(book?.sheets.map(({ name }) => name)).toEqual(['数据', '说明']);
    }
  });

  it('says in the workbook what it is', async () => {
    const about = (await readBack('说明')).csv;
    for (const words of [
      '版本,1',
      '来源文件,nasty.csv',
      '备注,测试用',
      '模拟数据,是',
      '登记日,登记日,登记日,date'
    ]) {
      expect(about).toContain(words);
    }
    expect((await readBack('About', 'guard', 'en')).csv).toContain('Synthetic data,Yes');
  });

  it('is Parquet with its types, and leaves nothing behind', async () => {
    const { stream, sizeBytes } = await parquet(version(), folder);
    const bytes = Buffer.concat(await Array.fromAsync(stream));
    expect(bytes.length).toBe(sizeBytes);
    const path = join(folder, 'back.parquet');
    writeFileSync(path, bytes);
    const { file } = version();
    const { columns, back, stored, about } = await withConnection(async (connection) => {
      const from = `read_parquet(${quotedString(path)})`;
      const original = join(store.dataDir(), 'versions', `${file}.duckdb`);
      await connection.run(`ATTACH ${quotedString(original)} AS original (READ_ONLY)`);
      const all = {
        columns: await rowsOf(connection, `DESCRIBE SELECT * FROM ${from}`),
        back: await rowsOf(connection, `SELECT * FROM ${from}`),
        stored: await rowsOf(connection, 'SELECT * FROM original.data'),
        about: await rowsOf(
          connection,
          `SELECT decode(key), decode(value) FROM parquet_kv_metadata(${quotedString(path)})`
        )
      };
      await connection.run('DETACH original');
      return all;
    });
    expect(back).toEqual(stored.map((row) => row.slice(0, 7)));
    expect(columns.map(([name, type]) => [name, String(type).replace(/\(.*/, '')])).toEqual([
      ['代码', 'VARCHAR'],
      ['=名 称', 'VARCHAR'],
      ['登记日', 'DATE'],
      ['金额', 'DECIMAL'],
      ['人数', 'BIGINT'],
      ['公益', 'BOOLEAN'],
      ['备注', 'VARCHAR']
    ]);
    expect(Object.fromEntries(about)).toMatchObject({ dataset: 'nasty', version: '1', synthetic: 'true' });
    expect(readdirSync(folder).filter((name) => name.startsWith('export-'))).toEqual([]);
  });

  it('gives its connection back when a reader goes away', async () => {
    for (let k = 0; k < 30; k++) {
      const book = await workbook(datasets.read('nasty'), version(), { lang: 'zh', formulas: 'guard' });
      await new Promise((resolve) => book.once('close', resolve).destroy());
    }
    expect((await readBack('数据')).csv).toContain('甲');
  });
});
