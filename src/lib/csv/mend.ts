import { standsAt, type Dialect } from './dialect.ts';
import type { IssueCode } from './issue.ts';
import { cellTexts, holdsNothing, newScan, physicalLine, scanRecord, type Scan } from './record.ts';

/** What becomes of a record that is not plain or not of the right width. */
export type Verdict =
  { keep: true; scan: Scan } | { keep: false; code: IssueCode; end: number; next: number; breaks: number };

/**
 * Judges a record that scanned with a quote out of place or the wrong width. Kept when exactly one reading gives
 * `width` cells; otherwise rejected so that the records after it come in whole: of a quote that is never closed
 * only its own line is given up, even when the quote swallowed good lines up to the next quote.
 */
export function judge(
  bytes: Uint8Array,
  from: number,
  to: number,
  scan: Scan,
  width: number,
  dialect: Dialect
): Verdict {
  const isOneLine = scan.breaks === 0 && !scan.isUnclosed;
  if (isOneLine && scan.isLoose) return judgeLooseLine(bytes, from, to, scan, width, dialect);
  const fits = scan.cells === width && !scan.isLoose;
  const opensWhole = () => Object.values(cellsOfLine(bytes, from, to, width, dialect)).includes(width);
  const isSeveral = () =>
    swallowsRecord(bytes, from, scan, width, dialect, !fits && opensWhole()) ||
    (scan.isLoose ? looksLikeSeveral : joinsRecords)(bytes, from, scan, width, dialect);
  if (isOneLine || !(scan.isUnclosed || isSeveral())) {
    if (fits) return { keep: true, scan };
    return { keep: false, code: scan.isLoose ? 'stray-quote' : 'record-width', ...placeOf(scan) };
  }
  return { keep: false, code: 'unclosed-quote', ...physicalLine(bytes, from, to), breaks: 0 };
}

function judgeLooseLine(
  bytes: Uint8Array,
  from: number,
  to: number,
  scan: Scan,
  width: number,
  dialect: Dialect
): Verdict {
  const literal = newScan();
  const line = physicalLine(bytes, from, to);
  scanRecord(bytes, from, line.end, literal, dialect, Infinity, 'literal');
  const isDoubtful = literal.isUnclosed || opensInside(bytes, literal, dialect);
  const readings = [...(isDoubtful ? [] : [literal]), scan].filter((reading) => reading.cells === width);
  const [first, second] = readings;
  const isClear =
    first &&
    (!second || first.starts.slice(1, width).every((start, k) => isNear(start, second.starts[k + 1])));
  if (!isClear) return { keep: false, code: 'stray-quote', ...placeOf(scan) };
  first.end = line.end;
  first.next = line.next;
  return { keep: true, scan: first };
}

/** Inside a quoted cell a delimiter is followed by a quote: that looks like the next cell's beginning. */
function opensInside(bytes: Uint8Array, scan: Scan, dialect: Dialect): boolean {
  const { delimiter, delimiterBytes, quote0 } = dialect;
  for (let cell = 0; cell < scan.cells; cell++) {
    if ((scan.doubled[cell] ?? -1) < 0) continue;
    const end = scan.ends[cell] ?? 0;
    for (let at = scan.starts[cell] ?? 0; at < end - delimiterBytes; at++) {
      if (bytes[at] !== dialect.delimiter0 || !standsAt(bytes, at, end, delimiter)) continue;
      const after = at + delimiterBytes;
      if (bytes[after] === quote0 && bytes[after + 1] !== quote0) return true;
    }
  }
  return false;
}

/** A whole unquoted cell as spreadsheets wrap what is to stay text. */
const WRAPPED = /^="[^"]*"$/;

/** The first cell with a `"` out of place, −1 when there is none: the quotes of `="001"` are in theirs. */
export function strayCell(bytes: Uint8Array, scan: Scan, dialect: Dialect): number {
  return cellTexts(bytes, scan, dialect).findIndex((text, cell) => {
    if (!text.includes('"')) return false;
    return (scan.doubled[cell] ?? -1) < 0 ? !WRAPPED.test(text) : scan.isLoose;
  });
}

/** Cells begin at the same place, give or take an outer quote. */
function isNear(one: number, other: number | undefined): boolean {
  return other !== undefined && Math.abs(one - other) <= 1;
}

/**
 * A line inside the record is a whole record by itself: the quote before it was never meant to reach that far. Where
 * `allowsStray`, also one that would be kept with a quote out of place.
 */
