import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import yazl from 'yazl';

/** Writes a zip file of the given entries, texts as UTF-8. */
export async function writeZip(path: string, entries: Record<string, string | Uint8Array>): Promise<void> {
  const zip = new yazl.ZipFile();
  for (const [name, content] of Object.entries(entries)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path));
}

interface HandMade {
  /** The XML inside each worksheet element, by the sheet's name. */
  sheets: Record<string, string>;
  hidden?: string[];
  strings?: string[];
  /** Format codes; style k (from 1) shows numbers by formats[k - 1]. */
  formats?: string[];
  is1904?: boolean;
  more?: Record<string, string>;
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"';

/** The entries of a workbook written by hand, as odd as its sheets say. */
export function handMade({ sheets, hidden = [], strings = [], formats = [], is1904, more }: HandMade) {
  const names = Object.keys(sheets);
  const link = (k: number | string, type: string, target: string) =>
    `<Relationship Id="rId${k}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const sheetTags = names.map(
    (name, k) =>
      `<sheet name="${name}" sheetId="${k + 1}" r:id="rId${k + 1}"${hidden.includes(name) ? ' state="hidden"' : ''}/>`
  );
  const numFmts = formats.map((code, k) => `<numFmt numFmtId="${200 + k}" formatCode="${escaped(code)}"/>`);
  const xfs = ['<xf numFmtId="0"/>', ...formats.map((_, k) => `<xf numFmtId="${200 + k}"/>`)];
  return {
    '[Content_Types].xml': `${DECLARATION}<Types/>`,
    '_rels/.rels': `${DECLARATION}<Relationships ${PACKAGE}>${link('A', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `${DECLARATION}<workbook ${MAIN} xmlns:r="${OFFICE}"><workbookPr${is1904 ? ' date1904="1"' : ''}/><sheets>${sheetTags.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${DECLARATION}<Relationships ${PACKAGE}>${names
      .map((_, k) => link(k + 1, 'worksheet', `worksheets/sheet${k + 1}.xml`))
      .join(
        ''
      )}${link('S', 'sharedStrings', '/xl/sharedStrings.xml')}${link('T', 'styles', 'styles.xml')}</Relationships>`,
    'xl/sharedStrings.xml': `${DECLARATION}<sst ${MAIN}>${strings.map((xml) => `<si>${xml}</si>`).join('')}</sst>`,
    'xl/styles.xml': `${DECLARATION}<styleSheet ${MAIN}><numFmts>${numFmts.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${xfs.join('')}</cellXfs></styleSheet>`,
    ...Object.fromEntries(
      Object.values(sheets).map((xml, k) => [
        `xl/worksheets/sheet${k + 1}.xml`,
        `${DECLARATION}<worksheet ${MAIN}>${xml}</worksheet>`
      ])
    ),
    ...more
  };
}

/** A sheet's data and merges: rows of cells, each a text, a number, null, or XML as it stands. */
export function sheetXml(
  rows: (string | number | null | { xml: string })[][],
  merges: string[] = []
): string {
  const cells = rows.map((row, r) => {
    const xml = row.map((cell, k) => {
      const at = `r="${String.fromCharCode(65 + k)}${r + 1}"`;
      if (cell === null) return '';
      if (typeof cell === 'number') return `<c ${at}><v>${cell}</v></c>`;
      if (typeof cell === 'string') return `<c ${at} t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`;
      return cell.xml.replace('<c', `<c ${at}`);
    });
    return `<row r="${r + 1}">${xml.join('')}</row>`;
  });
  const areas = merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('');
  return `<sheetData>${cells.join('')}</sheetData>${areas && `<mergeCells>${areas}</mergeCells>`}`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
