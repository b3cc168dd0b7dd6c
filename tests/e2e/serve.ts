import { spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';

export const ROOT = join(import.meta.dirname, '../..');

type Env = Record<string, string>;

/** A built server of a test's own; `stop` ends it as Ctrl-C does and holds it to a clean, quick end. */
export interface Server {
  url: string;
  port: number;
  pid: number | undefined;
  dataDir: string;
  output(): string;
  stop(): Promise<void>;
}

const START_MS = 30_000;
const STOP_MS = 10_000;

/** Connections left open (a browser's spare ones, a body refused half-way) are waited for this long, in seconds. */
const SHUTDOWN_TIMEOUT = '5';

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

export function newDir(): string {
  return mkdtempSync(join(tmpdir(), 'yinli-e2e-'));
}

/** Starts the built server on an empty DATA_DIR and a free port, unless `env` names others; waits until it listens. */
export async function start(env: Env = {}): Promise<Server> {
  const port = Number(env.PORT ?? (await freePort()));
  const dataDir = env.DATA_DIR ?? newDir();
  let text = '';
  const child = spawn(process.execPath, ['src/start.ts'], {
    cwd: ROOT,
    env: { SHUTDOWN_TIMEOUT, ...process.env, ...env, PORT: String(port), DATA_DIR: dataDir }
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no server after ${START_MS} ms:\n${text}`)), START_MS);
    const hear = (chunk: Buffer) => {
      text += chunk.toString();
      if (!text.includes('Listening on')) return;
      clearTimeout(timer);
      resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    void ended.then((code) => reject(new Error(`the server ended with ${code}:\n${text}`)));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    pid: child.pid,
    dataDir,
    output: () => text,
    async stop() {
      const asked = Date.now();
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      const code = await ended;
      clearTimeout(late);
      expect(code, `exit code after SIGTERM, ${Date.now() - asked} ms later; output:\n${text}`).toBe(0);
    }
  };
}

/** One server for all tests of a file, on a DATA_DIR that is removed with it. No test may make it fail inside. */
export function serveFile(env: Env = {}): Server {
  let server: Server | undefined;
  test.beforeAll(async () => {
    server = await start(env);
  });
  test.afterAll(async () => {
    await server?.stop();
    if (!server) return;
    rmSync(server.dataDir, { recursive: true, force: true });
    expect(server.output(), 'the log names no failure of the server').not.toMatch(/^\[[0-9a-f-]{36}\]/m);
  });
  const running = () => {
    if (!server) throw new Error('the server runs only inside tests');
    return server;
  };
  return {
    get url() {
      return running().url;
    },
    get port() {
      return running().port;
    },
    get pid() {
      return running().pid;
    },
    get dataDir() {
      return running().dataDir;
    },
    output: () => running().output(),
    stop: () => running().stop()
  };
}

/** Runs a program of the project (`src/start.ts`, `src/load.ts`) to its end; both outputs come back as one. */
export function run(program: string, args: string[], env: Env): { code: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    timeout: START_MS
  });
  return { code: status, output: stdout + stderr };
}
