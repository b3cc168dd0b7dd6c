export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'big5'] as const;
export type Encoding = (typeof ENCODINGS)[number];

export const DELIMITERS = [',', ';', '\t', '|', '，', '；', '、', ' '] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** `“` closes with `”`; the empty quote means that no character quotes. */
export const QUOTES = ['"', "'", '“', ''] as const;
export type Quote = (typeof QUOTES)[number];

export const ESCAPES = ['double', 'backslash'] as const;
export const PADDINGS = ['none', 'space', 'tab'] as const;

/** How a file is read, all of it found from the file unless given. Kept as JSON with the version it made. */
export interface CompleteSettings {
  encoding: Encoding;
  delimiter: Delimiter;
  quote: Quote;
  escape: (typeof ESCAPES)[number];
  /** What stands around cells and is no part of them: blanks after a delimiter, or a TAB at a cell's end. */
  padding: (typeof PADDINGS)[number];
  /** The physical line (1 = first) on which the header begins. */
  headerLine: number;
  /** 0 to 3 records, whose cells are joined by `/`; with 0 the columns are named column_1 and so on. */
  headerRows: number;
  /** Which of several tables one above the other, from 0. */
  table: number;
  /** Total rows (合计, 小计, 其中, #) come in as records. */
  keepTotals: boolean;
  /** Columns (by their source) that become rows: each record gives one row per column; null: none. */
  long: { columns: string[]; name: string; value: string } | null;
}

export type Settings = Partial<CompleteSettings>;

/** What is refused rather than read for ever. */
export interface Limits {
  cellBytes: number;
  columns: number;
  recordBytes: number;
}

export const DEFAULT_LIMITS: Limits = { cellBytes: 1 << 20, columns: 2000, recordBytes: 32 << 20 };
