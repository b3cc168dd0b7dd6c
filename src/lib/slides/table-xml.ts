import { textWidth } from '../charts/measure.ts';
import type { Lang } from '../field/text.ts';
import { INCH, MARGIN, POINTS, transform } from './slide.ts';
import type { slideTable } from './slide-table.ts';
import { paragraph } from './text.ts';

type Columns = ReturnType<typeof slideTable>['columns'];

const ROW_HEIGHT = 0.36;
/** From the first row to the foot. */
const ROOM = 4.95;
/** Left and right of a cell's text, with a little air, in inches. */
const PADDING = 0.32;
/** Points; what is longer takes two lines. */
const LONGEST_CELL = 360;
const LONG_HEADING = 110;

/** A table of PowerPoint's own: text that can be edited, lines under the rows, no style of any program. */
export function tableFrame(
  properties: string,
  columns: Columns,
  rows: readonly string[][],
  width: number,
  lang: Lang
): string {
  const wanted = rows.length > 9 ? 13 : 15;
  const inches = columns.map(({ title: name }, at) => {
    const cells = rows.map((row) => Math.min(LONGEST_CELL, textWidth(row[at] ?? '', wanted, false)));
    const heading = textWidth(name, wanted, true);
    // A long heading may take two lines, a value may not.
    return Math.max(heading > LONG_HEADING ? 0.6 * heading : heading, ...cells) / POINTS + PADDING;
  });
  const natural = inches.reduce((a, b) => a + b, 0);
  const size = Math.max(9, Math.min(wanted, Math.floor((wanted * width) / natural)));
  // A few short columns over the whole slide would be too far apart for the eye.
  const wide = Math.min(width, Math.max(0.55 * width, 1.3 * natural));
  const widths = inches.map((one) => Math.round((one / natural) * wide * INCH));
  const grid = widths.map((cx) => `<a:gridCol w="${cx}"/>`).join('');
  const isTwoLines = (text: string, at: number, isHead: boolean) =>
    textWidth(text, size, isHead) / POINTS > (widths[at] ?? 0) / INCH - PADDING / 2;
  const rowsOfTwo = [columns.map(({ title: name }) => name), ...rows].filter((cells, at) =>
    cells.some((text, column) => isTwoLines(text, column, at === 0))
  ).length;
  const height = Math.min(ROW_HEIGHT, ROOM / (rows.length + 1 + 0.7 * rowsOfTwo));
  const row = (cells: readonly string[], isHead: boolean) =>
    `<a:tr h="${Math.round(height * INCH)}">${columns
      .map(({ numeric }, at) => cellXml(cells[at] ?? '', { isHead, numeric, size }, lang))
      .join('')}</a:tr>`;
  const body = [
    row(
      columns.map(({ title: name }) => name),
      true
    ),
    ...rows.map((one) => row(one, false))
  ];
  const box = { x: MARGIN, y: 1.55, width: wide, height: height * body.length };
  return (
    `<p:graphicFrame><p:nvGraphicFramePr>${properties}<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>${transform(box, 'p')}` +
    `<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl><a:tblPr firstRow="1"/><a:tblGrid>${grid}</a:tblGrid>${body.join('')}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>`
  );
}

interface CellLook {
  isHead: boolean;
  numeric: boolean;
  size: number;
}

function cellXml(text: string, { isHead, numeric, size }: CellLook, lang: Lang): string {
  const align = numeric ? '<a:pPr algn="r"/>' : '';
  const style = { size, bold: isHead, colour: isHead ? 'tx2' : 'tx1' };
  const none = (side: string) => `<a:${side} w="0"><a:noFill/></a:${side}>`;
  const under = `<a:lnB w="${isHead ? 12700 : 6350}"><a:solidFill><a:schemeClr val="tx2"/></a:solidFill></a:lnB>`;
  return (
    `<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>${paragraph(text, style, lang, align)}</a:txBody>` +
    `<a:tcPr marL="91440" marR="91440" marT="27432" marB="27432" anchor="ctr">${none('lnL')}${none('lnR')}${none('lnT')}${under}<a:noFill/></a:tcPr></a:tc>`
  );
}
