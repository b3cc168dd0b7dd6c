import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { isRefusal } from './lib/error.ts';
import type { Issue } from './lib/csv/issue.ts';
import { commit, type Receipt } from './lib/server/commit.ts';
import * as store from './lib/server/store.ts';

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
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    console.error(`不能读取文件 ${path}。\n${path} cannot be read. (${why})`);
    return 1;
  }
  try {
    await store.open({ withSample: false });
    const receipt = await commit(store.dataDir(), {
      dataset,
      bytes,
      filename: basename(path),
      mode: 'replace',
      by: 'load',
      synthetic: args.includes('--synthetic'),
      onIssue: printIssue,
      acceptIssues: args.includes('--accept-issues'),
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
