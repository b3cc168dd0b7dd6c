import type { DateOrder } from '../field/date-form.ts';
import type { Gazetteer } from '../field/gazetteer.ts';
import type { Grain } from '../field/period.ts';
import type { Precision } from '../field/precision.ts';
import type { CellKind } from '../field/schema.ts';
import type { Text } from '../field/text.ts';
import type { ColumnType } from './cells.ts';
import { readBoolean } from './cells-boolean.ts';
import { readDate } from './cells-date.ts';
import { readNumber } from './cells-number.ts';
import { readText } from './cells-text.ts';
import type { IssueCode } from './issue.ts';

/** How a cell was read that is not written the way its column's type is: said once per column, with its count. */
export type How =
  | 'missing'
  | 'number-form'
  | 'unit'
  | 'precision'
  | 'date-form'
  | 'date-coarse'
  | 'date-serial'
  | 'boolean-word'
  | 'known-word'
  | 'region-name'
  | 'code-form'
  | 'blanks';

/** A cell's typed value as canonical text (`-12.5`, `2023-12-31`, `true`), null when the cell says it is missing. */
export interface ReadCell {
  value: string | null;
  how: How;
  precision?: Precision;
  grain?: Grain;
}

/** A cell that does not fit: what follows its text in a sentence, `不是数字` / `is not a number`. */
export interface Doubt {
  code: IssueCode;
  reason: Text;
}

export type CellReading = ReadCell | Doubt;

/** All that reading one column's cells depends on; what only the whole column can tell is in it too. */
export interface ColumnReading {
  type: ColumnType;
  /** What a text column holds beyond free text. */
  kind?: CellKind | undefined;
  /** The values known, for kinds that admit no others. */
  values?: readonly string[] | undefined;
  /** The column's unit as its header or schema says it; `any`: each cell's own unit may differ. Absent: none. */
  unit?: string | undefined;
  /** The unit of numbers that write none, when it is another than the column's. */
  bareUnit?: string | undefined;
  /** Which day of a month or year written alone is meant; the last when absent. */
  side?: 'start' | 'end' | undefined;
  order?: DateOrder | undefined;
  keepsZeros?: boolean | undefined;
  /** Whole numbers like 45291 are days of a spreadsheet. */
  hasSerials?: boolean | undefined;
  /** Blank means none (not ended), so that 至今 does too. */
  isOpenEnded?: boolean | undefined;
  gazetteer?: Gazetteer | undefined;
  /** What the codes of nearly all places of the column begin with. */
  home?: string | undefined;
}

/** The reader of a column's cells: for texts that are not empty and not written the way the type is. */
export function cellReader(column: ColumnReading): (text: string) => CellReading {
  switch (column.type) {
    case 'integer':
    case 'decimal':
      return readNumber(column);
    case 'date':
      return readDate(column);
    case 'boolean':
      return readBoolean;
    case 'text':
      return readText(column);
  }
}

export function isDoubt(reading: CellReading): reading is Doubt {
  return 'code' in reading;
}
