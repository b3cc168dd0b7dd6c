import { newCodeFaults } from './code-faults.ts';
import type { HeaderColumn } from './header.ts';
import type { Shape } from './rewrite.ts';
import type { CompleteSettings } from './settings.ts';
import { newTally, shapeOf } from './tally.ts';

/** The table that is read: its columns in the file and as they are staged, and what has been counted of it. */
export interface Chosen {
  columns: HeaderColumn[];
  staged: HeaderColumn[];
  shape: Shape;
  isLong: boolean;
  /** Records of our dialect may pass as they lie. */
  passes: boolean;
  headerBytes: number;
  tally: ReturnType<typeof newTally>;
  /** Null when columns are turned long. */
  codes: ReturnType<typeof newCodeFaults> | null;
}

/** A table of records of `width` cells of which the first ones are `columns`; its header took `bytes` in the file. */
export function chooseTable(
  columns: HeaderColumn[],
  width: number,
  long: CompleteSettings['long'] | undefined,
  isOurDialect: boolean,
  bytes: number
): Chosen {
  const { shape, columns: staged, isLong } = shapeOf(columns, long);
  const names = new TextEncoder().encode(staged.map(({ source }) => source).join());
  return {
    ...{ columns, staged, shape, isLong },
    passes: isOurDialect && columns.length === width && !isLong,
    headerBytes: Math.max(bytes, names.length),
    tally: newTally(width, columns.length),
    codes: isLong ? null : newCodeFaults(columns)
  };
}
