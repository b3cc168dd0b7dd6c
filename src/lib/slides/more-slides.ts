import { describe } from '../charts/describe.ts';
import type { Answer } from '../charts/spec.ts';
import { textWidth } from '../charts/measure.ts';
import { word } from '../charts/words.ts';
import type { Lang } from '../field/text.ts';
import { cardLines, cardValues } from './cards.ts';
import { keyOf, shapeName, type Identity } from './identity.ts';
import { namingColumns, slideTable, tableRows, tableValues } from './slide-table.ts';
import {
  badge,
  footBox,
  MARGIN,
  paragraphsBox,
  RATIOS,
  slide,
  textBox,
  title,
  titleBox,
  transform,
  type Ratio
} from './slide.ts';
import { paragraph } from './text.ts';
import { footOf, slideWords, type PinMark, type SlideWords } from './words.ts';
import { esc } from './xml.ts';

/** A pinned chart, whichever way a slide shows it. */
export interface Kept {
  answer: Answer;
  mark: PinMark;
  /** As the chart was asked for: null is left open, and moves with the data. */
  asked: { region: string | null; asOf: string | null };
}

/** Where and when a chart was asked for, as a deck keeps it. */
export function askedAt({ region, asOf }: { region?: string; asOf?: string }): Kept['asked'] {
  return { region: region ?? null, asOf: asOf ?? null };
}

/** Slides of a deck besides charts. `lines` may be empty: a title alone parts a deck. */
export type MoreSlide =
  | { kind: 'text'; title: string; lines: readonly string[] }
  | { kind: 'numbers'; title: string; cards: readonly Kept[] }
  | ({ kind: 'table'; text: string } & Kept);

export function moreSlide(one: MoreSlide, ratio: Ratio, lang: Lang): string {
  if (one.kind === 'text') return textSlide(one.title, one.lines, ratio, lang);
  if (one.kind === 'numbers') return cardsSlide(one.title, one.cards, ratio, lang);
  return tableSlide(one, ratio, lang);
}

function textSlide(heading: string, lines: readonly string[], ratio: Ratio, lang: Lang): string {
  const width = RATIOS[ratio].width - 2 * MARGIN;
  if (lines.length === 0)
    return slide(title(heading, { x: MARGIN, y: 2.6, width, height: 1.5 }, 'title', lang, [36, 28]));
  const size = lines.length > 12 ? 14 : lines.length > 7 ? 18 : 22;
  return slide(
    title(heading, titleBox(ratio), 'title', lang, [28, 22]) +
      paragraphsBox(
        3,
        { x: MARGIN, y: 1.55, width, height: 5.3 },
        lines.map((line) => paragraph(line, { size }, lang, SPACED))
      )
  );
}

const SPACED =
  '<a:pPr><a:lnSpc><a:spcPct val="120000"/></a:lnSpc><a:spcBef><a:spcPts val="600"/></a:spcBef></a:pPr>';
/** How many cards stand beside each other, by their number. */
const COLUMNS = [1, 1, 2, 3, 2, 3, 3, 4, 4];

function cardsSlide(heading: string, cards: readonly Kept[], ratio: Ratio, lang: Lang): string {
  const columns = COLUMNS[cards.length] ?? 4;
  const rows = Math.ceil(cards.length / columns);
  const width = (RATIOS[ratio].width - 2 * MARGIN) / columns;
  const height = Math.min(2.4, 4.6 / rows);
  const top = 1.5 + (4.9 - rows * height) / 2;
  const values = cards.map(({ answer }) => cardLines(answer, lang)[1]);
  const most = columns > 3 ? 32 : 44;
  const size = Math.min(...values.map((value) => sizeFitting(value, most, width - 0.3)));
  const boxes = cards.map((card, at) => {
    const [title, value, when] = cardLines(card.answer, lang);
    const x = MARGIN + (at % columns) * width;
    const y = top + Math.floor(at / columns) * height;
    const box = { x, y, width: width - 0.3, height: height - 0.2 };
    const lines = [
      paragraph(title, { size: 16 }, lang),
      paragraph(value, { size, bold: true }, lang),
      paragraph(when, { size: 12, colour: 'tx2' }, lang)
    ];
    return paragraphsBox(10 + at, box, lines, { name: shapeName(keptIdentity('card', card, lang)) });
  });
  const synthetic = cards.some(({ answer }) => answer.synthetic) ? word('synthetic', lang) : '';
  const named = heading || (lang === 'zh' ? '主要数字' : 'Key figures');
  return slide(
    title(named, titleBox(ratio), 'title', lang) +
      boxes.join('') +
      footBox(footOf(cards, lang), ratio, lang) +
      badge(synthetic, ratio, lang)
  );
}

