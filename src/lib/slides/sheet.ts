import type { Cell } from '../query/result.ts';
import type { NativeChart } from './native.ts';
import { esc, HEAD } from './xml.ts';
import { zip } from './zip.ts';

export interface Sheet {
  name: string;
  rows: readonly (readonly Cell[])[];
  /** Office number formats of the columns, from the first; absent: general. */
  formats?: readonly (string | undefined)[];
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/** A workbook with its first rows bold and frozen; numbers are numbers, everything else is text. */
export function workbook(sheets: readonly Sheet[]): Uint8Array {
  const formats = [...new Set(sheets.flatMap(({ formats = [] }) => formats.filter((f) => f !== undefined)))];
  const parts = new Map<string, string>([
    ['[Content_Types].xml', contentTypes(sheets.length)],
    [
      '_rels/.rels',
      `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>`
    ],
    [
      'xl/workbook.xml',
      `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${REL}"><sheets>${sheets.map(({ name }, at) => `<sheet name="${esc(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join('')}</sheets></workbook>`
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${sheets.map((_, at) => `<Relationship Id="rId${at + 1}" Type="${REL}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`).join('')}<Relationship Id="rId${sheets.length + 1}" Type="${REL}/styles" Target="styles.xml"/></Relationships>`
    ],
    ['xl/styles.xml', styles(formats)],
    ...sheets.map((sheet, at): [string, string] => [
      `xl/worksheets/sheet${at + 1}.xml`,
      sheetXml(sheet, formats)
    ])
  ]);
  return zip(parts);
}

/** The numbers behind a chart as Office keeps them: categories in A, a column a series; curves as pairs of columns. */
export function chartRows(chart: NativeChart): Cell[][] {
  if (chart.type !== 'curve') {
    const rows = chart.categories.map((name, at) => [
      name,
      ...chart.series.map(({ values }) => values[at] ?? null)
    ]);
    return [['', ...chart.series.map(({ name }) => name)], ...rows];
  }
  const length = Math.max(...chart.series.map(({ values }) => values.length));
  const rows = Array.from({ length }, (_, at) =>
    chart.series.flatMap(({ xs = [], values }): Cell[] => [xs[at] ?? null, values[at] ?? null])
  );
  return [chart.series.flatMap(({ name }): Cell[] => ['', name]), ...rows];
}

/** Spreadsheet letters of a column, from 0: A, Z, AA. */
export function columnName(at: number): string {
  return at < 26 ? String.fromCharCode(65 + at) : columnName(Math.floor(at / 26) - 1) + columnName(at % 26);
}

function sheetXml({ rows, formats: own = [] }: Sheet, formats: readonly string[]): string {
  const widths = (rows[0] ?? []).map((_, at) => {
    const longest = Math.max(...rows.slice(0, 200).map((row) => width(row[at] ?? null)));
    return `<col min="${at + 1}" max="${at + 1}" width="${Math.min(60, longest + 2)}" customWidth="1"/>`;
  });
  const cells = rows.map((row, y) => {
    const inside = row.map((cell, x) =>
      cellXml(cell, `${columnName(x)}${y + 1}`, y === 0 ? 1 : styleOf(own[x], formats))
    );
    return `<row r="${y + 1}">${inside.join('')}</row>`;
  });
  const pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>';
  return `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews>${widths.length > 0 ? `<cols>${widths.join('')}</cols>` : ''}<sheetData>${cells.join('')}</sheetData></worksheet>`;
}

function cellXml(cell: Cell, at: string, style: number): string {
  if (cell === null || cell === '') return '';
  const attributes = `r="${at}"${style === 0 ? '' : ` s="${style}"`}`;
  if (typeof cell === 'number') return `<c ${attributes}><v>${cell}</v></c>`;
  if (typeof cell === 'boolean') return `<c ${attributes} t="b"><v>${cell ? 1 : 0}</v></c>`;
  return `<c ${attributes} t="inlineStr"><is><t xml:space="preserve">${esc(cell)}</t></is></c>`;
}

function width(cell: Cell): number {
  return [...String(cell ?? '')].reduce((sum, character) => sum + (character > '\u2e7f' ? 2 : 1), 0);
}

function styleOf(format: string | undefined, formats: readonly string[]): number {
  return format === undefined ? 0 : formats.indexOf(format) + 2;
}

function styles(formats: readonly string[]): string {
  const numbers = formats
    .map((code, at) => `<numFmt numFmtId="${164 + at}" formatCode="${esc(code)}"/>`)
    .join('');
  const font = '<sz val="11"/><name val="微软雅黑"/><family val="2"/><charset val="134"/>';
  const plain = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"';
  return (
    `${HEAD}<styleSheet xmlns="${MAIN}">` +
    (formats.length > 0 ? `<numFmts count="${formats.length}">${numbers}</numFmts>` : '') +
    `<fonts count="2"><font>${font}</font><font><b/>${font}</font></fonts>` +
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
    `<cellStyleXfs count="1">${plain}/></cellStyleXfs>` +
    `<cellXfs count="${formats.length + 2}">${plain} xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>` +
    formats
      .map(
        (_, at) =>
          `<xf numFmtId="${164 + at}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`
      )
      .join('') +
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
  );
}

function contentTypes(count: number): string {
  const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const sheets = Array.from(
    { length: count },
    (_, at) => `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="${kind}.worksheet+xml"/>`
  );
  return `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${kind}.sheet.main+xml"/>${sheets.join('')}<Override PartName="/xl/styles.xml" ContentType="${kind}.styles+xml"/></Types>`;
}
