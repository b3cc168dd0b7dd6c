import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Refusal } from '../error.ts';
import type { Text } from '../field/text.ts';
import { validate } from '../query/validate.ts';
import * as datasets from './datasets.ts';
import { programPath } from './programs.ts';
import { refuseMachine } from './sql-engine.ts';
import * as store from './store.ts';
import type { SandboxAnswer, SandboxTable, SandboxTask } from './warehouse-sandbox.ts';

/** What may be sent to `POST /api/sql`: `version` names the version of every dataset that the SQL names. */
export const sqlSchema = z.strictObject({
  // DuckDB would stop reading at a zero byte.
  sql: z
    .string()
    .min(1)
    .max(100_000)
    .regex(/^[^\0]*$/),
  version: z.int().positive().optional()
});

/** `synthetic`: a dataset that the SQL names is made up. */
export type SqlAnswer = Table & { synthetic: boolean };

type Table = Extract<SandboxAnswer, { rows: unknown }>;

/** How far one query may go; each bound is a sentence when it is met. */
export const LIMITS = { timeMs: 10_000, memoryMb: 512, tempMb: 1000, rows: 10_000, bytes: 20_000_000 };

const MAX_RUNNING = 3;
const IDLE_MS = 60_000;

let running = 0;
const waiting: (() => void)[] = [];

/**
 * Answers one SELECT over the current versions, each a table named as its dataset, and over `"id@3"` for others, in
 * a process of its own that sees nothing else. Refuses (4xx) anything but one SELECT and what goes past `LIMITS`;
 * `signal` ends it at once. More than 10,000 rows or 20 MB are cut and said as `truncated`.
 */
export async function ask(body: unknown, signal?: AbortSignal): Promise<SqlAnswer> {
  const { sql, version } = validate(sqlSchema, body, 'bad-sql-request', {
    zh: '查询请求',
    en: 'The request'
  });
  refuseMachine(sql);
  const tables = tablesFor(sql, version);
  if (running >= MAX_RUNNING) await new Promise<void>((go) => waiting.push(go));
  running++;
  try {
    return {
      ...(await run(sql, tables, signal)),
      synthetic: tables.some((table) => table.isNamed && table.synthetic)
    };
  } finally {
    running--;
    waiting.shift()?.();
  }
}

/** The tables that SQL can name now, for the page's list. */
export function tables(): {
  name: string;
  title: Text;
  columns: { name: string; title: Text; type: string }[];
}[] {
  return datasets.list().map(({ id, title }) => ({
    name: id,
    title,
    columns: datasets.readVersion(id).columns.map(({ name, title, type }) => ({ name, title, type }))
  }));
}

interface NamedTable extends SandboxTable {
  isNamed: boolean;
  synthetic: boolean;
}

function tablesFor(sql: string, version: number | undefined): NamedTable[] {
  const named = [...sql.matchAll(/"([a-z][a-z0-9_]*)@(\d{1,9})"/g)].map(([, id = '', n]) => ({
    name: `${id}@${n}`,
    isNamed: true,
    ...datasets.readVersion(id, Number(n))
  }));
  const current = datasets.list().map(({ id }) => {
    const isNamed = new RegExp(`\\b${id}\\b(?!@)`, 'i').test(sql);
    return { name: id, isNamed, ...datasets.readVersion(id, isNamed ? version : undefined) };
  });
  const tables = [...current, ...named].map(({ name, file, columns, isNamed, synthetic }) => ({
    name,
    isNamed,
    synthetic,
    file: `${file}.duckdb`,
    columns: columns.map((column) => column.name)
  }));
  return [...new Map(tables.map((table) => [table.name, table])).values()];
}

async function run(sql: string, tables: SandboxTable[], signal?: AbortSignal): Promise<Table> {
  const temp = `sql-${randomUUID()}`;
  const tempPath = join(store.dataDir(), 'tmp', temp);
  mkdirSync(tempPath);
  const child = takeWarm();
  const task: SandboxTask = { sql, tables, tempDir: join('..', 'tmp', temp), limits: LIMITS };
  try {
    const answer = await answerOf(child, task, signal);
    if ('fault' in answer) throw refusalOf(answer, sql);
    return answer;
  } finally {
    child.kill('SIGKILL');
    rmSync(tempPath, { recursive: true, force: true });
    keepWarm();
  }
}

