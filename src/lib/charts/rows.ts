import { PRECISIONS } from '../field/precision.ts';
import type { Precision } from '../field/precision.ts';
import type { Lang } from '../field/text.ts';
import type { Cell, Column, Result, Unit } from '../query/result.ts';
import { labelOf } from './labels.ts';
import type { Answer } from './spec.ts';
import { position } from './time.ts';
import { word } from './words.ts';

/** One value of a result: `x` is its place on the time axis, null without a period. */
export interface Point {
  period: string | null;
  x: number;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  definition: string | null;
  source: string | null;
  precision: Precision;
}

/** The values of one breakdown value, in time; a result without breakdown is one series with key ''. */
export interface Series {
  key: string;
  cell: Cell;
  name: string;
  points: Point[];
}

export function valueColumn(result: Result): Column | undefined {
  return result.columns.find((c) => c.name === 'value') ?? result.columns.find((c) => c.type === 'number');
}

export function unitOf(result: Result | undefined): Unit | undefined {
  return result && valueColumn(result)?.unit;
}

/** A result has its period first, then its breakdown, then its value; what follows belongs to the value. */
export function breakdownOf(result: Result): Column | undefined {
  const value = valueColumn(result);
  return result.columns.slice(0, value ? result.columns.indexOf(value) : 0).find((c) => c.type !== 'period');
}

/** The row of another result with the same period and breakdown value as a row of the first. */
export function rowLike(other: Result, row: readonly Cell[], first: Result): Cell[] | undefined {
  const value = valueColumn(first);
  const keys = first.columns.slice(0, value ? first.columns.indexOf(value) : 0);
  return other.rows.find((r) =>
    keys.every(({ name }, at) => r[other.columns.findIndex((c) => c.name === name)] === row[at])
  );
}

/** The first result's rows, then those that only a further side of a comparison has, without a value of the first. */
export function rowsOfAll({ results, comparison }: Answer): Cell[][] {
  const [first, ...others] = results;
  if (!first) return [];
  if (!comparison) return first.rows;
  const value = valueColumn(first);
  const keys = value ? first.columns.indexOf(value) : 0;
  const known = new Set(first.rows.map((row) => JSON.stringify(row.slice(0, keys))));
  const further = others.flatMap(({ rows }) => rows.map((row) => row.slice(0, keys)));
  const missing = further.filter((row) => !known.has(JSON.stringify(row)) && known.add(JSON.stringify(row)));
  return [...first.rows, ...missing.map((row) => first.columns.map((_, at) => row[at] ?? null))];
}

/** Which of the places or days compared a result is of, 0 for the first or without a comparison. */
export function sideOf({ results, comparison }: Answer, at: number): number {
  return comparison ? Math.floor((at * comparison.length) / results.length) : 0;
}

/** What one of several results is called: the place or day compared, its indicator, or both; '' for the only one. */
export function resultName(answer: Answer, at: number, lang: Lang): string {
  const { results, comparison } = answer;
  const result = results[at];
  if (!result || results.length < 2) return '';
  const side = comparison?.[sideOf(answer, at)]?.title[lang] ?? '';
  if (comparison?.length === results.length) return side;
  return [side, indicatorName(result, lang)].filter((part) => part !== '').join(' ');
}

function indicatorName(result: Result, lang: Lang): string {
  const { indicator } = result;
  if (indicator === 'entries' || indicator === 'exits' || indicator === 'net') return word(indicator, lang);
  return valueColumn(result)?.title[lang] ?? result.definition.title[lang];
}

/** The result's rows grouped by breakdown value, in the order they first occur; unknown last. */
export function seriesOf(result: Result, lang: Lang): Series[] {
  const by = breakdownOf(result);
  const cellOf = cells(result);
  const found = new Map<string, Series>();
  for (const row of result.rows) {
    const cell = by ? cellOf(row, by.name) : null;
    const key = by ? String(cell) : '';
    const series = found.get(key) ?? { key, cell, name: by ? labelOf(by.name, cell, lang) : '', points: [] };
    series.points.push(pointOf(row, cellOf, valueColumn(result)?.name ?? 'value'));
    found.set(key, series);
  }
  const all = [...found.values()];
  for (const series of all) series.points.sort((a, b) => a.x - b.x);
  return [...all.filter((s) => !isUnknown(s)), ...all.filter(isUnknown)];
}

type CellOf = (row: readonly Cell[], name: string) => Cell;

function cells(result: Result): CellOf {
  const at = new Map(result.columns.map((column, index) => [column.name, index]));
  return (row, name) => row[at.get(name) ?? -1] ?? null;
}

function pointOf(row: readonly Cell[], cellOf: CellOf, value: string): Point {
  const period = toText(cellOf(row, 'period'));
  const precision = cellOf(row, 'precision') as Precision;
  return {
    period,
    x: period === null ? 0 : position(period),
    value: toNumber(cellOf(row, value)),
    numerator: toNumber(cellOf(row, 'numerator')),
    denominator: toNumber(cellOf(row, 'denominator')),
    definition: toText(cellOf(row, 'definition')),
    source: toText(cellOf(row, 'source')),
    precision: PRECISIONS.includes(precision) ? precision : 'exact'
  };
}

function isUnknown(series: Series): boolean {
  return series.key === 'null';
}

export function lastKnown(points: readonly Point[]): Point | undefined {
  return points.findLast((p) => p.value !== null);
}

function toText(cell: Cell): string | null {
  return typeof cell === 'string' ? cell : null;
}

function toNumber(cell: Cell): number | null {
  return typeof cell === 'number' && Number.isFinite(cell) ? cell : null;
}
