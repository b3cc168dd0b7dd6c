import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { read } from '../../src/lib/csv/read.ts';
import { memorySource } from '../../src/lib/csv/source.ts';
import { commit } from '../../src/lib/server/commit.ts';
import { rows } from '../../src/lib/server/datasets/rows.ts';
import * as store from '../../src/lib/server/store.ts';

/** What must come out of the file of the same name. */
interface Expected {
  failure?: { code: string; row: number; value?: string };
  /** What was found, as far as it differs from UTF-8, comma, header on line 1. */
  settings?: object;
  /** Rows set aside: their line and why. */
  excluded?: [number, string][];
  tables?: object[];
  records?: object;
  issues?: object[];
  names?: string[];
  types?: string[];
  rows?: string[][];
}

const PLAIN = {
  encoding: 'utf-8',
  delimiter: ',',
  quote: '"',
  escape: 'double',
  padding: 'none',
  headerRows: 1
};

const dataDir = mkdtempSync(join(tmpdir(), 'yinli-csv-'));
beforeAll(() => store.open({ dataDir, withSample: false }));
afterAll(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true });
});

const names = readdirSync(import.meta.dirname).flatMap((name) => /^(.+)\.csv$/.exec(name)?.[1] ?? []);

test.each(names)('%s comes out as written beside it', async (name) => {
  const bytes = readFileSync(join(import.meta.dirname, `${name}.csv`));
  const expected = JSON.parse(readFileSync(join(import.meta.dirname, `${name}.json`), 'utf8')) as Expected;
  const proof = read(memorySource(bytes), {}, { write() {}, restart() {} });
  if ('failure' in proof) {
    expect(proof.failure).toMatchObject(expected.failure ?? { code: 'none expected' });
    return;
  }
  expect(proof.records).toEqual(expected.records);
  expect(proof.issues.list).toMatchObject(expected.issues ?? []);
  expect(proof.issues.list).toHaveLength(expected.issues?.length ?? 0);
  expect(proof.settings).toMatchObject({ ...PLAIN, ...expected.settings });
  expect(proof.excluded.map(({ row, reason }) => [row, reason])).toEqual(expected.excluded ?? []);
  if (expected.tables) expect(proof.tables).toMatchObject(expected.tables);

  const dataset = `t_${name.replaceAll('-', '_')}`;
  const receipt = await commit(dataDir, {
    dataset,
    bytes,
    filename: `${name}.csv`,
    mode: 'replace',
    by: 'test',
    acceptIssues: true,
    allowEmpty: true
  });
  expect(receipt.records).toEqual(expected.records);
  const page = await rows(dataset, { raw: true });
  expect(page.rows).toEqual(expected.rows);
  if (expected.names) expect(page.columns.map((column) => column.name)).toEqual(expected.names);
  if (expected.types) expect(page.columns.map((column) => column.type)).toEqual(expected.types);
});
