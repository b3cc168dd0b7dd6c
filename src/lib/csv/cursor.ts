import type { Dialect } from './dialect.ts';
import { newFeed } from './feed.ts';
import { headRecords, type HeadRecord } from './head.ts';
import type { Attempt } from './proof.ts';
import { cellTexts, newScan, physicalLine, scanRecord, type Scan } from './record.ts';
import { more, newWindow } from './window.ts';

const LOOK_BYTES = 1 << 20;
const SHOWN_BYTES = 4000;
/** So many quotes that seem never to be closed are followed further than a cell may be long. */
const MOST_LOOKS = 20;
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * The place of a reading in its text: record after record, the window moving along. `onMove` is called before the
 * bytes in it change place, `onTaken` after more of the source was taken.
 */
export function newCursor(
  attempt: Attempt,
  dialect: Dialect,
  onMove: () => void,
  onTaken: (bytes: number) => void
) {
  const { source, encoding, start, limits } = attempt;
  const feed = newFeed(source, encoding, start);
  const window = newWindow(feed, start, source.sizeBytes);
  let looks = 0;
  const cursor = {
    feed,
    window,
    scan: newScan(),
    at: 0,
    line: 1,
    next,
    needsMore,
    grow,
    step,
    scanLine,
    skipLine,
    look,
    texts,
    lineText,
    textTo
  };

  /** Scans the record at the cursor: `end` when there is none, `too-long` when it is longer than any may be. */
  function next(): 'record' | 'end' | 'too-long' {
    for (;;) {
      if (cursor.at >= window.to) {
        if (window.isLast) return 'end';
        advance();
        continue;
      }
      scanRecord(window.bytes, cursor.at, window.to, cursor.scan, dialect, limits.cellBytes);
      if (cursor.scan.isTooLong && looks++ < MOST_LOOKS) lookForEnd();
      if (!needsMore(cursor.scan.next) || cursor.scan.isTooLong) return 'record';
      if (!grow()) return 'too-long';
    }
  }

  /** A quoted cell larger than any may be is told from a quote never closed by its end, where that is to be found. */
  function lookForEnd(): void {
    const { scan } = cursor;
    do scanRecord(window.bytes, cursor.at, window.to, scan, dialect, limits.recordBytes);
    while (scan.isUnclosed && !window.isLast && grow());
    if (scan.isUnclosed) scanRecord(window.bytes, cursor.at, window.to, scan, dialect, limits.cellBytes);
  }

  /** True when what ends at `end` may go on beyond the window. */
  function needsMore(end: number): boolean {
    return end >= window.to && !window.isLast;
  }

  /**
   * Takes in twice as much behind the cursor, so that a long record is scanned few times over; false when the
   * record there is as long as any may be.
   */
  function grow(): boolean {
    const had = window.to - cursor.at;
    if (had >= limits.recordBytes) return false;
    do advance();
    while (!window.isLast && window.to < had * 2);
    return true;
  }

  function advance(): void {
    onMove();
    more(window, feed, cursor.at);
    cursor.at = 0;
    onTaken(feed.taken);
  }

  function step(record: Scan = cursor.scan): void {
    cursor.line += record.breaks + 1;
    cursor.at = record.next;
  }

  /** Scans the physical line alone, where quotes cannot be trusted. */
  function scanLine(): void {
    const { end, next: after } = physicalLine(window.bytes, cursor.at, window.to);
    scanRecord(window.bytes, cursor.at, end, cursor.scan, dialect);
    cursor.scan.next = after;
    cursor.scan.breaks = 0;
  }

  /** Goes on behind the physical line, however long it is. */
  function skipLine(): void {
    for (;;) {
      const { end, next: after } = physicalLine(window.bytes, cursor.at, window.to);
      cursor.at = needsMore(after) ? window.to : after;
      if (end < window.to || window.isLast) break;
      advance();
    }
    cursor.line++;
  }

  /** The next `count` records, without going there; the record at the cursor stays scanned. */
  function look(count: number): HeadRecord[] {
    for (;;) {
      const { at, line } = cursor;
      const end = Math.min(window.to, at + LOOK_BYTES);
      const isWhole = window.isLast && end === window.to;
      const records = headRecords(window.bytes, at, end, dialect, count, isWhole, line);
      if (records.length >= count || !needsMore(at + LOOK_BYTES) || !grow()) return records;
      next();
    }
  }

  function texts(): string[] {
    return cellTexts(window.bytes, cursor.scan, dialect);
  }

  function lineText(): string {
    return textTo(physicalLine(window.bytes, cursor.at, window.to).end);
  }

  /** The text from the cursor to `end`, as much of it as is shown. */
  function textTo(end: number): string {
    return decoder.decode(window.bytes.subarray(cursor.at, Math.min(end, cursor.at + SHOWN_BYTES)));
  }

  return cursor;
}

export type Cursor = ReturnType<typeof newCursor>;
