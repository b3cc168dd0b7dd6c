import type { Area } from './address.ts';
import type { Book } from './book.ts';
import { textOf } from './cell.ts';
import { fillsOf, isLabel, unwrapped } from './merges.ts';
import { sheetRows } from './sheet.ts';
import type { Survey } from './survey.ts';

/** Which row of a sheet a line of its CSV comes from: where the two begin to run differently. Plain data. */
export interface LineMap {
  lines: number[];
  rows: number[];
}

export interface Counted {
  map: LineMap;
  /** Where the header lies when merged cells make it of several rows: by line of the CSV; null leaves it to be found. */
  header: { headerLine: number; headerRows: number } | null;
  /** Labels repeated in the rows below their merged cell. */
  repeated: number;
}

/**
 * A sheet as CSV in our dialect (UTF-8, LF, comma, doubled quotes), in pieces: from its first row and first column
 * to its last column in use, blank rows as blank lines, every other line with the same number of cells.
 */
export async function* sheetToCsv(
  text: AsyncIterable<string>,
  book: Book,
  { used, merges, head }: Pick<Survey, 'used' | 'merges' | 'head'>,
  counted: Counted
): AsyncGenerator<string, void, undefined> {
  if (!used) return;
  const fills = fillsOf({ used, merges, head });
  let carried: { area: Area; label: string }[] = [];
  let line = 1;
  let nextRow = 1;
  for await (const batch of sheetRows(text)) {
    let out = '';
    for (const { row, cells } of batch) {
      if (row > used.bottom) break;
      for (; nextRow < row; nextRow++, line++) out += '\n';
      const texts = Array.from({ length: used.right }, (_, k) => {
        const cell = cells[k];
        return cell ? textOf(cell, book) : '';
      });
      if (row >= fills.header.top && row <= fills.header.bottom)
        texts.forEach((t, k) => (texts[k] = unwrapped(t)));
      const isBlank = texts.every((cell) => cell.trim() === '');
      for (const area of fills.right.get(row) ?? []) {
        for (let column = area.left + 1; column <= Math.min(area.right, used.right); column++) {
          texts[column - 1] = texts[area.left - 1] ?? '';
        }
      }
      for (const { area, label } of isBlank ? [] : carried) {
        if (row > area.bottom || texts[area.left - 1] !== '') continue;
        texts[area.left - 1] = label;
        counted.repeated++;
      }
      if (carried.length > 0) carried = carried.filter(({ area }) => area.bottom > row);
      for (const area of fills.down.get(row) ?? []) {
        const label = texts[area.left - 1] ?? '';
        const type = cells[area.left - 1]?.type ?? '';
        if (label !== '' && isLabel(type, label)) carried.push({ area, label });
      }
      if (row === fills.header.top && fills.right.size > 0) {
        counted.header = { headerLine: line, headerRows: fills.header.bottom - row + 1 };
      }
      mark(counted.map, line, row);
      const record = isBlank
        ? ''
        : texts
            .slice(used.left - 1)
            .map(quoted)
            .join(',');
      out += record + '\n';
      line += 1 + breaksIn(record);
      nextRow = row + 1;
    }
    if (out !== '') yield out;
  }
}

/** The row of the sheet that line `line` of its CSV begins in or belongs to. */
export function rowOfLine({ lines, rows }: LineMap, line: number): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lines[middle]! <= line) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? line : rows[low - 1]! + line - lines[low - 1]!;
}

function mark(map: LineMap, line: number, row: number): void {
  if (rowOfLine(map, line) === row) return;
  map.lines.push(line);
  map.rows.push(row);
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Line breaks as csv/record counts them: LF, CR LF and CR. */
function breaksIn(record: string): number {
  if (!/[\r\n]/.test(record)) return 0;
  return record.match(/\r\n|\r|\n/g)?.length ?? 0;
}
