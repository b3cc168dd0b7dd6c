import { detectDialect } from './detect.ts';
import { dialectOf } from './dialect.ts';
import { damagedEncoding, PLAUSIBLE, type Weighed } from './encoding.ts';
import { newFeed, textStart } from './feed.ts';
import { headRecords } from './head.ts';
import type { Samples } from './samples.ts';
import { ENCODINGS, type Encoding, type Settings } from './settings.ts';
import { memorySource } from './source.ts';
import { planTable } from './table.ts';

/** A file as one encoding shows it: the higher the score (0 to 1), the likelier. */
export interface EncodingCandidate {
  encoding: Encoding;
  score: number;
  header: string[];
  rows: string[][];
}

const SHOWN_ROWS = 5;

/** The likeliest; an unlikely one only for a file that is not damaged text in a likelier one. */
export function chooseEncoding(
  [best]: readonly Weighed[],
  samples: Samples,
  without: ReadonlySet<Encoding>
): Encoding | undefined {
  if (!best || best.score >= PLAUSIBLE) return best?.encoding;
  const isDamaged = [...without].some((one) => one !== 'utf-8') || damagedEncoding(samples) !== undefined;
  return isDamaged ? undefined : best.encoding;
}

/** The encoding whose bad byte is worth naming when none fits. */
export function bestGuess(without: ReadonlySet<Encoding>, samples: Samples): Encoding {
  const [ruledOut] = ENCODINGS.filter((one) => one !== 'utf-8' && without.has(one));
  if (ruledOut?.startsWith('utf-16')) return ruledOut;
  return damagedEncoding(samples) ?? ruledOut ?? 'utf-8';
}

/** The samples as UTF-8, each of whole lines but for the end of the first; what does not decode is left out. */
export function utf8Pieces({ head, pieces, isWhole }: Samples, encoding: Encoding): Uint8Array[] {
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

/** What a file would be in an encoding: its header and first rows. */
export function candidateOf(
  samples: Samples,
  { encoding, score }: Weighed,
  settings: Settings
): EncodingCandidate {
  const [head = new Uint8Array(0)] = utf8Pieces(samples, encoding);
  const dialect = dialectOf(detectDialect([head], samples.isWhole, settings));
  const records = headRecords(head, 0, head.length, dialect, 50, samples.isWhole);
  const plan = planTable(records, { headerRows: settings.headerRows, headerLine: settings.headerLine });
  const from = plan ? plan.titles + plan.headerRows : 0;
  const rows = records.slice(from, from + SHOWN_ROWS).map(({ cells }) => cells);
  return { encoding, score, header: plan?.header ?? [], rows };
}
