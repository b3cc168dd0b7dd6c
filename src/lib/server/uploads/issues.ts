import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import type { Issue } from '../../csv/issue.ts';
import { write } from '../../csv/write.ts';
import type { Lang } from '../../field/text.ts';
import type { Cell } from '../../query/result.ts';
import { issuesPath, type Upload } from '../uploads.ts';

const BATCH = 500;
const HEADER = ['severity', 'row', 'column', 'value', 'code', 'message'];

/** An issue as the API gives it, in one language. */
export function issueInfo({ message, ...issue }: Issue, lang: Lang) {
  return { ...issue, message: message[lang] };
}

/** Writes every issue to a file of its own, one JSON object a line. */
export async function writeIssues(path: string, issues: readonly Issue[]): Promise<void> {
  function* lines() {
    for (let at = 0; at < issues.length; at += BATCH) {
      const batch = issues.slice(at, at + BATCH);
      yield batch.map((issue) => `${JSON.stringify(issue)}\n`).join('');
    }
  }
  await pipeline(lines, createWriteStream(path));
}

/** Every issue of an upload as a CSV, piece by piece, in one language. */
export function issuesCsv(dataDir: string, upload: Upload, lang: Lang): AsyncGenerator<string> {
  const { failure } = upload;
  const rowOf = ({ severity, row, column, value, code, message }: Issue): Cell[] => [
    ...[severity, row, column, value, code],
    message[lang]
  ];
  async function* rows(): AsyncGenerator<Cell[][]> {
    if (failure) yield [rowOf(failure.failure)];
    for await (const batch of readIssues(issuesPath(dataDir, upload.id))) yield batch.map(rowOf);
  }
  return write(HEADER, rows());
}

/** Every issue of an upload in batches, in the order of the file; none when it was not read whole. */
export async function* readIssues(path: string): AsyncGenerator<Issue[]> {
  if (!existsSync(path)) return;
  let batch: Issue[] = [];
  const input = createReadStream(path);
  try {
    for await (const line of createInterface({ input, crlfDelay: Infinity })) {
      batch.push(JSON.parse(line) as Issue);
      if (batch.length < BATCH) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0) yield batch;
  } finally {
    // A reader who has enough leaves the lines, and they leave the file open.
    input.destroy();
  }
}
