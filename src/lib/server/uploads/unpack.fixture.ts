import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeZip } from '../../xlsx/book.fixture.ts';
import { unpack, type Unpacking } from './unpack.ts';

/** A folder of files to be unpacked, removed when a test file is done with it. */
export function unpackingFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'yinli-unpack-'));
  const tmpDir = join(folder, 'tmp');
  mkdirSync(tmpDir);
  let files = 0;

  /** What comes out of a file (bytes, or the entries of a zip): its CSV and what is known of it, or the failure. */
  async function opened(
    content: Uint8Array | Record<string, string | Uint8Array>,
    wish: Partial<Unpacking> = {}
  ) {
    const path = join(folder, `file-${files++}`);
    if (content instanceof Uint8Array) writeFileSync(path, content);
    else await writeZip(path, content);
    const unpacked = await unpack(path, { filename: 'x.xlsx', tmpDir, maxBytes: 500e6, ...wish });
    if ('failure' in unpacked) {
      return { failure: unpacked.failure, csv: '', workbook: null, innerName: null };
    }
    const csv = readFileSync(unpacked.csvPath, 'utf8');
    if (unpacked.isTemporary) rmSync(unpacked.csvPath);
    return { ...unpacked, csv, failure: null };
  }

  return {
    folder,
    opened,
    /** What was left behind. */
    left: () => readdirSync(tmpDir),
    remove: () => rmSync(folder, { recursive: true })
  };
}
