import { Temporal } from 'temporal-polyfill';

export type Grain = 'year' | 'half' | 'quarter' | 'month' | 'day';

/** A stretch of calendar days, both ends included; `label` as in the contract: 2023, 2023-H2, 2023-Q4, 2023-12. */
export interface Period {
  label: string;
  startOn: string;
  endOn: string;
}

const MONTHS: Record<Exclude<Grain, 'day'>, number> = { year: 12, half: 6, quarter: 3, month: 1 };

/** The period that a label names, or undefined when it is none (`2023-13`, `2023-02-30`). */
export function parsePeriod(label: string): Period | undefined {
  const match = /^(\d{4})(?:-(?:H([12])|Q([1-4])|(\d{2})(?:-(\d{2}))?))?$/.exec(label);
  if (!match) return undefined;
  const [, year, half, quarter, month, day] = match;
  if (day) return isDate(label) ? { label, startOn: label, endOn: label } : undefined;
  const grain: Grain = half ? 'half' : quarter ? 'quarter' : month ? 'month' : 'year';
  const firstMonth = half ? 6 * Number(half) - 5 : quarter ? 3 * Number(quarter) - 2 : Number(month ?? 1);
  if (firstMonth < 1 || firstMonth > 12 || Number(year) < 1) return undefined;
  return periodOf(`${year}-${String(firstMonth).padStart(2, '0')}-01`, grain);
}

/** The same few days are asked for in every statement of a page. */
const MOST_KEPT = 5000;
const kept = new Map<string, unknown>();

function keep<T>(key: string, make: () => T): T {
  const known = kept.get(key) as T | undefined;
  if (known !== undefined) return known;
  if (kept.size >= MOST_KEPT) kept.clear();
  const made = make();
  kept.set(key, made);
  return made;
}

/** The period of that grain in which a date lies. */
export function periodOf(date: string, grain: Grain): Period {
  return keep(`${grain} ${date}`, () => periodAround(date, grain));
}

function periodAround(date: string, grain: Grain): Period {
  const day = Temporal.PlainDate.from(date);
  if (grain === 'day') return { label: date, startOn: date, endOn: date };
  const length = MONTHS[grain];
  const index = Math.floor((day.month - 1) / length);
  const start = day.with({ month: index * length + 1, day: 1 });
  const end = start.add({ months: length }).subtract({ days: 1 });
  const year = String(day.year).padStart(4, '0');
  const label = {
    year,
    half: `${year}-H${index + 1}`,
    quarter: `${year}-Q${index + 1}`,
    month: start.toString().slice(0, 7)
  }[grain];
  return { label, startOn: start.toString(), endOn: end.toString() };
}

/** The periods from the one with `from` to the one with `to`, at most `limit` + 1 of them. */
export function periodsBetween(from: string, to: string, grain: Grain, limit: number): Period[] {
  const periods: Period[] = [];
  let period = periodOf(from, grain);
  while (period.startOn <= to && periods.length <= limit) {
    periods.push(period);
    period = periodOf(addDays(period.endOn, 1), grain);
  }
  return periods;
}

/** The same day `years` years before; 29 February becomes 28 February. */
export function yearsBefore(date: string, years: number): string {
  return keep(`${date} - ${years} years`, () => Temporal.PlainDate.from(date).subtract({ years }).toString());
}

export function addDays(date: string, days: number): string {
  return keep(`${date} + ${days} days`, () => Temporal.PlainDate.from(date).add({ days }).toString());
}

/** True for a calendar date of the years 1 to 9999 written YYYY-MM-DD. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < '0001') return false;
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}