function answerOf(child: ChildProcess, task: SandboxTask, signal?: AbortSignal): Promise<SandboxAnswer> {
  return new Promise((answered, refused) => {
    const timer = setTimeout(() => refused(tooSlow()), LIMITS.timeMs);
    const stop = () => refused(cancelled());
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
    };
    signal?.addEventListener('abort', stop);
    if (signal?.aborted) stop();
    child.once('message', (answer) => (done(), answered(answer as SandboxAnswer)));
    child.once('error', (cause) => (done(), refused(cause)));
    child.once('exit', (code, name) => (done(), refused(died(name ?? String(code)))));
    child.send(task, (cause) => cause && refused(died(cause.message)));
  });
}

/** A process is started ahead once SQL has been asked, so that the next query need not wait for it. */
let warm: ChildProcess | undefined;
let cooling: NodeJS.Timeout | undefined;

function takeWarm(): ChildProcess {
  const child = warm?.connected ? warm : start();
  warm = undefined;
  clearTimeout(cooling);
  return child;
}

function keepWarm(): void {
  if (warm?.connected) return;
  warm = start();
  clearTimeout(cooling);
  cooling = setTimeout(() => {
    warm?.kill('SIGKILL');
    warm = undefined;
  }, IDLE_MS).unref();
}

function start(): ChildProcess {
  const child = fork(programPath('run-sql'), {
    cwd: join(store.dataDir(), 'versions'),
    env: {},
    execArgv: ['--max-old-space-size=256'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc']
  });
  // One kept ahead that cannot start is nobody's answer; who asks one hears of it from `answerOf`.
  child.on('error', () => {
    if (warm === child) warm = undefined;
  });
  child.unref();
  child.channel?.unref();
  return child;
}

function refusalOf({ fault, message }: Extract<SandboxAnswer, { fault: string }>, sql: string): Refusal {
  switch (fault) {
    case 'one-statement':
      // DuckDB first makes a type of the values it finds, a statement of its own, unless they are named.
      if (/^\s*pivot\b/i.test(sql))
        return new Refusal(400, 'sql-one-statement', {
          zh: "PIVOT 请用 IN 写明各列的取值，例如：PIVOT t ON type IN ('a', 'b') USING count(*)。",
          en: "Name the values of a PIVOT with IN: PIVOT t ON type IN ('a', 'b') USING count(*)."
        });
      return new Refusal(400, 'sql-one-statement', {
        zh: `一次只能执行一条 SELECT，收到 ${message} 条语句。`,
        en: `One SELECT at a time; this holds ${message} statements.`
      });
    case 'only-select':
      return new Refusal(400, 'sql-only-select', {
        zh: `这里只能用 SELECT 查询，不能执行 ${message}。数据的改动请走上传。`,
        en: `Only SELECT may be used here, not ${message}. Data is changed by uploading.`
      });
    case 'memory':
      return new Refusal(422, 'sql-memory', {
        zh: `这条查询要用的内存超过 ${LIMITS.memoryMb} MB，已停止。请先筛选或汇总，再查询。`,
        en: `The query needs more than ${LIMITS.memoryMb} MB of memory and was stopped. Filter or aggregate first.`
      });
    case 'temp-space':
      return new Refusal(422, 'sql-temp-space', {
        zh: `这条查询的临时文件超过 ${LIMITS.tempMb} MB，已停止。请先筛选或汇总，再查询。`,
        en: `The query needs more than ${LIMITS.tempMb} MB of temporary space and was stopped. Filter or aggregate first.`
      });
    case 'sql':
      return new Refusal(400, 'sql-error', { zh: `SQL 有误：${message}`, en: `The SQL is off: ${message}` });
  }
}

function tooSlow(): Refusal {
  const seconds = LIMITS.timeMs / 1000;
  return new Refusal(408, 'sql-too-slow', {
    zh: `这条查询超过 ${seconds} 秒，已停止。请缩小范围或先汇总。`,
    en: `The query took more than ${seconds} seconds and was stopped. Narrow it or aggregate first.`
  });
}

function cancelled(): Refusal {
  return new Refusal(408, 'cancelled', { zh: '查询已取消。', en: 'The query was cancelled.' });
}

function died(why: string): Refusal {
  return new Refusal(422, 'sql-died', {
    zh: `执行这条查询的进程中途结束（${why}），其他功能不受影响。请缩小查询。`,
    en: `The process that ran the query ended (${why}); nothing else is affected. Make the query smaller.`
  });
}
