import { readdirSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { randomOf } from '../csv/generate.ts';
import { call, send, settled } from './send.ts';
import { serveFile } from './serve.ts';

/** An upload may be taken back at any moment: while it arrives, is read, loaded or compared, and when it is ready. */
const server = serveFile();

const TIMES = 24;
const LONGEST_WAIT_MS = 900;
const FOLDERS = ['originals', 'versions', 'tmp', 'uploads'];

test('files taken back at random moments leave nothing behind', async () => {
  test.setTimeout(90_000);
  const files = () => FOLDERS.map((folder) => readdirSync(join(server.dataDir, folder)).sort());
  const random = randomOf(20261128);
  const before = files();
  const found = new Set<string>();
  for (let time = 0; time < TIMES; time++) {
    const sending = send(server, bodyOf(time, [4000, 60_000, 900_000][time % 3] ?? 0));
    await pause(random() * LONGEST_WAIT_MS * (time % 2 ? 1 : 0.2));
    for (const { id, status } of await open()) {
      found.add(status);
      await takeBack(id);
    }
    const { id } = (await sending).body;
    if (id && (await settled(server, id)).status !== 'cancelled') await takeBack(id);
  }
  expect(found.size, 'they were met at several points').toBeGreaterThan(1);
  expect(await open()).toEqual([]);
  await expect.poll(files).toEqual(before);
});

test('clients that go away while a large file arrives leave nothing behind', async () => {
  test.setTimeout(60_000);
  const files = () => FOLDERS.map((folder) => readdirSync(join(server.dataDir, folder)).sort());
  const random = randomOf(20261129);
  const before = files();
  const body = bodyOf(0, 2_000_000);
  for (let time = 0; time < 8; time++) {
    const sending = request(`${server.url}/api/uploads?filename=gone.csv`, {
      method: 'POST',
      headers: { 'content-length': Buffer.byteLength(body) + 1 }
    });
    sending.on('error', () => undefined);
    sending.write(body.slice(0, Math.ceil(random() * body.length)));
    await pause(random() * LONGEST_WAIT_MS);
    sending.destroy();
  }
  await expect.poll(files, { timeout: 20_000 }).toEqual(before);
  await expect.poll(open).toEqual([]);
});

async function open(): Promise<{ id: string; status: string }[]> {
  const uploads = (await (await fetch(`${server.url}/api/uploads`)).json()) as {
    id: string;
    status: string;
  }[];
  return uploads.filter(({ status }) => status !== 'cancelled');
}

async function takeBack(id: string): Promise<void> {
  expect((await call(server, 'DELETE', `/api/uploads/${id}`)).status).toBe(204);
}

function bodyOf(file: number, rows: number): string {
  const lines = Array.from(
    { length: rows },
    (_, n) => `${file}-${n},示例${n},2020-0${1 + (n % 9)}-15,${n % 97}`
  );
  return `code,name,day,n\n${lines.join('\n')}\n`;
}
