import type { Readable } from 'node:stream';
import { isFormulaLike } from '../../csv/guard.ts';
import type { Lang, Text } from '../../field/text.ts';
import { findDefinition } from '../../indicators/definitions.ts';
import type { Cell } from '../../query/result.ts';
import { Refusal } from '../../error.ts';
import { MAX_COLUMNS, MAX_ROWS } from '../../xlsx/address.ts';
import { bookParts, type OutRow, type OutSheet } from '../../xlsx/write.ts';
import { MAX_CELL_LENGTH, widthOf, type OutCell } from '../../xlsx/write-cell.ts';
import { zipOf } from '../archive.ts';
import { rowsOf, type Formulas } from './files.ts';
import type { Dataset, Version } from '../datasets.ts';
import type { DatasetColumn } from '../versions/ingest.ts';

const DATA: Text = { zh: '数据', en: 'Data' };
const ABOUT: Text = { zh: '说明', en: 'About' };
const ROWS_PER_SHEET = MAX_ROWS - 1;

/**
 * The whole version as a workbook, made as it is read: codes as text, dates as dates, numbers as numbers, the header
 * bold and frozen; beyond a sheet's rows the data goes on in another; the last sheet says what it is. Text is never a
 * formula in it; `guard` also keeps it text when a reader edits the cell.
 */
export async function workbook(
  dataset: Dataset,
  version: Version,
  { lang, formulas }: { lang: Lang; formulas: Formulas }
): Promise<Readable> {
  requireColumns(version);
  const batches = await rowsOf(version);
  const first = (await batches.next()).value ?? [];
  const counted = { cut: 0 };
  const cells = outRows(prepended(first, batches), version.columns, formulas === 'guard', counted);
  const header = version.columns.map(({ name }): OutCell => ({ value: name, look: 'header' }));
  const sheets = Math.max(1, Math.ceil(version.rows / ROWS_PER_SHEET));
  const widths = widthsOf(version.columns, first);
  const data = Array.from({ length: sheets }, (): OutSheet => {
    return { name: DATA[lang], rows: slice(cells, header), widths, frozenRows: 1 };
  });
  const about: OutSheet = {
    name: ABOUT[lang],
    rows: aboutRows(dataset, version, lang, counted),
    widths: [22, 60, 30, 14, 14]
  };
  const stream = zipOf(bookParts([...data, about], dataset.title[lang]));
  // Before its first sheet nobody has begun the cells, whose rows are begun.
  stream.on(
    'close',
    () => void Promise.all([cells.return(undefined), batches.return?.()]).catch(() => undefined)
  );
  return stream;
}

function requireColumns({ dataset, columns }: Version): void {
  if (columns.length <= MAX_COLUMNS) return;
  throw new Refusal(422, 'too-many-columns', {
    zh: `${dataset} 有 ${columns.length} 列，Excel 最多 ${MAX_COLUMNS} 列。请下载 CSV 或 Parquet。`,
    en: `${dataset} has ${columns.length} columns, Excel takes ${MAX_COLUMNS}. Take CSV or Parquet.`
  });
}

async function* prepended(first: Cell[][], rest: AsyncIterable<Cell[][]>): AsyncGenerator<Cell[][]> {
  yield first;
  yield* rest;
}

async function* outRows(
  batches: AsyncGenerator<Cell[][]>,
  columns: DatasetColumn[],
  isGuarded: boolean,
  counted: { cut: number }
): AsyncGenerator<OutRow> {
  for await (const rows of batches) {
    for (const row of rows) yield { cells: row.map((cell, k) => outCell(cell, columns[k]?.type)) };
  }

  function outCell(value: Cell, type: DatasetColumn['type'] | undefined): OutCell | null {
    if (value === null) return null;
    if (type === 'date') return { value, look: 'date' };
    if (typeof value !== 'string') return { value };
    if (value.length > MAX_CELL_LENGTH) counted.cut++;
    return { value, look: isGuarded && isFormulaLike(value) ? 'guarded' : 'text' };
  }
}

/** The rows of one sheet, header first; the next sheet goes on where this one ends. */
async function* slice(rows: AsyncGenerator<OutRow>, header: OutCell[]): AsyncGenerator<OutRow[]> {
  let batch: OutRow[] = [{ cells: header }];
  for (let taken = 0; taken < ROWS_PER_SHEET; taken++) {
    const next = await rows.next();
    if (next.done) break;
    batch.push(next.value);
    if (batch.length < 1000) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}

function widthsOf(columns: DatasetColumn[], rows: Cell[][]): number[] {
  return columns.map(({ name }, k) => {
    const widths = rows.slice(0, 200).map((row) => widthOf(String(row[k] ?? '')));
    return Math.min(50, Math.max(10, widthOf(name) + 2, ...widths.map((width) => width + 2)));
  });
}

function* aboutRows(
  dataset: Dataset,
  version: Version,
  lang: Lang,
  counted: { cut: number }
): Generator<OutRow[]> {
  const word = (zh: string, en: string) => (lang === 'zh' ? zh : en);
  const definition = dataset.definition === null ? undefined : findDefinition(dataset.definition);
  const lines: [string, string | number | null | undefined][] = [
    [word('数据集', 'Dataset'), `${dataset.title[lang]} (${dataset.id})`],
    [word('版本', 'Version'), version.version],
    [word('数据截止', 'Known on'), version.knownOn],
    [word('提交时间', 'Committed at'), version.committedAt],
    [word('行数', 'Rows'), version.rows],
    [word('口径', 'Definition'), definition && `${definition.title[lang]}\n${definition.text[lang]}`],
    [word('来源文件', 'Source file'), version.filename],
    ['SHA-256', version.sha256],
    [word('备注', 'Note'), version.note?.[lang]],
    [
      word('模拟数据', 'Synthetic data'),
      version.synthetic
        ? word('是：不是真实组织，仅供演示。', 'Yes: no real organization is in it; for demonstration only.')
        : null
    ],
    [
      word('截断', 'Cut'),
      counted.cut > 0
        ? word(
            `${counted.cut} 个单元格超过 Excel 的 ${MAX_CELL_LENGTH} 字，已截断。完整内容请下载 CSV。`,
            `${counted.cut} cells are longer than the ${MAX_CELL_LENGTH} characters Excel takes and were cut. CSV has them whole.`
          )
        : null
    ]
  ];
  yield [{ cells: [{ value: dataset.title[lang], look: 'title' }] }, { cells: [] }];
  yield lines.flatMap(([label, value]) =>
    value === null || value === undefined
      ? []
      : [
          {
            cells: [
              { value: label, look: 'header' },
              { value, look: 'wrapped' }
            ] as OutCell[]
          }
        ]
  );
  const heads = [
    word('列', 'Column'),
    word('标题', 'Title'),
    word('表头原文', 'Header'),
    word('类型', 'Type'),
    word('空白表示', 'Blank means')
  ];
  yield [{ cells: [] }, { cells: heads.map((value): OutCell => ({ value, look: 'header' })) }];
  yield version.columns.map(({ name, title, source, type, blank }) => {
    const means = blank === 'none' ? word('没有', 'none') : word('未知', 'unknown');
    return {
      cells: [name, title[lang], source, type, means].map((value): OutCell => ({ value, look: 'wrapped' }))
    };
  });
}
