import type { Encoding } from './settings.ts';
import type { Source } from './source.ts';
import { textStart } from './feed.ts';

/** Where a byte stands: its line and character (from 1), its offset in the file (from 0) and its value. */
export interface BadByte {
  row: number;
  character: number;
  at: number;
  value: string;
}

const PIECE_BYTES = 1 << 16;

/**
 * The first byte of a source that is not text in `encoding`, or the first zero byte when `isZero`; reads the source
 * from its beginning. Null when there is none.
 */
export function findBadByte(source: Source, encoding: Encoding, isZero = false): BadByte | null {
  const head = new Uint8Array(4);
  source.readInto(head, 0);
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  const piece = new Uint8Array(PIECE_BYTES);
  const place = { row: 1, character: 1, wasCr: false };
  // The bytes of a character that the piece before cut off.
  let pending = new Uint8Array(0);
  let from = textStart(head, encoding);
  for (;;) {
    const taken = piece.subarray(0, source.readInto(piece, from));
    const isFinal = from + taken.length >= source.sizeBytes || taken.length === 0;
    const bytes = new Uint8Array(pending.length + taken.length);
    bytes.set(pending);
    bytes.set(taken, pending.length);
    const good = goodBytes(bytes, encoding, isFinal);
    const text = decoder.decode(bytes.subarray(0, good.whole));
    const zero = isZero ? text.indexOf('\0') : -1;
    if (zero >= 0) {
      count(place, text.slice(0, zero));
      const at = from - pending.length + byteLength(text.slice(0, zero), bytes, encoding);
      return { row: place.row, character: place.character, at, value: '00' };
    }
    count(place, text);
    if (good.isBad) {
      const value = (bytes[good.whole] ?? 0).toString(16).toUpperCase().padStart(2, '0');
      return { row: place.row, character: place.character, at: from - pending.length + good.whole, value };
    }
    if (isFinal) return null;
    pending = bytes.slice(good.whole);
    from += taken.length;
  }
}

/** How many bytes from the beginning are whole characters, and whether what follows them is none. */
function goodBytes(
  bytes: Uint8Array,
  encoding: Encoding,
  isFinal: boolean
): { whole: number; isBad: boolean } {
  const decodes = (length: number, stream: boolean) => {
    try {
      new TextDecoder(encoding, { fatal: true }).decode(bytes.subarray(0, length), { stream });
      return true;
    } catch {
      return false;
    }
  };
  let low = 0;
  let high = bytes.length;
  if (decodes(high, true)) low = high;
  else {
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (decodes(middle, true)) low = middle;
      else high = middle;
    }
  }
  const isCut = low === bytes.length;
  let whole = low;
  while (whole > 0 && low - whole < 4 && !decodes(whole, false)) whole--;
  return { whole, isBad: !isCut || (isFinal && whole < bytes.length) };
}

function count(place: { row: number; character: number; wasCr: boolean }, text: string): void {
  for (const character of text) {
    if (character === '\n' && place.wasCr) place.wasCr = false;
    else if (character === '\n' || character === '\r') {
      place.row++;
      place.character = 1;
      place.wasCr = character === '\r';
    } else {
      place.character++;
      place.wasCr = false;
    }
  }
}

/** How many bytes `text`, the beginning of what `bytes` decode to, takes in them. */
function byteLength(text: string, bytes: Uint8Array, encoding: Encoding): number {
  if (encoding.startsWith('utf-16')) return text.length * 2;
  if (encoding === 'utf-8') return new TextEncoder().encode(text).length;
  // Two-byte characters may hold no zero byte, so the first one is the one sought.
  return bytes.indexOf(0);
}
