import { shorten } from './issue.ts';

export type ExclusionReason = 'title' | 'repeated-header' | 'footer' | 'total' | 'other-table';

/** A record that holds something but is no record of the table; `cells` as they stand in the file. */
export interface Excluded {
  row: number;
  reason: ExclusionReason;
  text: string;
  cells: string[];
}

export interface ExcludedRows {
  /** The first 10,000 in the order of the file. */
  list: Excluded[];
  count: number;
}

const KEPT = 10_000;
const KEPT_CELLS = 2000;

export function addExcluded(
  excluded: ExcludedRows,
  row: number,
  reason: ExclusionReason,
  cells: string[]
): void {
  excluded.count++;
  if (excluded.list.length >= KEPT) return;
  const shown = cells.slice(0, KEPT_CELLS).map((cell) => shorten(cell));
  const text = shorten(
    shown
      .map((cell) => cell.trim())
      .filter((cell) => cell !== '')
      .join(' ')
  );
  excluded.list.push({ row, reason, text, cells: shown });
}
