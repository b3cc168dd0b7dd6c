import { faultOfBytes } from '../field/credit-code.ts';
import type { HeaderColumn } from './header.ts';
import type { Proof } from './proof.ts';
import type { Scan } from './record.ts';

/**
 * Of column `place`: how many cells are credit codes of the right form, and the records (ordinals from 0) of those that
 * fail their check characters, null when they are too many to be listed. Cells in wrapping (`="…"`) are not looked at.
 */
export interface CodeFaults {
  place: number;
  formed: number;
  ordinals: number[] | null;
}

const CODE_HEADER = /信用代码|统一代码|^USCC$|credit.?code/i;
const CODE_BYTES = 18;
const MOST_LISTED = 2000;

/** Whether every filled cell of a column was found to be a credit code of the right form. */
export function areAllFormed({ codeFaults, counts, rows }: Proof, place: number): boolean {
  const { formed } = codeFaults.find((fault) => fault.place === place) ?? {};
  return formed === rows - (counts[place]?.empty ?? 0);
}

/** Looks at the codes of columns whose header says so while the file is proven: in SQL it costs twenty times as much. */
export function newCodeFaults(columns: readonly HeaderColumn[]) {
  const faults = columns.flatMap(({ source }, place): CodeFaults[] =>
    CODE_HEADER.test(source) ? [{ place, formed: 0, ordinals: [] }] : []
  );

  function add(bytes: Uint8Array, { starts, ends, doubled }: Scan, ordinal: number): void {
    for (const fault of faults) {
      const start = starts[fault.place] as number;
      if ((ends[fault.place] as number) - start !== CODE_BYTES || (doubled[fault.place] as number) > 0)
        continue;
      const found = faultOfBytes(bytes, start);
      if (found === 'alphabet') continue;
      fault.formed++;
      if (!fault.ordinals || found === null) continue;
      if (fault.ordinals.length < MOST_LISTED) fault.ordinals.push(ordinal);
      else fault.ordinals = null;
    }
  }

  return { add, faults };
}
