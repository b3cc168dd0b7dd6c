import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Query } from '../../query/query.ts';
import { ask } from '../answers.ts';
import { commit } from '../commit.ts';
import * as store from '../store.ts';

let dataDir = '';

/** An empty store in a folder of its own, for tests. */
export async function openEmpty(): Promise<void> {
  dataDir = mkdtempSync(join(tmpdir(), 'yinli-indicators-'));
  await store.open({ dataDir, withSample: false });
}

export async function closeAndRemove(): Promise<void> {
  await store.close();
  rmSync(dataDir, { recursive: true, force: true });
}

/** Makes each CSV the newest version of its dataset. */
export async function load(csvs: Record<string, string>): Promise<void> {
  for (const [dataset, text] of Object.entries(csvs)) {
    const bytes = new TextEncoder().encode(text);
    const title = { zh: dataset, en: dataset };
    const about = { mode: 'replace' as const, by: 'test', kind: 'registry', knownOn: '2025-01-10', title };
    await commit(dataDir, { ...about, dataset, bytes, filename: `${dataset}.csv` });
  }
}

/** Filings of three years up to the last by bodies X0, X1 …: each missed so many years in a row up to it. */
export function filingsOf(missed: readonly number[], lastYear: number): string {
  const filings = missed.flatMap((years, index) =>
    [lastYear - 2, lastYear - 1, lastYear].map((year) => {
      const isMissed = lastYear - year < years;
      return `X${index},${year},true,${isMissed ? '' : `${year + 1}-05-31`},`;
    })
  );
  return ['credit_code,year,due,filed_on,result', ...filings].join('\n');
}

export async function rowsOf(query: Partial<Query>): Promise<unknown[][]> {
  return (await ask({ dataset: 'organizations', ...query })).rows;
}
