import { createReadStream, createWriteStream, existsSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import type { Issue } from '../../csv/issue.ts';
import { write } from '../../csv/write.ts';
import type { Lang } from '../../field/text.ts';
import type { Cell } from '../../query/result.ts';
import { issuesPaths, type Outcome, type Upload } from '../uploads.ts';

const BATCH = 500;
const HEADER = ['severity', 'row', 'column', 'value', 'code', 'message'];

/** An issue as the API gives it, in one language. */
export function issueInfo({ message, ...issue }: Issue, lang: Lang) {
  return { ...issue, message: message[lang] };
}

/** What is wrong with a file and with what would become of it: the first 200 of each by row, and how many in all. */
export function issuesOf({
  issues,
  issueCount,
  mustFix,
  result: { repeats = [], repeatCount = 0 }
}: Pick<Outcome, 'issues' | 'issueCount' | 'mustFix' | 'result'>): Pick<
  Outcome,
  'issues' | 'issueCount' | 'mustFix'
> {
  return {
    issues: [...issues, ...repeats].sort((one, other) => one.row - other.row),
    issueCount: issueCount + repeatCount,
    mustFix: mustFix + repeatCount
  };
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

/** Writes the records that would be counted twice in the place of those found before. */
export async function writeRepeats(dataDir: string, id: string, repeats: readonly Issue[]): Promise<void> {
  const [, path] = issuesPaths(dataDir, id);
  if (repeats.length > 0) await writeIssues(path, repeats);
  else rmSync(path, { force: true });
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
    for await (const batch of readIssues(dataDir, upload.id)) yield batch.map(rowOf);
  }
  return write(HEADER, rows());
}

/** Every issue of an upload in batches: those of its file in its order, then the repeated records; none when it was not read whole. */
export async function* readIssues(dataDir: string, id: string): AsyncGenerator<Issue[]> {
  for (const path of issuesPaths(dataDir, id)) if (existsSync(path)) yield* readBatches(path);
}

async function* readBatches(path: string): AsyncGenerator<Issue[]> {
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
