import { prove, type Failure, type Proof } from './prove.ts';
import type { Sink } from './rewrite.ts';
import type { CompleteSettings, Encoding, Limits, Settings } from './settings.ts';
import type { Source } from './source.ts';

/** A file as one encoding shows it: the higher the score, the likelier. */
export interface EncodingCandidate {
  encoding: Encoding;
  score: number;
  header: string[];
  rows: string[][];
}

export type ExclusionReason = 'title' | 'repeated-header' | 'footer' | 'total' | 'other-table';

/** A record that holds something but is no record of the table; `cells` as they stand in the file. */
export interface Excluded {
  row: number;
  reason: ExclusionReason;
  text: string;
  cells: string[];
}

/** One of several tables one above the other; `rows` counts its records. */
export interface FoundTable {
  headerLine: number;
  rows: number;
  header: string[];
}

/** What was read, with the settings it was read by: plain data that a worker can post. */
export interface Reading extends Proof {
  settings: CompleteSettings;
  encodingCandidates: EncodingCandidate[];
  titles: { row: number; text: string }[];
  /** The first 10,000; `records.excluded` counts them all. */
  excluded: Excluded[];
  tables: FoundTable[];
  /** Sources of the columns that are years, when there are enough of them to offer turning the table long. */
  yearColumns: string[];
}

export interface Progress {
  bytes: number;
  totalBytes: number;
  rows: number;
}

export interface ReadOptions {
  /** Called between windows; what it throws stops the reading and goes to the caller. */
  onProgress?: (progress: Progress) => void;
  limits?: Partial<Limits>;
}

/**
 * Reads a CSV: finds its settings where `settings` leaves them open, counts every record itself, names every doubt.
 * When the file is not in our dialect (UTF-8, LF, comma, doubled quotes, nothing but header and records) it is
 * written so to `sink`, header first, in file order.
 */
export function read(
  source: Source,
  settings: Settings,
  sink: Sink,
  options: ReadOptions = {}
): Reading | Failure {
  const bytes = new Uint8Array(source.sizeBytes);
  for (let at = 0; at < bytes.length;) at += source.readInto(bytes.subarray(at), at);
  const proof = prove(bytes, sink.write);
  options.onProgress?.({ bytes: bytes.length, totalBytes: bytes.length, rows: 0 });
  if ('failure' in proof) return proof;
  const header = proof.columns.map((column) => column.source);
  return {
    ...proof,
    settings: {
      encoding: 'utf-8',
      delimiter: ',',
      quote: '"',
      escape: 'double',
      padding: 'none',
      headerLine: 1,
      headerRows: 1,
      table: 0,
      keepTotals: false,
      long: null,
      ...settings
    },
    encodingCandidates: [{ encoding: 'utf-8', score: 1, header, rows: [] }],
    titles: [],
    excluded: [],
    tables: [{ headerLine: 1, rows: proof.rows, header }],
    yearColumns: []
  };
}
