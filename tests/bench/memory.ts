import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { start } from '../e2e/serve.ts';
import { take } from './bare.ts';
import type { Bench } from './figure.ts';

/** Neighbours are prepared within it, and what they took is given back. */
const REST_MS = 30_000;

/** Resident memory of the server on the sample, at rest after its start, and at rest after pages were read (Linux). */
export const memory: Bench = {
  name: 'memory',
  measure: async () => {
    const first = await start();
    await first.stop();
    const server = await start({ DATA_DIR: first.dataDir });
    try {
      await pause(REST_MS);
      const started = residentMb(server.pid);
      for (const path of ['/', '/?region=440100&as_of=2023-12-31', '/charts', '/reports'])
        await take(server.url + path);
      await pause(REST_MS);
      return [
        { what: 'resident at rest after the start', measured: started, unit: 'MB', most: 200 },
        { what: 'resident at rest after four pages', measured: residentMb(server.pid), unit: 'MB', most: 200 }
      ];
    } finally {
      await server.stop();
    }
  }
};

function residentMb(pid: number | undefined): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1000;
}
