import { CELL_PATTERNS, FALSE_WORDS, TRUE_WORDS, type ColumnType } from '../csv/cells.ts';
import { quotedString } from './warehouse.ts';

/** A column as it is stored; decimals with the digits their column needs, few-valued texts with their values. */
export interface Typing {
  type: ColumnType;
  values?: string[];
  digits?: number;
  scale?: number;
  /** Every filled cell was found to fit: it can be cast without looking again. */
  isProven?: boolean;
}

/** SQL for the typed value of staged text `text`, null when it is empty or does not fit. */
export function typedSql(text: string, typing: Typing): string {
  switch (typing.type) {
    case 'text':
      if (!typing.values) return `nullif(${text}, '')`;
      return `CAST(nullif(${text}, '') AS ENUM(${typing.values.map(quotedString).join(', ')}))`;
    case 'integer':
      return castSql(text, 'integer', 'BIGINT', typing);
    case 'decimal':
      return castSql(text, 'decimal', `DECIMAL(${typing.digits ?? 15}, ${typing.scale ?? 0})`, typing);
    case 'date':
      return castSql(text, 'date', 'DATE', typing);
    case 'boolean':
      return `CASE WHEN lower(${text}) IN (${list(TRUE_WORDS)}) THEN true WHEN lower(${text}) IN (${list(FALSE_WORDS)}) THEN false END`;
  }
}

function castSql(
  text: string,
  type: Exclude<ColumnType, 'text'>,
  target: string,
  { isProven }: Typing
): string {
  if (isProven) return `CAST(nullif(${text}, '') AS ${target})`;
  return `CASE WHEN ${fitsSql(text, type)} THEN TRY_CAST(${text} AS ${target}) END`;
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
  const matches = `regexp_full_match(${text}, ${quotedString(CELL_PATTERNS[type])})`;
  return type === 'date' ? `(${matches} AND TRY_CAST(${text} AS DATE) IS NOT NULL)` : matches;
}

/** SQL for the text of a cell as it stood in the file, from its stored column. */
export function rawSql(value: string, twin: string | null, typing: Typing): string {
  const printed = printedSql(value, typing);
  return twin === null ? `coalesce(${printed}, '')` : `coalesce(${twin}, ${printed}, '')`;
}

function list(words: string[]): string {
  return words.map(quotedString).join(', ');
}
