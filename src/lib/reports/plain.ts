/**
 * The same text in half-width digits, letters and signs, character by character: offsets stay what they were.
 * Chinese punctuation that ends a clause is kept.
 */
export function plainOf(text: string): string {
  return text
    .replace(/[\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A]/g, (wide) =>
      String.fromCharCode(wide.charCodeAt(0) - 0xfee0)
    )
    .replace(/[％．＋－﹣−﹪～／：]/g, (sign) => SIGNS[sign] ?? sign)
    .replace(/(?<=\d)，(?=\d{3}(?!\d))/g, ',')
    .replace(/[\u3000\u00A0\u2002-\u200A\u202F]/g, ' ')
    .replace(WALL, (wall) => BLANK.repeat(wall.length));
}

/** So many digits in a row are no number of anything; patterns would search them for ever. */
const WALL = /[\d零〇一二两三四五六七八九十百千万亿,.]{30,}/g;

const LONGEST_PIECE = 500;

/** A paragraph in pieces of at most 500 characters, cut behind a sentence where one ends. */
export function piecesOf(text: string): { start: number; text: string }[] {
  const pieces: { start: number; text: string }[] = [];
  let start = 0;
  while (start < text.length) {
    const rest = text.slice(start, start + LONGEST_PIECE);
    const mark =
      rest.length < LONGEST_PIECE
        ? rest.length
        : Math.max(rest.lastIndexOf('。'), rest.lastIndexOf('. ')) + 1;
    const length = mark > 0 ? mark : rest.length;
    pieces.push({ start, text: rest.slice(0, length) });
    start += length;
  }
  return pieces;
}

const SIGNS: Record<string, string> = {
  '％': '%',
  '﹪': '%',
  '．': '.',
  '＋': '+',
  '－': '-',
  '﹣': '-',
  '−': '-',
  '～': '~',
  '／': '/',
  '：': ':'
};

/** The text with each span blanked, its length kept. */
export function withoutSpans(text: string, spans: readonly { start: number; end: number }[]): string {
  let rest = text;
  for (const { start, end } of spans) {
    rest = rest.slice(0, start) + BLANK.repeat(end - start) + rest.slice(end);
  }
  return rest;
}

/** Stands for a character that is no part of any figure. */
export const BLANK = '\u0001';
