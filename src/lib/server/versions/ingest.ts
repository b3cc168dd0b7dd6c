import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { misfitIssue, missingIssue } from '../../csv/cells-issue.ts';
import { addIssue, type Issue } from '../../csv/issue.ts';
import type { Proof } from '../../csv/proof.ts';
import { read } from '../../csv/read.ts';
import { memorySource } from '../../csv/source.ts';
import { lineAt } from '../../csv/tally.ts';
import { Refusal } from '../../error.ts';
import { dayOf } from '../../field/day.ts';
import type { Reason } from '../../field/mapping.ts';
import { findSchema } from '../../field/schema.ts';
import type { Text } from '../../field/text.ts';
import { check } from '../checks/check.ts';
import * as originals from '../originals.ts';
import { noteKey } from './diff.ts';
import { addMissingColumns, planColumns, type ColumnWish, type IngestPlan } from './ingest-plan.ts';
import { newStagedFile } from './ingest-staged.ts';
import type { Ahead } from './staging-ahead.ts';
import { proposeKey, type Proposal } from './staging-proposal.ts';
import { create, type StoredColumn, type VersionFile } from './file.ts';

/** A column of a version: as it lies in the file, and the header's text, the title and what blank means. */
export interface DatasetColumn extends StoredColumn {
  source: string;
  title: Text;
  blank: 'none' | 'unknown';
}

/** A file on its way into a dataset, loaded and proven, not yet committed. */
export interface Ingested {
  sha256: string;
  file: VersionFile;
  columns: DatasetColumn[];
  proof: Proof;
}

export interface IngestOptions {
  acceptIssues?: boolean;
  allowEmpty?: boolean;
  onIssue?: (issue: Issue) => void;
}

/**
 * Reads a CSV for a dataset: keeps the original, proves it, writes the version's file. Refuses (422) a file that
 * cannot be read, one with issues that must be mended (unless accepted) and one without records (unless allowed),
 * each with `{issues, issueCount, records}` as details. `onIssue` hears of every issue.
 */
export async function ingest(
  dataDir: string,
  dataset: string,
  bytes: Uint8Array,
  options: IngestOptions = {}
): Promise<Ingested> {
  const stagedPath = join(dataDir, 'tmp', `staged-${randomUUID()}.csv`);
  const staged = newStagedFile(stagedPath);
  try {
    const proof = read(memorySource(bytes), {}, staged);
    staged.finish();
    if ('failure' in proof) {
      options.onIssue?.(proof.failure);
      throw new Refusal(422, proof.failure.code, proof.failure.message, detailsOf([proof.failure], 1));
    }
    requireLoadable(proof, options);
    const sha256 = originals.keep(dataDir, bytes);
    const csvPath = proof.isOurDialect ? originals.pathOf(dataDir, sha256) : stagedPath;
    const loaded = await load(dataDir, dataset, csvPath, proof);
    // A version file that no row names is swept at the next start.
    requireLoadable(proof, options);
    proof.issues.list.forEach((issue) => options.onIssue?.(issue));
    return { sha256, ...loaded, proof };
  } finally {
    staged.finish();
    rmSync(stagedPath, { force: true });
  }
}

/** A column of a file: what it was taken for and why, and whether it is left out. */
export interface MappedSource {
  source: string;
  name: string;
  reason: Reason;
  isPersonal: boolean;
  isOmitted: boolean;
}

/** A version file, its columns, and what every column of the file was taken for. */
export interface Loaded {
  file: VersionFile;
  columns: DatasetColumn[];
  mapped: MappedSource[];
  /** The key of its dataset; of a table nobody knows what its key and time column are likely to be. */
  proposal: Proposal;
  /** The known dataset that the file fits by its headers and cells. */
  fits: string | null;
}

export interface LoadOptions {
  signal?: AbortSignal;
  ahead?: Ahead | undefined;
  /** The calendar day that no date may lie after. */
  today?: string;
}

/**
 * Writes the version file of a proven CSV that lies in our dialect at `csvPath`; adds to the proof's issues those of
 * its cells and columns. `wishes` are an analyst's own names, titles and types, by place.
 */
export async function load(
  dataDir: string,
  dataset: string,
  csvPath: string,
  proof: Proof,
  wishes: readonly ColumnWish[] = [],
  { signal, ahead, today = dayOf(new Date()) }: LoadOptions = {}
): Promise<Loaded> {
  let planned: IngestPlan = { mapped: [], plans: [], fits: null };
  let proposal: Proposal = { key: findSchema(dataset)?.key ?? null, time: null };
  let isKeyUnique = false;
  const file = await create({
    dataDir,
    csvPath,
    proof,
    signal,
    ahead,
    plan: (samples) => (planned = planColumns(dataset, proof, samples, wishes)).plans,
    check: async (connection, data, columns) => {
      ({ isKeyUnique } = await check({ connection, data, dataset, columns, proof, today }));
      if (findSchema(dataset)) return;
      proposal = await proposeKey(connection, data, columns);
      isKeyUnique = proposal.key !== null;
    }
  });
  const { mapped, plans, fits } = planned;
  if (proposal.key && isKeyUnique) noteKey(file.sha256, proposal.key, true);
  const columns = file.columns.map((column): DatasetColumn => {
    const { source = column.name } = proof.columns[column.place] ?? {};
    const own = wishes[column.place]?.title ?? (source || column.name);
    const { title = { zh: own, en: own }, blank = 'unknown' } = mapped[column.place]?.column ?? {};
    return { ...column, source, title, blank };
  });
  addMissingColumns(dataset, proof, plans);
  addMisfits(proof, file);
  const taken = mapped.map(({ source, reason, isPersonal }, place): MappedSource => {
    const { name, isOmitted = false } = plans[place] ?? { name: source };
    return { source, name, reason, isPersonal, isOmitted };
  });
  return { file, columns, mapped: taken, proposal, fits };
}

function requireLoadable(proof: Proof, options: IngestOptions): void {
  const { issues, records } = proof;
  const isRefused = issues.mustFix > 0 && !options.acceptIssues;
  if (isRefused) issues.list.forEach((issue) => options.onIssue?.(issue));
  const details = { ...detailsOf(issues.list, issues.count), records };
  if (isRefused) {
    const text = {
      zh: `文件有 ${issues.mustFix} 处必须改的问题，没有载入。请改正后重新载入，或接受问题、不载入这些记录。`,
      en: `The file has ${issues.mustFix} issues that must be mended; nothing was loaded. Mend them, or accept them and leave those records out.`
    };
    throw new Refusal(422, 'must-fix', text, details);
  }
  if (records.accepted === 0 && !options.allowEmpty) {
    const text = {
      zh: '文件没有可载入的记录（只有表头），没有载入。',
      en: 'The file holds no record that can be loaded (only its header); nothing was loaded.'
    };
    throw new Refusal(422, 'no-records', text, details);
  }
}

function addMisfits(proof: Proof, file: VersionFile): void {
  for (const { ordinal, column, value, doubt } of file.misfits) {
    const row = lineAt(proof.lines, ordinal);
    const { source = '' } = proof.columns[column] ?? {};
    addIssue(proof.issues, doubt ? misfitIssue(row, source, value, doubt) : missingIssue(row, source, value));
  }
  proof.issues.count += file.misfitCount - file.misfits.length;
  proof.issues.list.sort((one, other) => one.row - other.row);
}

function detailsOf(issues: Issue[], issueCount: number): { issues: Issue[]; issueCount: number } {
  return { issues: issues.slice(0, 200), issueCount };
}
