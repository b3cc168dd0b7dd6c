import type { Lang } from '../field/text.ts';
import { esc } from './xml.ts';

/** Latin letters and figures, and Chinese: said in every run, so that no program picks a face of its own. */
export const LATIN = 'Arial';
export const CHINESE = '微软雅黑';

const FONTS = `<a:latin typeface="${LATIN}"/><a:ea typeface="${CHINESE}"/><a:cs typeface="${LATIN}"/>`;

export interface TextStyle {
  /** Points. */
  size: number;
  bold?: boolean;
  /** A theme colour (`tx1`, `tx2`, `accent1`…) or six hexadecimal digits. */
  colour?: string;
}

export function languageOf(lang: Lang): string {
  return lang === 'zh' ? 'lang="zh-CN" altLang="en-US"' : 'lang="en-GB" altLang="zh-CN"';
}

export function fill(colour: string): string {
  const isHex = /^[0-9A-F]{6}$/i.test(colour);
  return `<a:solidFill>${isHex ? `<a:srgbClr val="${colour}"/>` : `<a:schemeClr val="${colour}"/>`}</a:solidFill>`;
}

/** `a:rPr`, or another element of the same shape (`a:defRPr`, `a:endParaRPr`). */
export function runProperties(style: TextStyle, lang: Lang, element = 'a:rPr'): string {
  const { size, bold = false, colour = 'tx1' } = style;
  const attributes = `${languageOf(lang)} sz="${Math.round(size * 100)}" b="${bold ? 1 : 0}"`;
  return `<${element} ${attributes}>${fill(colour)}${FONTS}</${element}>`;
}

/** A paragraph of one run; an empty text is an empty line. */
export function paragraph(text: string, style: TextStyle, lang: Lang, properties = ''): string {
  if (text === '') return `<a:p>${properties}${runProperties(style, lang, 'a:endParaRPr')}</a:p>`;
  return `<a:p>${properties}<a:r>${runProperties(style, lang)}<a:t>${esc(text)}</a:t></a:r></a:p>`;
}

/** Text properties of a part of a chart (`c:txPr`); `rotation` in degrees. */
export function chartText(style: TextStyle, lang: Lang, rotation = 0): string {
  const body = rotation === 0 ? '<a:bodyPr/>' : `<a:bodyPr rot="${rotation * 60000}" vert="horz"/>`;
  const properties = runProperties(style, lang, 'a:defRPr');
  return `<c:txPr>${body}<a:lstStyle/><a:p><a:pPr>${properties}</a:pPr><a:endParaRPr ${languageOf(lang)}/></a:p></c:txPr>`;
}
