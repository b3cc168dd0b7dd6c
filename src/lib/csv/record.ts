const QUOTE = 34;
const COMMA = 44;
const LF = 10;
const CR = 13;

/**
 * One record as scanned, reused from record to record. Cell k is bytes starts[k] to ends[k] without its outer
 * quotes; `next` is where the following record begins, `end` where this one's content ends.
 */
export interface Scan {
  cells: number;
  starts: number[];
  ends: number[];
  /** Per cell: doubled quotes inside it, each of which stands for one. −1: no quoted cell. */
  doubled: number[];
  end: number;
  next: number;
  /** Line breaks inside quoted cells. */
  breaks: number;
  /** Quotes inside unquoted cells. */
  strays: number;
  /** A closing quote was followed by more text (or, read literally, an inner quote was not doubled). */
  isLoose: boolean;
  /** A quote was open when the bytes ended. */
  isUnclosed: boolean;
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
    isUnclosed: false
  };
}

/**
 * Scans the record that begins at `from` (RFC 4180; LF, CRLF and CR end a record). Text after a closing quote:
 * `as-it-stands` takes the cell up to the next comma with its quotes, `literal` takes the quote for an inner one.
 */
export function scanRecord(
  bytes: Uint8Array,
  from: number,
  to: number,
  scan: Scan,
  loose: 'as-it-stands' | 'literal' = 'as-it-stands'
): void {
  scan.cells = scan.breaks = scan.strays = 0;
  scan.isLoose = scan.isUnclosed = false;
  let at = from;
  for (;;) {
    if (at < to && bytes[at] === QUOTE) at = scanQuoted(bytes, at, to, scan, loose);
    else at = scanPlain(bytes, at, to, scan, at, true);
    if (at < to && bytes[at] === COMMA) at++;
    else break;
  }
  scan.end = at;
  if (at >= to) scan.next = to;
  else scan.next = bytes[at] === CR && at + 1 < to && bytes[at + 1] === LF ? at + 2 : at + 1;
}

function scanPlain(
  bytes: Uint8Array,
  from: number,
  to: number,
  scan: Scan,
  start: number,
  isStray: boolean
): number {
  let at = from;
  for (; at < to; at++) {
    const byte = bytes[at];
    if (byte === COMMA || byte === LF || byte === CR) break;
    if (byte === QUOTE && isStray) scan.strays++;
  }
  addCell(scan, start, at, -1);
  return at;
}

function scanQuoted(
  bytes: Uint8Array,
  from: number,
  to: number,
  scan: Scan,
  loose: 'as-it-stands' | 'literal'
): number {
  let doubled = 0;
  let at = from + 1;
  for (; at < to; at++) {
    const byte = bytes[at];
    if (byte === LF) scan.breaks++;
    else if (byte === CR && bytes[at + 1] !== LF) scan.breaks++;
    if (byte !== QUOTE) continue;
    const after = at + 1 < to ? bytes[at + 1] : LF;
    if (after === QUOTE) {
      doubled++;
      at++;
    } else if (after === COMMA || after === LF || after === CR) {
      addCell(scan, from + 1, at, doubled);
      return at + 1;
    } else {
      scan.isLoose = true;
      if (loose === 'as-it-stands') return scanPlain(bytes, at + 1, to, scan, from, false);
    }
  }
  scan.isUnclosed = true;
  addCell(scan, from, to, -1);
  return to;
}

function addCell(scan: Scan, start: number, end: number, doubled: number): void {
  const cell = scan.cells++;
  scan.starts[cell] = start;
  scan.ends[cell] = end;
  scan.doubled[cell] = doubled;
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The text of cell `cell`, doubled quotes made single. */
export function cellText(bytes: Uint8Array, scan: Scan, cell: number): string {
  const text = decoder.decode(bytes.subarray(scan.starts[cell], scan.ends[cell]));
  return (scan.doubled[cell] ?? -1) > 0 ? text.replaceAll('""', '"') : text;
}

/** True when every cell is empty or blank: such a record is no record. */
export function holdsNothing(bytes: Uint8Array, scan: Scan): boolean {
  for (let cell = 0; cell < scan.cells; cell++) {
    const start = scan.starts[cell] ?? 0;
    const end = scan.ends[cell] ?? 0;
    if (end > start && (end - start > 300 || cellText(bytes, scan, cell).trim() !== '')) return false;
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
