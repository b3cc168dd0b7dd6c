import type { Shown } from './number-format.ts';

const DAY_MS = 86_400_000;
/** Midnight before day 1 of each calendar, Lotus's nonexistent 29 February 1900 counted in the first. */
const EPOCHS = { 1900: Date.UTC(1899, 11, 30), 1904: Date.UTC(1904, 0, 1) };
const LAST_SERIAL = 2_958_466;

/**
 * The day or time that a serial number stands for, as ISO 8601 in the grain it is shown in (`2023`, `2023-12`,
 * `2023-12-31`, `2023-12-31 08:30:00`, `08:30:00`); an instant at midnight is its day. Undefined for numbers that
 * no spreadsheet program shows as a date.
 */
export function dateText(
  serial: number,
  grain: Extract<Shown, { kind: 'date' }>['grain'],
  calendar: 1900 | 1904 = 1900
): string | undefined {
  if (!(serial >= 0 && serial < LAST_SERIAL)) return undefined;
  const seconds = Math.round((serial % 1) * 86_400);
  if (grain === 'time' || (grain === 'instant' && serial < 1 && calendar === 1900)) return clock(seconds);
  const isDayOnly = grain !== 'instant';
  const days = Math.floor(serial) + (!isDayOnly && seconds === 86_400 ? 1 : 0);
  // Days that the first calendar has and the world has not.
  if (calendar === 1900 && grain === 'day' && days === 0) return '1900-01-00';
  if (calendar === 1900 && grain === 'day' && days === 60) return '1900-02-29';
  const offset = calendar === 1900 && days < 60 ? 1 : 0;
  const iso = new Date(EPOCHS[calendar] + (days + offset) * DAY_MS).toISOString().slice(0, 10);
  if (grain === 'year') return iso.slice(0, 4);
  if (grain === 'month') return iso.slice(0, 7);
  const ofDay = seconds % 86_400;
  return isDayOnly || ofDay === 0 ? iso : `${iso} ${clock(ofDay)}`;
}

/** A length of time as hours:minutes:seconds, hours beyond a day counted on. */
export function elapsedText(serial: number): string {
  return clock(Math.round(serial * 86_400));
}

/** The serial number of a calendar day, in the calendar of 1900. */
export function serialOf(isoDate: string): number {
  const days = (Date.parse(`${isoDate}T00:00:00Z`) - EPOCHS[1900]) / DAY_MS;
  return days < 61 ? days - 1 : days;
}

function clock(seconds: number): string {
  const sign = seconds < 0 ? '-' : '';
  const total = Math.abs(seconds);
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${sign}${two(total / 3600)}:${two((total / 60) % 60)}:${two(total % 60)}`;
}
