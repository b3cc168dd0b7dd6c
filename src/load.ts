import { accessSync, constants, createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { isRefusal, Refusal } from './lib/error.ts';
import type { Issue } from './lib/csv/issue.ts';
import type { Receipt } from './lib/server/commit.ts';
import * as datasets from './lib/server/datasets.ts';
import * as store from './lib/server/store.ts';
import { commit } from './lib/server/uploads/commit.ts';
import { readIssues } from './lib/server/uploads/issues.ts';
import { receive } from './lib/server/uploads/receive.ts';
import * as uploads from './lib/server/uploads.ts';

const USAGE = `用法 / usage: npm run load -- <dataset> <file.csv> [--accept-issues] [--known-on=YYYY-MM-DD] [--synthetic]`;

/** `npm run load`: one CSV as the next version of a dataset. Returns the exit code, 1 when nothing was loaded. */
async function load(args: string[]): Promise<number> {
  const [dataset, path] = args.filter((arg) => !arg.startsWith('--'));
  const knownOn = args.find((arg) => arg.startsWith('--known-on='))?.slice('--known-on='.length);
  const isDate = knownOn === undefined || /^\d{4}-\d{2}-\d{2}$/.test(knownOn);
  if (dataset === undefined || path === undefined || !isDate) {
    console.error(USAGE);
    return 1;
  }
  try {
    accessSync(path, constants.R_OK);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    console.error(`不能读取文件 ${path}。\n${path} cannot be read. (${why})`);
    return 1;
  }
  try {
    await store.open({ withSample: false });
    const receipt = await send(dataset, path, {
      mode: 'replace',
      acceptIssues: args.includes('--accept-issues'),
      synthetic: args.includes('--synthetic'),
      ...(knownOn === undefined ? {} : { knownOn })
    });
    printReceipt(receipt);
    return 0;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    console.error(`${error.text.zh}\n${error.text.en}`);
    return 1;
  } finally {
    await store.close();
  }
}

/** The way of an upload, from the file to the commit. Refuses as it does, and a file without records (422). */
async function send(dataset: string, path: string, wish: Parameters<typeof commit>[2]): Promise<Receipt> {
  const dataDir = store.dataDir();
  const arriving = { chunks: createReadStream(path), filename: basename(path), sizeBytes: undefined };
  const about = { dataset, filename: null, by: 'load' };
  const { id } = await receive(dataDir, about, async () => arriving);
  try {
    const { failure, outcome } = await settled(id);
    if (failure) printIssue(failure.failure);
    for await (const batch of readIssues(dataDir, id)) batch.forEach(printIssue);
    if (failure) throw new Refusal(422, failure.failure.code, failure.failure.message);
    if (outcome?.records.accepted === 0 && outcome.mustFix === 0) throw noRecords();
    const { version } = await commit(dataDir, id, wish, 'load');
    return datasets.readVersion(dataset, version).receipt;
  } catch (error) {
    uploads.cancel(dataDir, id);
    throw error;
  }
}

function settled(id: string): Promise<uploads.Upload> {
  return new Promise((resolve) => {
    const look = () => {
      const upload = uploads.read(id);
      if (upload.status === 'receiving' || upload.status === 'reading') return;
      unwatch();
      resolve(upload);
    };
    const unwatch = uploads.watch(id, look);
    look();
  });
}

function noRecords(): Refusal {
  return new Refusal(422, 'no-records', {
    zh: '文件没有可载入的记录（只有表头），没有载入。',
    en: 'The file holds no record that can be loaded (only its header); nothing was loaded.'
  });
}

function printReceipt({ dataset, version, filename, sha256, records, diff, issueCount }: Receipt): void {
  console.log(`问题 / issues: ${issueCount}`);
  console.log(`${filename} → ${dataset} 版本 / version ${version}  (sha256 ${sha256})`);
  console.log(
    `记录 / records: 读入 read ${records.read} = 载入 accepted ${records.accepted} + 拒绝 rejected ${records.rejected} + 排除 excluded ${records.excluded}`
  );
  console.log(
    `与上一版相比 / against the version before: 新增 added ${diff.added}, 改动 changed ${diff.changed}, 删去 removed ${diff.removed}, 不变 unchanged ${diff.unchanged}`
  );
}

function printIssue({ severity, row, column, code, message }: Issue): void {
  const label = severity === 'must-fix' ? '必须改 must-fix' : '请看一眼 look-at';
  console.log(`${label}  ${row}:${column ?? '-'}  ${code}  ${message.zh} ${message.en}`);
}

process.exitCode = await load(process.argv.slice(2));
