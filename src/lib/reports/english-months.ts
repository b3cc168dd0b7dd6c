import { isDate, periodOf } from '../field/period.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December'
];

/** Any month, for a regular expression. */
export const MONTH = MONTHS.join('|');

/** The number of an English month. */
export function capitalised(name: string): number {
  return MONTHS.indexOf(name.charAt(0).toUpperCase() + name.slice(1).toLowerCase()) + 1;
}

/** The day named, or the last of its month; undefined when there is no such day. */
export function monthEnd(year: string, month: number, day?: string): string | undefined {
  const first = `${year}-${String(month).padStart(2, '0')}`;
  if (day !== undefined)
    return isDate(`${first}-${day.padStart(2, '0')}`) ? `${first}-${day.padStart(2, '0')}` : undefined;
  return periodOf(`${first}-01`, 'month').endOn;
}
