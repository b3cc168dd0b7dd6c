import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { handMade, sheetXml, writeZip } from '../../xlsx/book.fixture.ts';
import { unpackingFolder } from './unpack.fixture.ts';

const { folder, opened, left, remove } = unpackingFolder();
afterAll(() => {
  expect(left()).toEqual([]);
  remove();
});

describe('archives', () => {
  const csv = 'a,b\n1,2\n';

  it('opens a zip or gzip with one table in it, leaving what systems add', async () => {
    const zipped = await opened({
      'x/数据.csv': csv,
      '__MACOSX/x/._数据.csv': '?',
      'x/.DS_Store': '?',
      'readme.txt': 'hello'
    });
    expect(zipped).toMatchObject({ csv, innerName: 'x/数据.csv', workbook: null });
    expect(await opened(gzipSync(csv), { filename: 'a.csv.gz' })).toMatchObject({ csv, innerName: 'a.csv' });
    expect(await opened(Buffer.from(csv))).toMatchObject({ csv, isTemporary: false });
    const book = join(folder, 'inner.xlsx');
    await writeZip(book, handMade({ sheets: { s: sheetXml([['h'], ['甲']]) } }));
    expect(await opened({ '2023.xlsx': readFileSync(book) })).toMatchObject({
      csv: 'h\n甲\n',
      innerName: '2023.xlsx',
      workbook: { sheet: 's' }
    });
  });

  it('reads names as Chinese systems write them', async () => {
    const name = Buffer.from('b9e3d6dd2e637376', 'hex');
    const path = join(folder, 'gbk.zip');
    await writeZip(path, { '????.csv': csv });
    const bytes = readFileSync(path);
    for (let at = bytes.indexOf('????.csv'); at >= 0; at = bytes.indexOf('????.csv')) name.copy(bytes, at);
    for (const [signature, offset] of [
      [0x04034b50, 6],
      [0x02014b50, 8]
    ] as const) {
      const mark = Buffer.alloc(4);
      mark.writeUInt32LE(signature);
      bytes.writeUInt16LE(0, bytes.indexOf(mark) + offset);
    }
    expect(await opened(bytes)).toMatchObject({ csv, innerName: '广州.csv' });
  });

  it('lists several tables and refuses what holds none', async () => {
    const several = await opened({ '2022.csv': csv, '2023.csv': csv }, { filename: '两年.zip' });
    expect(several.failure).toMatchObject({ code: 'not-text', value: '2022.csv\n2023.csv' });
    expect(several.failure?.message.zh).toContain('有 2 个文件：2022.csv、2023.csv');
    expect((await opened({})).failure?.code).toBe('not-text');
    expect((await opened({ 'word/document.xml': '', '[Content_Types].xml': '' })).failure?.code).toBe(
      'not-text'
    );
  });

  it('says plainly how to save other formats', async () => {
    const ole2 = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);
    const locked = Buffer.concat([ole2, Buffer.from('EncryptedPackage', 'utf16le')]);
    const says = async (content: Parameters<typeof opened>[0], filename: string) => {
      const { failure } = await opened(content, { filename });
      expect(failure).toMatchObject({ severity: 'must-fix', code: 'not-text' });
      return failure?.message.zh;
    };
    expect(await says(ole2, '台账.xls')).toMatch(/“台账\.xls”.*旧格式.*另存为/);
    expect(await says(ole2, '台账.et')).toMatch(/\.et/);
    expect(await says(locked, '台账.xlsx')).toContain('密码');
    expect(await says({ mimetype: 'x', 'content.xml': '' }, 'a.ods')).toContain('.ods');
    expect(await says({ 'Index/Document.iwa': '' }, 'a.numbers')).toContain('Numbers');
    expect(await says({ '[Content_Types].xml': '', 'xl/workbook.bin': '' }, 'a.xlsb')).toContain('.xlsb');
    expect(await says(Buffer.from('<html><table><tr><td>1'), 'a.xls')).toContain('网页');
    expect(await says({ '[Content_Types].xml': '<x/>', 'xl/workbook.xml': '<a><b>' }, 'a.xlsx')).toContain(
      '损坏'
    );
    expect(await says(Buffer.from('504b0304aaaaaaaaaaaaaaaa', 'hex'), 'a.zip')).toContain('损坏');
  });

  it('stops at bombs, whatever they say of their size', async () => {
    const zeros = Buffer.alloc(100e6);
    for (const content of [{ 'a.csv': zeros }, gzipSync(zeros)]) {
      expect((await opened(content)).failure).toMatchObject({ code: 'too-large', value: '300' });
      expect((await opened(content, { maxBytes: 1e6 })).failure).toMatchObject({
        code: 'too-large',
        value: '1 MB'
      });
    }
    const sheet = '<sheetData>' + ' '.repeat(100e6) + '</sheetData>';
    expect((await opened(handMade({ sheets: { s: sheet } }))).failure?.code).toBe('too-large');
    const path = join(folder, 'many.zip');
    await writeZip(path, { 'a.csv': csv });
    const many = readFileSync(path);
    many.writeUInt16LE(10_001, many.indexOf(Buffer.from('504b0506', 'hex')) + 10);
    expect((await opened(many)).failure).toMatchObject({ code: 'too-large', value: '10001' });
    expect(left()).toEqual([]);
  });

  it('never takes a name for a path and never expands an entity', async () => {
    const path = join(folder, 'slip.zip');
    await writeZip(path, { 'aaaaaaaa.csv': csv, 'b.csv': csv });
    const bytes = readFileSync(path);
    for (let at = bytes.indexOf('aaaaaaaa'); at >= 0; at = bytes.indexOf('aaaaaaaa'))
      bytes.write('../../../..', at);
    const slip = Buffer.from(bytes.toString('latin1').replaceAll('../../...csv', '../../../csv'), 'latin1');
    expect(await opened(slip)).toMatchObject({ csv, innerName: 'b.csv' });
    const lol =
      '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row><c t="inlineStr"><is><t>&a;</t></is></c></row></sheetData></worksheet>';
    const book = handMade({ sheets: { s: '' } });
    const hostile = await opened({ ...book, 'xl/worksheets/sheet1.xml': lol });
    expect(hostile.failure?.value).toBe('a document type declaration');
    for (const sheet of ['<row r="2"/><row r="1"/>', '<row r="9999999"/>', '<row><c r="ZZZZ1"/></row>']) {
      const { failure } = await opened(handMade({ sheets: { s: `<sheetData>${sheet}</sheetData>` } }));
      expect(failure?.code, sheet).toBe('not-text');
    }
  });
});
