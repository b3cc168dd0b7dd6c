import { failsCheckBytes } from '../field/credit-code.ts';
import type { HeaderColumn } from './header.ts';
import type { Scan } from './record.ts';

/**
 * Records (ordinals from 0) with a credit code of the right form in column `place` that fails its check characters; null
 * when they are too many to be listed. Cells in wrapping (`="…"`) are not looked at.
 */
export interface CodeFaults {
  place: number;
  ordinals: number[] | null;
}

const CODE_HEADER = /信用代码|统一代码|^USCC$|credit.?code/i;
const CODE_BYTES = 18;
const MOST_LISTED = 2000;

/** Looks at the codes of columns whose header says so while the file is proven: in SQL it costs twenty times as much. */
export function newCodeFaults(columns: readonly HeaderColumn[]) {
  const faults = columns.flatMap(({ source }, place): CodeFaults[] =>
    CODE_HEADER.test(source) ? [{ place, ordinals: [] }] : []
  );

  function add(bytes: Uint8Array, { starts, ends, doubled }: Scan, ordinal: number): void {
    for (const fault of faults) {
      const start = starts[fault.place] as number;
      if ((ends[fault.place] as number) - start !== CODE_BYTES || (doubled[fault.place] as number) > 0)
        continue;
      if (!fault.ordinals || !failsCheckBytes(bytes, start)) continue;
      if (fault.ordinals.length < MOST_LISTED) fault.ordinals.push(ordinal);
      else fault.ordinals = null;
    }
  }

  return { add, faults };
}
