import type { Filter, Query } from '../../query/query.ts';
import { addDays } from '../../field/period.ts';

/** A table as its maker knows it, so that no word of the product's own is needed to say what must come out. */
export interface Known {
  columns: { name: string; type: 'text' | 'number' | 'date' | 'boolean' }[];
  rows: Value[][];
}

export type Value = string | number | boolean | null;

/** Values of a column from one row. */
type Row = (name: string) => Value;

/** Bytes of UTF-8 decide between texts, size between numbers, no before yes; nothing comes last. */
export function compareValues(a: Value, b: Value): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(String(b)));
  return Number(a) - Number(b);
}

export function holds(
  { column, op, value }: Filter,
  row: Row,
  type: Known['columns'][number]['type']
): boolean {
  const cell = row(column);
  if (op === 'missing') return cell === null;
  if (op === 'present') return cell !== null;
  const wish = (given: unknown): Value => {
    if (type === 'number') return Number(given);
    if (type === 'boolean') return given === true || given === 'true';
    return String(given);
  };
  if (cell === null) return op === '!=';
  if (op === 'contains') return String(cell).includes(String(value));
  if (op === 'in') return (value as Value[]).some((one) => wish(one) === cell);
  if (op === 'between') {
    const [low = null, high = null] = value as Value[];
    return compareValues(cell, wish(low)) >= 0 && compareValues(cell, wish(high)) <= 0;
  }
  const order = compareValues(cell, wish(value));
  return {
    '=': order === 0,
    '!=': order !== 0,
    '<': order < 0,
    '<=': order <= 0,
    '>': order > 0,
    '>=': order >= 0
  }[op];
}

/** Whether a six-digit code lies in a division: 440000 has all 44…, 440100 all 4401…, 100000 all. */
export function liesIn(code: Value, region: string): boolean {
  if (region === '100000') return true;
  return code !== null && String(code).startsWith(region.replace(/(00)+$/, ''));
}

/** The division one step below that a code belongs to, by the place that is looked at. */
export function placeBelow(code: Value, region: string | undefined): Value {
  if (code === null) return null;
  const text = String(code);
  if (text.endsWith('0000') || (region !== undefined && !region.endsWith('0000'))) return text;
  return `${text.slice(0, 4)}00`;
}

export function levelOf(code: Value): Value {
  if (code === null) return null;
  if (code === '100000') return 'ministry';
  return String(code).endsWith('0000') ? 'province' : String(code).endsWith('00') ? 'city' : 'district';
}

export interface Stretch {
  label: string | null;
  from: string;
  to: string;
}

/** The stretches of days that a period names, the last one cut at `asOf`; null when it begins after it ends. */
export function stretchesOf(
  period: NonNullable<Query['period']>,
  firstOn: string,
  asOf: string
): Stretch[] | null {
  const from = period.from === undefined ? firstOn : daysOf(period.from)[0];
  const wanted = period.to === undefined ? asOf : daysOf(period.to)[1];
  const until = wanted < asOf ? wanted : asOf;
  if (from > until) return null;
  const stretches: Stretch[] = [];
  for (let day = from; day <= until;) {
    const label = labelOf(day, period.grain);
    const [start, end] = daysOf(label);
    stretches.push({ label, from: start, to: end < asOf ? end : asOf });
    day = addDays(end, 1);
  }
  return stretches;
}

function labelOf(day: string, grain: NonNullable<Query['period']>['grain']): string {
  const month = Number(day.slice(5, 7));
  const year = day.slice(0, 4);
  if (grain === 'half') return `${year}-H${month <= 6 ? 1 : 2}`;
  if (grain === 'quarter') return `${year}-Q${Math.ceil(month / 3)}`;
  return day.slice(0, { year: 4, month: 7, day: 10 }[grain]);
}

function daysOf(label: string): [from: string, to: string] {
  const year = label.slice(0, 4);
  if (label.includes('H'))
    return label.endsWith('1') ? [`${year}-01-01`, `${year}-06-30`] : [`${year}-07-01`, `${year}-12-31`];
  const quarter = /Q(\d)/.exec(label)?.[1];
  if (quarter)
    return [
      daysOf(`${year}-${pad(3 * Number(quarter) - 2)}`)[0],
      daysOf(`${year}-${pad(3 * Number(quarter))}`)[1]
    ];
  if (label.length === 4) return [`${label}-01-01`, `${label}-12-31`];
  if (label.length === 10) return [label, label];
  const lastDay = new Date(Date.UTC(Number(year), Number(label.slice(5)), 0)).getUTCDate();
  return [`${label}-01`, `${label}-${lastDay}`];
}

