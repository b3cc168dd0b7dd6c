import { foldWidth } from './width.ts';

/** A unit as its base and the power of ten on it: 万元 is 10⁴ 元, % is 10⁻² of 1; no unit is the base ''. */
export interface Unit {
  base: string;
  exponent: number;
}

export const NO_UNIT: Unit = { base: '', exponent: 0 };

const POWERS: readonly [string, number][] = [
  ['万亿', 12],
  ['千亿', 11],
  ['百亿', 10],
  ['十亿', 9],
  ['亿', 8],
  ['千万', 7],
  ['百万', 6],
  ['十万', 5],
  ['万', 4],
  ['千', 3],
  ['百', 2],
  ['十', 1]
];
const MONEY = new Set([
  '元',
  '圆',
  '人民币',
  '元人民币',
  '人民币元',
  '元整',
  '元(人民币)',
  'RMB',
  'CNY',
  '￥',
  '¥'
]);
/** Words that only say what is counted: a number with one of them is that number. */
export const COUNT_WORDS: ReadonlySet<string> = new Set(
  '家 个 人 名 位 所 户 件 次 项 座 处 笔 条 份 台 套 间 支 队 岁 年 月 日 天 人次 家次 个次 张 场 期 种 类 户次'.split(
    ' '
  )
);
/** Not a power of ten before a unit, but a unit of its own. */
const WHOLE = new Set(['百分点', '个百分点', '千米', '千克', '千瓦', '千瓦时', '十人']);

/** The unit that a text means (`万元`, `亿人民币`, `%`, `家`), with any power of ten before it. */
export function parseUnit(text: string): Unit {
  const plain = foldWidth(text).replace(/ /g, '');
  if (plain === '') return NO_UNIT;
  if (plain === '%' || plain === '百分比') return { base: '1', exponent: -2 };
  if (plain === '‰') return { base: '1', exponent: -3 };
  if (WHOLE.has(plain)) return { base: plain, exponent: 0 };
  const [power = '', exponent = 0] = POWERS.find(([word]) => plain.startsWith(word)) ?? [];
  const rest = plain.slice(power.length);
  return { base: MONEY.has(rest) || MONEY.has(rest.toUpperCase()) ? '元' : rest, exponent };
}

/** The unit in brackets at the end of a header, `注册资金(万元)` → 万元, `公里（万公里）` → 万公里; undefined when there is none. */
export function unitOfHeader(header: string): string | undefined {
  const inside = /\(([^()]{1,12})\)$/
    .exec(foldWidth(header))?.[1]
    ?.replace(/^单位[::]?/, '')
    .trim();
  if (!inside) return undefined;
  return isKnownUnit(inside) ? inside : undefined;
}

/** Whether a text is a unit at all, and not a grade (4A) or another mark behind a number. */
export function isKnownUnit(text: string): boolean {
  const { base, exponent } = parseUnit(text);
  return base === '元' || base === '1' || exponent > 0 || COUNT_WORDS.has(base) || WHOLE.has(base);
}

/** A header without the unit in brackets at its end. */
export function withoutUnit(header: string): string {
  return unitOfHeader(header) === undefined ? header : header.replace(/\s*[(（][^()（）]*[)）]\s*$/, '');
}

/** A decimal number's text times 10^exponent, exact: `1913.2157` × 10⁴ → `19132157`; no leading or trailing zeros. */
export function shift(number: string, exponent: number): string {
  const isNegative = number.startsWith('-');
  const [whole = '', fraction = ''] = number.replace('-', '').split('.');
  const digits = whole + fraction;
  const point = whole.length + exponent;
  const padded = digits.padStart(digits.length + Math.max(0, -point), '0').padEnd(point, '0');
  const at = Math.max(point, 0);
  const left = padded.slice(0, at).replace(/^0+(?=\d)/, '') || '0';
  const right = padded.slice(at).replace(/0+$/, '');
  const value = right === '' ? left : `${left}.${right}`;
  return isNegative && value !== '0' ? `-${value}` : value;
}
