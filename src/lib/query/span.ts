import { addDays, yearsBefore } from '../field/period.ts';

const DAY_MS = 86_400_000;
const DAYS_A_YEAR = 365.25;

/** Years from the end of one day to the end of another: whole between equal days and month ends of two years. */
export function yearsBetween(from: string, to: string): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  const isWhole = yearsBefore(to, years) === from || yearsBefore(addDays(to, 1), years) === addDays(from, 1);
  return isWhole ? years : daysBetween(from, to) / DAYS_A_YEAR;
}

export function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS;
}
