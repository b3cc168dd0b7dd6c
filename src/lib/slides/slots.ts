import { incompletePeriod, periodText } from '../charts/incomplete.ts';
import type { Point } from '../charts/rows.ts';
import type { Answer } from '../charts/spec.ts';
import { endOf, position } from '../charts/time.ts';
import type { Lang } from '../field/text.ts';
import { formatTick } from '../format.ts';

/** A place on the time axis: a period, or a year of which nothing is known. */
export interface Slot {
  year: string;
  period: string | null;
}

/** Periods in order; with one a year at most, every year between them too, so that equal distances are equal times. */
export function slotsOf(found: readonly string[]): Slot[] {
  const periods = [...new Set(found)].sort((a, b) => position(a) - position(b));
  const byYear = new Map(periods.map((period) => [period.slice(0, 4), period]));
  const [first, last] = [Number(periods[0]?.slice(0, 4)), Number(periods.at(-1)?.slice(0, 4))];
  if (periods.length === 0 || byYear.size < periods.length || last - first >= 100)
    return periods.map((period) => ({ year: period.slice(0, 4), period }));
  return Array.from({ length: last - first + 1 }, (_, at) => {
    const year = String(first + at);
    return { year, period: byYear.get(year) ?? null };
  });
}

/** What stands under a slot: its year where the period ends with it. */
export function slotName({ year, period }: Slot, answer: Answer, lang: Lang): string {
  if (period === null || (endOf(period) === `${year}-12-31` && !isPartOfYear(period))) {
    return period !== null && period === incompletePeriod(answer) ? periodText(answer, period, lang) : year;
  }
  return formatTick(period, lang);
}

function isPartOfYear(period: string): boolean {
  return /^\d{4}-(\d\d|[HQ]\d)$/.test(period);
}

/** The values of a series at the slots, null where it has none. */
export function valuesAt(points: readonly Point[], slots: readonly Slot[]): (number | null)[] {
  const values = new Map(points.map((point) => [point.period, point.value]));
  return slots.map(({ period }) => (period === null ? null : (values.get(period) ?? null)));
}
