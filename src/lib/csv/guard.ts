/**
 * A text that a spreadsheet program opening a CSV would take for a formula, with an apostrophe before it; other texts,
 * and plain numbers with a sign, as they are.
 */
export function guardFormula(text: string): string {
  return isFormulaLike(text) ? `'${text}` : text;
}

/** True for texts that begin as formulas do (also in full width, which some programs take as well). */
export function isFormulaLike(text: string): boolean {
  return /^[=+\-@\t\r＝＋－＠]/.test(text) && !/^[+-]?\d+(\.\d+)?%?$/.test(text);
}
