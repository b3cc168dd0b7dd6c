const DAY_MS = 86_400_000;

/** The last day of a period of any grain: 2023 → 2023-12-31, 2023-Q1 → 2023-03-31; a date is its own end. */
export function endOf(period: string): string {
  const [year = '', part, day] = period.split('-');
  if (day !== undefined) return period;
  if (part === undefined) return `${year}-12-31`;
  const month = part.startsWith('H')
    ? Number(part[1]) * 6
    : part.startsWith('Q')
      ? Number(part[1]) * 3
      : Number(part);
  return new Date(Date.UTC(Number(year), month, 0)).toISOString().slice(0, 10);
}

/**
 * Where a date or a period's end lies on the time axis, in years: 2023-12-31 is 2023.0, any other day
 * year + dayOfYear / daysInYear − 1, so that a year's label sits at its end and a report at its true date.
 */
export function position(dateOrPeriod: string): number {
  const [year = 0, month = 1, day = 1] = endOf(dateOrPeriod).split('-').map(Number);
  const start = Date.UTC(year, 0, 1);
  const days = (Date.UTC(year + 1, 0, 1) - start) / DAY_MS;
  const dayOfYear = (Date.UTC(year, month - 1, day) - start) / DAY_MS + 1;
  return year + dayOfYear / days - 1;
}

/** How many years a period lasts: what a column's width stands for. */
export function lengthOf(period: string): number {
  const part = period.split('-')[1];
  if (part === undefined) return 1;
  if (period.split('-').length === 3) return 1 / 365;
  return part.startsWith('H') ? 1 / 2 : part.startsWith('Q') ? 1 / 4 : 1 / 12;
}
