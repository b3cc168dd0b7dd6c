import { isUtf8 } from 'node:buffer';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { Source } from '../../csv/source.ts';

const UNWANTED = ['\0', '\uFFFD', '\u{10FFFD}'].map((text) => Buffer.from(text));

/** An open file; `close` it. */
export function fileSource(path: string): Source & { close(): void } {
  const file = openSync(path, 'r');
  return {
    sizeBytes: fstatSync(file).size,
    readInto: (buffer, position) => readSync(file, buffer, 0, buffer.length, position),
    isSound,
    close: () => closeSync(file)
  };
}

/** See `Source`. */
export function isSound(piece: Uint8Array): boolean {
  const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
  return isUtf8(bytes) && !UNWANTED.some((text) => bytes.includes(text));
}
