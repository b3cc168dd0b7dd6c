import type { Area } from './address.ts';
import type { Book } from './book.ts';
import { textOf, type StoredCell } from './cell.ts';
import type { LaidOutRow } from './issues-book.ts';
import { isRuined } from './number.ts';
import { PLAIN } from './number-format.ts';
import { sheetRows } from './sheet.ts';
import type { OutCell } from './write-cell.ts';

/** A sheet as it lies, to be written again: its cells with their kinds, formulas by their results. */
export async function* sheetLayout(
  text: AsyncIterable<string>,
  book: Book,
  merges: Area[]
): AsyncGenerator<LaidOutRow[], void, undefined> {
  for await (const batch of sheetRows(text, { merges, hiddenColumns: 0 })) {
    yield batch.map(({ row, cells }) => ({
      row,
      cells: Array.from(cells, (cell) => (cell ? outCell(cell, book) : null))
    }));
  }
}

function outCell(cell: StoredCell, book: Book): OutCell | null {
  const text = textOf(cell, book);
  if (text === '') return null;
  if (cell.type === 'b') return { value: text === 'TRUE' };
  if (cell.type !== 'n') return { value: text, look: 'guarded' };
  const { kind } = book.styles[cell.style] ?? PLAIN;
  if (kind === 'date' && /^\d{4}-\d\d-\d\d$/.test(text)) return { value: text, look: 'date' };
  return kind === 'number' && !isRuined(text) ? { value: Number(text) } : { value: text, look: 'text' };
}
