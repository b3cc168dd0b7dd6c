import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as datasets from '../../src/lib/server/datasets.ts';
import { rows } from '../../src/lib/server/datasets/rows.ts';
import { namedFiles, namedOriginals } from '../../src/lib/server/uploads/named-files.ts';
import * as store from '../../src/lib/server/store.ts';
import * as uploads from '../../src/lib/server/uploads.ts';

/**
 * kill −9 of the real server while files are sent and committed, half of the kills as a commit is asked for. A dozen here;
 * KILLS=100 is the whole measure. It needs a build, and is left out without one.
 */
const ROOT = join(import.meta.dirname, '../..');
const KILLS = Number(process.env.KILLS ?? 12);
const isBuilt = existsSync(join(ROOT, 'build/handler.js'));
const ROWS = 300;

let dataDir = '';
beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'yinli-kills-'));
});
afterAll(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

interface Heard {
  /** Versions that the server acknowledged, with the mark that all their rows carry. */
  committed: Map<number, number>;
  /** Uploads that it took whole. */
  taken: Set<string>;
}

test.runIf(isBuilt)(
  'whenever it is killed, every acknowledged commit is whole and nothing else is left',
  async () => {
    const committed = new Map<number, number>();
    const taken = new Set<string>();
    for (let round = 0; round < KILLS; round++) {
      const heard = await killedRound(round);
      for (const [version, mark] of heard.committed) committed.set(version, mark);
      for (const id of heard.taken) taken.add(id);
      await store.open({ dataDir, withSample: false });
      await expectWhole(committed, taken);
      await store.close();
    }
    expect(committed.size).toBeGreaterThan(KILLS / 4);
  },
  KILLS * 60_000
);

async function expectWhole(committed: Map<number, number>, taken: Set<string>): Promise<void> {
  await settled();
  const versions = datasets.newest('killed') ? datasets.versions('killed') : [];
  expect(versions.map(({ version }) => version)).toEqual(versions.map((_, n) => versions.length - n));
  for (const [version, mark] of committed) {
    const page = await rows('killed', { version, raw: true, limit: 1000 });
    expect(page.rows).toEqual(rowsOf(mark));
  }
  for (const { version } of versions.slice(0, 3)) {
    const page = await rows('killed', { version, raw: true, limit: 1000 });
    expect(page.rows, 'a version not acknowledged is whole as well').toEqual(
      rowsOf(Number(page.rows[0]?.[1]))
    );
  }
  for (const id of taken) expect(uploads.read(id).status).toMatch(/^(ready|committed)$/);
  expect(uploads.list().map(({ status }) => status)).not.toContain('receiving');
  const in_ = (folder: string) => readdirSync(join(dataDir, folder)).sort();
  const files = [...namedFiles()].map((file) => `${file}.duckdb`);
  expect(in_('versions')).toEqual(files.sort());
  expect(in_('originals')).toEqual([...namedOriginals()].sort());
}

/** What was being read when it was killed is read again at the start. */
async function settled(): Promise<void> {
  while (uploads.list().some(({ status }) => status === 'reading')) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function rowsOf(mark: number): string[][] {
  return Array.from({ length: ROWS }, (_, n) => [`${n}`, `${mark}`, `示例${n}`]);
}

async function killedRound(round: number): Promise<Heard> {
  const { child, url } = await startServer();
  const heard: Heard = { committed: new Map(), taken: new Set() };
  const isAimed = round % 2 === 0;
  const killAfter = (ms: number) => setTimeout(() => child.kill('SIGKILL'), ms);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  if (!isAimed) killAfter(50 + Math.random() * 1500);
  const working = work(url, round, heard, isAimed ? () => killAfter(Math.random() * 60) : () => {});
  await Promise.all([working.catch(() => undefined), ended]);
  return heard;
}

/** Sends and commits until the server is gone; `aim` is told of the third commit as it is asked for. */
async function work(url: string, round: number, heard: Heard, aim: () => void): Promise<void> {
  for (let turn = 0; ; turn++) {
    const mark = round * 1000 + turn + 1;
    const body = ['n,mark,name', ...rowsOf(mark).map((row) => row.join(','))].join('\r\n') + '\r\n';
    const sent = await fetch(`${url}/api/uploads?dataset=killed&filename=k.csv`, { method: 'POST', body });
    const { id } = (await sent.json()) as { id: string };
    heard.taken.add(id);
    for (let status = ''; status !== 'ready';) {
      ({ status } = (await (await fetch(`${url}/api/uploads/${id}`)).json()) as { status: string });
    }
    if (turn === 2) aim();
    const answer = await fetch(`${url}/api/uploads/${id}/commit`, {
      method: 'POST',
      body: '{"mode":"replace"}'
    });
    if (!answer.ok) throw new Error(await answer.text());
    const { version } = (await answer.json()) as { version: number };
    heard.committed.set(version, mark);
  }
}

async function startServer(): Promise<{ child: ChildProcess; url: string }> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  const env = { ...process.env, DATA_DIR: dataDir, PORT: String(port) };
  const child = spawn(process.execPath, ['src/start.ts'], { cwd: ROOT, env });
  await new Promise<void>((resolve, reject) => {
    let output = '';
    const hear = (piece: Buffer) => {
      output += piece;
      if (output.includes('Listening on')) resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', () => reject(new Error(output)));
  });
  return { child, url: `http://127.0.0.1:${port}` };
}
