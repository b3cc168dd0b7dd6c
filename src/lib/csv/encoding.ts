import { COMMON_SIMPLIFIED, COMMON_TRADITIONAL } from './common-characters.ts';
import type { Samples } from './samples.ts';
import type { Encoding } from './settings.ts';

/** How likely an encoding is, from 0 to 1. Only encodings in which every sample decodes strictly are weighed. */
export interface Weighed {
  encoding: Encoding;
  score: number;
}

const SIMPLIFIED = new Set(COMMON_SIMPLIFIED);
const TRADITIONAL = new Set(COMMON_TRADITIONAL);
/** Below this a decoding is taken for garbage: GB18030 read from UTF-8 scores under 0.25, from Chinese text over 0.6. */
export const PLAUSIBLE = 0.35;
const WEIGHED_CHARACTERS = 200_000;

/**
 * The encodings a file may be in, likeliest first, in the order of the BOM, UTF-16 by its zero bytes, strict UTF-8,
 * then GB18030 against Big5 by how common their characters would be. `without` are known not to decode the file.
 */
export function weighEncodings(samples: Samples, without: ReadonlySet<Encoding>): Weighed[] {
  const marked = byMark(samples.head);
  if (marked) return without.has(marked) ? [] : [{ encoding: marked, score: 1 }];
  const utf16 = byZeroBytes(samples.head);
  if (utf16) return without.has(utf16) ? [] : [{ encoding: utf16, score: 1 }];
  const all = [samples.head, ...samples.pieces];
  if (all.every(isAscii)) return without.has('utf-8') ? [] : [{ encoding: 'utf-8', score: 1 }];
  const weighed: Weighed[] = [];
  for (const encoding of ['utf-8', 'gb18030', 'big5'] as const) {
    if (without.has(encoding)) continue;
    const text = decodeAll(all, encoding, samples.isWhole);
    if (text === null) continue;
    const score = encoding === 'utf-8' ? utf8Score(text) : chineseScore(text, encoding);
    weighed.push({ encoding, score });
  }
  const gb = weighed.find(({ encoding }) => encoding === 'gb18030');
  const utf8 = weighed.find(({ encoding }) => encoding === 'utf-8');
  // Some two-character names in GBK are UTF-8 by chance, then all of their characters are of two bytes.
  if (utf8 && gb && gb.score < 0.9) utf8.score = 1;
  return weighed.sort((one, other) => other.score - one.score);
}

/** The encoding that a file is nearly in: its text reads well but for some bytes, or is cut at the end. */
export function damagedEncoding({ head, pieces, isWhole }: Samples): Encoding | undefined {
  if (isWhole && decodeAll([head], 'utf-8', false) !== null) return 'utf-8';
  const scores = (['utf-8', 'gb18030', 'big5'] as const).map((encoding) => {
    const text = [head, ...pieces].map((bytes) => new TextDecoder(encoding).decode(bytes)).join('\n');
    const lost = text.split('\uFFFD').length - 1;
    const good = text.match(/[\u0800-\uFFFC]/g)?.length ?? 0;
    // A whole sequence of three bytes is no chance.
    const score = encoding === 'utf-8' ? (good * 3) / (good * 3 + lost) : chineseScore(text, encoding);
    return { encoding, score: lost > 0 ? score : 0 };
  });
  const best = scores.reduce((one, other) => (other.score > one.score ? other : one));
  return best.score > PLAUSIBLE ? best.encoding : undefined;
}

function byMark([a, b, c, d]: Uint8Array): Encoding | null {
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return a === 0x84 && b === 0x31 && c === 0x95 && d === 0x33 ? 'gb18030' : null;
}

/** UTF-16 without a BOM: the zero bytes stand on one side, beside separators and line ends. */
function byZeroBytes(head: Uint8Array): Encoding | null {
  if (!head.includes(0)) return null;
  const zeros = [0, 0];
  const paired = [0, 0];
  const alone = [0, 0];
  for (let at = 0; at + 1 < head.length; at += 2) {
    for (const side of [0, 1] as const) {
      const byte = head[at + side] ?? 0;
      const other = head[at + 1 - side] ?? 0;
      if (byte === 0) zeros[side]!++;
      else if (byte === 10 || byte === 13 || byte === 44 || byte === 9) {
        if (other === 0) paired[side]!++;
        else alone[side]!++;
      }
    }
  }
  const isUtf16 = (side: 0 | 1) =>
    paired[side]! > 0 &&
    paired[side]! >= alone[side]! &&
    zeros[1 - side]! > zeros[side]! * 4 &&
    decodeAll([head.subarray(0, head.length & ~1)], side === 0 ? 'utf-16le' : 'utf-16be', false) !== null;
  if (isUtf16(0)) return 'utf-16le';
  return isUtf16(1) ? 'utf-16be' : null;
}

function isAscii(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at++) if ((bytes[at] as number) > 0x7f) return false;
  return true;
}

/** All samples decoded strictly, the head's last character aside when it may be cut; null when one does not decode. */
function decodeAll(all: Uint8Array[], encoding: Encoding, isWhole: boolean): string | null {
  try {
    const decoder = () => new TextDecoder(encoding, { fatal: true });
    return all.map((bytes, k) => decoder().decode(bytes, { stream: k === 0 && !isWhole })).join('');
  } catch {
    return null;
  }
}

function utf8Score(text: string): number {
  return /[\u0800-\uFFFF]/.test(text) ? 1 : 0.85;
}

/** The share of common characters, half a point for those of the tables' first levels. */
function chineseScore(text: string, encoding: 'gb18030' | 'big5'): number {
  const common = encoding === 'gb18030' ? SIMPLIFIED : TRADITIONAL;
  let counted = 0;
  let points = 0;
  for (const character of text) {
    if (character < '\u0080') continue;
    if (counted++ >= WEIGHED_CHARACTERS) break;
    if (common.has(character)) points++;
    else if (/[\u3000-\u3002\u300A\u300B\uFF01-\uFF5E“”—…·￥]/.test(character)) points += 0.6;
    else if (/[\u4E00-\u9FFF]/.test(character)) points += 0.15;
  }
  return counted === 0 ? 0 : points / counted;
}
