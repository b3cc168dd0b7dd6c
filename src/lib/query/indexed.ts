import { MIN_DENOMINATOR } from '../indicators/indicator.ts';
import type { Cell, Column, Result, Unit } from './result.ts';

/** What may be set to 100: amounts. A rate of a rate would say nothing. */
const AMOUNTS: readonly (Unit | undefined)[] = ['家', '家/10万人', '人', '万人', '万元'];

export function canBeIndexed({ dataset, columns, indicator }: Result): boolean {
  // Published figures change their source and definition on the way.
  if (dataset === 'statistics') return false;
  const value = columns.find(({ name }) => name === 'value');
  const isAmount = value?.type === 'number' && (AMOUNTS.includes(value.unit) || indicator === null);
  return columns[0]?.type === 'period' && isAmount && value.unit !== 'ratio' && indicator !== 'net';
}

interface Row {
  cells: Cell[];
  series: string;
  period: string;
  value: number | null;
  count: number;
}

/**
 * Results over time as an index: in the base period every series is 100. The base is the first period in which all
 * series that have ten organizations at their end have ten. Before it, and where a series never has ten, there is no
 * value. What was the value becomes the numerator, the base the denominator. With `isOneBase` the others are held
 * against the first result's base. Null when no series has ten.
 */
export function indexed(
  results: readonly Result[],
  isOneBase = false,
  wanted?: string
): { results: Result[]; base: string } | null {
  const all = results.map(rowsOf);
  const series = new Map<string, Row[]>();
  for (const [at, rows] of all.entries())
    for (const row of rows)
      series.set(`${at} ${row.series}`, [...(series.get(`${at} ${row.series}`) ?? []), row]);
  const large = [...series.values()].filter((rows) => isLarge(rows.at(-1)));
  const periods = [...new Set(all.flat().map(({ period }) => period))].sort();
  const isBase = (period: string) => large.every((rows) => isLarge(rows.find((r) => r.period === period)));
  const base = periods.find((period) => (wanted === undefined || period === wanted) && isBase(period));
  if (large.length === 0 || base === undefined) return null;
  const baseOf = (at: number, name: string) => {
    const found = series.get(`${isOneBase ? 0 : at} ${name}`)?.find(({ period }) => period === base);
    return isLarge(found) ? (found?.value ?? null) : null;
  };
  return {
    base,
    results: results.map((result, at) => ({
      ...result,
      columns: columnsOf(result),
      rows: (all[at] ?? []).map(({ cells, series: name, period, value }) => {
        const whole = baseOf(at, name);
        const isKnown =
          value !== null && whole !== null && whole > 0 && (wanted !== undefined || period >= base);
        return [...cells, isKnown ? (value / whole) * 100 : null, value, whole];
      })
    }))
  };
}

function isLarge(row: Row | undefined): boolean {
  return row !== undefined && row.value !== null && row.value > 0 && row.count >= MIN_DENOMINATOR;
}

/** Of a count the value itself says how many it is of, of anything else its numerator. */
function rowsOf({ columns, rows }: Result): Row[] {
  const place = (name: string) => columns.findIndex((column) => column.name === name);
  const [value, numerator] = [place('value'), place('numerator')];
  // A column's aggregate says nothing of how many it is of.
  const isCount = columns[value]?.unit === '家' || numerator < 0;
  return rows.map((row) => {
    const known = row[value];
    return {
      cells: row.slice(0, value),
      series: row.slice(1, value).join(),
      period: String(row[0]),
      value: typeof known === 'number' ? known : null,
      count: Number(row[isCount ? value : numerator] ?? 0)
    };
  });
}

function columnsOf({ columns }: Result): Column[] {
  const at = columns.findIndex(({ name }) => name === 'value');
  const value = columns[at];
  if (!value) return columns;
  return [
    ...columns.slice(0, at),
    { ...value, unit: '指数', title: { zh: `${value.title.zh}指数`, en: `${value.title.en}, index` } },
    { ...value, name: 'numerator' },
    { ...value, name: 'denominator', title: { zh: '基期的数', en: 'in the base period' } }
  ];
}
