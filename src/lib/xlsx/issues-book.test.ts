import { describe, expect, it } from 'vitest';
import type { Issue } from '../csv/issue.ts';
import { issuesWorkbook, type Examined } from './issues-book.ts';
import { bookParts } from './write.ts';
import { LOOKS } from './write-styles.ts';

function issue(row: number, column: string | null, value: string | null, rest: Partial<Issue> = {}): Issue {
  const message = { zh: `第 ${row} 行不对`, en: `Row ${row} is off` };
  return { severity: 'look-at', row, column, value, code: 'bad-number', message, ...rest };
}

const rowsOf = (table: string[][], first = 1) =>
  table.map((cells, k) => ({
    row: first + k,
    cells: cells.map((value) => (value === '' ? null : { value }))
  }));

function examined(given: Partial<Examined> & { table: string[][] }): Examined {
  const { table, ...rest } = given;
  const issues = rest.issues ?? [];
  return {
    filename: '台账.csv',
    rows: [rowsOf(table)],
    rowCount: table.length,
    issues,
    issueCount: issues.length,
    sources: ['代码', '人数', '人数'],
    header: { from: 2, to: 2 },
    excluded: new Set([1, 6]),
    ...rest
  };
}

/** The XML of the parts by name. */
async function written(file: Examined, lang: 'zh' | 'en' = 'zh') {
  const parts: Record<string, string> = {};
  for (const { name, text } of bookParts(issuesWorkbook(file, lang), 'x')) {
    parts[name] = (await Array.fromAsync(text())).join('');
  }
  const looks = Object.fromEntries(
    [...(parts['xl/worksheets/sheet1.xml'] ?? '').matchAll(/<c r="(\w+)"(?: s="(\d+)")?/g)].map(
      ([, at, style]) => [at, LOOKS[Number(style ?? 0)]]
    )
  );
  const remarks = Object.fromEntries(
    [...(parts['xl/comments1.xml'] ?? '').matchAll(/<comment ref="(\w+)".*?<t [^>]*>(.*?)<\/t>/gs)].map(
      ([, at, text]) => [at, text]
    )
  );
  return { parts, looks, remarks };
}

const TABLE = [
  ['标题'],
  ['代码', '人数', '人数'],
  ['A', '1', 'x'],
  ['B', '', '2', '3'],
  ['C', '5', '6'],
  ['合计', '8', '8']
];

describe('the list to send back', () => {
  it('colours bad cells where they stand and says why', async () => {
    const { looks, remarks, parts } = await written(
      examined({
        table: TABLE,
        issues: [
          issue(3, '人数', 'x'),
          issue(4, null, 'B,,2,3', { severity: 'must-fix', code: 'record-width' }),
          issue(5, '人数', '5'),
          issue(5, '代码', 'C')
        ]
      })
    );
    expect(looks).toEqual({
      ...{ A1: 'left-out', A2: 'header', B2: 'header', C2: 'header' },
      ...{ A3: 'plain', B3: 'plain', C3: 'look-at' },
      ...{ A4: 'must-fix', B4: 'must-fix', C4: 'must-fix', D4: 'must-fix' },
      ...{ A5: 'look-at', B5: 'look-at', C5: 'plain' },
      ...{ A6: 'left-out', B6: 'left-out', C6: 'left-out' }
    });
    expect(remarks).toEqual({
      C3: '【请看一眼】第 3 行不对',
      A4: '【必须改】第 4 行不对',
      B5: '【请看一眼】第 5 行不对',
      A5: '【请看一眼】第 5 行不对'
    });
    expect(parts['xl/worksheets/sheet1.xml']).toContain('ySplit="2"');
    expect(parts['xl/worksheets/sheet2.xml']).toContain('第 4 行不对');
    expect(parts['xl/workbook.xml']).toMatch(/name="原文件".*name="问题"/);
    expect(parts['xl/drawings/vmlDrawing1.vml']?.match(/<v:shape /g)).toHaveLength(4);
  });

  it('colours an empty cell that had to be filled, in English', async () => {
    const { looks, remarks } = await written(
      examined({ table: TABLE, issues: [issue(4, '人数', '')] }),
      'en'
    );
    expect(looks.B4).toBe('look-at');
    expect(remarks).toEqual({ B4: '【Look at】Row 4 is off' });
  });

  it('gives of a long file the rows with issues and three around, each with its number', async () => {
    const table = Array.from({ length: 40 }, (_, k) => [`r${k + 1}`, '1', '2']);
    const file = examined({
      table,
      rowCount: 1_000_000,
      issues: [issue(20, '人数', '2'), issue(22, '代码', 'r22')]
    });
    const { parts, looks, remarks } = await written(file);
    const rows = [...(parts['xl/worksheets/sheet1.xml'] ?? '').matchAll(/<row r="(\d+)">(.*?)<\/row>/g)].map(
      ([, at, xml]) => [
        Number(at),
        /<v>(\d+)<\/v>/.exec(xml ?? '')?.[1] ?? (xml?.includes('⋮') ? '⋮' : 'told')
      ]
    );
    expect(rows).toEqual([
      ...[
        [1, 'told'],
        [2, '1'],
        [3, '2'],
        [4, '⋮']
      ],
      ...[17, 18, 19, 20, 21, 22, 23, 24, 25].map((row, k) => [5 + k, String(row)])
    ]);
    expect(looks).toMatchObject({ D8: 'look-at', B10: 'look-at', C8: 'plain' });
    expect(Object.keys(remarks)).toEqual(['D8', 'B10']);
    expect(parts['xl/worksheets/sheet1.xml']).toContain('文件约有 1000000 行');
  });

  it('is only the list for a file that could not be read', async () => {
    const { parts } = await written(examined({ table: [], rows: null, issues: [issue(1, null, null)] }));
    expect(Object.keys(parts).filter((name) => name.includes('worksheets/sheet'))).toEqual([
      'xl/worksheets/sheet1.xml'
    ]);
    expect(parts['xl/worksheets/sheet1.xml']).toContain('第 1 行不对');
  });
});
