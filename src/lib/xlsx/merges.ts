import type { Area } from './address.ts';
import { isYear, type Survey } from './survey.ts';

/** Where the value of a merged area's first cell is written again. */
export interface Fills {
  /** The rows of the header; `bottom` is before `top` when there is none. */
  header: { top: number; bottom: number };
  /** Per row: header cells to be repeated to the right, so that header rows can be joined. */
  right: Map<number, Area[]>;
  /** Per first row: labels to be repeated in the rows below. */
  down: Map<number, Area[]>;
}

/** More rows than this are not joined into one header. */
const MAX_HEADER_ROWS = 3;
const TITLE_NOTE = /^[（(]?\s*(单位|计量单位|制表|填报|表号|时间|日期|截至|unit)/i;

/**
 * What to repeat of merged cells. Header rows: to the right (`其中：` over 社会团体 and 基金会). Rows of data: downwards in
 * their first column. A title over the whole width stays one cell, so that it is seen as a title.
 */
export function fillsOf({ used, merges, head }: Pick<Survey, 'used' | 'merges' | 'head'>): Fills {
  const header = used ? headerRows(used, merges, head) : { top: 1, bottom: 0 };
  const fills: Fills = { header, right: new Map(), down: new Map() };
  const isJoined = header.bottom - header.top < MAX_HEADER_ROWS;
  for (const area of merges) {
    const isHeader = area.top >= header.top && area.bottom <= header.bottom;
    if (isHeader && area.right > area.left && isJoined) add(fills.right, area);
    else if (!isHeader && area.bottom > area.top && area.top >= header.top) add(fills.down, area);
  }
  return fills;
}

/** A header cell on one line: wrapped Chinese words are joined, others are parted by a blank. */
export function unwrapped(text: string): string {
  return text
    .replace(/(?<=[\u2E80-\uFFEF])\s*[\r\n]+\s*(?=[\u2E80-\uFFEF])/g, '')
    .replace(/\s*[\r\n]+\s*/g, ' ');
}

/** True for what may be repeated downwards: names and years, never a quantity, which would be counted twice. */
export function isLabel(type: string, text: string): boolean {
  return type === 's' || type === 'str' || type === 'inlineStr' || isYear(text);
}

/** The rows of the header: from the first row that is no title, as far down as merged cells carry it. */
function headerRows(used: Area, merges: Area[], head: Survey['head']): { top: number; bottom: number } {
  const isWide = ({ left, right }: Area) => left <= used.left && right >= used.right;
  const first = head.find(({ row, texts, isData }) => {
    const filled = texts.filter((text) => text !== undefined);
    const isTitle = filled.length < 2 || merges.some((area) => area.top === row && isWide(area));
    const isNote = filled.length <= 3 && TITLE_NOTE.test(filled.at(-1) ?? '');
    return isData || !(isTitle || isNote);
  });
  if (!first || first.isData) return { top: first?.row ?? used.bottom + 1, bottom: 0 };
  const firstData = head.find(({ isData }) => isData)?.row ?? Infinity;
  let bottom = first.row;
  for (let row = first.row; row <= bottom; row++) {
    for (const area of merges) {
      if (area.top !== row || area.right === area.left) continue;
      bottom = Math.max(bottom, Math.min(area.bottom + 1, firstData - 1));
    }
  }
  return { top: first.row, bottom };
}

function add(rows: Map<number, Area[]>, area: Area): void {
  const known = rows.get(area.top);
  if (known) known.push(area);
  else rows.set(area.top, [area]);
}
