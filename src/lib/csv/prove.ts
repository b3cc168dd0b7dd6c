import { decode } from './decode.ts';
import { nameColumns, type HeaderColumn } from './header.ts';
import { addIssue, noIssues, type Issue, type IssueCode, type Issues } from './issue.ts';
import { judge } from './mend.ts';
import { cellText, holdsNothing, newScan, physicalLine, scanRecord, type Scan } from './record.ts';
import { rejection, strayQuote, lostCharacter } from './sentences.ts';
import { newRewrite, type Write } from './rewrite.ts';

export interface Records {
  read: number;
  accepted: number;
  rejected: number;
  excluded: number;
}

/** Our own counts of a file, which what is loaded must equal. */
export interface Proof {
  columns: HeaderColumn[];
  records: Records;
  /** Rows given to the loader: the accepted records, times the columns turned long. */
  rows: number;
  issues: Issues;
  /** Per column over the accepted records: empty cells, and UTF-8 bytes of all cells. */
  counts: { empty: number; bytes: number }[];
  longestRecordBytes: number;
  /** The file is in our dialect as it lies, header first; otherwise the sink was given it so. */
  isOurDialect: boolean;
  /** Where the accepted records begin, for `lineAt`. */
  lines: Lines;
}

/** Runs of accepted records on lines one after the other: the ordinal of each run's first record, and its line. */
export interface Lines {
  ordinals: number[];
  lines: number[];
}

/** A file that cannot be read at all: the issue that says why. */
export interface Failure {
  failure: Issue;
}

/**
 * Counts the cells of every record of a CSV file (UTF-8, header first, comma) itself, names each fault by its
 * line and keeps the records around it whole. When the file is not in our dialect (UTF-8 without BOM, LF, comma,
 * doubled quotes, no blank lines, no rejected records) it is written to `sink` in it, header first, in file order.
 */
export function prove(bytes: Uint8Array, sink: Write = () => {}): Proof | Failure {
  const decoded = decode(bytes);
  if (decoded.issue) return { failure: decoded.issue };
  const to = bytes.length;
  const issues = noIssues();
  const scan = newScan();
  const rewrite = newRewrite(bytes, sink);
  let at = decoded.start;
  let line = 1;

  scanRecord(bytes, at, to, scan);
  while (holdsNothing(bytes, scan) && scan.next < to) {
    line += scan.breaks + 1;
    at = scan.next;
    scanRecord(bytes, at, to, scan);
  }
  if (scan.isUnclosed || scan.isLoose) {
    return {
      failure: rejection(scan.isUnclosed ? 'unclosed-quote' : 'stray-quote', line, lineText(at), 0, 0)
    };
  }
  const width = scan.cells;
  const header = Array.from({ length: width }, (_, cell) => cellText(bytes, scan, cell));
  const columns = nameColumns(header, line, issues);
  rewrite.keep(at, scan, scan.strays === 0);
  let longestRecordBytes = scan.next - at;
  line += scan.breaks + 1;
  at = scan.next;

  const empty = new Float64Array(width);
  const sizes = new Float64Array(width);
  const breakOrdinals: number[] = [];
  const breakLines: number[] = [];
  let accepted = 0;
  let rejected = 0;
  let expectedLine = -1;

  while (at < to) {
    scanRecord(bytes, at, to, scan);
    const isPlain = scan.cells === width && scan.strays === 0 && !scan.isLoose && !scan.isUnclosed;
    let kept: Scan = scan;
    if (!isPlain || scan.end - at <= width * 3) {
      if (holdsNothing(bytes, scan) && !scan.isUnclosed) {
        line += scan.breaks + 1;
        at = scan.next;
        continue;
      }
    }
    if (!isPlain) {
      const verdict = judge(bytes, at, to, scan, width);
      if (!verdict.keep) {
        reject(verdict.code, at, verdict.end, scan.cells);
        line += verdict.breaks + 1;
        at = verdict.next;
        continue;
      }
      kept = verdict.scan;
      addIssue(issues, strayQuote(line, lineText(at), strayColumn(kept)));
    }
    const lost = decoded.hasLostCharacters ? lostIn(kept) : -1;
    if (lost >= 0) {
      rejected++;
      addIssue(issues, lostCharacter(line, columns[lost]?.source ?? null, cellText(bytes, kept, lost)));
    } else {
      for (let cell = 0; cell < width; cell++) {
        const doubled = kept.doubled[cell] as number;
        const size =
          (kept.ends[cell] as number) - (kept.starts[cell] as number) - (doubled > 0 ? doubled : 0);
        if (size === 0) empty[cell]!++;
        else sizes[cell]! += size;
      }
      if (line !== expectedLine) {
        breakOrdinals.push(accepted);
        breakLines.push(line);
      }
      accepted++;
      expectedLine = line + 1;
      if (kept.next - at > longestRecordBytes) longestRecordBytes = kept.next - at;
      rewrite.keep(at, kept, isPlain);
    }
    line += kept.breaks + 1;
    at = kept.next;
  }
  const isOurDialect = rewrite.finish();
  return {
    columns,
    records: { read: accepted + rejected, accepted, rejected, excluded: 0 },
    rows: accepted,
    issues,
    counts: Array.from({ length: width }, (_, cell) => ({
      empty: empty[cell] ?? 0,
      bytes: sizes[cell] ?? 0
    })),
    longestRecordBytes,
    isOurDialect,
    lines: { ordinals: breakOrdinals, lines: breakLines }
  };

  function reject(code: IssueCode, from: number, end: number, cells: number): void {
    rejected++;
    addIssue(
      issues,
      rejection(code, line, new TextDecoder().decode(bytes.subarray(from, end)), cells, width)
    );
  }

  function lineText(from: number): string {
    return new TextDecoder().decode(bytes.subarray(from, physicalLine(bytes, from, to).end));
  }

  function strayColumn(record: Scan): string | null {
    for (let cell = 0; cell < width; cell++) {
      if (cellText(bytes, record, cell).includes('"')) return columns[cell]?.source ?? null;
    }
    return null;
  }

  function lostIn(record: Scan): number {
    for (let cell = 0; cell < width; cell++) {
      if (/[\uFFFD]|\u{10FFFD}/u.test(cellText(bytes, record, cell))) return cell;
    }
    return -1;
  }
}

/** The physical line on which accepted record `ordinal` (from 0) begins. */
export function lineAt({ ordinals, lines }: Lines, ordinal: number): number {
  let low = 0;
  let high = ordinals.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((ordinals[middle] ?? 0) <= ordinal) low = middle;
    else high = middle - 1;
  }
  return (lines[low] ?? 1) + ordinal - (ordinals[low] ?? 0);
}
