import type { Scan } from './record.ts';

/** Takes the staged file piece by piece; a piece may be a view of bytes that change afterwards. */
export type Write = (piece: Uint8Array) => void;

/** Where the staged file goes; `restart` forgets what was written so far. */
export interface Sink {
  write: Write;
  restart(): void;
}

const LF = 10;
const QUOTE = 34;
const NEWLINE = new Uint8Array([LF]);

/**
 * Writes the kept records in our dialect: runs of records that are so already pass as they lie, the others are
 * mended. Nothing is written as long as the whole file is one run; `finish` says whether it was.
 */
export function newRewrite(bytes: Uint8Array, sink: Write) {
  let runStart = 0;
  let runEnd = 0;
  let isWhole = true;

  function flush(): void {
    if (runEnd > runStart) sink(bytes.subarray(runStart, runEnd));
  }

  /** Adds the record that begins at `from`; `isPlain` when its cells are written as our dialect writes them. */
  function keep(from: number, scan: Scan, isPlain: boolean): void {
    const isOurs =
      isPlain && (scan.next === scan.end || (scan.next === scan.end + 1 && bytes[scan.end] === LF));
    if (from !== runEnd || !isOurs) {
      isWhole = false;
      flush();
      runStart = runEnd = from;
    }
    if (isOurs) {
      runEnd = scan.next;
      return;
    }
    sink(isPlain ? bytes.subarray(from, scan.end) : requoted(bytes, scan));
    sink(NEWLINE);
    runStart = runEnd = scan.next;
  }

  function finish(): boolean {
    if (runEnd !== bytes.length) isWhole = false;
    if (!isWhole) flush();
    return isWhole;
  }

  return { keep, finish };
}

/** The record with every cell quoted and every quote in it doubled. */
function requoted(bytes: Uint8Array, scan: Scan): Uint8Array {
  const out: number[] = [];
  for (let cell = 0; cell < scan.cells; cell++) {
    if (cell > 0) out.push(44);
    out.push(QUOTE);
    const isQuoted = (scan.doubled[cell] ?? -1) >= 0;
    const end = scan.ends[cell] ?? 0;
    for (let at = scan.starts[cell] ?? 0; at < end; at++) {
      const byte = bytes[at] ?? 0;
      out.push(byte);
      if (byte !== QUOTE) continue;
      out.push(QUOTE);
      if (isQuoted && bytes[at + 1] === QUOTE) at++;
    }
    out.push(QUOTE);
  }
  return new Uint8Array(out);
}
