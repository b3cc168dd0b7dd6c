import { createHash } from 'node:crypto';
import { createReadStream, statSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Refusal } from '../error.ts';

/** A version file attached read-only, held until `release`. */
export interface Attached {
  alias: string;
  /** The names of its tables. */
  tables: string[];
  /** The file is gone or not the one that was attached. */
  isChanged(): boolean;
  refusal(): Refusal;
  release(): void;
}

/** What brings a file in and out of the warehouse. */
export interface Door {
  /** Brings it in; gives back the names of its tables. */
  attach(path: string, alias: string): Promise<string[]>;
  detach(alias: string): Promise<unknown>;
}

interface Entry {
  alias: string;
  stamp: string;
  ready: Promise<string[]>;
  uses: number;
}

interface Attachments {
  versionsDir: string;
  /** Least recently used first. */
  entries: Map<string, Entry>;
  /** Files whose bytes were found to be what their name says, by their stamp then. */
  proven: Map<string, string>;
  /** Attaching and detaching happen one after the other. */
  queue: Promise<unknown>;
}

const MAX_ATTACHED = 64;
const shared = globalThis as typeof globalThis & { yinliAttachments?: Attachments };

export function forgetAll(versionsDir: string): void {
  shared.yinliAttachments = { versionsDir, entries: new Map(), proven: new Map(), queue: Promise.resolve() };
}

/**
 * Attaches a version file on first use, after its bytes were found to be those its name says; at most 64 stay
 * attached, the least recently used goes out, never one in use. Refuses a file that is gone, cut or altered.
 */
export async function attach(sha256: string, door: Door): Promise<Attached> {
  const state = attachments();
  const path = join(state.versionsDir, `${sha256}.duckdb`);
  const stamp = stampOf(path);
  if (stamp === undefined) throw damaged(sha256, true);
  let entry = state.entries.get(path);
  if (entry && entry.stamp !== stamp) {
    if (entry.uses > 0) throw damaged(sha256, false);
    state.entries.delete(path);
    await inTurn(state, () => door.detach(`v_${sha256}`));
    entry = state.entries.get(path);
  }
  if (entry) {
    state.entries.delete(path);
  } else {
    const ready = inTurn(state, () => bringIn(state, path, sha256, stamp, door));
    entry = { alias: `v_${sha256}`, stamp, ready, uses: 0 };
    ready.catch(() => state.entries.delete(path));
  }
  state.entries.set(path, entry);
  const held = entry;
  held.uses++;
  let tables: string[];
  try {
    tables = await held.ready;
  } catch (error) {
    held.uses--;
    throw error;
  }
  return {
    alias: held.alias,
    tables,
    isChanged: () => stampOf(path) !== stamp,
    refusal: () => damaged(sha256, stampOf(path) === undefined),
    release: () => {
      held.uses--;
    }
  };
}

async function bringIn(
  state: Attachments,
  path: string,
  sha256: string,
  stamp: string,
  door: Door
): Promise<string[]> {
  if (state.proven.get(path) !== stamp) {
    if ((await sha256Of(path)) !== sha256) throw damaged(sha256, false);
    state.proven.set(path, stamp);
  }
  if (state.entries.size > MAX_ATTACHED) {
    const oldest = [...state.entries].find(([other, entry]) => entry.uses === 0 && other !== path);
    if (oldest) {
      state.entries.delete(oldest[0]);
      await door.detach(oldest[1].alias);
    }
  }
  return door.attach(path, `v_${sha256}`);
}

function inTurn<T>(state: Attachments, job: () => Promise<T>): Promise<T> {
  const turn = state.queue.then(job);
  state.queue = turn.catch(() => undefined);
  return turn;
}

/** Says that a file's bytes are what its name says, by who has just named it so. */
export function vouchFor(path: string): void {
  const stamp = stampOf(path);
  if (stamp !== undefined) shared.yinliAttachments?.proven.set(path, stamp);
}

/** SHA-256 of a file's content, in hexadecimal. */
export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}

function stampOf(path: string): string | undefined {
  const stat: Stats | undefined = statSync(path, { throwIfNoEntry: false });
  return stat && `${stat.size}/${stat.mtimeMs}/${stat.ino}`;
}

function attachments(): Attachments {
  if (!shared.yinliAttachments) throw new Error('the warehouse is not open');
  return shared.yinliAttachments;
}

function damaged(sha256: string, isGone: boolean): Refusal {
  const name = `versions/${sha256}.duckdb`;
  return new Refusal(
    503,
    'version-damaged',
    isGone
      ? {
          zh: `版本文件 ${name} 不见了。请从备份放回这个文件，或恢复该数据集的其他版本；其他数据集不受影响。`,
          en: `The version file ${name} is gone. Put it back from a backup, or restore another version of the dataset; other datasets are not affected.`
        }
      : {
          zh: `版本文件 ${name} 已损坏（内容与提交时不同）。请从备份放回这个文件，或恢复该数据集的其他版本；其他数据集不受影响。`,
          en: `The version file ${name} is damaged (its content is not what was committed). Put it back from a backup, or restore another version of the dataset; other datasets are not affected.`
        },
    { sha256 }
  );
}
