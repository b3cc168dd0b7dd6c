import { once } from 'node:events';
import { createReadStream, createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { DuckDBInstance } from '@duckdb/node-api';
import { encode } from '../csv/encode.ts';
import { ROOT, start, type Server } from '../e2e/serve.ts';
import { median, percentile, type Bench, type Figure } from './figure.ts';
import { writeCsvs } from './many.ts';
import type { Sending } from './sender.ts';

const ROWS = Number(process.env.BENCH_ROWS ?? 1_000_000);
const SETTLED_MS = 3000;
const TURNS = 5;
const HEADER = ['code', 'name', 'place', 'kind', 'day', 'amount', 'staff', 'note'];

/**
 * A million rows from the last byte received to the commit, against DuckDB's own read_csv of the same file in the same
 * run, and what others feel of it meanwhile.
 */
export const loading: Bench = {
  name: 'loading',
  isRelease: true,
  measure: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'yinli-loading-'));
    const server = await start();
    try {
      const plain = join(folder, 'plain.csv');
      await writeFile(plain, (line) => line);
      const broken = join(folder, 'broken.csv');
      await writeFile(broken, (line, n) => (n % 1000 === 500 ? `${line},more` : line));
      const chinese = join(folder, 'gb18030.csv');
      await writeFile(
        chinese,
        (line) => line,
        (text) => encode(text, 'gb18030', false)
      );
      const raws = [await rawMs(plain, folder)];
      const idle = await queryMs(server, 60);
      const firsts: number[] = [];
      const agains: number[] = [];
      for (let turn = 0; turn < TURNS; turn++) {
        raws.push(await rawMs(plain, folder));
        firsts.push(await loadMs(server, plain, `bench_${turn}`));
        raws.push(await rawMs(plain, folder));
        agains.push(await loadMs(server, plain, `bench_${turn}`));
      }
      const raw = median(raws);
      await pause(SETTLED_MS);
      const felt = watchQueries(server);
      const sending: Sending = { address: addressOf(server, 'bench_watched'), path: plain };
      const sender = new Worker(new URL('./sender.ts', import.meta.url), { workerData: sending });
      const [id] = (await once(sender, 'message')) as [string];
      await ready(server, id);
      await commit(server, id);
      const { queries, pings } = await felt();
      const recoded = await loadMs(server, chinese, 'bench_chinese');
      const mended = await loadMs(server, broken, 'bench_broken');
      writeCsvs(folder, ROWS);
      const registry = join(folder, 'organizations.csv');
      const [registries, registryRaws]: [number[], number[]] = [[], []];
      for (let turn = 0; turn < TURNS; turn++) {
        registryRaws.push(await rawMs(registry, folder));
        registries.push(await loadMs(server, registry, 'organizations'));
      }
      const from = `${ROWS} rows, raw ${Math.round(raw)} ms`;
      return [
        ratio('clean UTF-8, into a new dataset', median(firsts) / raw, 2.5, from),
        ratio('the same again, compared with the version before', median(agains) / raw, 2.5, from),
        ratio(
          'a registry with its rollups, compared with the one before',
          median(registries) / median(registryRaws),
          2.5,
          `${ROWS} organizations, raw ${Math.round(median(registryRaws))} ms`
        ),
        ratio('GB18030', recoded / raw, 3.5, from),
        ratio('with 0.1 % broken records', mended / raw, 4, from),
        {
          what: 'a query during a load, p95 against idle',
          measured: percentile(queries, 0.95) / percentile(idle, 0.95),
          unit: '×',
          most: 4
        },
        {
          what: 'an answer without a query during a load, p99',
          measured: percentile(pings, 0.99),
          unit: 'ms',
          most: 50
        },
        { what: 'peak memory of the server', measured: peakMb(server.pid), unit: 'MB', most: 1500 }
      ];
    } finally {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  }
};

/** A registry of 4,000 rows from the first byte sent to the overview drawn from it. */
export const arriving: Bench = {
  name: 'arriving',
  measure: async () => {
    const server = await start();
    try {
      const lines = readFileSync(join(ROOT, 'data/organizations.csv'), 'utf8').split('\n');
      const times: number[] = [];
      for (let turn = 0; turn < 5; turn++) {
        const body = lines.slice(0, 4000 - turn).join('\n') + '\n';
        const began = performance.now();
        const id = await send(
          server,
          Readable.toWeb(Readable.from([body])) as ReadableStream,
          'organizations'
        );
        await ready(server, id);
        await commit(server, id);
        await (await fetch(`${server.url}/`)).text();
        times.push(performance.now() - began);
      }
      return [
        {
          what: 'a new CSV of 4,000 rows on the overview, p50',
          measured: median(times),
          unit: 'ms',
          most: 600
        }
      ];
    } finally {
      await server.stop();
    }
  }
};

