import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { prove } from '../../src/lib/csv/prove.ts';
import { commit } from '../../src/lib/server/commit.ts';
import { rows } from '../../src/lib/server/dataset-rows.ts';
import * as store from '../../src/lib/server/store.ts';

/** What must come out of the file of the same name. */
interface Expected {
  failure?: { code: string; row: number; value?: string };
  records?: object;
  issues?: object[];
  names?: string[];
  types?: string[];
  rows?: string[][];
}

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
  const proof = prove(bytes);
  if ('failure' in proof) {
    expect(proof.failure).toMatchObject(expected.failure ?? { code: 'none expected' });
    return;
  }
  expect(proof.records).toEqual(expected.records);
  expect(proof.issues.list).toMatchObject(expected.issues ?? []);
  expect(proof.issues.list).toHaveLength(expected.issues?.length ?? 0);

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
