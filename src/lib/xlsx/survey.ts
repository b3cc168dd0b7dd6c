import type { Area } from './address.ts';
import type { Book } from './book.ts';
import { textOf } from './cell.ts';
import { isRuined } from './number.ts';
import { sheetRows, type SheetFrame } from './sheet.ts';

/** What a sheet holds, from one pass over all of it. */
export interface Survey {
  /** The area of all cells that are not blank; null for an empty sheet. */
  used: Area | null;
  merges: Area[];
  /** The first rows that hold anything, with the text of each of their cells. */
  head: { row: number; texts: string[]; isData: boolean }[];
  hidden: { rows: number; columns: number };
  formulas: number;
  /** Formulas whose result the file does not hold, by their first places. */
  unknownFormulas: { count: number; rows: number[] };
  /** Numbers that have lost digits: all counted, the first thousand with their places. */
  ruined: { count: number; cells: { row: number; column: number; value: string }[] };
}

const HEAD_ROWS = 30;
const LISTED = 1000;

/** Looks through a whole sheet. Throws `DamagedPart`. */
export async function survey(text: AsyncIterable<string>, book: Book): Promise<Survey> {
  const frame: SheetFrame = { merges: [], hiddenColumns: 0 };
  const found: Survey = {
    used: null,
    merges: frame.merges,
    head: [],
    hidden: { rows: 0, columns: 0 },
    formulas: 0,
    unknownFormulas: { count: 0, rows: [] },
    ruined: { count: 0, cells: [] }
  };
  for await (const batch of sheetRows(text, frame)) {
    for (const { row, isHidden, cells } of batch) {
      const texts: string[] = [];
      let isData = false;
      for (let k = 0; k < cells.length; k++) {
        const cell = cells[k];
        if (!cell) continue;
        if (cell.hasFormula) {
          found.formulas++;
          if (cell.value === null) {
            found.unknownFormulas.count++;
            if (found.unknownFormulas.rows.length < 10) found.unknownFormulas.rows.push(row);
          }
        }
        const shown = textOf(cell, book);
        if (shown.trim() === '') continue;
        texts[k] = shown;
        const isNumber = cell.type === 'n' || cell.type === 'd' || cell.type === 'b';
        if (isNumber && isRuined(shown)) {
          found.ruined.count++;
          if (found.ruined.cells.length < LISTED)
            found.ruined.cells.push({ row, column: k + 1, value: shown });
        }
        if (isNumber && !isYear(shown)) isData = true;
      }
      if (texts.length === 0) continue;
      if (isHidden) found.hidden.rows++;
      widen(found, row, texts);
      if (found.head.length < HEAD_ROWS) found.head.push({ row, texts, isData });
    }
  }
  found.hidden.columns = frame.hiddenColumns;
  return found;
}

/** A whole number that a header or a label may be. */
export function isYear(text: string): boolean {
  return /^(19|20|21)\d\d$/.test(text);
}

function widen(found: Survey, row: number, texts: string[]): void {
  const left = texts.findIndex((text) => text !== undefined) + 1;
  const right = texts.length;
  found.used ??= { top: row, left, bottom: row, right };
  found.used.left = Math.min(found.used.left, left);
  found.used.right = Math.max(found.used.right, right);
  found.used.bottom = row;
}