/** Points at which a card's value stands on one line. */
function sizeFitting(text: string, most: number, inches: number): number {
  const needed = textWidth(text, most, true) / POINTS;
  return Math.max(18, Math.min(most, Math.floor((most * inches) / needed)));
}

/** The identity of a card or a table; its key tells whether a hand has changed what it shows. */
export function keptIdentity(kind: 'card' | 'table', { answer, mark }: Kept, lang: Lang): Identity {
  const shown =
    kind === 'card'
      ? cardValues(cardLines(answer, lang))
      : tableValues(tableRows(answer, lang), namingColumns(answer, lang));
  return { slug: answer.slug, pin: mark.pin, key: keyOf(answer.slug, mark.pin, shown) };
}

/** What is said beside a table on its slide, and aloud of it. */
export function tableWords({ answer, mark }: Kept, lang: Lang): SlideWords {
  const words = slideWords(answer, mark, null, lang);
  const foot = footOf([{ answer, mark }], lang, slideTable(answer, lang).leftOut);
  return { ...words, subtitle: '', foot, notes: [describe(answer, lang)] };
}

function tableSlide(kept: Kept & { text: string }, ratio: Ratio, lang: Lang): string {
  const { text } = kept;
  const words = tableWords(kept, lang);
  const { columns, rows } = slideTable(kept.answer, lang);
  const width = RATIOS[ratio].width - 2 * MARGIN;
  const name = shapeName(keptIdentity('table', kept, lang));
  const properties = `<p:cNvPr id="4" name="${esc(name)}" descr="${esc(words.notes[0] ?? '')}"/>`;
  return slide(
    title(words.title, titleBox(ratio), 'title', lang) +
      (text === ''
        ? ''
        : textBox(3, { x: MARGIN, y: 1.12, width, height: 0.36 }, [text], lang, {
            style: { size: 13, colour: 'tx2' }
          })) +
      frameOf(properties, columns, rows, width, lang) +
      footBox(words.foot, ratio, lang) +
      badge(words.synthetic, ratio, lang)
  );
}

type Columns = ReturnType<typeof slideTable>['columns'];

const EMU = 914_400;
const POINTS = 72;
const ROW_HEIGHT = 0.36;
/** From the first row to the foot. */
const ROOM = 4.95;
/** Left and right of a cell's text, with a little air, in inches. */
const PADDING = 0.32;
/** Points; what is longer takes two lines. */
const LONGEST_CELL = 360;
const LONG_HEADING = 110;

/** A table of PowerPoint's own: text that can be edited, lines under the rows, no style of any program. */
function frameOf(
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
  const widths = inches.map((one) => Math.round((one / natural) * wide * EMU));
  const grid = widths.map((cx) => `<a:gridCol w="${cx}"/>`).join('');
  const isTwoLines = (text: string, at: number, isHead: boolean) =>
    textWidth(text, size, isHead) / POINTS > (widths[at] ?? 0) / EMU - PADDING / 2;
  const rowsOfTwo = [columns.map(({ title: name }) => name), ...rows].filter((cells, at) =>
    cells.some((text, column) => isTwoLines(text, column, at === 0))
  ).length;
  const height = Math.min(ROW_HEIGHT, ROOM / (rows.length + 1 + 0.7 * rowsOfTwo));
  const row = (cells: readonly string[], isHead: boolean) =>
    `<a:tr h="${Math.round(height * EMU)}">${columns
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
