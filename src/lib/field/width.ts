/**
 * Full-width letters, digits, brackets and signs as their ASCII twins, every blank (U+3000, U+00A0, tab) as a space,
 * the minus signs as `-`; nothing else changes. For reading numbers, dates and codes: never for names, which keep
 * their characters.
 */
export function foldWidth(text: string): string {
  if (PLAIN.test(text)) return text;
  return text
    .replace(/[\uFF01-\uFF5E]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(/[\s\u3000\u00A0\u2000-\u200B\uFEFF]+/g, ' ')
    .replace(/[\u2212\u2010-\u2013\uFE63]/g, '-')
    .trim();
}

/** Nothing to fold: most cells of numbers, dates and codes. */
const PLAIN = /^[!-~]*$/;
