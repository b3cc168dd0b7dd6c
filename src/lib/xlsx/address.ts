import { DamagedPart } from './xml.ts';

/** What a sheet can hold. */
export const MAX_ROWS = 1_048_576;
export const MAX_COLUMNS = 16_384;

/** Rows and columns from 1, both ends within. */
export interface Area {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

/** `C4` as row 4, column 3. Throws `DamagedPart` for what lies on no sheet. */
export function placeOf(address: string): { row: number; column: number } {
  let column = 0;
  let at = 0;
  for (; at < address.length; at++) {
    const letter = address.charCodeAt(at) & 0xdf;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
  }
  const row = Number(address.slice(at));
  if (!(row >= 1 && row <= MAX_ROWS && column >= 1 && column <= MAX_COLUMNS)) {
    throw new DamagedPart(`the cell address ${address.slice(0, 20)}`);
  }
  return { row, column };
}

/** `C4:E4`, or one address for one cell. */
export function areaOf(reference: string): Area {
  const [from = '', to = from] = reference.replaceAll('$', '').split(':');
  const [a, b] = [placeOf(from), placeOf(to)];
  return {
    top: Math.min(a.row, b.row),
    left: Math.min(a.column, b.column),
    bottom: Math.max(a.row, b.row),
    right: Math.max(a.column, b.column)
  };
}

/** The letters of a column from 1: 28 is `AB`. */
export function lettersOf(column: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}
