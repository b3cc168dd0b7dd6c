import { foldWidth } from './width.ts';

/** Digits that a spreadsheet has turned into a number: 5.14E+17. What is lost cannot be had back. */
export function isScientific(text: string): boolean {
  return /^[+-]?\d(?:\.\d+)?[eE]\+?\d{1,3}$/.test(foldWidth(text));
}

/**
 * A code without what keeps spreadsheets from ruining it: `="51…"`, `'51…` and `#000007` give what is inside. Undefined for
 * any other text, so that names which begin with an apostrophe or # keep it.
 */
export function unwrapCode(text: string): string | undefined {
  const plain = text.trim();
  const formula = /^="([^"]*)"$/.exec(plain)?.[1];
  if (formula !== undefined) return formula.trim();
  const code =
    /^['’‘]([0-9][0-9A-Za-z]{3,})'?$/.exec(plain)?.[1] ?? /^#(0[0-9]+|[0-9]{5,})$/.exec(plain)?.[1];
  return code;
}

/** A code as it is compared and stored: unwrapped, half width, upper case, without blanks and hyphens inside. */
export function tidyCode(text: string): string {
  return foldWidth(unwrapCode(text) ?? text)
    .replace(/[ -]/g, '')
    .toUpperCase();
}
