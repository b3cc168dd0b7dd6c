import { randomUUID } from 'node:crypto';
import { createWriteStream, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Issue } from '../../csv/issue.ts';
import { kindOf, tablesIn, zipKindOf } from '../../xlsx/kind.ts';
import * as sentences from '../../xlsx/sentences.ts';
import { DamagedPart } from '../../xlsx/xml.ts';
import { ArchiveRefusal, headOf, openGzip, openZip, type Zip } from '../archive.ts';
import { readWorkbook, type ReadWorkbook } from './workbook.ts';

/** An upload as the CSV that it is or holds. */
export interface Unpacked {
  /** The file itself, or one written to `tmpDir`, which the caller removes. */
  csvPath: string;
  isTemporary: boolean;
  /** The name of the file inside an archive; null when there was none. */
  innerName: string | null;
  /** What is known of the workbook the CSV comes from; null for a CSV. */
  workbook: ReadWorkbook | null;
}

export interface Unpacking {
  filename: string;
  tmpDir: string;
  /** What the file may hold when unpacked. */
  maxBytes: number;
  /** The sheet of a workbook, by its name. */
  sheet?: string;
  /** Hears how much of a sheet is written, from 0 to 1. */
  onProgress?: (share: number) => void;
}

const MAX_ENTRIES = 10_000;
/** A sheet is looked through once and read once. */
const PASSES = 2;

/**
 * Gives the CSV of whatever was uploaded, by its bytes and not its name: CSV as it lies; a sheet of an .xlsx; the
 * one table inside a zip or gzip. What cannot be opened comes back as the issue that says why and what to do.
 */
export async function unpack(path: string, options: Unpacking): Promise<Unpacked | { failure: Issue }> {
  const made: string[] = [];
  let kept: string | undefined;
  const newPath = () => {
    made.push(join(options.tmpDir, `unpacked-${randomUUID()}`));
    return made.at(-1)!;
  };
  try {
    const unpacked = await open(path, options, newPath, true);
    if (!('failure' in unpacked)) kept = unpacked.csvPath;
    return unpacked;
  } catch (error) {
    if (error instanceof DamagedPart) return { failure: sentences.damaged(options.filename, error.message) };
    if (error instanceof ArchiveRefusal) return { failure: refused(error, options.filename) };
    throw error;
  } finally {
    for (const one of made) if (one !== kept) rmSync(one, { force: true });
  }
}

async function open(
  path: string,
  options: Unpacking,
  newPath: () => string,
  mayNest: boolean
): Promise<Unpacked | { failure: Issue }> {
  const { filename, maxBytes } = options;
  const head = headOf(path);
  switch (kindOf(head)) {
    case 'markup':
      return { failure: sentences.unread('markup', filename) };
    case 'ole2':
      return { failure: isLocked(path) ? sentences.locked(filename) : sentences.unread('xls', filename) };
    case 'gzip': {
      if (!mayNest) return { failure: sentences.noTable(filename, []) };
      const inner = newPath();
      await pipeline(openGzip(path, { maxBytes, maxEntries: 1 }), createWriteStream(inner));
      if (isTar(inner)) return { failure: sentences.noTable(filename, ['.tar']) };
      const unpacked = await open(inner, options, newPath, false);
      if ('failure' in unpacked) return unpacked;
      return { ...unpacked, isTemporary: true, innerName: filename.replace(/\.gz$/i, '') };
    }
    case 'zip': {
      const zip = await openZip(path, { maxBytes, maxEntries: MAX_ENTRIES, passes: PASSES });
      try {
        return await openPackage(zip, options, newPath, mayNest);
      } finally {
        zip.close();
      }
    }
    default:
      return { csvPath: path, isTemporary: false, innerName: null, workbook: null };
  }
}

async function openPackage(zip: Zip, options: Unpacking, newPath: () => string, mayNest: boolean) {
  const { filename } = options;
  const names = zip.entries.map(({ name }) => name);
  const kind = zipKindOf(names);
  if (kind === 'xlsx') {
    const csvPath = newPath();
    const workbook = await readWorkbook(zip, csvPath, options);
    if ('failure' in workbook) return workbook;
    return { csvPath, isTemporary: true, innerName: null, workbook };
  }
  if (kind === 'document') return { failure: sentences.noTable(filename, [filename]) };
  if (kind !== 'archive') return { failure: sentences.unread(kind, filename) };
  const tables = tablesIn(names);
  const [name] = tables;
  if (tables.length > 1) return { failure: sentences.severalTables(filename, tables) };
  const stream = name === undefined || !mayNest ? undefined : await zip.open(name);
  if (name === undefined || !stream) return { failure: sentences.noTable(filename, names) };
  const inner = newPath();
  await pipeline(stream, createWriteStream(inner));
  const unpacked = await open(inner, { ...options, filename: name }, newPath, false);
  return 'failure' in unpacked ? unpacked : { ...unpacked, isTemporary: true, innerName: name };
}

/** Workbooks with a password are kept in the container of the old format. */
function isLocked(path: string): boolean {
  const bytes = Buffer.from(headOf(path, 1 << 20));
  return bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'));
}

function isTar(path: string): boolean {
  return Buffer.from(headOf(path, 512)).toString('latin1', 257, 262) === 'ustar';
}

function refused({ reason, about }: ArchiveRefusal, filename: string): Issue {
  switch (reason) {
    case 'password':
      return sentences.locked(filename);
    case 'too-many':
      return sentences.tooManyEntries(filename, about);
    case 'too-large':
      return sentences.tooLarge(filename, Number(about));
    case 'bomb':
      return sentences.bomb(filename, about);
    case 'damaged':
      return sentences.damaged(filename, about);
  }
}
