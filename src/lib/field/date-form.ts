import { Temporal } from 'temporal-polyfill';
import { periodOf, type Grain } from './period.ts';
import { foldWidth } from './width.ts';

/** Whether days or months come first in DD/MM/YYYY and its like; only a whole column can tell. */
export type DateOrder = 'dmy' | 'mdy';

/** A calendar date as far as it is written: the first and last day it may mean, and how fine it is. */
export interface WrittenDate {
  startOn: string;
  endOn: string;
  grain: Grain;
}

/** What a text that has the shape of a date lacks. */
export type DateDoubt =
  /** 31/02/2023, 2023-13-01: no such day. */
  | 'no-such-day'
  /** 03/04/2023, and nothing says which comes first. */
  | 'order'
  /** 2023.1: January, or October without its zero. */
  | 'lost-zero';

const YEAR = '(1[89]\\d\\d|2[01]\\d\\d)';
const TIME = '(?:[ T]?\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?(?: ?[AaPp][Mm])?(?:Z|[+-]\\d{2}:?\\d{2})?)?';
const CHINESE_DIGITS = '〇一二三四五六七八九';
const QUARTERS: Record<string, number> = { '1': 1, '2': 2, '3': 3, '4': 4, 一: 1, 二: 2, 三: 3, 四: 4 };

const DAY = new RegExp(`^${YEAR}(?: ?年 ?|[-/.])(\\d{1,2})(?: ?月 ?|[-/.])(\\d{1,2}) ?[日号]?${TIME}$`);
const COMPACT_DAY = new RegExp(`^${YEAR}(\\d{2})(\\d{2})$`);
const MONTH = new RegExp(`^${YEAR}(?: ?年 ?|[-/])(\\d{1,2}) ?(?:月份?)?$`);
const DOTTED_MONTH = new RegExp(`^${YEAR}\\.(\\d{1,2})$`);
const COMPACT_MONTH = new RegExp(`^${YEAR}(0[1-9]|1[0-2])$`);
const QUARTER = new RegExp(`^${YEAR}(?: ?年 ?第?([一二三四1-4])季度?|[-/ ]?[Qq]([1-4]))$`);
const HALF = new RegExp(`^${YEAR}(?: ?年 ?([上下])半年|[-/ ]?[Hh]([12]))$`);
const WHOLE_YEAR = new RegExp(`^${YEAR} ?(?:年度?|年末|年底)?$`);
const YEAR_LAST = new RegExp(`^(\\d{1,2})[-/.](\\d{1,2})[-/.]${YEAR}${TIME}$`);

/** The shape DD/MM/YYYY or MM/DD/YYYY: its two numbers, by which a whole column decides the order; else undefined. */
export function yearLast(text: string): [number, number] | undefined {
  const match = YEAR_LAST.exec(foldWidth(text));
  return match ? [Number(match[1]), Number(match[2])] : undefined;
}

/** True for 2023.10: such a column keeps its zeros, so that its 2023.1 is January. */
export function hasDottedTen(text: string): boolean {
  return DOTTED_MONTH.exec(foldWidth(text))?.[2] === '10';
}

/**
 * Reads 2016年3月8日, 2019/07/01, 20180515, 2023年12月, 2023.12, ２０２３年, 2023Q4, 2023年上半年, 二〇二三年, with or without a
 * time of day (which is dropped); undefined when the text has no such shape. Years 1800 to 2199.
 */
export function parseDate(
  text: string,
  context: { order?: DateOrder | undefined; keepsZeros?: boolean } = {}
): WrittenDate | DateDoubt | undefined {
  const plain = foldChineseYear(foldWidth(text));
  const day = DAY.exec(plain) ?? COMPACT_DAY.exec(plain);
  if (day) return dayOf(Number(day[1]), Number(day[2]), Number(day[3]));
  const reversed = YEAR_LAST.exec(plain);
  if (reversed) {
    const [first, second, year] = reversed.slice(1, 4).map(Number) as [number, number, number];
    const order = context.order ?? (first === second ? 'dmy' : undefined);
    if (!order) return 'order';
    return order === 'dmy' ? dayOf(year, second, first) : dayOf(year, first, second);
  }
  const dotted = DOTTED_MONTH.exec(plain);
  if (dotted?.[2] === '1' && !context.keepsZeros) return 'lost-zero';
  const month = MONTH.exec(plain) ?? dotted ?? COMPACT_MONTH.exec(plain);
  if (month) return spanOf(Number(month[1]), Number(month[2]), 'month');
  const quarter = QUARTER.exec(plain);
  if (quarter)
    return spanOf(Number(quarter[1]), 3 * (QUARTERS[quarter[2] ?? quarter[3] ?? ''] ?? 1) - 2, 'quarter');
  const half = HALF.exec(plain);
  if (half) return spanOf(Number(half[1]), half[2] === '下' || half[3] === '2' ? 7 : 1, 'half');
  const year = WHOLE_YEAR.exec(plain);
  return year ? spanOf(Number(year[1]), 1, 'year') : undefined;
}

/** The day of a spreadsheet's serial number (1900 system, 1927 to 2119), undefined outside. Time of day is dropped. */
export function parseSerial(text: string): WrittenDate | undefined {
  const plain = foldWidth(text);
  if (!/^[1-7]\d{4}(?:\.\d+)?$/.test(plain)) return undefined;
  const day = Temporal.PlainDate.from('1899-12-30')
    .add({ days: Math.floor(Number(plain)) })
    .toString();
  return { startOn: day, endOn: day, grain: 'day' };
}

function dayOf(year: number, month: number, day: number): WrittenDate | DateDoubt {
  try {
    const date = Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString();
    return { startOn: date, endOn: date, grain: 'day' };
  } catch {
    return 'no-such-day';
  }
}

function spanOf(year: number, month: number, grain: Grain): WrittenDate | DateDoubt {
  if (month < 1 || month > 12) return 'no-such-day';
  const { startOn, endOn } = periodOf(`${year}-${String(month).padStart(2, '0')}-01`, grain);
  return { startOn, endOn, grain };
}

/** 二〇二三年十二月三十一日 → 2023年12月31日; other texts come back as they are. */
function foldChineseYear(text: string): string {
  const match =
    /^([〇零○一二三四五六七八九]{4})年(?:([一二三四五六七八九十]{1,2})月(?:([一二三四五六七八九十]{1,3})日)?)?$/.exec(
      text
    );
  if (!match) return text;
  const [, year = '', month, day] = match;
  const digits = [...year.replace(/[零○]/g, '〇')].map((digit) => CHINESE_DIGITS.indexOf(digit)).join('');
  return `${digits}年${month ? `${smallNumber(month)}月` : ''}${day ? `${smallNumber(day)}日` : ''}`;
}

function smallNumber(text: string): number {
  const [tens, ones] = text.includes('十') ? text.split('十') : ['〇', text];
  const digit = (word: string | undefined, none: number) => (word ? CHINESE_DIGITS.indexOf(word) : none);
  return (text.includes('十') ? digit(tens, 1) * 10 : 0) + digit(ones, 0);
}
