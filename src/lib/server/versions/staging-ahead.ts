import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Proof } from '../../csv/proof.ts';
import { loadText, STAGED_IN_MEMORY_BYTES } from './staging.ts';
import { quotedIdentifier, quotedString, spread, withConnection } from '../warehouse.ts';

/** The text of a file that is staged while the file is still being proven. */
export interface Ahead {
  /** The attached database that has it, as the table `records`. */
  database: string;
  /** Whether it lies there as a proof of the file at `csvPath` says it must. */
  serves(csvPath: string, proof: Proof): Promise<boolean>;
  /** Stops it and takes it away. */
  drop(): Promise<void>;
}

/** One proves, the other reads. */
const LEAST_PROCESSORS = 2;
/** Staging less takes no longer than finding out whether to. */
const LEAST_BYTES = 20_000_000;
const HEAD_BYTES = 65_536;
/** Files with longer lines are staged once they are proven. */
const LONGEST_LINE_BYTES = 100_000;

/**
 * Begins to stage a large file that looks as if it were in our dialect already, on one processor: another is busy proving it;
 * a very large one on all, in a file of `folder`: its proof ends long before. It counts only if the proof says the same
 * (`serves`); undefined for other files.
 */
export function stageAhead(
  path: string,
  folder: string,
  processors = availableParallelism()
): Ahead | undefined {
  const { size } = statSync(path);
  if (processors < LEAST_PROCESSORS || size < LEAST_BYTES) return undefined;
  const columns = columnsOf(headOf(path));
  if (columns === undefined) return undefined;
  const isInMemory = size <= STAGED_IN_MEMORY_BYTES;
  const place = isInMemory ? ':memory:' : join(folder, 'ahead.duckdb');
  const database = quotedIdentifier(`stage_${randomUUID()}`);
  const controller = new AbortController();
  const staged = withConnection(async (connection) => {
    await spread();
    await connection.run(`ATTACH ${quotedString(place)} AS ${database}`);
    await loadText(connection, `${database}.records`, {
      ...{ path, columns, longestLineBytes: LONGEST_LINE_BYTES },
      isAlone: !isInMemory
    });
    return true;
    // What it stumbles over is named by the proof.
  }, controller.signal).catch(() => false);
  return {
    database,
    serves: async (csvPath, proof) =>
      csvPath === path && proof.isOurDialect && proof.columns.length === columns && (await staged),
    drop: async () => {
      controller.abort();
      await staged;
      await withConnection((connection) => connection.run(`DETACH DATABASE IF EXISTS ${database}`));
      if (!isInMemory) for (const end of ['', '.wal']) rmSync(place + end, { force: true });
    }
  };
}

function headOf(path: string): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  const file = openSync(path, 'r');
  try {
    return head.subarray(0, readSync(file, head, 0, head.length, 0));
  } finally {
    closeSync(file);
  }
}

/** How many columns a header in our dialect has; undefined when it is none, or too quaint to tell at a glance. */
function columnsOf(head: Buffer): number | undefined {
  const end = head.indexOf('\n');
  const isMarked = head[0] === 0xef || head[0] === 0xfe || head[0] === 0xff;
  if (end <= 0 || isMarked || head.subarray(0, end).some((byte) => byte === 0x0d || byte === 0x22))
    return undefined;
  const columns = head.subarray(0, end).filter((byte) => byte === 0x2c).length + 1;
  return columns > 1 ? columns : undefined;
}
