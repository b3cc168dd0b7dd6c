import { createReadStream, openSync, readSync, closeSync } from 'node:fs';
import { Readable, Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import yazl from 'yazl';

/** What an archive may cost: bytes after inflating, how often they may be read over, and entries. */
export interface Limits {
  maxBytes: number;
  maxEntries: number;
  passes?: number;
}

/** Why an archive is not opened: a sentence's code, and the number or name it is about. */
export class ArchiveRefusal extends Error {
  override readonly name = 'ArchiveRefusal';
  readonly reason: 'damaged' | 'password' | 'too-many' | 'too-large' | 'bomb';
  readonly about: string;

  constructor(reason: ArchiveRefusal['reason'], about: string) {
    super(`${reason}: ${about}`);
    this.reason = reason;
    this.about = about;
  }
}

export interface ZipEntry {
  name: string;
  sizeBytes: number;
}

export interface Zip {
  entries: ZipEntry[];
  /** The inflated bytes of an entry; undefined when there is none of that name. */
  open(name: string): Promise<Readable> | undefined;
  close(): void;
}

/** Deflate cannot do more than 1,032 to 1; tables of the most repetitive kind stay far below this. */
const MAX_RATIO = 300;
/** Below this size nothing is a bomb. */
const HARMLESS_BYTES = 64 << 20;

/**
 * Opens a zip file by its directory; nothing is written anywhere and no name is ever used as a path. Names that
 * climb out of the archive are left out. All that is inflated through one `Zip` counts towards `maxBytes`.
 */
export async function openZip(path: string, limits: Limits): Promise<Zip> {
  const file = await new Promise<ZipFile>((resolve, reject) =>
    yauzl.open(path, { lazyEntries: true, autoClose: false, decodeStrings: false }, (error, opened) =>
      error ? reject(damaged(error)) : resolve(opened)
    )
  );
  try {
    const entries = await readEntries(file, limits);
    const budget = { left: limits.maxBytes * (limits.passes ?? 1) };
    const open = (entry: Entry) => {
      if (entry.isEncrypted()) throw new ArchiveRefusal('password', nameOf(entry));
      return new Promise<Readable>((resolve, reject) =>
        file.openReadStream(entry, (error, stream) => {
          if (error) return reject(damaged(error));
          const guard = newGuard(budget, limits.maxBytes, () => entry.compressedSize);
          stream.on('error', (cause) => guard.destroy(damaged(cause)));
          guard.on('close', () => stream.destroy());
          resolve(stream.pipe(guard));
        })
      );
    };
    return {
      entries: [...entries].map(([name, { uncompressedSize }]) => ({ name, sizeBytes: uncompressedSize })),
      open(name) {
        const entry = entries.get(name);
        return entry && Promise.resolve(entry).then(open);
      },
      close: () => file.close()
    };
  } catch (error) {
    file.close();
    throw error;
  }
}

function readEntries(file: ZipFile, { maxEntries }: Limits): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  return new Promise((resolve, reject) => {
    if (file.entryCount > maxEntries) reject(new ArchiveRefusal('too-many', String(file.entryCount)));
    file.on('error', (error) => reject(damaged(error)));
    file.on('end', () => resolve(entries));
    file.on('entry', (entry: Entry) => {
      const name = nameOf(entry);
      const isSafe = yauzl.validateFileName(name) === null && !name.endsWith('/');
      // Of two entries of one name the first counts, for every reader alike.
      if (isSafe && !entries.has(name)) entries.set(name, entry);
      file.readEntry();
    });
    file.readEntry();
  });
}

/** Names without the mark of UTF-8 are as Chinese systems write them. */
function nameOf(entry: Entry): string {
  const bytes = entry.fileNameRaw;
  const isUtf8 = (entry.generalPurposeBitFlag & 0x800) !== 0;
  for (const encoding of isUtf8 ? ['utf-8'] : ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes).replaceAll('\\', '/');
    } catch {
      continue;
    }
  }
  return bytes.toString('latin1').replaceAll('\\', '/');
}

/** The inflated bytes of a gzip file. */
export function openGzip(path: string, { maxBytes }: Limits): Readable {
  const packed = createReadStream(path);
  const gunzip = createGunzip();
  const guard = newGuard({ left: maxBytes }, maxBytes, () => packed.bytesRead);
  packed.on('error', (error) => guard.destroy(error));
  gunzip.on('error', (error) => guard.destroy(damaged(error)));
  guard.on('close', () => {
    packed.destroy();
    gunzip.destroy();
  });
  return packed.pipe(gunzip).pipe(guard);
}

/** Lets bytes pass until they are too many, or too many for what they were packed in. */
function newGuard(budget: { left: number }, maxBytes: number, packedBytes: () => number): Transform {
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      budget.left -= chunk.length;
      if (budget.left < 0) return done(new ArchiveRefusal('too-large', String(maxBytes)));
      if (seen > HARMLESS_BYTES && seen > packedBytes() * MAX_RATIO) {
        return done(new ArchiveRefusal('bomb', String(MAX_RATIO)));
      }
      done(null, chunk);
    }
  });
}

/** A file of a zip: its text or bytes, piece by piece. */
export interface ZipPart {
  name: string;
  text: () => AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;
}

/** A zip file as it is made: each entry's text is asked for when its turn comes, and no more than is taken. */
export function zipOf(parts: readonly ZipPart[]): Readable {
  const zip = new yazl.ZipFile();
  const out = zip.outputStream as Readable;
  const open = new Set<Readable>();
  zip.on('error', (error) => out.destroy(error as Error));
  out.on('close', () => open.forEach((text) => text.destroy()));
  for (const { name, text } of parts) {
    zip.addReadStreamLazy(name, { mtime: new Date(1980, 0, 1), forceDosTimestamp: true }, (give) => {
      const stream = Readable.from(text());
      open.add(stream);
      stream.on('error', (error) => out.destroy(error)).on('close', () => open.delete(stream));
      give(null, stream);
    });
  }
  zip.end();
  return out;
}

/** The first bytes of a file. */
export function headOf(path: string, length = 4096): Uint8Array {
  const file = openSync(path, 'r');
  try {
    const head = new Uint8Array(length);
    return head.subarray(0, readSync(file, head, 0, length, 0));
  } finally {
    closeSync(file);
  }
}

function damaged(cause: Error): Error {
  return cause instanceof ArchiveRefusal ? cause : new ArchiveRefusal('damaged', cause.message);
}
