/** 数 as it is written: 1,234 · 1.2万 · 1千2百 · 一百二十三 · 两千 · 二点五亿. */
export interface Numeral {
  value: number;
  /** The step of the last digit written: 1.2万 → 1000, 94.5 → 0.1, 3 → 1. */
  step: number;
  hasDecimals: boolean;
  /** True when it is only Chinese characters (三, 一百二十三). */
  isChinese: boolean;
}

const DIGITS: Record<string, number> = Object.fromEntries(
  [...'零一二三四五六七八九'].map((digit, value) => [digit, value])
);
Object.assign(DIGITS, { 〇: 0, 两: 2, 壹: 1, 贰: 2, 叁: 3, 肆: 4, 伍: 5, 陆: 6, 柒: 7, 捌: 8, 玖: 9 });
const SMALL: Record<string, number> = { 十: 10, 百: 100, 千: 1000, 拾: 10, 佰: 100, 仟: 1000 };
const LARGE: Record<string, number> = { 万: 1e4, 亿: 1e8 };

const CHINESE = '零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟';
const ARABIC = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?`;

/** Source of a regular expression that finds a numeral; Arabic digits may be mixed with 十百千万亿. */
export const NUMERAL = `(?:(?:${ARABIC})(?:[十百千万亿]+(?:\\d{1,4}(?![\\d.]))?(?=[十百千万亿]|[^\\d]|$))*|[${CHINESE}]+(?:点[零〇一二三四五六七八九]+[万亿]*)?)`;

/** Reads a numeral; undefined for what only looks like one (一一, 百千). */
export function parseNumeral(text: string): Numeral | undefined {
  if (text === '') return undefined;
  const isChinese = !/\d/.test(text);
  const tokens = text.replaceAll(',', '').match(/\d+(?:\.\d+)?|点[零〇一二三四五六七八九]+|./gu) ?? [];
  const decimals = /\.(\d+)/.exec(text)?.[1]?.length ?? /点(.[^万亿]*)/.exec(text)?.[1]?.length ?? 0;
  const spelt = /^[零〇一二三四五六七八九]{2,}$/.test(text);
  const value = spelt ? Number([...text].map((digit) => DIGITS[digit]).join('')) : sumOf(tokens);
  if (value === undefined || !Number.isFinite(value)) return undefined;
  const factor = factorOf(text);
  return { value: clean(value), step: clean(factor * 10 ** -decimals), hasDecimals: decimals > 0, isChinese };
}

/** What the last digit written counts: 1.2万 → 10,000; 3千5 → 100. */
function factorOf(text: string): number {
  const tail = /[十百千万亿拾佰仟]*$/.exec(text)?.[0] ?? '';
  return [...tail].reduce((factor, sign) => factor * (SMALL[sign] ?? LARGE[sign] ?? 1), 1);
}

function sumOf(tokens: readonly string[]): number | undefined {
  let [total, section] = [0, 0];
  let digit: number | undefined;
  let lastUnit = 0;
  for (const [at, token] of tokens.entries()) {
    const small = SMALL[token];
    const large = LARGE[token];
    if (small !== undefined) {
      section += (digit ?? 1) * small;
      [digit, lastUnit] = [undefined, small];
    } else if (large !== undefined) {
      const under = section + (digit ?? (section === 0 && at === 0 ? 1 : 0));
      if (large === 1e8) total = (total + (under === 0 && total === 0 ? 1 : under)) * large;
      else total += under * large;
      [section, digit, lastUnit] = [0, undefined, large];
    } else if (token.startsWith('点')) {
      const fraction = [...token.slice(1)].map((one) => DIGITS[one]).join('');
      digit = (digit ?? 0) + Number(`0.${fraction}`);
    } else {
      const next = /^\d/.test(token) ? Number(token) : DIGITS[token];
      if (next === undefined) return undefined;
      if (digit !== undefined && digit !== 0) return undefined;
      if (next === 0 && !/^\d/.test(token)) lastUnit = 0;
      digit = next;
    }
  }
  // 三千五 is 3,500 and 两万三 23,000; 三千零五 is 3,005.
  const isShort = digit !== undefined && digit < 10 && lastUnit >= 100 && !/^\d+$/.test(tokens.at(-1) ?? '');
  return total + section + (digit ?? 0) * (isShort ? lastUnit / 10 : 1);
}

/** Binary fractions of 1.2 × 10,000 and the like rounded away. */
export function clean(value: number): number {
  return Number(value.toPrecision(12));
}
