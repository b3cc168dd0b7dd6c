import writeExcelFile from 'write-excel-file/node';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { handMade, sheetXml } from '../../xlsx/book.fixture.ts';
import { rowOfLine } from '../../xlsx/to-csv.ts';
import { unpackingFolder } from './unpack.fixture.ts';

const { folder, opened, left, remove } = unpackingFolder();
afterAll(() => {
  expect(left()).toEqual([]);
  remove();
});

const FORMATS = [
  'yyyy"年"m"月"d"日"',
  'yyyy"年"m"月"',
  'yyyy-mm-dd hh:mm:ss',
  '0.00%',
  '000000',
  '[h]:mm',
  '0.0_);[Red](0.0)',
  '[$-804]yyyy"年"m"月"d"日";@',
  'mmm-yy',
  'h:mm',
  '#,##0.00"万元"'
];

/** A cell of a number shown by the format at `style` (from 1). */
const shown = (value: number | string, style: number) => ({ xml: `<c s="${style}"><v>${value}</v></c>` });

describe('cells of a workbook', () => {
  it('gives dates as ISO in the grain they are shown in, numbers plainly', async () => {
    const { csv } = await opened(
      handMade({
        formats: FORMATS,
        sheets: {
          s: sheetXml([
            ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸', '子'],
            [
              shown(45291, 1),
              shown(45261, 2),
              shown(45291.5, 3),
              shown('5.8999999999999997E-2', 4),
              shown(7, 5),
              shown(1.5, 6),
              shown(-2.5, 7),
              shown(45291, 8),
              shown(45261, 9),
              shown(0.75, 10),
              shown(1234567.891, 11)
            ],
            [shown(60, 1), shown(59, 1), shown(61, 1), shown(1, 4), shown(440100, 5), 1e-7, 0.1 + 0.2]
          ])
        }
      })
    );
    expect(csv.split('\n')).toEqual([
      '甲,乙,丙,丁,戊,己,庚,辛,壬,癸,子',
      '2023-12-31,2023-12,2023-12-31 12:00:00,5.9%,000007,36:00:00,-2.5,2023-12-31,2023-12,18:00:00,1234567.891',
      '1900-02-29,1900-02-28,1900-03-01,100%,440100,0.0000001,0.3,,,,',
      ''
    ]);
  });

  it('counts days from 1904 where the workbook does', async () => {
    const sheets = { s: sheetXml([['日期'], [shown(43829, 1)], [shown(0, 1)]]) };
    const { csv } = await opened(handMade({ is1904: true, formats: FORMATS, sheets }));
    expect(csv).toBe('日期\n2023-12-31\n1904-01-01\n');
  });

  it('keeps codes whole, and lets a ruined one be seen as ruined', async () => {
    const { csv, workbook } = await opened(
      handMade({
        strings: ['<t>51440000500000015C</t>'],
        sheets: {
          s: sheetXml([
            ['代码'],
            [{ xml: '<c t="s"><v>0</v></c>' }],
            ['524401005000000239'],
            [{ xml: '<c><v>5.24401005E+17</v></c>' }],
            [{ xml: '<c><v>524401005000000239</v></c>' }],
            [{ xml: '<c><v>123456789012345</v></c>' }],
            [{ xml: '<c><v>1.23456789012E+14</v></c>' }]
          ])
        }
      })
    );
    expect(csv.trim().split('\n').slice(1)).toEqual([
      '51440000500000015C',
      '524401005000000239',
      '5.24401005E+17',
      '5.24401005E+17',
      '123456789012345',
      '123456789012000'
    ]);
    expect(workbook?.notes[0]?.zh).toContain('2 个数字超过 15 位');
  });

  it('reads shared, rich, inline and escaped text, formulas by their kept result, booleans and errors', async () => {
    const { csv, workbook } = await opened(
      handMade({
        strings: [
          '<r><rPr><b/></rPr><t>广东</t></r><r><t xml:space="preserve">省 </t></r><rPh sb="0" eb="2"><t>guǎng</t></rPh>',
          '<t>两行_x000D_&#10;"引号", 逗号</t>'
        ],
        sheets: {
          s: sheetXml([
            ['a', 'b'],
            [{ xml: '<c t="s"><v>0</v></c>' }, { xml: '<c t="s"><v>1</v></c>' }],
            [{ xml: '<c><f>A1*2</f><v>4</v></c>' }, { xml: '<c t="str"><f>A1&amp;""</f><v>串</v></c>' }],
            [{ xml: '<c t="b"><v>1</v></c>' }, { xml: '<c t="e"><v>#N/A</v></c>' }],
            [{ xml: '<c><f>[1]Sheet1!A1</f></c>' }, '<b>&amp;</b>']
          ])
        }
      })
    );
    expect(csv).toBe('a,b\n广东省 ,"两行\r\n""引号"", 逗号"\n4,串\nTRUE,#N/A\n,<b>&amp;</b>\n');
    expect(workbook?.notes.map(({ en }) => en)).toEqual([
      expect.stringContaining('1 formulas have no result kept with them and are read as blank (rows 5)')
    ]);
    expect([1, 2, 3, 4, 5, 6].map((line) => rowOfLine(workbook!.map, line))).toEqual([1, 2, 3, 3, 4, 5]);
  });

  it('takes rows and cells without addresses, prefixed names and text of UTF-16', async () => {
    const sheet =
      '<x:sheetData><x:row><x:c><x:v>1</x:v></x:c><x:c t="inlineStr"><x:is><x:t>二</x:t></x:is></x:c></x:row><x:row><x:c><x:v>3</x:v></x:c></x:row></x:sheetData>';
    const book = handMade({ sheets: { s: '' } });
    const xml = `<?xml version="1.0" encoding="UTF-16"?><x:worksheet xmlns:x="urn:x">${sheet}</x:worksheet>`;
    const utf16 = Buffer.from('\uFEFF' + xml, 'utf16le');
    const { csv } = await opened({ ...book, 'xl/worksheets/sheet1.xml': utf16 });
    expect(csv).toBe('1,二\n3,\n');
  });
});

