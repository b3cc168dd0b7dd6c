import type { Precision } from './precision.ts';
import { parseUnit, shift, type Unit } from './unit.ts';
import { foldWidth } from './width.ts';

/** A number as an office writes it: its exact decimal text, the power of ten and unit written with it, how exact it claims to be. */
export interface Quantity {
  /** Without 万 or 亿 applied, never with leading or trailing zeros: `1913.2157`, `-12`, `0.5`. */
  number: string;
  /** The power of ten of 万, 亿 and so on written right after the number, 0 when there is none. */
  power: number;
  /** The unit written with it (its own power of ten inside), null when there is none. */
  unit: Unit | null;
  precision: Precision;
}

const BEFORE: readonly [Precision, string][] = [
  ['nearly', '接近|将近|近|不足|不到'],
  ['over', '超过|超|逾|突破|至少'],
  ['about', '大约|约'],
  ['exact', '达到|达|仅|共']
];
const AFTER: readonly [Precision, string][] = [
  ['over', '余|多|以上'],
  ['about', '左右|上下']
];
const words = (lists: readonly (readonly [Precision, string])[]) => lists.map(([, list]) => list).join('|');

const DIGITS =
  '[0-9]{1,3}(?:,[0-9]{3})+(?:[.][0-9]*)?|[0-9]{1,4}(?:,[0-9]{4})+|[0-9]{1,3}(?: [0-9]{3})+|[0-9]+(?:[.][0-9]*)?|[.][0-9]+';
const POWER = '万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百';
const QUANTITY = new RegExp(
  `^(?<before>${words(BEFORE)})? ?(?<currency>[¥￥])? ?(?<sign>[-+])? ?(?<currency2>[¥￥])?(?<digits>${DIGITS})(?:[eE](?<exponent>[+-]?[0-9]{1,2}))? ?` +
    `(?<mid>余|多)?(?<power>${POWER})? ?(?<after>${words(AFTER)})? ?(?<unit>[%‰]|[^0-9()%‰., +*/-]{1,6}?)?? ?(?:[(](?<bracket>[^()0-9]{1,12})[)])?(?<last>${words(AFTER)})?$`
);

/**
 * Reads `4446.0`, `1,000`, `１，０００`, `（123）` (negative), `近4000`, `4000余家`, `60万人民币`, `1,913.2157(万元人民币)`,
 * `5.9%`, `1.2E+03`; undefined when the text is no number. Nothing is rounded.
 */
export function parseQuantity(text: string): Quantity | undefined {
  const plain = foldWidth(text);
  const negative = /^\(([^()]*[0-9][^()]*)\)$/.exec(plain)?.[1];
  const groups = QUANTITY.exec(negative ?? plain)?.groups;
  if (!groups) return undefined;
  const {
    before,
    currency,
    currency2,
    sign,
    digits = '',
    exponent,
    mid,
    power,
    after,
    unit,
    bracket,
    last
  } = groups;
  if (negative !== undefined && sign) return undefined;
  if (unit !== undefined && bracket !== undefined) return undefined;
  const isNegative = sign === '-' || negative !== undefined;
  const number = shift(`${isNegative ? '-' : ''}${digits.replace(/[, ]/g, '')}`, Number(exponent ?? 0));
  const precision = precisionOf(before, BEFORE) ?? precisionOf(mid ?? after ?? last, AFTER);
  const written = unit ?? bracket ?? ((currency ?? currency2) ? '元' : undefined);
  const parsed = written === undefined ? null : parseUnit(written);
  const powerOfTen = power === undefined ? 0 : parseUnit(power).exponent;
  const isRounded = powerOfTen >= 4 && number.includes('.') && parsed?.base !== '元';
  return {
    number,
    power: powerOfTen,
    unit: parsed,
    precision: precision ?? (isRounded ? 'rounded' : 'exact')
  };
}

function precisionOf(
  word: string | undefined,
  lists: readonly (readonly [Precision, string])[]
): Precision | undefined {
  return word === undefined ? undefined : lists.find(([, list]) => list.split('|').includes(word))?.[0];
}
