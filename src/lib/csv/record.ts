import { standsAt, type Dialect } from './dialect.ts';

const LF = 10;
const CR = 13;
const TAB = 9;
const BLANK = 32;
const BACKSLASH = 92;
/** More cells than this are counted, but where they lie is not kept. */
const KEPT_CELLS = 100_000;

/**
 * One record as scanned, reused from record to record. Cell k is bytes starts[k] to ends[k] without its outer
 * quotes; `next` is where the following record begins, `end` where this one's content ends.
 */
export interface Scan {
  cells: number;
  starts: number[];
  ends: number[];
  /** Per cell: doubled quotes and backslashes inside it that are no part of the text. −1: no quoted cell. */
  doubled: number[];
  end: number;
  next: number;
  /** Line breaks inside quoted cells. */
  breaks: number;
  /** Quotes inside unquoted cells. */
  strays: number;
  /** A closing quote was followed by more text (or, read literally, an inner quote was not doubled). */
  isLoose: boolean;
  /** A quote was open when the bytes ended, or when its cell had grown too long. */
  isUnclosed: boolean;
  /** A quoted cell had grown too long: the scan stopped there. */
  isTooLong: boolean;
}

export function newScan(): Scan {
  return {
    cells: 0,
    starts: [],
    ends: [],
    doubled: [],
    end: 0,
    next: 0,
    breaks: 0,
    strays: 0,
    isLoose: false,
    isUnclosed: false,
    isTooLong: false
  };
}

/** The first cell of more bytes, −1 when there is none. */
export function largeCell({ cells, starts, ends }: Scan, bytes: number): number {
  for (let cell = 0; cell < cells; cell++) {
    if ((ends[cell] as number) - (starts[cell] as number) > bytes) return cell;
  }
  return -1;
}

/** What stands for a character that is gone. */
export const LOST = /[\uFFFD]|\u{10FFFD}/u;

/** The first cell with a character that stands for one that is gone, −1 when there is none. */
export function lostCell(bytes: Uint8Array, scan: Scan, dialect: Dialect): number {
  return cellTexts(bytes, scan, dialect).findIndex((cell) => LOST.test(cell));
}

type Loose = 'as-it-stands' | 'literal';

/**
 * Scans the record that begins at `from` (RFC 4180; LF, CRLF and CR end a record). Text after a closing quote:
 * `as-it-stands` takes the cell up to the next delimiter with its quotes, `literal` takes the quote for an inner one.
 */
export function scanRecord(
  bytes: Uint8Array,
  from: number,
  to: number,
  scan: Scan,
  dialect: Dialect,
  cellBytes = Infinity,
  loose: Loose = 'as-it-stands'
): void {
  scan.cells = scan.breaks = scan.strays = 0;
  scan.isLoose = scan.isUnclosed = scan.isTooLong = false;
  if (dialect.isSimple && scanSimple(bytes, from, to, scan, dialect)) return;
  const { quote0, delimiter0, delimiterBytes, isSpacePadded } = dialect;
  const isLongQuote = dialect.open.length > 1;
  let at = from;
  for (;;) {
    if (isSpacePadded && at > from) while (at < to && bytes[at] === BLANK) at++;
    if (at < to && bytes[at] === quote0 && (!isLongQuote || standsAt(bytes, at, to, dialect.open))) {
      at = scanQuoted(bytes, at, to, scan, dialect, cellBytes, loose);
    } else at = scanPlain(bytes, at, to, scan, dialect, at, true);
    if (at < to && bytes[at] === delimiter0) at += delimiterBytes;
    else break;
  }
  scan.end = at;
  if (at >= to) scan.next = to;
  else scan.next = bytes[at] === CR && at + 1 < to && bytes[at + 1] === LF ? at + 2 : at + 1;
}

/**
 * Scans a record without quotes that a LF ends, nine in ten of most files; false, with nothing of it kept, for any other.
 * One loop over its bytes: going cell by cell takes twice as long.
 */
function scanSimple(bytes: Uint8Array, from: number, to: number, scan: Scan, dialect: Dialect): boolean {
  const { top, delimiter0, quote0 } = dialect;
  const { starts, ends, doubled } = scan;
  let [cell, start] = [0, from];
  for (let at = from; at < to; at++) {
    const byte = bytes[at] as number;
    if (byte > top) continue;
    if (byte === quote0 || byte === CR) return false;
    if (byte !== delimiter0 && byte !== LF) continue;
    if (cell === KEPT_CELLS) return false;
    starts[cell] = start;
    ends[cell] = at;
    doubled[cell++] = -1;
    start = at + 1;
    if (byte === delimiter0) continue;
    scan.cells = cell;
    scan.end = at;
    scan.next = start;
    return true;
  }
  return false;
}

function scanPlain(
  bytes: Uint8Array,
  from: number,
  to: number,
  scan: Scan,
  dialect: Dialect,
  start: number,
  isStray: boolean
): number {
  const { top, delimiter0, quote0 } = dialect;
  const isLong = dialect.delimiterBytes > 1;
  const counts = isStray && quote0 === 34;
  let at = from;
  for (; at < to; at++) {
    const byte = bytes[at] as number;
    if (byte > top) continue;
    if (byte === delimiter0) {
      if (!isLong || standsAt(bytes, at, to, dialect.delimiter)) break;
    } else if (byte === LF || byte === CR) break;
    else if (byte === quote0 && counts) scan.strays++;
  }
  addCell(scan, start, dialect.isTabPadded && at > start && bytes[at - 1] === TAB ? at - 1 : at, -1);
  return at;
}

