import type { Sink } from '../../csv/rewrite.ts';
import { closeSync, openSync, writeSync } from 'node:fs';

const BUFFER_BYTES = 1 << 20;

/** A file that a proof is written to, made at the first piece; `finish` writes what is left and closes it. */
export function newStagedFile(path: string): Sink & { finish(): void } {
  const buffer = new Uint8Array(BUFFER_BYTES);
  let filled = 0;
  let file: number | undefined;
  const writeAll = (piece: Uint8Array) => {
    file ??= openSync(path, 'w');
    for (let at = 0; at < piece.length;) at += writeSync(file, piece, at);
  };
  const flush = () => {
    if (filled > 0) writeAll(buffer.subarray(0, filled));
    filled = 0;
  };
  return {
    write(piece) {
      if (filled + piece.length > BUFFER_BYTES) flush();
      if (piece.length > BUFFER_BYTES) return writeAll(piece);
      buffer.set(piece, filled);
      filled += piece.length;
    },
    restart() {
      filled = 0;
      if (file !== undefined) closeSync(file);
      file = undefined;
    },
    finish() {
      flush();
      if (file !== undefined) closeSync(file);
      file = undefined;
    }
  };
}
