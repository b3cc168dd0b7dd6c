import { Refusal } from '../error.ts';
import type { Cell } from '../query/result.ts';

export interface ReadColumn {
  name: string;
  type: string;
}

export interface Reading {
  columns: ReadColumn[];
  rows: Cell[][];
}

/** All batches as one; refuses (400 `too-many-rows`) more than `mostRows` as soon as they are there. */
export async function collect(batches: AsyncGenerator<Reading>, mostRows = Infinity): Promise<Reading> {
  const reading: Reading = { columns: [], rows: [] };
  for await (const batch of batches) {
    reading.columns = batch.columns;
    for (const row of batch.rows) reading.rows.push(row);
    if (reading.rows.length > mostRows) throw tooManyRows(mostRows);
  }
  return reading;
}

function tooManyRows(most: number): Refusal {
  const count = most.toLocaleString('en');
  return new Refusal(400, 'too-many-rows', {
    zh: `答案超过 ${count} 行。请换一列分组，加筛选，或用更粗的时期。`,
    en: `The answer has over ${count} rows. Group by another column, filter, or choose coarser periods.`
  });
}
