import { isDoubt, type Doubt } from '../../csv/cells-read.ts';
import type { Proof } from '../../csv/proof.ts';
import type { StagedColumn } from './staging.ts';
import type { Wish } from './typing.ts';
import { doubtfulCells, type Stage } from './typing-odd.ts';
import { rowsOf, type DuckDBConnection } from '../warehouse.ts';

/**
 * A cell of accepted record `ordinal` (from 0) that does not fit its column, with the doubt that says why, or one that is
 * empty and may not be (no doubt). `column` is the file's, from 0.
 */
export interface Misfit {
  ordinal: number;
  column: number;
  value: string;
  doubt?: Doubt;
}

const LISTED_MISFITS = 100_000;

/** All cells that do not fit, counted, and the first of each column listed by record and column. */
export async function findMisfits(
  connection: DuckDBConnection,
  stage: Stage,
  typed: readonly StagedColumn[],
  wishes: readonly (Wish & { isOmitted?: boolean })[],
  proof: Proof
): Promise<{ misfits: Misfit[]; misfitCount: number }> {
  const misfits: Misfit[] = [];
  let misfitCount = 0;
  for (const [column, { odd, misfits: count, read }] of typed.entries()) {
    const wish = wishes[column];
    if (wish?.isOmitted) continue;
    if (odd && count > 0) {
      misfitCount += count;
      const cells = await doubtfulCells(connection, stage, `c${column}`, odd.table, LISTED_MISFITS);
      for (const { ordinal, text } of cells) {
        const reading = read(text);
        misfits.push({ ordinal, column, value: text, ...(isDoubt(reading) ? { doubt: reading } : {}) });
      }
    }
    const missing = wish?.isRequired ? (proof.counts[column]?.empty ?? 0) + (odd?.missing ?? 0) : 0;
    if (missing === 0) continue;
    misfitCount += missing;
    const marks = odd
      ? `OR c${column} IN (SELECT text FROM ${odd.table} WHERE value IS NULL AND NOT doubt)`
      : '';
    const sql = `SELECT ordinal, c${column} FROM ${stage.records} WHERE c${column} = '' ${marks}
      ORDER BY ordinal LIMIT ${LISTED_MISFITS}`;
    for (const [ordinal, text] of await rowsOf(connection, sql)) {
      misfits.push({ ordinal: Number(ordinal), column, value: String(text) });
    }
  }
  misfits.sort((one, other) => one.ordinal - other.ordinal || one.column - other.column);
  return { misfits: misfits.slice(0, LISTED_MISFITS), misfitCount };
}
