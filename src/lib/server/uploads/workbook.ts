import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Issue } from '../../csv/issue.ts';
import type { Text } from '../../field/text.ts';
import type { Area } from '../../xlsx/address.ts';
import { readBook, type Book, type Parts, type SheetPlace } from '../../xlsx/book.ts';
import type { LaidOutRow } from '../../xlsx/issues-book.ts';
import { sheetLayout } from '../../xlsx/layout.ts';
import { emptyBook, notesOn, unknownSheet } from '../../xlsx/sentences.ts';
import { survey, type Survey } from '../../xlsx/survey.ts';
import { sheetToCsv, type Counted, type LineMap } from '../../xlsx/to-csv.ts';
import { ArchiveRefusal, type Zip } from '../archive.ts';

/** A sheet to choose from; rows and columns from the first cell in use to the last. */
export interface SheetInfo {
  name: string;
  rows: number;
  columns: number;
  /** The first column in use: 1 is A. */
  firstColumn: number;
  isHidden: boolean;
}

/** A workbook of which one sheet was read; plain data. */
export interface ReadWorkbook {
  sheets: SheetInfo[];
  /** The name of the sheet that was read. */
  sheet: string;
  map: LineMap;
  /** Settings to read the CSV by, where the sheet's merged cells tell more than its texts. */
  header: Counted['header'];
  /** Numbers that have lost digits, by row and by column of the CSV from 0; the first thousand. */
  ruined: { row: number; column: number; value: string }[];
  /** What the analyst should know of how it was read. */
  notes: Text[];
}

/** All strings of a workbook are held in memory. */
const MAX_STRINGS_BYTES = 400 << 20;

/**
 * Writes one sheet of a workbook as CSV in our dialect to `csvPath`: the one named, else the first visible one that
 * holds a table. Macros, formulas and links to other files are never followed.
 */
export async function readWorkbook(
  zip: Zip,
  csvPath: string,
  { filename, sheet, onProgress }: { filename: string; sheet?: string; onProgress?: (share: number) => void }
): Promise<ReadWorkbook | { failure: Issue }> {
  const sizeOf = (path: string) => zip.entries.find(({ name }) => name === path)?.sizeBytes ?? 0;
  const parts = partsOf(zip);
  const strings = zip.entries.find(({ name }) => /sharedStrings\.xml$/i.test(name));
  if (strings && strings.sizeBytes > MAX_STRINGS_BYTES) {
    throw new ArchiveRefusal('too-large', String(MAX_STRINGS_BYTES));
  }
  const book = await readBook(parts);
  if (sheet !== undefined && !book.sheets.some(({ name }) => name === sheet)) {
    return {
      failure: unknownSheet(
        sheet,
        book.sheets.map(({ name }) => name)
      )
    };
  }
  const surveys: Survey[] = [];
  const sizes = book.sheets.map(({ path }) => sizeOf(path));
  const allBytes = sizes.reduce((sum, size) => sum + size, 0);
  let seenBytes = 0;
  for (const [k, place] of book.sheets.entries()) {
    const text = reported(textOf(parts, place), (seen) => onProgress?.((seenBytes + seen) / allBytes / 2));
    surveys.push(await survey(text, book));
    seenBytes += sizes[k] ?? 0;
  }
  const index = chosen(book, surveys, sheet);
  const place = book.sheets[index];
  const found = surveys[index];
  if (!place || !found?.used) return { failure: emptyBook(filename) };
  const counted: Counted = { map: { lines: [], rows: [] }, header: null, repeated: 0 };
  const text = reported(textOf(parts, place), (seen) =>
    onProgress?.(Math.min(1, 0.5 + seen / (sizes[index] || 1) / 2))
  );
  await pipeline(Readable.from(sheetToCsv(text, book, found, counted)), createWriteStream(csvPath));
  return {
    sheets: book.sheets.map(({ name, isHidden }, k) => ({ name, ...sizeOfArea(surveys[k]), isHidden })),
    sheet: place.name,
    map: counted.map,
    header: counted.header,
    ruined: ruinedOf(found, found.used.left),
    notes: notesOn(found, counted.repeated, book.hasMacros, book.hasLinks)
  };
}

/** A sheet of a workbook as it lies, with its merged areas, which are whole when the last row has come. */
export async function readLayout(
  zip: Zip,
  sheet: string
): Promise<{ rows: AsyncGenerator<LaidOutRow[]>; merges: Area[] }> {
  const parts = partsOf(zip);
  const book = await readBook(parts);
  const place = book.sheets.find(({ name }) => name === sheet);
  if (!place) throw new ArchiveRefusal('damaged', sheet);
  const merges: Area[] = [];
  return { rows: sheetLayout(textOf(parts, place), book, merges), merges };
}

/** The parts of a package; text is UTF-8 unless a byte order mark says UTF-16. */
function partsOf(zip: Zip): Parts {
  const names = zip.entries.map(({ name }) => name);
  return {
    names,
    text(path) {
      return names.includes(path) ? decoded(zip, path) : undefined;
    }
  };
}

async function* decoded(zip: Zip, path: string): AsyncGenerator<string> {
  const stream = await zip.open(path);
  let decoder: TextDecoder | undefined;
  for await (const chunk of stream ?? []) {
    const bytes = chunk as Uint8Array;
    decoder ??= new TextDecoder(encodingOf(bytes));
    yield decoder.decode(bytes, { stream: true });
  }
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
}

function textOf(parts: Parts, { path }: SheetPlace): AsyncIterable<string> {
  const text = parts.text(path);
  if (!text) throw new ArchiveRefusal('damaged', path);
  return text;
}

function ruinedOf({ ruined }: Survey, left: number): ReadWorkbook['ruined'] {
  return ruined.cells.map((cell) => ({ ...cell, column: cell.column - left }));
}

function chosen(book: Book, surveys: Survey[], name: string | undefined): number {
  if (name !== undefined) return book.sheets.findIndex((sheet) => sheet.name === name);
  const isVisible = (k: number) => !book.sheets[k]?.isHidden;
  const wishes = [
    (k: number) => isVisible(k) && sizeOfArea(surveys[k]).rows > 1,
    (k: number) => isVisible(k) && sizeOfArea(surveys[k]).rows > 0,
    (k: number) => sizeOfArea(surveys[k]).rows > 0
  ];
  for (const wish of wishes) {
    const found = surveys.findIndex((_, k) => wish(k));
    if (found >= 0) return found;
  }
  return 0;
}

function sizeOfArea(found: Survey | undefined): Pick<SheetInfo, 'rows' | 'columns' | 'firstColumn'> {
  const { used } = found ?? {};
  if (!used) return { rows: 0, columns: 0, firstColumn: 1 };
  const { top, left, bottom, right } = used;
  return { rows: bottom - top + 1, columns: right - left + 1, firstColumn: left };
}

/** Tells how much of a text was taken, in UTF-16 units, which is about its bytes. */
async function* reported(
  text: AsyncIterable<string>,
  onSeen: (seen: number) => void
): AsyncGenerator<string> {
  let seen = 0;
  for await (const piece of text) {
    yield piece;
    seen += piece.length;
    onSeen(seen);
  }
}
