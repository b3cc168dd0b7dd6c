import { standsAt, type Dialect } from './dialect.ts';
import type { IssueCode } from './issue.ts';
import { holdsNothing, newScan, physicalLine, scanRecord, type Scan } from './record.ts';

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
  const isSeveral = () =>
    swallowsRecord(bytes, from, scan, width, dialect, !fits && opensWhole(bytes, from, to, width, dialect)) ||
    (scan.isLoose && looksLikeSeveral(bytes, from, scan, width, dialect));
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

/** The physical line has, with its quotes or without them, the cells of a whole record. */
function opensWhole(bytes: Uint8Array, from: number, to: number, width: number, dialect: Dialect): boolean {
  const { end } = physicalLine(bytes, from, to);
  const line = newScan();
  scanRecord(bytes, from, end, line, dialect);
  return line.cells === width || cellsWithoutQuotes(bytes, from, end, width, dialect) === width;
}

/**
 * True when each line of a record of several lines has, quotes set aside, the cells of a whole record: what scans
 * as one record may be several, joined by a quote at a cell's beginning and another at a later cell's end.
 */
export function looksLikeSeveral(
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
