import type { CodeFaults } from './code-faults.ts';
import type { DialectSettings } from './dialect.ts';
import type { Excluded } from './excluded.ts';
import type { FeedFault } from './feed.ts';
import type { HeaderColumn } from './header.ts';
import type { Issue, Issues } from './issue.ts';
import type { Sink } from './rewrite.ts';
import type { Encoding, Limits, Settings } from './settings.ts';
import type { Source } from './source.ts';
import type { ColumnCount, Lines } from './tally.ts';

export interface Records {
  read: number;
  accepted: number;
  rejected: number;
  excluded: number;
}

/** One of several tables one above the other; `rows` counts its records. */
export interface FoundTable {
  headerLine: number;
  headerRows: number;
  rows: number;
  header: string[];
}

/** Our own counts of a file, which what is loaded must equal. */
export interface Proof {
  columns: HeaderColumn[];
  records: Records;
  /** Rows given to the loader: the accepted records, times the columns turned long. */
  rows: number;
  issues: Issues;
  /** Per column over the rows: empty cells, and UTF-8 bytes of all cells. */
  counts: ColumnCount[];
  /** Cells per record in the file. */
  width: number;
  longestRecordBytes: number;
  /** The file is in our dialect as it lies, header first; otherwise the sink was given it so. */
  isOurDialect: boolean;
  /** Where the accepted records begin, for `lineAt`. */
  lines: Lines;
  titles: { row: number; text: string }[];
  /** The first 10,000; `records.excluded` counts them all. */
  excluded: Excluded[];
  /** Of the columns whose headers say that they hold credit codes. */
  codeFaults: CodeFaults[];
  tables: FoundTable[];
  isLong: boolean;
}

/** How a file is to be read this time. */
export interface Attempt {
  source: Source;
  encoding: Encoding;
  /** Where the text begins, after a BOM. */
  start: number;
  dialect: DialectSettings;
  wishes: Settings;
  limits: Limits;
  sink: Sink;
  /** Columns that stay although those at the end have no header, since some record has something in them. */
  keptColumns: number;
  onProgress?: ((taken: number, rows: number) => void) | undefined;
}

export type Outcome =
  | { kind: 'proven'; proof: Proof }
  | { kind: 'failure'; issue: Issue }
  | { kind: 'fault'; fault: FeedFault }
  | { kind: 'trailing'; columns: number };
