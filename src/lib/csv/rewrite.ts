import { dialectOf, OUR_DIALECT, type Dialect } from './dialect.ts';
import type { HeaderColumn } from './header.ts';
import type { Scan } from './record.ts';
import type { Window } from './window.ts';

/** Takes the staged file piece by piece; a piece may be a view of bytes that change afterwards. */
export type Write = (piece: Uint8Array) => void;

/** Where the staged file goes; `restart` forgets what was written so far. */
export interface Sink {
  write: Write;
  restart(): void;
}

/** What is written of each record: its first `kept` cells, or one row per cell turned long. */
export interface Shape {
  kept: number;
  /** Bytes that the name of a column turned long adds to a record, at most. */
  nameBytes: number;
  long: { ids: number[]; columns: { cell: number; name: Uint8Array }[] } | null;
}

const LF = 10;
const CR = 13;
const COMMA = 44;
const QUOTE = 34;
const OUT_BYTES = 1 << 18;
const OURS = dialectOf(OUR_DIALECT);

/**
 * Writes the kept records in our dialect. As long as everything from the first byte of a file `mayLie` as it is and
 * does, nothing is written; `copy` gives that beginning to the sink when something else follows.
 */
export function newRewrite(write: Write, window: Window, mayLie: boolean, copy: (endByte: number) => void) {
  const out = new Uint8Array(OUT_BYTES);
  let filled = 0;
  let isWhole = mayLie;
  /** The run of records that pass as they lie, as offsets of the text. */
  let runStart = 0;
  let runEnd = 0;

  function flush(): void {
    if (filled > 0) write(out.subarray(0, filled));
    filled = 0;
  }

  function put(bytes: Uint8Array, from: number, to: number): void {
    const length = to - from;
    if (length > OUT_BYTES - filled) flush();
    if (length > OUT_BYTES) return write(bytes.subarray(from, to));
    if (length > 48) out.set(bytes.subarray(from, to), filled);
    else for (let k = 0; k < length; k++) out[filled + k] = bytes[from + k] as number;
    filled += length;
  }

  function putByte(byte: number): void {
    if (filled === OUT_BYTES) flush();
    out[filled++] = byte;
  }

  function putQuoted(bytes: Uint8Array, from: number, to: number, isQuoted: boolean, dialect: Dialect): void {
    const quote = dialect.open.length === 1 && isQuoted ? dialect.quote0 : -1;
    putByte(QUOTE);
    for (let at = from; at < to; at++) {
      let byte = bytes[at] as number;
      const next = bytes[at + 1];
      const isPair = isQuoted && at + 1 < to && byte === quote && next === quote;
      const isEscape =
        isQuoted && at + 1 < to && dialect.hasBackslash && byte === 92 && (next === quote || next === 92);
      if (isPair || isEscape) byte = bytes[++at] as number;
      putByte(byte);
      if (byte === QUOTE) putByte(QUOTE);
    }
    putByte(QUOTE);
  }

  function putCell(bytes: Uint8Array, scan: Scan, cell: number, dialect: Dialect, isAlone: boolean): void {
    const from = scan.starts[cell] as number;
    const to = scan.ends[cell] as number;
    const isQuoted = (scan.doubled[cell] as number) >= 0;
    if (!isQuoted && !isAlone) {
      let at = from;
      for (; at < to; at++) {
        const byte = bytes[at] as number;
        if (byte <= COMMA && (byte === COMMA || byte === QUOTE || byte === LF || byte === CR)) break;
      }
      if (at === to) return put(bytes, from, to);
    }
    putQuoted(bytes, from, to, isQuoted, dialect);
  }

  /** Writes out the run that passes as it lies. */
  function flushRun(): void {
    if (runEnd > runStart) {
      const from = runStart - window.base;
      const to = runEnd - window.base;
      if (to - from > OUT_BYTES / 4) {
        flush();
        write(window.bytes.subarray(from, to));
      } else put(window.bytes, from, to);
    }
    runStart = runEnd;
  }

  function end(): void {
    isWhole = false;
    copy(runEnd);
    runStart = runEnd;
  }

  /** Adds a record that is written as our dialect writes it, but perhaps for its line end. */
  function pass(from: number, scan: Scan): void {
    const start = window.base + from;
    const isOurs = scan.next === scan.end || (scan.next === scan.end + 1 && window.bytes[scan.end] === LF);
    if (start !== runEnd || !isOurs) {
      if (isWhole) end();
      flushRun();
      runStart = runEnd = start;
    }
    if (isOurs) runEnd = window.base + scan.next;
    else {
      put(window.bytes, from, scan.end);
      putByte(LF);
      runStart = runEnd = window.base + scan.next;
    }
  }

  /** Adds a record cell by cell. */
  function cells(scan: Scan, dialect: Dialect, { kept, long }: Shape): void {
    if (isWhole) end();
    flushRun();
    if (!long) {
      for (let cell = 0; cell < kept; cell++) {
        if (cell > 0) putByte(COMMA);
        putCell(window.bytes, scan, cell, dialect, kept === 1);
      }
      putByte(LF);
    } else {
      for (const { cell, name } of long.columns) {
        for (const id of long.ids) {
          putCell(window.bytes, scan, id, dialect, false);
          putByte(COMMA);
        }
        putQuoted(name, 0, name.length, false, OURS);
        putByte(COMMA);
        putCell(window.bytes, scan, cell, dialect, false);
        putByte(LF);
      }
    }
    runStart = runEnd = window.base + scan.next;
  }

  /** Writes a header that does not stand so in the file. */
  function header(columns: readonly HeaderColumn[], next: number): void {
    if (isWhole) end();
    flushRun();
    for (const [k, { source }] of columns.entries()) {
      if (k > 0) putByte(COMMA);
      const bytes = new TextEncoder().encode(source);
      putQuoted(bytes, 0, bytes.length, false, OURS);
    }
    putByte(LF);
    runStart = runEnd = window.base + next;
  }

  /** To be called before the window moves. */
  function release(): void {
    if (isWhole) return;
    flushRun();
  }

  /** Writes what is left; true when the file lies in our dialect as it is, so that nothing was written. */
  function finish(): boolean {
    if (isWhole && runEnd !== window.base + window.to) end();
    if (!isWhole) {
      flushRun();
      flush();
    }
    return isWhole;
  }

  return { pass, cells, header, release, finish };
}
