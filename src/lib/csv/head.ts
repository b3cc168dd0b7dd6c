import type { Dialect } from './dialect.ts';
import { cellTexts, holdsNothing, newScan, physicalLine, scanRecord } from './record.ts';

/** A record looked at before the reading proper: its line counted from `line` of the first, its cells trimmed. */
export interface HeadRecord {
  line: number;
  cells: string[];
  /** Quotes stand where none belong. */
  isDoubtful: boolean;
}

const CELL_BYTES = 1 << 20;
const SHOWN_CELLS = 4000;

/** The first `count` records that hold anything from `from` on; one cut by the end is left out unless `isWhole`. */
export function headRecords(
  bytes: Uint8Array,
  from: number,
  to: number,
  dialect: Dialect,
  count: number,
  isWhole: boolean,
  firstLine = 1
): HeadRecord[] {
  const records: HeadRecord[] = [];
  const scan = newScan();
  let line = firstLine;
  for (let at = from; at < to && records.length < count;) {
    scanRecord(bytes, at, to, scan, dialect, CELL_BYTES);
    let isDoubtful = scan.isLoose || scan.strays > 0;
    if (scan.isUnclosed) {
      isDoubtful = true;
      scanRecord(bytes, at, physicalLine(bytes, at, to).end, scan, dialect);
      scan.next = physicalLine(bytes, at, to).next;
      scan.breaks = 0;
    }
    if (scan.next >= to && !isWhole) break;
    if (!holdsNothing(bytes, scan)) {
      scan.cells = Math.min(scan.cells, SHOWN_CELLS);
      records.push({ line, cells: cellTexts(bytes, scan, dialect).map((cell) => cell.trim()), isDoubtful });
    }
    line += scan.breaks + 1;
    at = scan.next;
  }
  return records;
}
