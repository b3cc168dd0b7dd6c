import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { freePort } from '../e2e/serve.ts';

/**
 * The disk is full while a file is taken in or loaded: a sentence, nothing left behind, and reading goes on. By a limit on
 * the size of files, which anybody may set, and by a small disk of its own where the system lets one be mounted. It needs
 * a build, and is left out without one.
 */
const ROOT = join(import.meta.dirname, '../..');
const isBuilt = existsSync(join(ROOT, 'build/handler.js'));
const LIMIT_BLOCKS = 16_384;
const DISK = 'size=48m';

const canMount = (() => {
  const probe = mkdtempSync(join(tmpdir(), 'yinli-disk-'));
  const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'none', probe]).status === 0;
  if (isMounted) spawnSync('umount', [probe]);
  rmSync(probe, { recursive: true });
  return isMounted;
})();

interface Running {
  url: string;
  dataDir: string;
}

async function withServer(isOfDisk: boolean, use: (server: Running) => Promise<void>): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'yinli-full-'));
  if (isOfDisk) spawnSync('mount', ['-t', 'tmpfs', '-o', DISK, 'none', dataDir]);
  const limit = isOfDisk ? '' : `ulimit -f ${LIMIT_BLOCKS}; `;
  const port = await freePort();
  const child = spawn('sh', ['-c', `${limit}exec "$0" src/start.ts`, process.execPath], {
    cwd: ROOT,
    env: { ...process.env, DATA_DIR: dataDir, PORT: String(port) }
  });
  try {
    await listening(child);
    await use({ url: `http://127.0.0.1:${port}`, dataDir });
  } finally {
    await ended(child);
    if (isOfDisk) spawnSync('umount', [dataDir]);
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function listening(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = '';
    const hear = (piece: Buffer) => {
      output += piece;
      if (output.includes('Listening on')) resolve();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', () => reject(new Error(output)));
  });
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const end = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await end;
}

/** Rows that do not compress, so many bytes of them. */
function rowsOf(bytes: number): Buffer {
  const lines = ['code,name'];
  for (let n = 0, size = 0; size < bytes; n++) {
    const line = `${n},${createHash('sha512').update(`${n}`).digest('base64url')}`;
    lines.push(line);
    size += line.length + 1;
  }
  return Buffer.from(lines.join('\n'));
}

interface Answer {
  id?: string;
  status?: string;
  error?: { code: string; message: string };
  issues?: { code: string; message: string }[];
  version?: number;
}

const bodyOf = async (response: Response) => (await response.json()) as Answer;

async function send({ url }: Running, body: Buffer, filename: string) {
  const response = await fetch(`${url}/api/uploads?dataset=full&filename=${filename}`, {
    method: 'POST',
    body: new Uint8Array(body)
  });
  return { status: response.status, answer: await bodyOf(response) };
}

async function settled({ url }: Running, id: string | undefined): Promise<Answer> {
  for (;;) {
    const upload = await bodyOf(await fetch(`${url}/api/uploads/${id}`));
    if (upload.status !== 'reading' && upload.status !== 'receiving') return upload;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const filesIn = ({ dataDir }: Running, folder: string) =>
  readdirSync(join(dataDir, folder)).map((name) => `${name} ${statSync(join(dataDir, folder, name)).size}`);

async function commitSmall(server: Running): Promise<Answer> {
  const { answer } = await send(server, Buffer.from('code,name\n1,甲\n'), 'small.csv');
  expect(await settled(server, answer.id)).toMatchObject({ status: 'ready' });
  const response = await fetch(`${server.url}/api/uploads/${answer.id}/commit`, {
    method: 'POST',
    body: '{"mode":"replace"}'
  });
  return bodyOf(response);
}

async function expectRefused(server: Running): Promise<void> {
  expect(await commitSmall(server)).toMatchObject({ version: 1 });
  const before = ['originals', 'versions'].map((folder) => filesIn(server, folder));

  const arriving = await send(server, rowsOf(60_000_000), 'large.csv');
  expect([arriving.status, arriving.answer.error?.code]).toEqual([507, 'disk-full']);
  expect(arriving.answer.error?.message).toContain('磁盘已满');

  // What arrives whole and does not fit when it is unpacked and loaded fails, and says so.
  const packed = gzipSync(
    Buffer.concat([Buffer.from('code,name\n'), Buffer.alloc(80_000_000, '1,甲乙丙\n')])
  );
  const sent = await send(server, packed, 'packed.csv.gz');
  expect(sent.status).toBe(201);
  const failed = await settled(server, sent.answer.id);
  expect([failed.status, failed.issues?.[0]?.code]).toEqual(['failed', 'disk-full']);
  expect((await fetch(`${server.url}/api/uploads/${sent.answer.id}`, { method: 'DELETE' })).status).toBe(204);

  expect(['originals', 'versions'].map((folder) => filesIn(server, folder))).toEqual(before);
  expect(filesIn(server, 'tmp')).toEqual([]);
  const rows = await fetch(`${server.url}/api/datasets/full/rows`);
  expect([rows.status, ((await rows.json()) as { rows: unknown[] }).rows]).toEqual([200, [['1', '甲']]]);
  expect((await fetch(`${server.url}/`)).status).toBe(200);
  expect(await commitSmall(server)).toMatchObject({ version: 2 });
}

test.runIf(isBuilt)(
  'files may not grow further: a sentence, nothing left, and reading goes on',
  () => withServer(false, expectRefused),
  120_000
);

test.runIf(isBuilt && canMount)(
  'the disk is full: a sentence, nothing left, and reading goes on',
  () => withServer(true, expectRefused),
  120_000
);