function ratio(what: string, measured: number, most: number, from: string): Figure {
  return { what, measured, unit: '×', most, from };
}

/** Rows of about 135 bytes as registries have them; `change` makes of each line what is to be written. */
async function writeFile(
  path: string,
  change: (line: string, n: number) => string,
  toBytes: (text: string) => Uint8Array = Buffer.from
): Promise<void> {
  const out = createWriteStream(path);
  out.write(`${HEADER.join(',')}\n`);
  for (let n = 0; n < ROWS; n += 1000) {
    const lines = Array.from({ length: 1000 }, (_, k) => change(line(n + k), n + k));
    if (!out.write(toBytes(`${lines.join('\n')}\n`))) await once(out, 'drain');
  }
  out.end();
  await finished(out);
}

function line(n: number): string {
  const kind = ['社会团体', '社会服务机构', '基金会'][n % 3];
  const day = `20${String(n % 24).padStart(2, '0')}-0${1 + (n % 9)}-1${n % 10}`;
  const note = `第${n % 97}批登记，资料齐全，由登记管理机关核准`;
  return `514400005${String(n).padStart(9, '0')},示例科技组织${n},4401${String(n % 12).padStart(2, '0')},${kind},${day},${(n % 5000) / 10},${n % 300},${note}`;
}

async function rawMs(path: string, folder: string): Promise<number> {
  const file = join(folder, 'raw.duckdb');
  rmSync(file, { force: true });
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  const began = performance.now();
  await connection.run(
    `CREATE TABLE data AS SELECT * FROM read_csv('${path}', header=true, delim=',', quote='"', escape='"')`
  );
  await connection.run('CHECKPOINT');
  const took = performance.now() - began;
  connection.closeSync();
  instance.closeSync();
  return took;
}

function addressOf(server: Server, dataset: string): string {
  return `${server.url}/api/uploads?dataset=${dataset}&filename=x.csv`;
}

async function send(server: Server, body: ReadableStream, dataset: string): Promise<string> {
  const options = { method: 'POST', body, duplex: 'half' } as RequestInit;
  const response = await fetch(addressOf(server, dataset), options);
  return ((await response.json()) as { id: string }).id;
}

/** Waits as a page does: for the event that says so. */
async function ready(server: Server, id: string): Promise<void> {
  const response = await fetch(`${server.url}/api/uploads/${id}/events`);
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  for (let text = ''; !text.includes('"status":"ready"');) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`the upload never was ready: ${text.slice(-500)}`);
    text += decoder.decode(value, { stream: true });
  }
  await reader.cancel();
}

async function commit(server: Server, id: string): Promise<void> {
  const body = '{"mode":"replace","acceptIssues":true}';
  const response = await fetch(`${server.url}/api/uploads/${id}/commit`, { method: 'POST', body });
  if (!response.ok) throw new Error(await response.text());
}

async function loadMs(server: Server, path: string, dataset: string): Promise<number> {
  // What the commit before set off (statistics of columns, prepared answers) is no part of this.
  await pause(SETTLED_MS);
  const file = createReadStream(path, { highWaterMark: 1 << 20 });
  let sent = 0;
  file.once('end', () => (sent = performance.now()));
  const id = await send(server, Readable.toWeb(file) as ReadableStream, dataset);
  await ready(server, id);
  await commit(server, id);
  return performance.now() - sent;
}

async function timed(server: Server, path: string, body?: string): Promise<number> {
  const began = performance.now();
  await (await fetch(server.url + path, body === undefined ? {} : { method: 'POST', body })).text();
  return performance.now() - began;
}

let asked = 0;
/** A question never asked before, so that no kept answer serves. */
function question(): string {
  const day = new Date(Date.UTC(2015, 0, 1) + asked++ * 86_400_000).toISOString().slice(0, 10);
  return JSON.stringify({ dataset: 'organizations', indicator: 'stock', region: '440100', asOf: day });
}

async function queryMs(server: Server, times: number): Promise<number[]> {
  const all: number[] = [];
  for (let n = 0; n < times; n++) all.push(await timed(server, '/api/query', question()));
  return all;
}

function watchQueries(server: Server): () => Promise<{ queries: number[]; pings: number[] }> {
  let isOver = false;
  const [queries, pings]: [number[], number[]] = [[], []];
  const watching = (async () => {
    while (!isOver) {
      queries.push(await timed(server, '/api/query', question()));
      pings.push(await timed(server, '/api/health'));
      await pause(10);
    }
  })();
  return async () => {
    isOver = true;
    await watching;
    return { queries, pings };
  };
}

function peakMb(pid: number | undefined): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1000;
}
