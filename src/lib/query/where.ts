import { isDate } from '../field/period.ts';
import { Refusal } from '../error.ts';
import { fittingSql } from './few-valued.ts';
import type { TableInfo } from './plan.ts';
import type { Filter } from './query.ts';
import type { Cell } from './result.ts';

/** One filter as an SQL condition; its column was looked up, its values are bound as the column's type. */
export function conditionOf(filter: Filter, table: TableInfo, bind: (value: Cell) => string): string {
  const column = table.columns.find((known) => known.name === filter.column);
  if (!column) throw new Error(`column ${filter.column} was not looked up`);
  const name = `"${column.name.replaceAll('"', '""')}"`;
  const place = (value: Cell) => {
    const known = typed(value, column.type, filter);
    // Whole numbers are bound as 64 bits; what is larger goes as text.
    if (typeof known === 'number' && Math.abs(known) >= 2 ** 63)
      return `CAST(${bind(String(known))} AS DOUBLE)`;
    return column.type === 'date' ? `CAST(${bind(known)} AS DATE)` : bind(known);
  };
  const values = Array.isArray(filter.value) ? filter.value : [];
  const isOneOf = (sought: readonly Cell[], otherwise: () => string) => {
    const texts = new Set(sought.map((value) => typed(value, column.type, filter)));
    return fittingSql(column, (text) => texts.has(text), otherwise);
  };
  const contains = () =>
    `contains(${column.type === 'number' ? printedNumber(name) : `CAST(${name} AS VARCHAR)`}, ${bind(String(filter.value))})`;
  switch (filter.op) {
    case 'missing':
      return `${name} IS NULL`;
    case 'present':
      return `${name} IS NOT NULL`;
    case 'in':
      if (values.length === 0) return 'false';
      return isOneOf(values, () => `${name} IN (${values.map(place).join(', ')})`);
    case 'between':
      if (values.length !== 2) throw badFilter(filter);
      return `${name} BETWEEN ${place(values[0] ?? null)} AND ${place(values[1] ?? null)}`;
    case 'contains':
      if (typeof filter.value !== 'string') throw badFilter(filter);
      return fittingSql(column, (text) => text.includes(String(filter.value)), contains);
    case '!=':
      return `(${isOneOf([single(filter)], () => `${name} = ${place(single(filter))}`)}) IS NOT TRUE`;
    case '=':
      return isOneOf([single(filter)], () => `${name} = ${place(single(filter))}`);
    default:
      return `${name} ${filter.op} ${place(single(filter))}`;
  }
}

/** SQL of a number's text as answers show it: a decimal is stored with the places of its column, 1.5 as 1.50. */
function printedNumber(name: string): string {
  return `regexp_replace(CAST(${name} AS VARCHAR), '(\\.\\d*[1-9])0+$|\\.0+$', '\\1')`;
}

function single(filter: Filter): Cell {
  if (Array.isArray(filter.value) || filter.value === undefined || filter.value === null)
    throw badFilter(filter);
  return filter.value;
}

function typed(value: Cell, type: TableInfo['columns'][number]['type'], filter: Filter): Cell {
  if (type === 'number') {
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    if (typeof number === 'number' && Number.isFinite(number)) return number;
  } else if (type === 'date') {
    if (typeof value === 'string' && isDate(value)) return value;
  } else if (type === 'boolean') {
    if (typeof value === 'boolean') return value;
    if (value === 'true' || value === 'false') return value === 'true';
  } else if (value !== null) {
    return String(value);
  }
  throw badFilter(filter);
}

function badFilter(filter: Filter): Refusal {
  const shown = JSON.stringify(filter.value ?? null);
  return new Refusal(400, 'bad-filter', {
    zh: `列“${filter.column}”不能用 ${filter.op} 与 ${shown} 比较。`,
    en: `The column “${filter.column}” cannot be compared by ${filter.op} with ${shown}.`
  });
}
