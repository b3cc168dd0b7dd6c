import { createHash } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';

/** Keeps a file byte for byte under its sha256, synced; the same bytes are kept once. */
export function keep(dataDir: string, bytes: Uint8Array): string {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const path = pathOf(dataDir, sha256);
  if (existsSync(path)) return sha256;
  const temporary = join(dataDir, 'tmp', `original-${sha256}-${process.pid}`);
  const file = openSync(temporary, 'w');
  try {
    for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(temporary, path);
  syncFolder(join(dataDir, 'originals'));
  return sha256;
}

/** Keeps a file that lies complete at `temporary` under its sha256; until `sync` it may be lost to a power cut. */
export function take(dataDir: string, temporary: string, sha256: string): void {
  const path = pathOf(dataDir, sha256);
  if (existsSync(path)) return rmSync(temporary, { force: true });
  renameSync(temporary, path);
}

/** Makes a file that was taken last through a power cut. */
export async function sync(dataDir: string, sha256: string): Promise<void> {
  const file = await open(pathOf(dataDir, sha256), 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
  syncFolder(join(dataDir, 'originals'));
}

export function pathOf(dataDir: string, sha256: string): string {
  return join(dataDir, 'originals', sha256);
}

/** Makes a rename in a folder last through a power cut. */
export function syncFolder(path: string): void {
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
