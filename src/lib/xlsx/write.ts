import { lettersOf, type Area } from './address.ts';
import { rowXml, xmlAttribute, xmlText, type OutCell } from './write-cell.ts';
import { stylesXml } from './write-styles.ts';

/** A remark on a cell; row and column from 1. */
export interface OutComment {
  row: number;
  column: number;
  text: string;
}

/** A row to be written at its number, or after the one before it. */
export interface OutRow {
  row?: number;
  cells: readonly (OutCell | null)[];
}

/** A sheet to be written; its rows are taken once, when its turn comes. */
export interface OutSheet {
  name: string;
  rows: AsyncIterable<OutRow[]> | Iterable<OutRow[]>;
  /** Widths of the columns, in characters. */
  widths?: number[];
  frozenRows?: number;
  /** Merged areas and remarks; both may grow while the rows are taken. */
  merges?: readonly Area[];
  comments?: OutComment[];
}

/** An entry of the zip file that a workbook is. */
export interface Part {
  name: string;
  text: () => AsyncIterable<string> | Iterable<string>;
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The parts of a workbook in the order they are to be written (ECMA-376, transitional); texts lie in the cells. */
export function bookParts(sheets: OutSheet[], title: string): Part[] {
  const part = (name: string, xml: string): Part => ({ name, text: () => [DECLARATION + xml] });
  const numbered = sheets.map((sheet, k) => ({ sheet, n: k + 1 }));
  const remarked = numbered.filter(({ sheet }) => sheet.comments);
  const types = [
    ['/xl/workbook.xml', `${TYPE}.sheet.main+xml`],
    ['/xl/styles.xml', `${TYPE}.styles+xml`],
    ['/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'],
    ...numbered.map(({ n }) => [`/xl/worksheets/sheet${n}.xml`, `${TYPE}.worksheet+xml`]),
    ...remarked.map(({ n }) => [`/xl/comments${n}.xml`, `${TYPE}.comments+xml`])
  ];
  const overrides = types.map(([name, type]) => `<Override PartName="${name}" ContentType="${type}"/>`);
  const defaults = `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>`;
  const names = uniqueNames(sheets.map(({ name }) => name));
  const tags = numbered.map(
    ({ n }) => `<sheet name="${xmlAttribute(names[n - 1] ?? '')}" sheetId="${n}" r:id="rId${n}"/>`
  );
  return [
    part(
      '[Content_Types].xml',
      `<Types xmlns="${PACKAGE}/content-types">${defaults}${overrides.join('')}</Types>`
    ),
    part(
      '_rels/.rels',
      links([
        [`${OFFICE}/officeDocument`, 'xl/workbook.xml'],
        [`${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml']
      ])
    ),
    part(
      'docProps/core.xml',
      `<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${xmlText(title)}</dc:title><dc:creator>Yinli 引力</dc:creator></cp:coreProperties>`
    ),
    part(
      'xl/workbook.xml',
      `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${tags.join('')}</sheets></workbook>`
    ),
    part(
      'xl/_rels/workbook.xml.rels',
      links([
        ...numbered.map(({ n }): Link => [`${OFFICE}/worksheet`, `worksheets/sheet${n}.xml`]),
        [`${OFFICE}/styles`, 'styles.xml']
      ])
    ),
    part('xl/styles.xml', stylesXml()),
    ...numbered.flatMap(({ sheet, n }) => {
      const own: Part = { name: `xl/worksheets/sheet${n}.xml`, text: () => sheetXml(sheet) };
      const { comments } = sheet;
      if (!comments) return [own];
      const targets: Link[] = [
        [`${OFFICE}/vmlDrawing`, `../drawings/vmlDrawing${n}.vml`],
        [`${OFFICE}/comments`, `../comments${n}.xml`]
      ];
      return [
        own,
        part(`xl/worksheets/_rels/sheet${n}.xml.rels`, links(targets)),
        { name: `xl/comments${n}.xml`, text: () => commentsXml(comments) },
        { name: `xl/drawings/vmlDrawing${n}.vml`, text: () => shapesXml(comments) }
      ];
    })
  ];
}

type Link = [type: string, target: string];

function links(all: Link[]): string {
  const tags = all.map(
    ([type, target], k) => `<Relationship Id="rId${k + 1}" Type="${type}" Target="${target}"/>`
  );
  return `<Relationships xmlns="${PACKAGE}/relationships">${tags.join('')}</Relationships>`;
}

/** Sheet names as programs take them: 31 characters, none of \ / ? * [ ] :, none twice. */
function uniqueNames(names: string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const base =
      name
        .replace(/[\\/?*[\]:]/g, ' ')
        .replace(/^'|'$/g, '')
        .trim() || 'Sheet';
    let unique = base.slice(0, 31);
    for (let n = 2; taken.has(unique.toLowerCase()); n++)
      unique = `${base.slice(0, 31 - String(n).length - 3)} (${n})`;
    taken.add(unique.toLowerCase());
    return unique;
  });
}

async function* sheetXml(sheet: OutSheet): AsyncGenerator<string> {
  const { widths = [], frozenRows = 0, merges = [], comments } = sheet;
  const pane = frozenRows
    ? `<pane ySplit="${frozenRows}" topLeftCell="A${frozenRows + 1}" activePane="bottomLeft" state="frozen"/>`
    : '';
  const columns = widths.map(
    (width, k) => `<col min="${k + 1}" max="${k + 1}" width="${width}" customWidth="1"/>`
  );
  yield `${DECLARATION}<worksheet xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews>${columns.length ? `<cols>${columns.join('')}</cols>` : ''}<sheetData>`;
  let row = 0;
  for await (const batch of sheet.rows) {
    let xml = '';
    for (const out of batch) xml += rowXml((row = out.row ?? row + 1), out.cells);
    if (xml) yield xml;
  }
  yield '</sheetData>';
  if (merges.length > 0) {
    const areas = merges.map(
      ({ top, left, bottom, right }) =>
        `<mergeCell ref="${lettersOf(left)}${top}:${lettersOf(right)}${bottom}"/>`
    );
    yield `<mergeCells count="${areas.length}">${areas.join('')}</mergeCells>`;
  }
  yield `${comments ? '<legacyDrawing r:id="rId1"/>' : ''}</worksheet>`;
}

function* commentsXml(comments: OutComment[]): Generator<string> {
  yield `${DECLARATION}<comments xmlns="${MAIN}"><authors><author>Yinli 引力</author></authors><commentList>`;
  for (const { row, column, text } of comments) {
    yield `<comment ref="${lettersOf(column)}${row}" authorId="0"><text><t xml:space="preserve">${xmlText(text)}</t></text></comment>`;
  }
  yield '</commentList></comments>';
}

/** The boxes that older and newer programs alike show remarks in. */
function* shapesXml(comments: OutComment[]): Generator<string> {
  yield '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>';
  for (const [k, { row, column }] of comments.entries()) {
    const anchor = [column, 12, row - 1, 4, column + 3, 60, row + 4, 4].join(', ');
    yield `<v:shape id="_x0000_s${1025 + k}" type="#_x0000_t202" style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:path o:connecttype="none"/><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>${row - 1}</x:Row><x:Column>${column - 1}</x:Column></x:ClientData></v:shape>`;
  }
  yield '</xml>';
}
