import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { Refusal } from '../../error.ts';
import { requireId } from '../datasets.ts';
import * as originals from '../originals.ts';
import { LEAST_BYTES, beginReading, type EarlyReading } from './arriving.ts';
import { asDiskFull } from './disk.ts';
import { fileTooLarge, readLimits } from './limits.ts';
import { safeName } from './name.ts';
import { stop } from './queue.ts';
import { readInTurn } from './reading.ts';
import { prepareThread } from './thread.ts';
import * as uploads from '../uploads.ts';
import { hasReaders } from '../web/reader.ts';

/** A file as it arrives; its name may come with it. */
export interface Arriving {
  chunks: AsyncIterable<Uint8Array>;
  filename: string | undefined;
  /** As announced, when it was. */
  sizeBytes: number | undefined;
}

/**
 * Streams a file to disk, its sha256 counted and a large one read on the way, queues its reading and settles once it is
 * there for good. Refuses a file over the limit (413) and a full disk (507); whatever breaks off leaves nothing.
 */
export async function receive(
  dataDir: string,
  about: { dataset: string | null; filename: string | null; by: string },
  arrive: () => Promise<Arriving>,
  now = new Date()
): Promise<uploads.Upload> {
  if (about.dataset !== null) requireId(about.dataset);
  const upload = uploads.create({ ...about, filename: safeName(about.filename ?? '') }, now);
  const temporary = join(dataDir, 'tmp', `upload-${upload.id}`);
  prepareThread();
  let early: EarlyReading | undefined;
  try {
    const arriving = await arrive();
    const { sizeBytes, sha256 } = await store(upload.id, arriving, temporary, (bytes) => {
      if (bytes >= LEAST_BYTES) early ??= beginReading(dataDir, temporary);
      early?.arrived(bytes, false);
    });
    early?.arrived(sizeBytes, true);
    const filename = safeName(about.filename ?? arriving.filename ?? '');
    originals.take(dataDir, temporary, sha256);
    uploads.update(upload.id, { filename, sizeBytes, sha256 });
    // Read while the disk writes: an upload that still arrives is forgotten after a power cut.
    const kept = originals.sync(dataDir, sha256).then(() => endArriving(upload.id));
    readInTurn(dataDir, upload.id, kept, early);
    await kept;
  } catch (cause) {
    await stop(upload.id);
    await early?.drop();
    rmSync(temporary, { force: true });
    if (uploads.read(upload.id).status === 'cancelled') throw cancelledMeanwhile();
    uploads.cancel(dataDir, upload.id);
    throw isBrokenOff(cause) ? brokenOff() : asDiskFull(cause);
  }
  return uploads.read(upload.id);
}

function endArriving(id: string): void {
  if (uploads.read(id).status === 'receiving') uploads.update(id, { status: 'reading' });
}

async function store(
  id: string,
  { chunks, sizeBytes: announced }: Arriving,
  path: string,
  onBytes: (bytes: number) => void
): Promise<{ sizeBytes: number; sha256: string }> {
  const limits = readLimits();
  if (announced !== undefined && announced > limits.fileBytes) {
    await drop(chunks);
    throw fileTooLarge(announced, limits);
  }
  const hash = createHash('sha256');
  const file = await open(path, 'wx');
  let sizeBytes = 0;
  try {
    for await (const batch of batches(undestroyed(chunks))) {
      sizeBytes += batch.byteLength;
      if (sizeBytes > limits.fileBytes) {
        throw fileTooLarge(announced ?? sizeBytes, limits);
      }
      if (uploads.read(id).status !== 'receiving') throw cancelledMeanwhile();
      hash.update(batch);
      await writeAll(file, batch);
      if (hasReaders()) await pause(GIVEN_WAY_MS);
      onBytes(sizeBytes);
      uploads.report(id, { phase: 'receiving', bytes: sizeBytes, totalBytes: announced ?? null, rows: 0 });
    }
  } catch (cause) {
    if (!isBrokenOff(cause)) await drop(chunks);
    throw cause;
  } finally {
    await file.close();
  }
  return { sizeBytes, sha256: hash.digest('hex') };
}

const BATCH_BYTES = 1 << 19;
/** A file that comes as fast as it can would leave little to those who read: then it takes no more than about 60 MB a second. */
const GIVEN_WAY_MS = 8;

/** What arrives comes in small pieces: each on its own would take longer to hand on than to write. Each batch is gone with the next. */
async function* batches(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const batch = Buffer.allocUnsafeSlow(BATCH_BYTES);
  let filled = 0;
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.byteLength;) {
      const piece = chunk.subarray(at, at + BATCH_BYTES - filled);
      batch.set(piece, filled);
      filled += piece.byteLength;
      at += piece.byteLength;
      if (filled < BATCH_BYTES) continue;
      yield batch;
      filled = 0;
    }
  }
  if (filled > 0) yield batch.subarray(0, filled);
}

/** Who sends too much is still heard up to here, so that the answer arrives and not a reset. */
const DROPPED_BYTES = 500_000_000;

/** A stream that is left early would take the connection with it, and with that the answer. */
function undestroyed(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  return chunks instanceof Readable ? chunks.iterator({ destroyOnReturn: false }) : chunks;
}

async function drop(chunks: AsyncIterable<Uint8Array>): Promise<void> {
  let dropped = 0;
  for await (const chunk of chunks) if ((dropped += chunk.byteLength) > DROPPED_BYTES) return;
}

async function writeAll(file: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let at = 0; at < chunk.byteLength;) at += (await file.write(chunk, at)).bytesWritten;
}

function isBrokenOff(cause: unknown): boolean {
  const { code, message } = cause as { code?: string; message?: string };
  return code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE' || message === 'aborted';
}

/** Nobody is left to read this; it keeps what is no failure of the server out of its log. */
function brokenOff(): Refusal {
  return new Refusal(400, 'broken-off', {
    zh: '文件没有传完，连接就断开了。请重新上传。',
    en: 'The connection broke before the whole file had arrived. Upload it again.'
  });
}

function cancelledMeanwhile(): Refusal {
  return new Refusal(409, 'upload-closed', {
    zh: '这次上传在接收途中被取消。',
    en: 'This upload was cancelled while it arrived.'
  });
}
