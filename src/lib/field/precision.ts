import type { Text } from './text.ts';

/** 精度: how exact a published number claims to be. */
export const PRECISIONS = ['exact', 'rounded', 'about', 'nearly', 'over'] as const;
export type Precision = (typeof PRECISIONS)[number];

export const PRECISION_TITLES: Record<Precision, Text> = {
  exact: { zh: '精确', en: 'exact' },
  rounded: { zh: '四舍五入', en: 'rounded' },
  about: { zh: '约', en: 'about' },
  nearly: { zh: '近（略低于）', en: 'nearly (just below)' },
  over: { zh: '余、超（略高于）', en: 'over (just above)' }
};

const WORDS: Record<Precision, readonly string[]> = {
  exact: ['精确', '准确', '达', '仅', '共'],
  rounded: ['四舍五入', '取整'],
  about: ['约', '左右', '上下', '大约'],
  nearly: ['近', '接近', '不足', '不到'],
  over: ['余', '多', '超', '超过', '逾', '突破', '至少', '以上']
};

/** The precision that a word means (`约`, `about`), undefined for other words. */
export function parsePrecision(text: string): Precision | undefined {
  const word = text.trim().toLowerCase();
  return PRECISIONS.find((precision) => precision === word || WORDS[precision].includes(word));
}

/** A range of values; `from` and `to` say whether the ends belong to it. */
export interface Range {
  low: number;
  high: number;
  includesLow: boolean;
  includesHigh: boolean;
}

/**
 * The values that agree with a published number (domain.md): nearly N is [0.95 N, N), over N is (N, 1.1 N],
 * about N is ±5 %, rounded is half a unit of its last digit either side (`roundedTo`), exact is N itself.
 */
export function rangeOf(value: number, precision: Precision, roundedTo = lastPlace(value)): Range {
  switch (precision) {
    case 'exact':
      return { low: value, high: value, includesLow: true, includesHigh: true };
    case 'nearly':
      return { low: 0.95 * value, high: value, includesLow: true, includesHigh: false };
    case 'over':
      return { low: value, high: 1.1 * value, includesLow: false, includesHigh: true };
    case 'about':
      return { low: 0.95 * value, high: 1.05 * value, includesLow: true, includesHigh: true };
    case 'rounded':
      return {
        low: value - roundedTo / 2,
        high: value + roundedTo / 2,
        includesLow: true,
        includesHigh: false
      };
  }
}

export function isWithin(value: number, range: Range): boolean {
  const aboveLow = range.includesLow ? value >= range.low : value > range.low;
  const belowHigh = range.includesHigh ? value <= range.high : value < range.high;
  return aboveLow && belowHigh;
}

/** The unit of a number's last digit that is not a trailing zero: 72000 → 1000, 3.52 → 0.01, 891300 → 100. */
export function lastPlace(value: number): number {
  if (value === 0 || !Number.isFinite(value)) return 1;
  let unit = 1;
  if (Number.isInteger(value)) {
    while (value % (unit * 10) === 0) unit *= 10;
    return unit;
  }
  const decimals = String(value).split('.')[1]?.length ?? 0;
  return 10 ** -decimals;
}
