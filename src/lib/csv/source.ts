/** Bytes that are read a window at a time: an open file, a Blob in a worker, or memory. */
export interface Source {
  /** Infinity as long as a file arrives. */
  readonly sizeBytes: number;
  /** Puts bytes from `position` on into `buffer`, as many as fit; returns how many, 0 only at the end. */
  readInto(buffer: Uint8Array, position: number): number;
  /** Whether bytes are nothing but UTF-8 without a zero byte, U+FFFD or U+10FFFD; where the machine can tell at a glance. */
  isSound?(bytes: Uint8Array): boolean;
}

export function memorySource(bytes: Uint8Array): Source {
  return {
    sizeBytes: bytes.length,
    readInto(buffer, position) {
      const piece = bytes.subarray(position, position + buffer.length);
      buffer.set(piece);
      return piece.length;
    }
  };
}
