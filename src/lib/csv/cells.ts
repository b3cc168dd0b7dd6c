export const COLUMN_TYPES = ['text', 'integer', 'decimal', 'date', 'boolean'] as const;
export type ColumnType = (typeof COLUMN_TYPES)[number];

/**
 * How a cell of each type is written when it needs no reading, for JavaScript and RE2 alike (whole cell). Integers stop
 * at 15 digits, so that long codes stay text and every integer is exact in JSON; a leading zero is no number.
 */
export const CELL_PATTERNS: Record<Exclude<ColumnType, 'text'>, string> = {
  integer: '0|-?[1-9][0-9]{0,14}',
  decimal: '-?(?:0|[1-9][0-9]{0,14})(?:[.][0-9]{1,15})?',
  date: '[0-9]{4}-[0-9]{2}-[0-9]{2}',
  boolean: 'true|false'
};
