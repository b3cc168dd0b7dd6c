import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commit, restore } from './commit.ts';
import * as datasets from './datasets.ts';
import { remove } from './datasets/change.ts';
import * as store from './store.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'yinli-commit-'));
beforeAll(() => store.open({ dataDir, withSample: false }));
afterAll(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true });
});

test('what is meant of one newest version is not done to a later one, however the calls meet', async () => {
  const load = (text: string) =>
    commit(dataDir, {
      ...{ dataset: 'things', bytes: new TextEncoder().encode(text), filename: 'f.csv' },
      ...{ mode: 'replace', by: 'test' }
    });
  await load('n\n1\n');
  await load('n\n2\n');
  // The third is under way when the second is to be undone.
  const third = load('n\n3\n');
  const moved = { code: 'data-moved-on', details: { version: 3 } };
  await expect(restore('things', 1, 'test', { newest: 2 })).rejects.toMatchObject(moved);
  await expect(remove(dataDir, 'things', 'test', { newest: 1 })).rejects.toMatchObject(moved);
  await third;
  expect(datasets.newest('things')).toMatchObject({ version: 3, rows: 1 });
  expect(await restore('things', 2, 'test', { newest: 3 })).toEqual({ version: 4 });
});
