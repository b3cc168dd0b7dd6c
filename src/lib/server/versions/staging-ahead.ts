import { randomUUID } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Proof } from '../../csv/proof.ts';
import { loadText } from './staging.ts';
import { quotedIdentifier, spread, withConnection } from '../warehouse.ts';

/** The text of a file that is staged while it arrives and is proven. */
export interface Ahead {
  /** The attached database that has it, as the table `records`. */
  database: string;
  /** So many bytes are there; all of them when `isWhole`. */
  arrived(bytes: number, isWhole: boolean): void;
  /** Whether the file lies there as its proof says it must, once all of it does. */
  serves(proof: Proof): Promise<boolean>;
  /** Stops it and takes it away. */
  drop(): Promise<void>;
}

const PART_BYTES = 1 << 25;
/** A part is read in several pieces at a time. */
const BUFFER_BYTES = 1 << 23;
const COPY_BYTES = 1 << 20;
const HEAD_BYTES = 65_536;
/** Files with longer lines are staged once they are proven. */
const LONGEST_LINE_BYTES = 100_000;
const LF = 10;
const QUOTE = 34;

/**
 * Stages the file at `path` that still arrives, part after part of whole records, when it looks as if it were in our
 * dialect already; each lies in `folder` meanwhile. As long as the file arrives it rests where it `givesWay`. It counts only
 * if the proof says the same (`serves`).
 */
export function stageAhead(path: string, folder: string, givesWay = () => false): Ahead {
  const database = quotedIdentifier(`stage_${randomUUID()}`);
  const controller = new AbortController();
  const growing = newGrowing(controller.signal);
  const copyFrom = async (file: FileHandle, from: number, turn: number) => {
    const { bytes, isWhole } = await growing.reach(from + PART_BYTES, givesWay);
    const to = Math.min(bytes, from + PART_BYTES);
    const isLast = isWhole && to === bytes;
    const part = join(folder, `part-${turn % 2}.csv`);
    return { path: part, isWhole, isLast, end: await copyRecords(file, { from, to, isLast, path: part }) };
  };
  /** The part of the file from a byte on, once it is there; two lie in the folder by turns. */
  const partFrom = (...about: Parameters<typeof copyFrom>) => {
    const part = copyFrom(...about);
    // It may fail while the one before is still loaded: that is told to who waits for it.
    part.catch(() => undefined);
    return part;
  };
  const stage = async (file: FileHandle) => {
    const head = Buffer.alloc(HEAD_BYTES);
    await growing.reach(HEAD_BYTES);
    const columns = columnsOf(head.subarray(0, (await file.read(head, 0, HEAD_BYTES, 0)).bytesRead));
    if (columns === undefined) return undefined;
    let coming = partFrom(file, 0, 0);
    await withConnection(async (connection) => {
      await spread();
      await connection.run(`ATTACH ':memory:' AS ${database}`);
      for (let turn = 1; ; turn++) {
        const part = await coming;
        if (!part.isLast) coming = partFrom(file, part.end, turn);
        await loadText(connection, `${database}.records`, {
          ...{ path: part.path, columns, longestLineBytes: LONGEST_LINE_BYTES, bufferBytes: BUFFER_BYTES },
          ...{ isAlone: part.isWhole, isNew: turn === 1 }
        });
        if (part.isLast) break;
      }
    }, controller.signal);
    return columns;
  };
  const staged = open(path, 'r')
    .then((file) => stage(file).finally(() => file.close()))
    // What it stumbles over is named by the proof.
    .catch(() => undefined);
  return {
    database,
    arrived: growing.grow,
    serves: async (proof) => proof.isOurDialect && (await staged) === proof.columns.length,
    drop: async () => {
      controller.abort();
      await staged;
      await withConnection((connection) => connection.run(`DETACH DATABASE IF EXISTS ${database}`));
    }
  };
}

/** How much there is of a file that grows, and the wait for more of it; rejects when `signal` says that none will come. */
function newGrowing(signal: AbortSignal) {
  const state = { bytes: 0, isWhole: false };
  let wake: (() => void) | undefined;
  signal.addEventListener('abort', () => wake?.());
  return {
    grow(bytes: number, isWhole: boolean): void {
      Object.assign(state, { bytes, isWhole });
      wake?.();
    },
    /** Waits until there are so many bytes and nothing to give way to, or all. */
    async reach(bytes: number, givesWay = () => false): Promise<Readonly<typeof state>> {
      while (!state.isWhole && (state.bytes < bytes || givesWay())) {
        signal.throwIfAborted();
        await new Promise<void>((resolve) => (wake = resolve));
      }
      signal.throwIfAborted();
      return { ...state };
    }
  };
}

/**
 * Copies the records from byte `from` on that end before byte `to` (all of them when it is the last part) and says where they
 * end. A line feed ends a record where the quotes so far are even. Throws when no record ends.
 */
async function copyRecords(
  source: FileHandle,
  { from, to, isLast, path }: { from: number; to: number; isLast: boolean; path: string }
): Promise<number> {
  const buffer = Buffer.alloc(COPY_BYTES);
  const part = await open(path, 'w');
  try {
    let end = from;
    let isQuoted = false;
    for (let at = from; at < to;) {
      const { bytesRead } = await source.read(buffer, 0, Math.min(COPY_BYTES, to - at), at);
      if (bytesRead === 0) throw new Error('the file has become shorter while it was staged');
      const piece = buffer.subarray(0, bytesRead);
      await part.appendFile(piece);
      for (let begin = 0; begin <= piece.length;) {
        const quote = piece.indexOf(QUOTE, begin);
        const until = quote < 0 ? piece.length : quote;
        const feed = isQuoted ? -1 : piece.subarray(begin, until).lastIndexOf(LF);
        if (feed >= 0) end = at + begin + feed + 1;
        if (quote >= 0) isQuoted = !isQuoted;
        begin = until + 1;
      }
      at += bytesRead;
    }
    if (isLast) return to;
    if (end === from) throw new Error('no record ends in a part');
    await part.truncate(end - from);
    return end;
  } finally {
    await part.close();
  }
}

/** How many columns a header in our dialect has; undefined when it is none, or too quaint to tell at a glance. */
function columnsOf(head: Buffer): number | undefined {
  const end = head.indexOf(LF);
  const isMarked = head[0] === 0xef || head[0] === 0xfe || head[0] === 0xff;
  if (end <= 0 || isMarked || head.subarray(0, end).some((byte) => byte === 0x0d || byte === QUOTE))
    return undefined;
  const columns = head.subarray(0, end).filter((byte) => byte === 0x2c).length + 1;
  return columns > 1 ? columns : undefined;
}
