import type { Source } from './source.ts';

const HEAD_BYTES = 1 << 18;
const PIECE_BYTES = 1 << 15;
const PIECES = 8;

/** Pieces of a file from its beginning, its middle and its end: whole lines, except perhaps the head's last. */
export interface Samples {
  head: Uint8Array;
  isWhole: boolean;
  pieces: Uint8Array[];
}

export function takeSamples(source: Source): Samples {
  const head = bytesAt(source, 0, HEAD_BYTES);
  const isWhole = head.length >= source.sizeBytes;
  const pieces = Array.from({ length: isWhole ? 0 : PIECES }, (_, k) => {
    const room = source.sizeBytes - head.length - PIECE_BYTES;
    return wholeLines(
      bytesAt(source, head.length + Math.max(0, Math.floor((room * k) / (PIECES - 1))), PIECE_BYTES)
    );
  });
  return { head, isWhole, pieces: pieces.filter((piece) => piece.length > 0) };
}

/** The beginning alone, of a file that is longer. */
export function headSamples(source: Source): Samples {
  return { head: bytesAt(source, 0, HEAD_BYTES), isWhole: false, pieces: [] };
}

/** The pieces behind the head, of a file that is all head its second half. */
export function secondHalf({ head, isWhole, pieces }: Samples): Samples {
  const half = wholeLines(head.subarray(head.length >> 1));
  const [first = half, ...others] = isWhole ? [] : pieces;
  return { head: first, isWhole: true, pieces: others };
}

/** A further piece around `at`, where something was found that the samples did not show. */
export function addSample(samples: Samples, source: Source, at: number): void {
  const from = Math.max(0, at - PIECE_BYTES / 2);
  const bytes = bytesAt(source, from, PIECE_BYTES);
  samples.pieces.push(from === 0 ? bytes : wholeLines(bytes));
}

export function bytesAt(source: Source, from: number, length: number): Uint8Array {
  const bytes = new Uint8Array(Math.max(0, Math.min(length, source.sizeBytes - from)));
  let filled = 0;
  while (filled < bytes.length) {
    const count = source.readInto(bytes.subarray(filled), from + filled);
    if (count === 0) break;
    filled += count;
  }
  return bytes.subarray(0, filled);
}

/** Without the line that was cut at either end; a line feed is part of no character but in UTF-16. */
function wholeLines(bytes: Uint8Array): Uint8Array {
  const first = bytes.indexOf(10);
  const last = bytes.lastIndexOf(10);
  return last > first ? bytes.subarray(first + 1, last + 1) : new Uint8Array(0);
}