const pad = (month: number) => String(month).padStart(2, '0');

/** A column's aggregate over some of its values; nothing of none, but zero of them. */
export function aggregated(aggregate: string, values: Value[]): Value {
  const filled = values.filter((value) => value !== null);
  if (aggregate === 'count') return filled.length;
  if (aggregate === 'distinct') return new Set(filled).size;
  if (filled.length === 0) return null;
  const sorted = [...filled].sort(compareValues);
  const at = (place: number) => sorted[place] ?? null;
  if (aggregate === 'min') return at(0);
  if (aggregate === 'max') return at(sorted.length - 1);
  const sum = sorted.reduce<number>((total, value) => total + Number(value), 0);
  if (aggregate === 'sum') return sum;
  if (aggregate === 'mean') return sum / sorted.length;
  return (Number(at((sorted.length - 1) >> 1)) + Number(at(sorted.length >> 1))) / 2;
}

/**
 * What a measure of a table must be, worked out row by row: `period` and the breakdown where asked for, then the value.
 * Null when the period begins after it ends.
 */
export function evaluateMeasure(
  { columns, rows }: Known,
  query: Query,
  days: { firstOn: string; lastOn: string }
): Value[][] | null {
  const rowOf =
    (cells: Value[]): Row =>
    (name) =>
      cells[columns.findIndex((column) => column.name === name)] ?? null;
  const typeOf = (name: string) => columns.find((column) => column.name === name)?.type ?? 'text';
  const inScope = rows.map(rowOf).filter((row) => isInScope(query, row, typeOf));
  const time = columns.find(({ type }) => type === 'date')?.name;
  const asOf = query.asOf ?? days.lastOn;
  const stretches = query.period
    ? stretchesOf(query.period, days.firstOn, asOf)
    : [{ label: null, from: '0000', to: query.asOf !== undefined && time !== undefined ? asOf : '9999' }];
  return (
    stretches?.flatMap(({ label, from, to }) => {
      const isOpen = from === '0000' && to === '9999';
      const there = inScope.filter((row) => {
        const day = time === undefined ? null : row(time);
        return isOpen || (day !== null && day >= from && day <= to);
      });
      return grouped(there, query, (name) => columns.some((column) => column.name === name)).map(
        ([group, members]) => [
          ...(query.period ? [label] : []),
          ...(query.by === undefined ? [] : [group]),
          aggregated(
            query.measure?.aggregate ?? 'count',
            members.map((row) => (query.measure?.column === undefined ? 1 : row(query.measure.column)))
          )
        ]
      );
    }) ?? null
  );
}

function isInScope(
  { where = [], region, except }: Query,
  row: Row,
  typeOf: (name: string) => Known['columns'][number]['type']
): boolean {
  if (!where.every((filter) => holds(filter, row, typeOf(filter.column)))) return false;
  if (region !== undefined && !liesIn(row('region_code'), region)) return false;
  return except === undefined || !liesIn(row('region_code'), except) || row('region_code') === null;
}

function grouped(rows: Row[], { by, region }: Query, has: (name: string) => boolean): [Value, Row[]][] {
  if (by === undefined) return [[null, rows]];
  const groupOf = (row: Row) =>
    has(by) ? row(by) : by === 'level' ? levelOf(row('region_code')) : placeBelow(row('region_code'), region);
  const groups = new Map<Value, Row[]>();
  for (const row of rows) groups.set(groupOf(row), [...(groups.get(groupOf(row)) ?? []), row]);
  return [...groups].sort(([a], [b]) => compareValues(a, b));
}

/** The last day told of as the contract has it: the end of that month, but not past the day the data was known. */
export function lastDay(days: string[], knownOn: string): string {
  const last = days.reduce((a, b) => (a > b ? a : b));
  const end = daysOf(last.slice(0, 7))[1];
  const known = end < knownOn ? end : knownOn;
  return known < last ? last : known;
}