function scanQuoted(
  bytes: Uint8Array,
  from: number,
  whole: number,
  scan: Scan,
  dialect: Dialect,
  cellBytes: number,
  loose: Loose
): number {
  const { close, open, hasBackslash } = dialect;
  const closeBytes = close.length;
  const close0 = close[0];
  const start = from + open.length;
  const to = Math.min(whole, start + cellBytes);
  let doubled = 0;
  let at = start;
  for (; at < to; at++) {
    const byte = bytes[at];
    if (byte === LF) scan.breaks++;
    else if (byte === CR && bytes[at + 1] !== LF) scan.breaks++;
    if (hasBackslash && byte === BACKSLASH && at + 1 < to && isEscaped(bytes[at + 1], close0)) {
      doubled++;
      at++;
      continue;
    }
    if (byte !== close0) continue;
    if (closeBytes > 1) {
      if (standsAt(bytes, at, whole, open) && opensCell(bytes, at, dialect)) {
        scan.isLoose = true;
        if (loose === 'as-it-stands') return scanPlain(bytes, at, whole, scan, dialect, from, false);
      }
      if (!standsAt(bytes, at, whole, close)) continue;
    }
    const after = at + closeBytes;
    if (closeBytes === 1 && after < whole && bytes[after] === close0) {
      doubled++;
      at++;
      continue;
    }
    const ended = endOfCell(bytes, after, whole, dialect);
    if (ended >= 0) {
      addCell(scan, start, at, doubled);
      return ended;
    }
    // “ and ” tell their sides apart, so that a pair may stand inside a cell.
    if (closeBytes > 1) continue;
    scan.isLoose = true;
    if (loose === 'as-it-stands') return scanPlain(bytes, after, whole, scan, dialect, from, false);
  }
  scan.isUnclosed = true;
  scan.isTooLong = to < whole;
  addCell(scan, from, to, -1);
  return whole;
}

/** A delimiter or a line end stands before `at`. */
function opensCell(bytes: Uint8Array, at: number, { delimiter, delimiterBytes }: Dialect): boolean {
  const before = bytes[at - 1];
  return before === LF || before === CR || standsAt(bytes, at - delimiterBytes, at, delimiter);
}

function isEscaped(byte: number | undefined, quote: number | undefined): boolean {
  return byte === quote || byte === BACKSLASH;
}

/** Where the delimiter or line end after a closing quote stands, −1 when something else follows. */
function endOfCell(bytes: Uint8Array, after: number, to: number, dialect: Dialect): number {
  let at = after;
  if (dialect.isTabPadded && at < to && bytes[at] === TAB) at++;
  if (dialect.isSpacePadded) while (at < to && bytes[at] === BLANK) at++;
  if (at >= to) return at;
  const byte = bytes[at];
  if (byte === LF || byte === CR) return at;
  if (byte !== dialect.delimiter0) return -1;
  return dialect.delimiterBytes === 1 || standsAt(bytes, at, to, dialect.delimiter) ? at : -1;
}

function addCell(scan: Scan, start: number, end: number, doubled: number): void {
  const cell = scan.cells++;
  if (cell >= KEPT_CELLS) return;
  scan.starts[cell] = start;
  scan.ends[cell] = end;
  scan.doubled[cell] = doubled;
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The text of cell `cell`, doubled quotes made single and escaped ones bare. */
export function cellText(bytes: Uint8Array, scan: Scan, cell: number, dialect: Dialect): string {
  const text = decoder.decode(bytes.subarray(scan.starts[cell], scan.ends[cell]));
  if ((scan.doubled[cell] ?? -1) <= 0) return text;
  const quote = String.fromCharCode(dialect.quote0);
  if (!dialect.hasBackslash) return text.replaceAll(quote + quote, quote);
  return text.replace(quote === '"' ? /\\(["\\])|"(")/g : /\\(['\\])|'(')/g, '$1$2');
}

/** The texts of all cells. */
export function cellTexts(bytes: Uint8Array, scan: Scan, dialect: Dialect): string[] {
  return Array.from({ length: Math.min(scan.cells, KEPT_CELLS) }, (_, cell) =>
    cellText(bytes, scan, cell, dialect)
  );
}

/** True when every cell is empty or blank: such a record is no record. */
export function holdsNothing(bytes: Uint8Array, scan: Scan): boolean {
  if (scan.cells > KEPT_CELLS) return false;
  for (let cell = 0; cell < scan.cells; cell++) {
    const start = scan.starts[cell] ?? 0;
    const end = scan.ends[cell] ?? 0;
    for (let at = start; at < end; at++) {
      const byte = bytes[at] as number;
      if (byte <= BLANK) continue;
      // Some blanks take two or three bytes (U+00A0, U+3000, U+FEFF).
      if (byte < 0xc2 || end - start > 300) return false;
      if (decoder.decode(bytes.subarray(at, end)).trim() !== '') return false;
      break;
    }
  }
  return true;
}

/** Where the physical line that begins at `from` ends, and where the next one begins. */
export function physicalLine(bytes: Uint8Array, from: number, to: number): { end: number; next: number } {
  let end = from;
  while (end < to && bytes[end] !== LF && bytes[end] !== CR) end++;
  if (end >= to) return { end: to, next: to };
  return { end, next: bytes[end] === CR && bytes[end + 1] === LF ? end + 2 : end + 1 };
}
