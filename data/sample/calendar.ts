import type { Random } from './random.ts';

const DAY_MS = 86_400_000;

/** Days since 1970-01-01; all dates of the sample are kept so and printed at the end. */
export function dayOf(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day) / DAY_MS;
}

export function isoOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

export function yearOf(day: number): number {
  return new Date(day * DAY_MS).getUTCFullYear();
}

/** The same calendar day some years later; 29 February becomes 1 March where there is none. */
export function addYears(day: number, years: number): number {
  const date = new Date(day * DAY_MS);
  return dayOf(date.getUTCFullYear() + years, date.getUTCMonth() + 1, date.getUTCDate());
}

/** True on days when offices work: no weekends, no New Year, May Day or National Day holidays. */
export function isOfficeDay(day: number): boolean {
  const date = new Date(day * DAY_MS);
  const weekday = date.getUTCDay();
  if (weekday === 0 || weekday === 6) return false;
  const [month, dayOfMonth] = [date.getUTCMonth() + 1, date.getUTCDate()];
  return !((month === 1 || month === 5) && dayOfMonth <= 3) && !(month === 10 && dayOfMonth <= 7);
}

/** An office day in [from, to]; the last of `draws` tries, so that more draws lean towards the end. */
export function officeDay(random: Random, from: number, to: number, draws = 1): number {
  let latest = from;
  for (let i = 0; i < draws; i++) latest = Math.max(latest, from + random.below(to - from + 1));
  for (let day = latest; day >= from; day--) if (isOfficeDay(day)) return day;
  for (let day = latest; day <= to; day++) if (isOfficeDay(day)) return day;
  return latest;
}
