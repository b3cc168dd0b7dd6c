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

/**
 * How many bytes of a file have arrived, for the threads that read it meanwhile; of one that is whole −1 less its size:
 * one number, so that no change is missed between looking and waiting.
 */
export type Arrived = BigInt64Array<SharedArrayBuffer>;

/** An open file that still arrives: its thread waits for bytes that are not there. Never on the main thread. */
export function arrivingSource(path: string, arrived: Arrived): Source & { close(): void } {
  const file = fileSource(path);
  const look = () => {
    const seen = Atomics.load(arrived, 0);
    return { seen, isWhole: seen < 0n, sizeBytes: Number(seen < 0n ? -1n - seen : seen) };
  };
  return {
    get sizeBytes() {
      const { isWhole, sizeBytes } = look();
      return isWhole ? sizeBytes : Infinity;
    },
    readInto(buffer, position) {
      for (;;) {
        const { seen, isWhole, sizeBytes } = look();
        if (isWhole || sizeBytes >= position + buffer.length) return file.readInto(buffer, position);
        Atomics.wait(arrived, 0, seen);
      }
    },
    isSound,
    close: file.close
  };
}

/** See `Source`. */
export function isSound(piece: Uint8Array): boolean {
  const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
  return isUtf8(bytes) && !UNWANTED.some((text) => bytes.includes(text));
}
