/** What a file is by its first bytes, whatever its name says. */
export type FileKind = 'text' | 'zip' | 'gzip' | 'ole2' | 'markup';

const SIGNATURES: [FileKind, number[]][] = [
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  ['gzip', [0x1f, 0x8b]],
  ['ole2', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]]
];

/** Tells office files and archives from text; `markup` is a web page or XML, which old systems export as “.xls”. */
export function kindOf(head: Uint8Array): FileKind {
  for (const [kind, bytes] of SIGNATURES) if (bytes.every((byte, at) => head[at] === byte)) return kind;
  const start = new TextDecoder('latin1').decode(head.subarray(0, 512)).replaceAll('\0', '');
  return /^(\xEF\xBB\xBF|\xFF\xFE|\xFE\xFF)?\s*<(!doctype\s+html|html|table|\?xml)[\s>]/i.test(start)
    ? 'markup'
    : 'text';
}

/** What a zip file is by the names in it. */
export type ZipKind = 'xlsx' | 'xlsb' | 'ods' | 'numbers' | 'document' | 'archive';

export function zipKindOf(names: readonly string[]): ZipKind {
  const has = (pattern: RegExp) => names.some((name) => pattern.test(name));
  if (has(/^\[Content_Types\]\.xml$/)) {
    if (has(/^xl\/workbook\.bin$/)) return 'xlsb';
    return has(/^(word|ppt|visio)\//) ? 'document' : 'xlsx';
  }
  if (has(/^Index\/.*\.iwa$/) || has(/^Index\.zip$/)) return 'numbers';
  if (has(/^mimetype$/) && has(/^content\.xml$/)) return 'ods';
  return 'archive';
}

/** What systems put into archives beside the files that were meant. */
const LITTER = /(^|\/)(__MACOSX\/|\.DS_Store$|\._|Thumbs\.db$|desktop\.ini$)/i;
const TABLES = /\.(csv|tsv|tab|xlsx|xlsm)$/i;

/** The files of an archive that may be meant: its tables, or whatever there is when nothing is named as one. */
export function tablesIn(names: readonly string[]): string[] {
  const files = names.filter((name) => !LITTER.test(name));
  const tables = files.filter((name) => TABLES.test(name));
  return tables.length > 0 ? tables : files;
}
