import type { Issue } from '../csv/issue.ts';
import type { Lang } from '../field/text.ts';
import type { Area } from './address.ts';
import { byRow, marked, MAX_COMMENTS, severityWord } from './issue-marks.ts';
import type { OutComment, OutRow, OutSheet } from './write.ts';
import { widthOf, type OutCell } from './write-cell.ts';

/** A row of a file as it lies there: `row` is its line or its row of the sheet. */
export interface LaidOutRow {
  row: number;
  cells: (OutCell | null)[];
}

/** A file and what was found in it. */
export interface Examined {
  filename: string;
  /** Null when the file could not be read: then there is only the list. */
  rows: AsyncIterable<LaidOutRow[]> | Iterable<LaidOutRow[]> | null;
  /** How many rows the file has, as far as is known. */
  rowCount: number;
  issues: readonly Issue[];
  /** Counts those that were not kept, too. */
  issueCount: number;
  /** The header's texts in the order of the cells, and the rows it stands in. */
  sources: readonly string[];
  header: { from: number; to: number };
  /** Rows that are no records: titles, footers, totals. */
  excluded: ReadonlySet<number>;
  /** Merged areas of a sheet; may grow while the rows are taken. */
  merges?: readonly Area[];
}

/** Above this many rows only those with issues are given, and some around. */
const WHOLE_ROWS = 100_000;
const AROUND = 3;

/**
 * The file as it came, its bad cells coloured with a remark, and a list of all issues: what is sent back to whoever
 * made the file. Every row stands where it stands in the file; of a long file only the rows with issues and three
 * around, each with its number.
 */
export function issuesWorkbook(file: Examined, lang: Lang): OutSheet[] {
  const isExcerpt = file.rowCount > WHOLE_ROWS;
  const list: OutSheet = {
    name: lang === 'zh' ? '问题' : 'Issues',
    rows: listRows(file, lang, isExcerpt),
    widths: [12, 10, 24, 30, 18, 90]
  };
  if (!file.rows) return [list];
  const comments: OutComment[] = [];
  const head = { zh: '原文件', en: 'File' }[lang];
  const rows = isExcerpt ? excerpt(file, lang, comments) : whole(file, file.rows, lang, comments);
  const widths = file.sources.map((source) => Math.min(40, Math.max(12, widthOf(source) + 2)));
  const merges = isExcerpt ? [] : (file.merges ?? []);
  const sheet = { name: head, rows, comments, merges, widths: isExcerpt ? [10, ...widths] : widths };
  return [{ ...sheet, frozenRows: isExcerpt ? 0 : file.header.to }, list];
}

async function* whole(
  file: Examined,
  rows: NonNullable<Examined['rows']>,
  lang: Lang,
  comments: OutComment[]
): AsyncGenerator<OutRow[]> {
  const issues = byRow(file.issues);
  for await (const batch of rows) {
    yield batch.map(({ row, cells }) => {
      const at = { row, left: 0, lang };
      return {
        row,
        cells: marked(looked(file, row, cells), issues.get(row) ?? [], file.sources, at, comments)
      };
    });
  }
}

async function* excerpt(file: Examined, lang: Lang, comments: OutComment[]): AsyncGenerator<OutRow[]> {
  const issues = byRow(file.issues);
  const told = {
    zh: `文件约有 ${file.rowCount} 行，这里只列出有问题的行及其前后各 ${AROUND} 行。第一列是原文件的行号。`,
    en: `The file has about ${file.rowCount} rows; here are those with issues and ${AROUND} around each. The first column is the row's number in the file.`
  }[lang];
  yield [{ cells: [{ value: told, look: 'title' }] }];
  let at = 1;
  let before: LaidOutRow[] = [];
  let after = 0;
  let last = 0;
  for await (const batch of file.rows ?? []) {
    const out: OutRow[] = [];
    for (const one of batch) {
      const isHeader = one.row >= file.header.from && one.row <= file.header.to;
      if (issues.has(one.row) || isHeader) {
        for (const earlier of before) write(earlier, out);
        before = [];
        write(one, out);
        after = isHeader ? 0 : AROUND;
      } else if (after > 0) {
        write(one, out);
        after--;
      } else {
        before.push(one);
        if (before.length > AROUND) before.shift();
      }
    }
    if (out.length > 0) yield out;
  }

  function write({ row, cells }: LaidOutRow, out: OutRow[]): void {
    if (last > 0 && row > last + 1) out.push({ row: ++at, cells: [{ value: '⋮', look: 'left-out' }] });
    last = row;
    at++;
    const own = marked(
      looked(file, row, cells),
      issues.get(row) ?? [],
      file.sources,
      { row: at, left: 1, lang },
      comments
    );
    out.push({ row: at, cells: [{ value: row, look: 'left-out' }, ...own] });
  }
}

/** The header bold, what is no record grey. */
function looked(file: Examined, row: number, cells: LaidOutRow['cells']): LaidOutRow['cells'] {
  const isHeader = row >= file.header.from && row <= file.header.to;
  if (!isHeader && !file.excluded.has(row)) return cells;
  const look = isHeader ? 'header' : 'left-out';
  return cells.map((cell) => (cell === null ? null : { ...cell, look }));
}

function* listRows(file: Examined, lang: Lang, isExcerpt: boolean): Generator<OutRow[]> {
  const word = (zh: string, en: string) => (lang === 'zh' ? zh : en);
  const { issues, issueCount, filename } = file;
  const text = (value: string | number | null): OutCell => ({ value, look: 'wrapped' });
  yield [
    {
      cells: [
        {
          value: word(`“${filename}”的问题：${issueCount} 处`, `Issues of “${filename}”: ${issueCount}`),
          look: 'title'
        }
      ]
    },
    {
      cells: [
        { value: severityWord('must-fix', lang), look: 'must-fix' },
        { value: severityWord('look-at', lang), look: 'look-at' },
        { value: word('不是记录', 'No record'), look: 'left-out' }
      ]
    },
    ...notes().map((value): OutRow => ({ cells: [{ value }] })),
    { cells: [] },
    {
      cells: [
        word('级别', 'Severity'),
        word('行', 'Row'),
        word('列', 'Column'),
        word('内容', 'Value'),
        word('代码', 'Code'),
        word('说明', 'What to do')
      ].map((value): OutCell => ({ value, look: 'header' }))
    }
  ];
  for (let from = 0; from < issues.length; from += 1000) {
    yield issues.slice(from, from + 1000).map(({ severity, row, column, value, code, message }) => ({
      cells: [
        { value: severityWord(severity, lang), look: severity },
        { value: row },
        ...[column, value, code, message[lang]].map(text)
      ]
    }));
  }

  function notes(): string[] {
    const told: string[] = [];
    if (issueCount > issues.length) {
      told.push(word(`只列出前 ${issues.length} 处。`, `Only the first ${issues.length} are listed.`));
    }
    if (issues.length > MAX_COMMENTS && file.rows) {
      told.push(
        word(
          `只有前 ${MAX_COMMENTS} 个单元格带批注，其余只标颜色。`,
          `Only the first ${MAX_COMMENTS} cells have a remark, the others a colour only.`
        )
      );
    }
    if (isExcerpt && file.rows) {
      told.push(
        word(
          '文件太长，“原文件”一页只有有问题的行。',
          'The file is long: the sheet “File” has the rows with issues only.'
        )
      );
    }
    return told;
  }
}
