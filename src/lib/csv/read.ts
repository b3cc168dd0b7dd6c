import { findBadByte } from './bad-byte.ts';
import { detectDialect } from './detect.ts';
import { dialectOf, type DialectSettings } from './dialect.ts';
import { damagedEncoding, PLAUSIBLE, weighEncodings, type Weighed } from './encoding.ts';
import { newFeed, textStart } from './feed.ts';
import { headRecords } from './head.ts';
import type { Issue } from './issue.ts';
import { isYear } from './looks.ts';
import type { Proof } from './proof.ts';
import { prove } from './prove.ts';
import type { Sink } from './rewrite.ts';
import { addSample, takeSamples, type Samples } from './samples.ts';
import * as sentences from './sentences.ts';
import {
  DEFAULT_LIMITS,
  ENCODINGS,
  type CompleteSettings,
  type Encoding,
  type Limits,
  type Settings
} from './settings.ts';
import { signatureOf } from './signature.ts';
import { memorySource, type Source } from './source.ts';
import { planTable } from './table.ts';

/** A file as one encoding shows it: the higher the score (0 to 1), the likelier. */
export interface EncodingCandidate {
  encoding: Encoding;
  score: number;
  header: string[];
  rows: string[][];
}

/** What was read, with the settings it was read by: plain data that a worker can post. */
export interface Reading extends Proof {
  settings: CompleteSettings;
  encodingCandidates: EncodingCandidate[];
  /** Sources of the columns that are years, in the file's order, when there are three or more to turn long. */
  yearColumns: string[];
}

