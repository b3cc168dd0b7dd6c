import { findBadByte } from './bad-byte.ts';
import { bestGuess, candidateOf, chooseEncoding, utf8Pieces, type EncodingCandidate } from './candidates.ts';
import { detectDialect } from './detect.ts';
import type { DialectSettings } from './dialect.ts';
import { weighEncodings } from './encoding.ts';
import { textStart } from './feed.ts';
import type { Issue } from './issue.ts';
import { isYear } from './looks.ts';
import { wholeRecords } from './papa.ts';
import type { Attempt, Outcome, Proof } from './proof.ts';
import { prove } from './prove.ts';
import type { Sink } from './rewrite.ts';
import { addSample, bytesAt, headSamples, secondHalf, takeSamples, type Samples } from './samples.ts';
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
import type { Source } from './source.ts';

/** What was read, with the settings it was read by: plain data that a worker can post. */
export interface Reading extends Proof {
  settings: CompleteSettings;
  encodingCandidates: EncodingCandidate[];
  /** Sources of the columns that are years, in the file's order, when there are three or more to turn long. */
  yearColumns: string[];
  /**
   * For files of up to 8 MB with rejected records: how many records of the right width PapaParse finds in the same
   * text, titles, header and totals among them.
   */
  secondOpinion: number | null;
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
  /** What was found of the file while it arrived, under the same limits. */
  early?: Early | undefined;
}

/** What came of reading a file as its beginning says; it counts where the whole file says the same. */
export interface Early {
  tried: Tried;
  outcome: Outcome;
}

type Tried = Pick<Attempt, 'encoding' | 'start' | 'dialect' | 'wishes' | 'keptColumns'>;

const OPINION_BYTES = 8 << 20;
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
  let again: DialectSettings | undefined;
  let early = options.early;
  for (let tries = 0; tries < MOST_ATTEMPTS; tries++) {
    const weighed = weighEncodings(samples, without);
    const candidates = weighed.map((one) => candidateOf(samples, one, settings));
    const fail = (failure: Issue) => ({ failure, encodingCandidates: candidates });
    const encoding = settings.encoding ?? chooseEncoding(weighed, samples, without);
    if (!encoding) return fail(faultIssue(source, bestGuess(without, samples)));
    const dialect = again ?? detectDialect(utf8Pieces(samples, encoding), samples.isWhole, settings);
    const start = textStart(samples.head, encoding);
    const tried: Tried = { encoding, start, dialect, wishes: settings, keptColumns };
    const attempt = attemptOf(source, sink, tried, options);
    const isTried = early !== undefined && JSON.stringify(early.tried) === JSON.stringify(tried);
    if (early && !isTried) sink.restart();
    const outcome = early && isTried ? early.outcome : prove(attempt);
    early = undefined;
    if (outcome.kind === 'failure') return fail(outcome.issue);
    if (outcome.kind === 'proven' && !again) again = betterDialect(attempt, samples, outcome.proof);
    else again = undefined;
    if (outcome.kind === 'proven' && !again) {
      const found = readingOf(outcome.proof, encoding, dialect, settings, candidates);
      return { ...found, secondOpinion: secondOpinion(source, found) };
    }
    sink.restart();
    if (outcome.kind === 'proven') continue;
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

/**
 * Reads a file that still arrives as its beginning says, to be given to `read` with the same sink once it is whole;
 * undefined where the beginning is no text.
 */
export function readEarly(source: Source, sink: Sink, options: ReadOptions = {}): Early | undefined {
  const samples = headSamples(source);
  if (signatureOf(samples.head)) return undefined;
  const encoding = chooseEncoding(weighEncodings(samples, new Set()), samples, new Set());
  if (!encoding) return undefined;
  const dialect = detectDialect(utf8Pieces(samples, encoding), false, {});
  const start = textStart(samples.head, encoding);
  const tried: Tried = { encoding, start, dialect, wishes: {}, keptColumns: 0 };
  return { tried, outcome: prove(attemptOf(source, sink, tried, options)) };
}

function attemptOf(source: Source, sink: Sink, tried: Tried, options: ReadOptions): Attempt {
  return {
    ...{ source, sink, ...tried },
    limits: { ...DEFAULT_LIMITS, ...options.limits },
    onProgress: (bytes, rows) => options.onProgress?.({ bytes, totalBytes: source.sizeBytes, rows })
  };
}

/** From this share of rejected records on the way a file is cut is doubted. */
const DOUBTED_SHARE = 0.2;

/**
 * How a file is cut by its later part, when many records were rejected, or all found to be one cell, and few are so: its
 * beginning misleads when it is written another way than the rest.
 */
function betterDialect(attempt: Attempt, samples: Samples, proof: Proof): DialectSettings | undefined {
  const { encoding, dialect, wishes } = attempt;
  const isOneColumn = proof.width === 1;
  if (!isOneColumn && rejectedShare(proof) < DOUBTED_SHARE) return undefined;
  const later = detectDialect(utf8Pieces(secondHalf(samples), encoding), true, wishes);
  if (JSON.stringify(later) === JSON.stringify(dialect)) return undefined;
  const tried = prove({ ...attempt, dialect: later, sink: { write() {}, restart() {} } });
  if (tried.kind !== 'proven' || tried.proof.columns.length < 2) return undefined;
  const most = isOneColumn ? 0.5 : rejectedShare(proof) / 2;
  return rejectedShare(tried.proof) < most ? later : undefined;
}

function rejectedShare({ records: { accepted, rejected } }: Proof): number {
  return rejected / Math.max(1, accepted + rejected);
}

function secondOpinion(
  source: Source,
  { records, width, settings }: Pick<Reading, 'records' | 'width' | 'settings'>
): number | null {
  if (records.rejected === 0 || source.sizeBytes > OPINION_BYTES) return null;
  const text = new TextDecoder(settings.encoding).decode(bytesAt(source, 0, source.sizeBytes));
  return wholeRecords(text, width, settings);
}

/** The issue that names the first byte that is no text in `encoding`, or in the next encoding that has one. */
function faultIssue(source: Source, encoding: Encoding): Issue {
  for (const one of [encoding, ...ENCODINGS]) {
    const bad = findBadByte(source, one);
    if (bad) return sentences.badByte(bad, one);
  }
  throw new Error('every encoding fits a file that none was found to fit');
}

function readingOf(
  proof: Proof,
  encoding: Encoding,
  dialect: DialectSettings,
  settings: Settings,
  encodingCandidates: EncodingCandidate[]
): Omit<Reading, 'secondOpinion'> {
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
