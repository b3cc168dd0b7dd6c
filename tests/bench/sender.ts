/** Sends a file from a thread of its own: what others feel of it is then not what its sender's thread feels. */
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { parentPort, workerData } from 'node:worker_threads';

export interface Sending {
  address: string;
  path: string;
}

const { address, path } = workerData as Sending;
const body = Readable.toWeb(createReadStream(path, { highWaterMark: 1 << 20 })) as ReadableStream;
const response = await fetch(address, { method: 'POST', body, duplex: 'half' } as RequestInit);
parentPort?.postMessage(((await response.json()) as { id: string }).id);