function swallowsRecord(
  bytes: Uint8Array,
  from: number,
  scan: Scan,
  width: number,
  dialect: Dialect,
  allowsStray: boolean
): boolean {
  const inner = newScan();
  let line = physicalLine(bytes, from, scan.next);
  while (line.next < scan.next) {
    const start = line.next;
    line = physicalLine(bytes, start, scan.next);
    scanRecord(bytes, start, line.end, inner, dialect);
    if (inner.isUnclosed || holdsNothing(bytes, inner)) continue;
    if (!inner.isLoose && inner.strays === 0) {
      if (inner.cells === width) return true;
    } else if (allowsStray && judge(bytes, start, line.end, inner, width, dialect).keep) return true;
  }
  return false;
}

/** The cells of the physical line, what a quote leaves open in it taken for one cell or cut as if nothing quoted it. */
function cellsOfLine(
  bytes: Uint8Array,
  from: number,
  to: number,
  width: number,
  dialect: Dialect
): { open: number; cut: number } {
  const { end } = physicalLine(bytes, from, to);
  const line = newScan();
  scanRecord(bytes, from, end, line, dialect);
  const open = line.cells;
  const last = line.starts[open - 1] ?? end;
  return { open, cut: open - 1 + cellsWithoutQuotes(bytes, last, end, width, dialect) };
}

/**
 * What the lines of a record that fits are: `one` record; `several` that a quote at a cell's beginning and another at
 * a later cell's end join; or `doubtful` where each line looks like a record and the quotes do not look stray.
 */
export function judgeLines(
  bytes: Uint8Array,
  from: number,
  scan: Scan,
  width: number,
  dialect: Dialect
): 'one' | 'several' | 'doubtful' {
  const first = physicalLine(bytes, from, scan.end);
  if (cellsWithoutQuotes(bytes, from, first.end, width, dialect) < width) return 'one';
  const second = physicalLine(bytes, first.next, scan.end);
  if (cellsWithoutQuotes(bytes, first.next, second.end, width, dialect) < width) return 'one';
  if (!quotesAll(scan) && joinsRecords(bytes, from, scan, width, dialect)) return 'several';
  return looksLikeSeveral(bytes, from, scan, width, dialect) ? 'doubtful' : 'one';
}

/** Every cell, of two or more, is quoted: whatever wrote them so leaves no quote open. */
function quotesAll({ cells, doubled }: Scan): boolean {
  return cells > 1 && doubled.slice(0, cells).every((count) => count >= 0);
}

/**
 * Each line is a whole record by itself, but for the quotes that open and close the joined cell. A doubled quote in
 * that cell is one too many: who doubles quotes has quoted the cell on purpose.
 */
function joinsRecords(bytes: Uint8Array, from: number, scan: Scan, width: number, dialect: Dialect): boolean {
  if (width < 2 || cellsOfLine(bytes, from, scan.end, width, dialect).cut !== width) return false;
  const inner = newScan();
  let strays = 0;
  for (let start = physicalLine(bytes, from, scan.end).next; start < scan.end;) {
    const line = physicalLine(bytes, start, scan.end);
    scanRecord(bytes, start, line.end, inner, dialect);
    if (inner.cells !== width || inner.isLoose || inner.isUnclosed) return false;
    strays += inner.strays;
    start = line.next;
  }
  return strays <= scan.strays + 1;
}

/**
 * True when each line of a record of several lines has, quotes set aside, the cells of a whole record: what scans
 * as one record may be several, joined by a quote at a cell's beginning and another at a later cell's end.
 */
function looksLikeSeveral(
  bytes: Uint8Array,
  from: number,
  scan: Scan,
  width: number,
  dialect: Dialect
): boolean {
  if (width < 2) return false;
  for (let start = from; start < scan.end;) {
    const line = physicalLine(bytes, start, scan.end);
    if (cellsWithoutQuotes(bytes, start, line.end, width, dialect) !== width) return false;
    start = line.next;
  }
  return true;
}

/** The cells between two places if no quote meant anything; beyond `width` they are not counted. */
function cellsWithoutQuotes(
  bytes: Uint8Array,
  from: number,
  to: number,
  width: number,
  dialect: Dialect
): number {
  let cells = 1;
  for (let at = from; at < to && cells <= width; at++) {
    if (bytes[at] === dialect.delimiter0 && standsAt(bytes, at, to, dialect.delimiter)) cells++;
  }
  return cells;
}

function placeOf(scan: Scan): { end: number; next: number; breaks: number } {
  return { end: scan.end, next: scan.next, breaks: scan.breaks };
}
