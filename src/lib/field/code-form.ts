import { unitOfHeader } from './unit.ts';
import { foldWidth } from './width.ts';

/** Digits that a spreadsheet has turned into a number: 5.14E+17. What is lost cannot be had back. */
export function isScientific(text: string): boolean {
  return /^[+-]?\d(?:\.\d+)?[eE]\+?\d{1,3}$/.test(foldWidth(text));
}

/** The same among codes of any form, of which 3E12 may be one: with a point or a plus, as only numbers are written. */
export function isRuinedCode(text: string): boolean {
  return isScientific(text) && /[.+]/.test(foldWidth(text).slice(1));
}

const CODE_WORDS = [
  /(?:编号|代码|编码|条码|号|许可证|身份证|电话|手机|邮编)(?:[0-9一二三]?|[(][^()]*[)])$/,
  /(?:^|[^a-z])id$|code$|(?:licen[cs]e|serial|certificate|registration|phone)[ _-]?(?:no\.?|number)?$/i,
  /[a-z]I[dD]$/
];
const OTHER_WORDS = /(?:序|行|信|符|称|口|括)号$/;

/** A header of codes or numbers by which things are told apart: 许可证号, 证书编号, org_id; no 编码数量, 信号 or 序号. */
export function isCodeHeader(header: string): boolean {
  const word = foldWidth(header.split('/').at(-1) ?? '');
  return CODE_WORDS.some((pattern) => pattern.test(word)) && !OTHER_WORDS.test(word) && !unitOfHeader(word);
}

/** Whether texts are codes by themselves: digits or credit codes, as long as no measured number is, all alike. */
export function areLongCodes(texts: readonly string[]): boolean {
  const lengths = new Set(texts.map((text) => tidyCode(text).length));
  return (
    texts.length > 0 &&
    lengths.size === 1 &&
    texts.every((text) => /^[0-9]{12,}$|^(?=.*[0-9]{6})[0-9A-Z]{15,}$/.test(tidyCode(text)))
  );
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
