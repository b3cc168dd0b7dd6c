import { CELL_PATTERNS, type ColumnType } from '../../csv/cells.ts';
import { MISSING_MARKS } from '../../field/missing.ts';
import type { CellKind, SchemaColumn } from '../../field/schema.ts';
import { quotedString } from '../warehouse.ts';

/** What is known of a column before its cells are looked at: nothing, or a column of a schema. */
export type Wish = Partial<Omit<SchemaColumn, 'name' | 'title'>>;

/** A column as it is stored; decimals with the digits their column needs, few-valued texts with their values. */
export interface Typing {
  type: ColumnType;
  values?: string[];
  digits?: number;
  scale?: number;
  /** What its numbers are in, when its header, schema or cells say so. */
  unit?: string;
  /** Every filled cell was found to be written as its type is: it can be cast without looking again. */
  isProven?: boolean;
}

/**
 * SQL for the typed value of staged text `text`, null when it is empty, missing or does not fit. `odd` names the table of
 * the cells that had to be read (text, value), joined by text; all others are known to be written as their type is.
 */
export function typedSql(text: string, typing: Typing, odd?: string): string {
  const target = storedTypeOf(typing);
  const plain = `nullif(${text}, '')`;
  if (odd === undefined) return target === 'VARCHAR' ? plain : castSql(plain, target, typing);
  if (target === 'VARCHAR') return `CASE WHEN ${odd}.text IS NULL THEN ${plain} ELSE ${odd}.value END`;
  return `CASE WHEN ${odd}.text IS NULL THEN TRY_CAST(${plain} AS ${target}) ELSE CAST(${odd}.value AS ${target}) END`;
}

function castSql(plain: string, target: string, { isProven }: Typing): string {
  return `${isProven ? 'CAST' : 'TRY_CAST'}(${plain} AS ${target})`;
}

/** The SQL type that a column is stored as. */
export function storedTypeOf(typing: Typing): string {
  switch (typing.type) {
    case 'text':
      return typing.values ? `ENUM(${typing.values.map(quotedString).join(', ')})` : 'VARCHAR';
    case 'integer':
      return 'BIGINT';
    case 'decimal':
      return `DECIMAL(${typing.digits ?? 15}, ${typing.scale ?? 0})`;
    case 'date':
      return 'DATE';
    case 'boolean':
      return 'BOOLEAN';
  }
}

/** SQL for how a typed value prints; a cell that reads otherwise keeps its text in the column's twin. */
export function printedSql(value: string, typing: Typing): string {
  const printed = `CAST(${value} AS VARCHAR)`;
  return typing.type === 'decimal' && (typing.scale ?? 0) > 0
    ? `rtrim(rtrim(${printed}, '0'), '.')`
    : printed;
}

/** SQL that is true for staged text written as cells of this type are. */
export function fitsSql(text: string, type: Exclude<ColumnType, 'text'>): string {
  if (type === 'boolean') return `${text} IN ('true', 'false')`;
  // A day that prints back as it was: half the work of a pattern and a cast. Only CASE keeps what is no day from being cast,
  // and a cast that fails costs ten that do not.
  if (type === 'date')
    return `CASE WHEN strlen(${text}) = 10 THEN coalesce(CAST(TRY_CAST(${text} AS DATE) AS VARCHAR) = ${text}, false) ELSE false END`;
  return `regexp_full_match(${text}, ${quotedString(CELL_PATTERNS[type])})`;
}

/** Marks of free text that the comparison with '0' below does not catch. */
const LATER_MARKS = MISSING_MARKS.filter((mark) => mark >= '0')
  .map(quotedString)
  .join(', ');

/**
 * SQL that is true for staged text which a text column takes as it is. Of free text only what begins with a sign is read
 * (marks of missing cells, codes in wrapping): the comparison with '0' leaves all letters and digits alone.
 */
export function fitsTextSql(
  text: string,
  kind: CellKind | undefined,
  values: readonly string[] = []
): string {
  if (kind === 'credit-code') return `regexp_full_match(${text}, '[0-9A-Z]{18}')`;
  if (kind === 'code') return `regexp_full_match(${text}, '[0-9]+')`;
  if (kind === 'region') return 'false';
  if (kind !== undefined && kind !== 'number')
    return values.length > 0 ? `${text} IN (${values.map(quotedString).join(', ')})` : 'false';
  const ruined = kind === 'number' ? ` AND NOT regexp_matches(${text}, '^[0-9０-９][^eEｅＥ]*[eEｅＥ]')` : '';
  return `(${text} >= '0' AND NOT (${text} >= '=' AND ${text} < '>') AND ${text} NOT IN (${LATER_MARKS})
    AND NOT ends_with(${text}, chr(9))${ruined})`;
}

/** SQL for the text of a cell as it stood in the file, from its stored column. */
export function rawSql(value: string, twin: string | null, typing: Typing): string {
  const printed = printedSql(value, typing);
  return twin === null ? `coalesce(${printed}, '')` : `coalesce(${twin}, ${printed}, '')`;
}
