import type { Encoding } from './settings.ts';
import type { Source } from './source.ts';

/** Why the bytes ran dry before their end. */
export interface FeedFault {
  kind: 'bad-bytes' | 'zero-byte';
  /** Offset in the source of the piece in which it happened, which began with a whole character or less. */
  from: number;
}

/** A source as UTF-8, in order, decoded strictly. */
export interface Feed {
  /** Puts more UTF-8 into `buffer` from `at` on and returns how many bytes; 0 at the end or on a fault. */
  fill(buffer: Uint8Array, at: number): number;
  /** Bytes of the source taken so far. */
  taken: number;
  isAtEnd: boolean;
  fault: FeedFault | null;
  /** U+FFFD (a character some earlier program lost) or U+10FFFD (the loader's own mark) was seen. */
  hasLostCharacters: boolean;
}

const PIECE_BYTES = 1 << 16;
const FILL_BYTES = 1 << 22;

/** Byte offset at which the text of a file in `encoding` begins: after its BOM. */
export function textStart(head: Uint8Array, encoding: Encoding): number {
  const [a, b, c, d] = head;
  if (encoding === 'utf-8') return a === 0xef && b === 0xbb && c === 0xbf ? 3 : 0;
  if (encoding === 'utf-16le') return a === 0xff && b === 0xfe ? 2 : 0;
  if (encoding === 'utf-16be') return a === 0xfe && b === 0xff ? 2 : 0;
  return encoding === 'gb18030' && a === 0x84 && b === 0x31 && c === 0x95 && d === 0x33 ? 4 : 0;
}

/** A source read as `encoding` from byte `start` to byte `end`, else to its own; safe where pieces cut a character. */
export function newFeed(source: Source, encoding: Encoding, start: number, end?: number): Feed {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  const encoder = new TextEncoder();
  const piece = new Uint8Array(PIECE_BYTES);
  /** From the first bytes on that were not sound at a glance. */
  let isDecoding = false;
  const feed: Feed = { fill, taken: start, isAtEnd: false, fault: null, hasLostCharacters: false };

  function decode(bytes: Uint8Array, from: number, isFinal: boolean): string {
    try {
      const text = decoder.decode(bytes, { stream: !isFinal });
      if (text.includes('\uFFFD') || text.includes('\u{10FFFD}')) feed.hasLostCharacters = true;
      if (text.includes('\0')) feed.fault = { kind: 'zero-byte', from };
      return text;
    } catch {
      feed.fault = { kind: 'bad-bytes', from };
      return '';
    }
  }

  function take(buffer: Uint8Array): Uint8Array {
    const wanted = buffer.subarray(0, Math.min(buffer.length, (end ?? source.sizeBytes) - feed.taken));
    const bytes = wanted.subarray(0, wanted.length > 0 ? source.readInto(wanted, feed.taken) : 0);
    // How long a file is that still arrives is known only once its last bytes were waited for.
    if (bytes.length === 0 || feed.taken + bytes.length >= (end ?? source.sizeBytes)) feed.isAtEnd = true;
    return bytes;
  }

  /** UTF-8 is taken as it lies and only looked through; what is sound at a glance need not be decoded. */
  function fillPlain(buffer: Uint8Array, at: number): number {
    const bytes = take(buffer.subarray(at, at + FILL_BYTES));
    if (!isDecoding && (feed.isAtEnd || bytes.length > PIECE_BYTES)) {
      const whole = feed.isAtEnd ? bytes.length : wholeCharacters(bytes);
      if (source.isSound?.(bytes.subarray(0, whole))) {
        feed.taken += whole;
        return whole;
      }
    }
    isDecoding = true;
    for (let from = 0; from === 0 || from < bytes.length; from += PIECE_BYTES) {
      const isFinal = feed.isAtEnd && from + PIECE_BYTES >= bytes.length;
      decode(bytes.subarray(from, from + PIECE_BYTES), feed.taken + from, isFinal);
      if (feed.fault) return 0;
    }
    feed.taken += bytes.length;
    return bytes.length;
  }

  function fill(buffer: Uint8Array, at: number): number {
    if (feed.isAtEnd || feed.fault) return 0;
    if (encoding === 'utf-8') return fillPlain(buffer, at);
    let filled = at;
    while (buffer.length - filled > PIECE_BYTES * 3 && !feed.isAtEnd) {
      const bytes = take(piece);
      const text = decode(bytes, feed.taken, feed.isAtEnd);
      if (feed.fault) return 0;
      filled += encoder.encodeInto(text, buffer.subarray(filled)).written;
      feed.taken += bytes.length;
      if (filled - at >= FILL_BYTES) break;
    }
    return filled - at;
  }

  return feed;
}

/** How many of the bytes are there before a character that their end cuts. */
function wholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= 3; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}
