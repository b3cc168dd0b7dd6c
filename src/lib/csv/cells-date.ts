import { parseDate, parseSerial, type DateDoubt, type WrittenDate } from '../field/date-form.ts';
import { isMissing } from '../field/missing.ts';
import { foldWidth } from '../field/width.ts';
import type { Text } from '../field/text.ts';
import type { CellReading, ColumnReading } from './cells-read.ts';

const OPEN_ENDED = new Set(['至今', '长期', '长期有效', '永久', '无固定期限', '现在']);

const REASONS: Record<DateDoubt, Text> = {
  'no-such-day': { zh: '不是日历上有的日期', en: 'is no day of the calendar' },
  order: {
    zh: '分不清日和月哪个在前，整列也没有能判定的日期',
    en: 'does not tell day from month, and no other date of its column decides it'
  },
  'lost-zero': { zh: '可能是1月，也可能是丢了0的10月', en: 'may be January, or October without its zero' }
};

/** Reads the dates of a column in all forms of offices; a month or year alone becomes its first or last day. */
export function readDate(column: ColumnReading): (text: string) => CellReading {
  const context = { order: column.order, keepsZeros: column.keepsZeros ?? false };
  return (text) => {
    const date = parseDate(text, context);
    if (typeof date === 'object') return written(date, column);
    if (date !== undefined) return { code: 'bad-date', reason: REASONS[date] };
    const serial = column.hasSerials ? parseSerial(text) : undefined;
    if (serial) return { value: serial.startOn, how: 'date-serial', grain: 'day' };
    const isOpen = column.isOpenEnded === true && OPEN_ENDED.has(foldWidth(text));
    if (isOpen || isMissing(text, { words: true })) return { value: null, how: 'missing' };
    return { code: 'bad-date', reason: { zh: '不是日期', en: 'is not a date' } };
  };
}

function written({ startOn, endOn, grain }: WrittenDate, { side }: ColumnReading): CellReading {
  const value = side === 'start' ? startOn : endOn;
  return { value, how: grain === 'day' ? 'date-form' : 'date-coarse', grain };
}
