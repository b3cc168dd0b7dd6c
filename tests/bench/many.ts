import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { csvsOf } from '../../data/generate.ts';
import { makeOrganizations, type Organization } from '../../data/sample/organizations.ts';
import { makeCreditCode } from '../../src/lib/field/credit-code.ts';
import { STEP_TABLE } from '../../src/lib/query/steps.ts';
import * as store from '../../src/lib/server/store.ts';
import { ROOT } from '../e2e/serve.ts';

/** A DATA_DIR with so many organizations, and the CSV files they came from. */
export interface Many {
  dataDir: string;
  csvDir: string;
  count: number;
}

const LETTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const DATASETS = ['organizations', 'filings', 'credit_lists'] as const;

/**
 * So many synthetic organizations, by the measure of the sample, with their filings and listings, the same every time;
 * loaded beside the sample's other datasets. Kept in the system's temporary folder for the next run, until versions
 * are made with other steps.
 */
export async function many(count: number): Promise<Many> {
  const home = join(tmpdir(), `yinli-bench-${count}-${STEP_TABLE}`);
  const found = { dataDir: join(home, 'data'), csvDir: home, count };
  if (existsSync(home)) return found;
  const making = `${home}-making`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { recursive: true });
  writeCsvs(making, count);
  const dataDir = join(making, 'data');
  await store.open({ dataDir });
  await store.close();
  for (const dataset of DATASETS) {
    const args = [dataset, join(making, `${dataset}.csv`), '--synthetic', '--known-on=2025-01-10'];
    const { status, stderr, stdout } = spawnSync(process.execPath, ['src/load.ts', ...args], {
      cwd: ROOT,
      env: { ...process.env, DATA_DIR: dataDir },
      encoding: 'utf8',
      maxBuffer: 1 << 28
    });
    if (status !== 0) throw new Error(`${dataset} was not loaded:\n${stdout.slice(-2000)}${stderr}`);
  }
  renameSync(making, home);
  return found;
}

/** Writes their CSV files: `organizations.csv` and those of filings and listings. */
export function writeCsvs(folder: string, count: number): void {
  const files = DATASETS.map((name) => openSync(join(folder, `${name}.csv`), 'w'));
  for (let seed = 0, before = 0; before < count; seed++) {
    const organizations = makeOrganizations(seed)
      .slice(0, count - before)
      .map((organization, i) => coded(organization, before + i));
    const csvs = csvsOf(organizations, before);
    DATASETS.forEach((name, k) => {
      const text = csvs[`${name}.csv`] ?? '';
      writeSync(files[k] ?? 0, seed === 0 ? text : text.slice(text.indexOf('\n') + 1));
    });
    before += organizations.length;
  }
  files.forEach(closeSync);
}

/** The sample's codes are too few: the serial number, in the letters that codes are made of, as their body. */
function coded(organization: Organization, serial: number): Organization {
  let body = '';
  for (let rest = serial; body.length < 8; rest = Math.floor(rest / LETTERS.length)) {
    body = LETTERS.charAt(rest % LETTERS.length) + body;
  }
  const { type, authorityCode } = organization;
  return { ...organization, creditCode: makeCreditCode(type, authorityCode, body) };
}
