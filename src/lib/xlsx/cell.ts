import type { Book } from './book.ts';
import { numberText, percentText } from './number.ts';
import { PLAIN } from './number-format.ts';
import { dateText, elapsedText } from './serial.ts';

/** A cell as the file has it: its type and style number, its value's text, and whether a formula made it. */
export interface StoredCell {
  type: string;
  style: number;
  value: string | null;
  hasFormula: boolean;
}

/**
 * The text of a cell as it goes into CSV: dates as ISO, percentages with their sign, numbers without exponents,
 * yes-or-no as TRUE and FALSE, errors (`#N/A`) as they stand, a formula by the result kept with it.
 */
export function textOf({ type, style, value }: StoredCell, book: Book): string {
  if (value === null || value === '') return '';
  switch (type) {
    case 's':
      return book.strings[Number(value)] ?? '';
    case 'str':
    case 'inlineStr':
      return decodeEscapes(value);
    case 'b':
      return value === '1' || value === 'true' ? 'TRUE' : 'FALSE';
    case 'e':
      return value;
    case 'd':
      return value.replace(/T00:00:00(\.0+)?Z?$/, '').replace('T', ' ');
    default:
      return shownNumber(value, style, book);
  }
}

function shownNumber(value: string, style: number, book: Book): string {
  const shown = book.styles[style] ?? PLAIN;
  switch (shown.kind) {
    case 'date':
      return dateText(Number(value), shown.grain, book.calendar) ?? numberText(value);
    case 'elapsed':
      return elapsedText(Number(value));
    case 'percent':
      return percentText(value);
    case 'padded': {
      const text = numberText(value);
      return /^\d+$/.test(text) ? text.padStart(shown.digits, '0') : text;
    }
    default:
      return numberText(value);
  }
}

/**
 * Undoes the escapes `_x000D_` by which sheets write characters that XML cannot (ECMA-376 part 1, 22.4.2.4). A zero
 * byte, which no text holds, is left out.
 */
export function decodeEscapes(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) =>
    hex === '0000' ? '' : String.fromCharCode(parseInt(hex, 16))
  );
}
