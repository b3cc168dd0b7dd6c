import type { Issue } from './issue.ts';

const CHUNK_BYTES = 1 << 20;
const LF = 10;

/** Text that can be read: where it begins (after a BOM), or the one issue that stops the whole file. */
export type Decoded =
  { start: number; hasLostCharacters: boolean; issue?: undefined } | { issue: Issue; start?: undefined };

/**
 * Proves that a file is strict UTF-8 text, over all of its bytes. `hasLostCharacters` says that it holds U+FFFD
 * (a character some earlier program lost) or U+10FFFD (the staging's own mark), which no record may keep.
 */
export function decode(bytes: Uint8Array): Decoded {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  if (isBlank(bytes, start)) return { issue: emptyFile() };
  if (bytes.includes(0)) return { issue: notText(bytes) };
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let hasLostCharacters = false;
  for (let from = start; from < bytes.length; from += CHUNK_BYTES) {
    try {
      const isLast = from + CHUNK_BYTES >= bytes.length;
      const text = decoder.decode(bytes.subarray(from, from + CHUNK_BYTES), { stream: !isLast });
      if (/[\uFFFD]|\u{10FFFD}/u.test(text)) hasLostCharacters = true;
    } catch {
      return { issue: badByte(bytes, start, findBadByte(bytes, Math.max(start, from - 4))) };
    }
  }
  return { start, hasLostCharacters };
}

/** Byte offset of the first byte at or after `from` that is no UTF-8 (Unicode 16, table 3-7), −1 when there is none. */
export function findBadByte(bytes: Uint8Array, from = 0): number {
  let at = from;
  while (at > 0 && isContinuation(bytes[at] ?? 0)) at--;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    if (length === 0) return at;
    at += length;
  }
  return -1;
}

function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const second = bytes[at + 1] ?? 0;
  const isTail = (count: number) => {
    for (let k = 2; k <= count; k++) if (!isContinuation(bytes[at + k] ?? 0)) return false;
    return true;
  };
  if (first >= 0xc2 && first <= 0xdf) return isContinuation(second) ? 2 : 0;
  if (first >= 0xe0 && first <= 0xef) {
    const low = first === 0xe0 ? 0xa0 : 0x80;
    const high = first === 0xed ? 0x9f : 0xbf;
    return second >= low && second <= high && isTail(2) ? 3 : 0;
  }
  if (first >= 0xf0 && first <= 0xf4) {
    const low = first === 0xf0 ? 0x90 : 0x80;
    const high = first === 0xf4 ? 0x8f : 0xbf;
    return second >= low && second <= high && isTail(3) ? 4 : 0;
  }
  return 0;
}

function isContinuation(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}

function isBlank(bytes: Uint8Array, start: number): boolean {
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte !== 32 && byte !== 9 && byte !== 10 && byte !== 13) return false;
  }
  return true;
}

function emptyFile(): Issue {
  return {
    severity: 'must-fix',
    row: 1,
    column: null,
    value: null,
    code: 'empty-file',
    message: {
      zh: '文件是空的，里面没有任何内容。请检查导出是否成功，再重新上传。',
      en: 'The file is empty. Check that the export worked, then upload it again.'
    }
  };
}

function notText(bytes: Uint8Array): Issue {
  const at = bytes.indexOf(0);
  const row = lineOf(bytes, at);
  return {
    severity: 'must-fix',
    row,
    column: null,
    value: '00',
    code: 'not-text',
    message: {
      zh: `这不是 CSV 文本文件：第 ${row} 行（第 ${at} 字节）有空字节 00。请在原系统或表格软件中另存为 CSV（UTF-8）。`,
      en: `This is no CSV text: line ${row} (byte ${at}) holds a zero byte. Save it as CSV (UTF-8) in the program it comes from.`
    }
  };
}

function badByte(bytes: Uint8Array, start: number, at: number): Issue {
  const row = lineOf(bytes, at);
  const lineStart = Math.max(start, bytes.lastIndexOf(LF, at - 1) + 1);
  const column = [...new TextDecoder().decode(bytes.subarray(lineStart, at))].length + 1;
  const value = (bytes[at] ?? 0).toString(16).toUpperCase().padStart(2, '0');
  return {
    severity: 'must-fix',
    row,
    column: null,
    value,
    code: 'bad-encoding',
    message: {
      zh: `第 ${row} 行第 ${column} 个字符处（第 ${at} 字节）的字节 ${value} 不是 UTF-8。请另存为 CSV（UTF-8）再上传。`,
      en: `Byte ${value} at line ${row}, character ${column} (byte ${at}) is not UTF-8. Save the file as CSV (UTF-8) and upload it again.`
    }
  };
}

function lineOf(bytes: Uint8Array, at: number): number {
  let line = 1;
  for (let k = 0; k < at; k++) if (bytes[k] === LF) line++;
  return line;
}
