import type { Text } from '../field/text.ts';

const ascii = (text: string) => [...text].map((character) => character.charCodeAt(0));

const SIGNATURES: { bytes: number[]; what: Text }[] = [
  { bytes: [0x89, ...ascii('PNG')], what: { zh: 'PNG 图片', en: 'a PNG picture' } },
  { bytes: [0xff, 0xd8, 0xff], what: { zh: 'JPEG 图片', en: 'a JPEG picture' } },
  { bytes: ascii('GIF8'), what: { zh: 'GIF 图片', en: 'a GIF picture' } },
  { bytes: ascii('%PDF'), what: { zh: 'PDF 文档', en: 'a PDF document' } },
  { bytes: ascii('SQLite format 3'), what: { zh: 'SQLite 数据库', en: 'an SQLite database' } },
  { bytes: ascii('PAR1'), what: { zh: 'Parquet 文件', en: 'a Parquet file' } },
  { bytes: [0x1f, 0x8b], what: { zh: 'gzip 压缩包', en: 'a gzip archive' } },
  { bytes: ascii('Rar!'), what: { zh: 'RAR 压缩包', en: 'a RAR archive' } },
  { bytes: [...ascii('7z'), 0xbc, 0xaf], what: { zh: '7z 压缩包', en: 'a 7z archive' } },
  { bytes: ascii('{\\rtf'), what: { zh: 'RTF 文档', en: 'an RTF document' } },
  {
    bytes: [0xd0, 0xcf, 0x11, 0xe0],
    what: {
      zh: '旧版 Office 文件（.xls、.et、.doc）',
      en: 'an old Office file (.xls, .et, .doc)'
    }
  }
];

const ZIP = [0x50, 0x4b, 0x03, 0x04];

/** What a file is by its first bytes, when that is no text; undefined for text and for the unknown. */
export function signatureOf(head: Uint8Array): Text | undefined {
  const begins = (bytes: number[]) => bytes.every((byte, k) => head[k] === byte);
  if (begins(ZIP)) return zipKind(new TextDecoder('latin1').decode(head.subarray(0, 8192)));
  const known = SIGNATURES.find(({ bytes }) => begins(bytes));
  if (known) return known.what;
  const text = new TextDecoder('latin1').decode(head.subarray(0, 512)).replace(/^ï»¿/, '').trimStart();
  if (/^<(!doctype html|html|head|table|meta)[\s>]/i.test(text))
    return { zh: '网页（HTML）', en: 'a web page (HTML)' };
  if (/^<\?xml\s/i.test(text)) return { zh: 'XML 文件', en: 'an XML file' };
  if (/^(?:\[\s*)?\{\s*(?:"[^"]*"\s*:|\})/.test(text)) return { zh: 'JSON 数据', en: 'JSON data' };
  return undefined;
}

function zipKind(text: string): Text {
  if (text.includes('xl/')) return { zh: 'Excel 工作簿（.xlsx）', en: 'an Excel workbook (.xlsx)' };
  if (text.includes('word/')) return { zh: 'Word 文档（.docx）', en: 'a Word document (.docx)' };
  if (text.includes('opendocument.spreadsheet')) return { zh: 'ODS 表格', en: 'an ODS spreadsheet' };
  return { zh: 'zip 压缩包', en: 'a zip archive' };
}
