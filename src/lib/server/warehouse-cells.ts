import { DuckDBDateValue, DuckDBDecimalValue, type DuckDBType, type DuckDBValue } from '@duckdb/node-api';
import type { Cell } from '../query/result.ts';

/** The one place where DuckDB's values become JSON's: whole numbers and decimals as numbers, dates as ISO text. */
export function toCell(value: DuckDBValue): Cell {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'bigint') return Number(value);
  // The library divides the scaled integer as a double, which can be off in the last place; its text is exact.
  if (value instanceof DuckDBDecimalValue) return Number(value.toString());
  if (value instanceof DuckDBDateValue) return value.toString();
  return String(value);
}

/** A type as answers name it: an ENUM without its values. */
export function nameOf(type: DuckDBType | undefined): string {
  const name = String(type);
  return name.startsWith('ENUM(') ? 'ENUM' : name;
}
