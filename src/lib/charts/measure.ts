const NARROW = /[ijlIftr.,:;'|!()\u2009 ·]/;
const WIDE_LATIN = /[A-ZmwMW&−+]/;
const WIDEST_LATIN = /[%@—]/;
/** Characters no line of Chinese may begin with. */
const CLOSING = /^[，。、；：！？）】》”’%]/;

/**
 * The width in px a text will take in the system's sans: Chinese 1 em, Latin about 0.6 em. On the safe side, for
 * the widest of the usual faces (DejaVu Sans, bold too), because the reader's own is not known.
 */
export function textWidth(text: string, size: number, bold = false): number {
  let [chinese, latin] = [0, 0];
  for (const character of text) {
    if (/[\u1100-\uffff]/.test(character) && !/[\u2009\u2010-\u2027\u2212]/.test(character)) chinese += 1;
    else if (NARROW.test(character)) latin += 0.34;
    else if (WIDEST_LATIN.test(character)) latin += 0.95;
    else if (WIDE_LATIN.test(character)) latin += 0.76;
    else latin += 0.62;
  }
  return (chinese + latin * (bold ? 1.13 : 1)) * size;
}

/** Lines no wider than `width` px: broken between Chinese characters or Latin words, a longer word by force. */
export function wrap(text: string, width: number, size: number): string[] {
  const pieces = text.match(/[\u2e80-\uffff]|[^\u2e80-\uffff\s]+|\s+/g) ?? [];
  const lines: string[] = [];
  let line = '';
  const add = (piece: string): void => {
    if (textWidth(line + piece.trimEnd(), size) <= width || (line !== '' && CLOSING.test(piece)))
      line += piece;
    else if (textWidth(piece, size) > width && piece.length > 1)
      for (const character of piece) add(character);
    else {
      if (line.trim() !== '') lines.push(line.trim());
      line = piece.trimStart();
    }
  };
  for (const piece of pieces) add(piece);
  if (line.trim() !== '') lines.push(line.trim());
  return lines;
}