/** A file that cannot be read at all: the issue that says why, and what it would be in other encodings. */
export interface Failure {
  failure: Issue;
  encodingCandidates: EncodingCandidate[];
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

const SHOWN_ROWS = 5;
const MOST_ATTEMPTS = 8;
const YEAR_COLUMNS = 3;

/**
 * Reads a CSV: finds its settings where `settings` leaves them open, counts every record itself, names every doubt.
 * When the file is not in our dialect (UTF-8, LF, comma, doubled quotes, nothing but header and records) it is
 * written so to `sink`, header first, in file order. Takes memory for a window, not for the file.
 */
export function read(
  source: Source,
  settings: Settings,
  sink: Sink,
  options: ReadOptions = {}
): Reading | Failure {
  const samples = takeSamples(source);
  const what = signatureOf(samples.head);
  if (what) return { failure: sentences.notText(what), encodingCandidates: [] };
  const without = new Set<Encoding>();
  let keptColumns = 0;
  for (let tries = 0; tries < MOST_ATTEMPTS; tries++) {
    const weighed = weighEncodings(samples, without);
    const candidates = weighed.map((one) => candidateOf(samples, one, settings));
    const fail = (failure: Issue) => ({ failure, encodingCandidates: candidates });
    const encoding = settings.encoding ?? chooseEncoding(weighed, samples, without);
    if (!encoding) return fail(faultIssue(source, bestGuess(without, samples)));
    const dialect = detectDialect(utf8Pieces(samples, encoding), samples.isWhole, settings);
    const outcome = prove({
      ...{ source, encoding, dialect, sink, keptColumns, wishes: settings },
      start: textStart(samples.head, encoding),
      limits: { ...DEFAULT_LIMITS, ...options.limits },
      onProgress: (bytes, rows) => options.onProgress?.({ bytes, totalBytes: source.sizeBytes, rows })
    });
    if (outcome.kind === 'failure') return fail(outcome.issue);
    if (outcome.kind === 'proven') return readingOf(outcome.proof, encoding, dialect, settings, candidates);
    sink.restart();
    // Columns without a header that hold something: the second time all of them are kept.
    if (outcome.kind === 'trailing') keptColumns = keptColumns === 0 ? outcome.columns : Infinity;
    else if (outcome.fault.kind === 'zero-byte') {
      const zero = findBadByte(source, encoding, true);
      if (zero) return fail(sentences.zeroByte(zero));
      return fail(sentences.emptyFile());
    } else if (settings.encoding) return fail(faultIssue(source, settings.encoding));
    else {
      without.add(encoding);
      addSample(samples, source, outcome.fault.from);
    }
  }
  throw new Error('a file was read again and again');
}

/** The likeliest; an unlikely one only for a file that is not damaged text in a likelier one. */
function chooseEncoding(
  [best]: readonly Weighed[],
  samples: Samples,
  without: ReadonlySet<Encoding>
): Encoding | undefined {
  if (!best) return undefined;
  const isDamaged = [...without].some((one) => one !== 'utf-8') || damagedEncoding(samples) !== undefined;
  return best.score >= PLAUSIBLE || !isDamaged ? best.encoding : undefined;
}

/** The encoding whose bad byte is worth naming when none fits. */
function bestGuess(without: ReadonlySet<Encoding>, samples: Samples): Encoding {
  const [ruledOut] = ENCODINGS.filter((one) => one !== 'utf-8' && without.has(one));
  if (ruledOut?.startsWith('utf-16')) return ruledOut;
  return damagedEncoding(samples) ?? ruledOut ?? 'utf-8';
}

/** The issue that names the first byte that is no text in `encoding`, or in the next encoding that has one. */
function faultIssue(source: Source, encoding: Encoding): Issue {
  for (const one of [encoding, ...ENCODINGS]) {
    const bad = findBadByte(source, one);
    if (bad) return sentences.badByte(bad, one);
  }
  throw new Error('every encoding fits a file that none was found to fit');
}

/** The samples as UTF-8, each of whole lines but for the end of the first; what does not decode is left out. */
function utf8Pieces({ head, pieces, isWhole }: Samples, encoding: Encoding): Uint8Array[] {
  return [head, ...(encoding.startsWith('utf-16') ? [] : pieces)].map((piece, k) => {
    const start = k === 0 ? textStart(piece, encoding) : 0;
    const end = k === 0 && !isWhole ? lastLineEnd(piece, encoding) : piece.length;
    const feed = newFeed(memorySource(piece), encoding, start, end);
    const bytes = new Uint8Array(piece.length * 3 + (1 << 18));
    let filled = 0;
    for (let count; (count = feed.fill(bytes, filled)) > 0;) filled += count;
    return bytes.subarray(0, filled);
  });
}

function lastLineEnd(piece: Uint8Array, encoding: Encoding): number {
  const unit = encoding.startsWith('utf-16') ? 2 : 1;
  for (let at = piece.length - (piece.length % unit) - unit; at >= 0; at -= unit) {
    const low = encoding === 'utf-16be' ? at + 1 : at;
    if (piece[low] === 10 && (unit === 1 || piece[at * 2 + 1 - low] === 0)) return at + unit;
  }
  return piece.length;
}

function candidateOf(samples: Samples, { encoding, score }: Weighed, settings: Settings): EncodingCandidate {
  const [head = new Uint8Array(0)] = utf8Pieces(samples, encoding);
  const dialect = dialectOf(detectDialect([head], samples.isWhole, settings));
  const records = headRecords(head, 0, head.length, dialect, 50, samples.isWhole);
  const plan = planTable(records, { headerRows: settings.headerRows, headerLine: settings.headerLine });
  const from = plan ? plan.titles + plan.headerRows : 0;
  const rows = records.slice(from, from + SHOWN_ROWS).map(({ cells }) => cells);
  return { encoding, score, header: plan?.header ?? [], rows };
}

function readingOf(
  proof: Proof,
  encoding: Encoding,
  dialect: DialectSettings,
  settings: Settings,
  encodingCandidates: EncodingCandidate[]
): Reading {
  const table = settings.table ?? 0;
  const { headerLine = 1, headerRows = 1 } = proof.tables[table] ?? {};
  const years = proof.columns.filter(({ source }) => isYear(source.split('/').at(-1) ?? ''));
  return {
    ...proof,
    settings: {
      ...{ encoding, ...dialect, headerLine, headerRows, table },
      keepTotals: settings.keepTotals ?? false,
      long: proof.isLong ? (settings.long ?? null) : null
    },
    encodingCandidates,
    yearColumns: years.length >= YEAR_COLUMNS ? years.map(({ source }) => source) : []
  };
}
