import {
  AlignmentType,
  BorderStyle,
  FootnoteReferenceRun,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
  type IParagraphOptions,
  type IRunOptions,
  type ParagraphChild
} from 'docx';
import { LIGHT } from '../../charts/theme.ts';
import type { Table as Numbers } from '../../charts/table.ts';
import type { Lang } from '../../field/text.ts';

/** Chinese in 宋体 and 黑体, Latin in Times and Arial; said in every style and every run, so that no theme decides. */
export const BODY = {
  ascii: 'Times New Roman',
  hAnsi: 'Times New Roman',
  cs: 'Times New Roman',
  eastAsia: '宋体'
};
export const HEADING = { ascii: 'Arial', hAnsi: 'Arial', cs: 'Arial', eastAsia: '黑体' };

/** Twentieths of a point between the margins of an A4 page. */
export const TEXT_WIDTH = 11906 - 2 * 1020;

export const INK = LIGHT.ink.slice(1);
export const SOFT = LIGHT.soft.slice(1);
export const CINNABAR = LIGHT.cinnabar.slice(1);
export const CAUTION = LIGHT.caution.slice(1);

const NO_BORDER = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const HAIRLINE = { style: BorderStyle.SINGLE, size: 4, color: LIGHT.rule.slice(1) };
const INK_RULE = { style: BorderStyle.SINGLE, size: 8, color: INK };

export type Language = { value: string; eastAsia: string };

export function languageOf(lang: Lang): Language {
  return { value: lang === 'zh' ? 'zh-CN' : 'en-GB', eastAsia: 'zh-CN' };
}

/** A run in the body's fonts unless `font` says others; `size` in half points. */
export function run(text: string, options: Omit<IRunOptions, 'text'> = {}): TextRun {
  return new TextRun({ font: BODY, ...options, text });
}

export function paragraph(
  children: ParagraphChild[],
  options: Omit<IParagraphOptions, 'children'> = {}
): Paragraph {
  return new Paragraph({ ...options, children });
}

/** Real footnotes at this place, with raised commas between their numbers. */
export function footnotes(texts: string[]): ParagraphChild[] {
  return texts.flatMap((text, at) => [
    ...(at > 0 ? [run(',', { superScript: true })] : []),
    new FootnoteReferenceRun({
      children: [paragraph([run(` ${text}`, { size: 16, color: SOFT })], { style: 'FootnoteText' })]
    })
  ]);
}

/** A thin line that keeps two tables apart: without it Word makes them one. */
export function gap(children: ParagraphChild[] = []): Paragraph {
  return paragraph(children.length > 0 ? children : [run('', { size: 4 })], {
    spacing: { line: 60, lineRule: LineRuleType.EXACT }
  });
}

/**
 * A table with an ink rule above and below and hairlines between its rows; its first row repeats on every page.
 * Columns of words are twice as wide as those of numbers; `strongRow` is written large.
 */
export function ruledTable(numbers: Numbers, { strongRow = -1 }: { strongRow?: number } = {}): Table {
  const weights = numbers.columns.map(({ numeric }) => (numeric ? 1 : 2));
  const unit = TEXT_WIDTH / weights.reduce((sum, weight) => sum + weight, 0);
  const widths = weights.map((weight) => Math.floor(weight * unit));
  const cell = (text: string, at: number, style: Omit<IRunOptions, 'text'>) =>
    new TableCell({
      width: { size: widths[at] ?? 0, type: WidthType.DXA },
      verticalAlign: VerticalAlign.CENTER,
      margins: { top: 20, bottom: 20, left: 60, right: 60 },
      children: [
        paragraph([run(text, style)], {
          alignment: numbers.columns[at]?.numeric ? AlignmentType.RIGHT : AlignmentType.LEFT,
          spacing: { line: 240, lineRule: LineRuleType.AUTO }
        })
      ]
    });
  const head = { font: HEADING, size: 17, color: SOFT };
  const strong = { font: HEADING, size: 26, bold: true };
  return new Table({
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    borders: {
      top: INK_RULE,
      bottom: INK_RULE,
      left: NO_BORDER,
      right: NO_BORDER,
      insideHorizontal: HAIRLINE,
      insideVertical: NO_BORDER
    },
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: numbers.columns.map(({ title }, at) => cell(title, at, head))
      }),
      ...numbers.rows.map((row, index) => {
        const style = index === strongRow ? strong : { size: 17 };
        return new TableRow({ cantSplit: true, children: row.map((text, at) => cell(text, at, style)) });
      })
    ]
  });
}

/** Cells side by side without borders, each as wide as the others. */
export function sideBySide(cells: Paragraph[][]): Table {
  const width = Math.floor(TEXT_WIDTH / Math.max(1, cells.length));
  return new Table({
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: cells.map(() => width),
    borders: {
      top: NO_BORDER,
      bottom: NO_BORDER,
      left: NO_BORDER,
      right: NO_BORDER,
      insideHorizontal: NO_BORDER,
      insideVertical: NO_BORDER
    },
    rows: [
      new TableRow({
        cantSplit: true,
        children: cells.map(
          (children) =>
            new TableCell({
              width: { size: width, type: WidthType.DXA },
              margins: { top: 40, bottom: 0, left: 0, right: 60 },
              children
            })
        )
      })
    ]
  });
}