describe('sheets', () => {
  it('repeats merged header cells to the right and labels downwards, titles and numbers never', async () => {
    const { csv, workbook } = await opened(
      handMade({
        sheets: {
          表: sheetXml(
            [
              ['各市社会组织统计表'],
              [],
              ['地区', '年\n份', '合计', '其中：', null, null, '备注 \n(note'],
              [null, null, null, '社会团体', '社会服务机构', null],
              [null, null, null, null, '教育', '科技'],
              ['广州', 2023, 12, 3, 4, 5, 'x'],
              [null, null, null, 1, 1, 1, 'y'],
              ['深圳', 2022, 7, 1, 2, 3, null],
              ['注：样例']
            ],
            [
              'A1:G1',
              'A3:A5',
              'B3:B5',
              'C3:C5',
              'D3:F3',
              'D4:D5',
              'E4:F4',
              'G3:G5',
              'A6:A7',
              'B6:B7',
              'C6:C7',
              'A9:G9'
            ]
          )
        }
      })
    );
    expect(csv.trimEnd().split('\n')).toEqual([
      '各市社会组织统计表,,,,,,',
      '',
      '地区,年份,合计,其中：,其中：,其中：,备注 (note',
      ',,,社会团体,社会服务机构,社会服务机构,',
      ',,,,教育,科技,',
      '广州,2023,12,3,4,5,x',
      '广州,2023,,1,1,1,y',
      '深圳,2022,7,1,2,3,',
      '注：样例,,,,,,'
    ]);
    expect(workbook?.header).toEqual({ headerLine: 3, headerRows: 3 });
    expect(workbook?.notes.map(({ zh }) => zh)).toEqual(['2 个合并单元格的名称已向下补齐；合并的数字不补。']);
  });

  it('offers every sheet with its size, reads the first visible one with a table or the one asked for', async () => {
    const book = handMade({
      hidden: ['底稿'],
      sheets: {
        封面: '<sheetData/>',
        底稿: sheetXml([['h'], [1]]),
        数据: '<cols><col min="3" max="3" hidden="1"/></cols><sheetData><row r="3"><c r="B3"><v>1</v></c></row><row r="5" hidden="1"><c r="D5"><v>2</v></c></row><row r="9"><c r="F9" s="0"/></row></sheetData>'
      },
      more: { 'xl/vbaProject.bin': 'x', 'xl/externalLinks/externalLink1.xml': '<x/>' }
    });
    const { csv, workbook } = await opened(book);
    expect(workbook?.sheets).toEqual([
      { name: '封面', rows: 0, columns: 0, firstColumn: 1, isHidden: false },
      { name: '底稿', rows: 2, columns: 1, firstColumn: 1, isHidden: true },
      { name: '数据', rows: 3, columns: 3, firstColumn: 2, isHidden: false }
    ]);
    expect(workbook).toMatchObject({ sheet: '数据', header: null });
    expect(csv).toBe('\n\n1,,\n\n,,2\n');
    expect(workbook?.notes.map(({ en }) => en)).toEqual([
      '1 hidden rows are read as well.',
      '1 hidden columns are read as well.',
      'The file has macros; they were neither run nor used.',
      'The file refers to other files, which were not read; such formulas have the result kept with them.'
    ]);
    expect((await opened(book, { sheet: '底稿' })).csv).toBe('h\n1\n');
    expect((await opened(book, { sheet: '没有' })).failure?.message.zh).toContain('封面、底稿、数据');
    expect((await opened(handMade({ sheets: { s: '<sheetData/>' } }))).failure?.code).toBe('empty-file');
  });
});

describe('a workbook by another writer', () => {
  it('comes out as it was put in', async () => {
    const path = join(folder, 'written.xlsx');
    const day = (iso: string) => ({ value: new Date(iso), type: Date, format: 'yyyy/mm/dd' });
    await writeExcelFile([
      {
        sheet: '台账',
        data: [
          [{ value: '基本情况', columnSpan: 2 }, null, '登记日期', '资金'],
          ['代码', '名称', null, null],
          ['51440000500000015C', '甲, "乙"', day('2023-12-31'), 1.5],
          ['524401005000000239', ' 丙\n丁 ', day('1999-02-28'), 0]
        ]
      },
      { sheet: '说明', data: [['无']] }
    ]).toFile(path);
    const { csv, workbook } = await opened(readFileSync(path));
    expect(csv).toBe(
      '基本情况,基本情况,登记日期,资金\n代码,名称,,\n51440000500000015C,"甲, ""乙""",2023-12-31,1.5\n524401005000000239," 丙\n丁 ",1999-02-28,0\n'
    );
    expect(workbook?.sheets.map(({ name, rows, columns }) => [name, rows, columns])).toEqual([
      ['台账', 4, 4],
      ['说明', 1, 1]
    ]);
  });
});
