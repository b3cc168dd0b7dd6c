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
    .replace(/[\u3000\u00A0\u2002-\u200A\u202F]/g, ' ');
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
