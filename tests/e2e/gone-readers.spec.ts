import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { ask, expectError } from './ask.ts';
import { call, commit, upload } from './send.ts';
import { serveFile } from './serve.ts';

/** A question that takes long ends with the reader who asked it: the server is free for the next one. */
const server = serveFile();

const ORGANIZATIONS = 120_000;
const QUIET_MS = 500;
const TICK_MS = 10;

test.beforeAll(async () => {
  const days = Array.from({ length: 3000 }, (_, n) =>
    new Date(Date.UTC(2015, 0, 1 + n)).toISOString().slice(0, 10)
  );
  const rows = Array.from(
    { length: ORGANIZATIONS },
    (_, n) => `R${n},示例${n},service,440100,${days[(n * 7919) % days.length]},`
  );
  const text = ['credit_code,name,type,authority_code,registered_on,ended_on', ...rows].join('\n');
  const { id } = await upload(server, text, { dataset: 'organizations' });
  const { status, body } = await commit(server, id, { mode: 'replace', acceptIssues: true });
  expect(status, JSON.stringify(body)).toBe(200);
});

/** Processor time of the server so far, of all its threads; from `ps` where there is no /proc. */
function processorMs(): number {
  if (!existsSync('/proc/self/stat')) {
    const time = execFileSync('ps', ['-o', 'time=', '-p', String(server.pid)], { encoding: 'utf8' });
    return time.split(':').reduce((sum, part) => sum * 60 + Number(part), 0) * 1000;
  }
  const [user = 0, system = 0] = readFileSync(`/proc/${server.pid}/stat`, 'utf8')
    .split(') ')[1]!
    .split(' ')
    .slice(11, 13)
    .map(Number);
  return (user + system) * TICK_MS;
}

/** Asks, and hangs up as soon as the server has worked on it for a second; fails when it answers before. */
async function askAndLeave(path: string, body?: object): Promise<void> {
  const before = processorMs();
  let isAnswered = false;
  const asked = request(server.url + path, {
    method: body ? 'POST' : 'GET',
    headers: { 'content-type': 'application/json' }
  });
  asked.on('error', () => undefined).on('response', () => (isAnswered = true));
  asked.end(body && JSON.stringify(body));
  while (processorMs() - before < 1000 && !isAnswered) await pause(20);
  expect(isAnswered, 'the question takes long').toBe(false);
  asked.destroy();
}

/** Milliseconds until the server does next to nothing for a while. */
async function untilQuiet(): Promise<number> {
  const left = performance.now();
  for (;;) {
    const before = processorMs();
    await pause(QUIET_MS);
    if (processorMs() - before < QUIET_MS / 5) return performance.now() - left - QUIET_MS;
  }
}

const grouped = { by: 'name', period: { grain: 'day', from: '2018', to: '2022' } };

test('a query over the API ends when its connection closes', async () => {
  await askAndLeave('/api/query', { dataset: 'organizations', indicator: 'stock', ...grouped });
  expect(await untilQuiet()).toBeLessThan(3000);
  const began = performance.now();
  const next = await call(server, 'POST', '/api/query', { dataset: 'organizations', indicator: 'stock' });
  expect(next.body.rows).toEqual([[ORGANIZATIONS, ORGANIZATIONS, null]]);
  expect(performance.now() - began).toBeLessThan(1000);
});

test('a query of a page ends when its reader goes on', async () => {
  const search = 'dataset=organizations&measure=distinct:name&grain=day&from=2018';
  await askAndLeave(`/explore/__data.json?${search}&lang=zh`);
  expect(await untilQuiet()).toBeLessThan(3000);
});

test('more rows than anybody reads are refused, and not held', async () => {
  const body = { indicator: 'stock', by: 'name', period: { grain: 'month', from: '2022-01', to: '2022-08' } };
  for (const lang of ['zh', 'en']) {
    const answer = await ask(server, '/api/query', { lang, body: JSON.stringify(body) });
    expect(answer.status).toBe(400);
    const { error } = expectError(answer);
    expect([error.code, error.message]).toEqual(['too-many-rows', expect.stringContaining('500,000')]);
  }
});
