import { tidyCode } from './code-form.ts';
import { creditCodeFault } from './credit-code.ts';
import { parseDate } from './date-form.ts';
import { isMissing } from './missing.ts';

/** What a column's cells are by their looks alone, whatever its header says. */
export type Content = 'credit-code' | 'division-code' | 'date';

const SHARE = 0.9;
const LEAST_CELLS = 3;
// Provinces 11 to 82, then city and district, each 00 when the code means the level above.
const DIVISION = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12])(?:0000|\d{2}00|(?!00)\d{2}\d{2})$/;

/** What at least nine in ten of a column's filled cells are; undefined for anything else and for fewer than three cells. */
export function recognize(cells: readonly string[]): Content | undefined {
  const filled = cells.filter((text) => !isMissing(text, { words: true }));
  if (filled.length < LEAST_CELLS) return undefined;
  const are = (fits: (text: string) => boolean) => {
    let left = Math.floor(filled.length * (1 - SHARE));
    return filled.every((text) => fits(text) || left-- > 0);
  };
  if (are((text) => creditCodeFault(tidyCode(text)) === null)) return 'credit-code';
  if (are((text) => DIVISION.test(tidyCode(text)))) return 'division-code';
  if (are((text) => typeof parseDate(text) === 'object' && !/^\d+$/.test(text))) return 'date';
  return undefined;
}
