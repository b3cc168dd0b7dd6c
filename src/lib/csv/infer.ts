import type { ColumnType } from './cells.ts';

/** Over a whole column: cells that are not empty, and how many of them are written as each type writes them. */
export interface Fits {
  filled: number;
  integer: number;
  decimal: number;
  date: number;
  boolean: number;
}

/** The narrowest type that every filled cell of the whole column fits; text when there is none or no filled cell. */
export function inferType(fits: Fits): ColumnType {
  if (fits.filled === 0) return 'text';
  for (const type of ['boolean', 'date', 'integer', 'decimal'] as const) {
    if (fits[type] === fits.filled) return type;
  }
  return 'text';
}
