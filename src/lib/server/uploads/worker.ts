/** The thread that reads a file: proves it, writes it in our dialect where needed, and posts what it found. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { read, readEarly, type Early, type Failure, type Progress, type Reading } from '../../csv/read.ts';
import type { Limits, Settings } from '../../csv/settings.ts';
import { arrivingSource, fileSource, type Arrived } from './file-source.ts';
import { newStagedFile } from '../versions/ingest-staged.ts';
import { unpack } from './unpack.ts';
import type { RuinedCell } from './ruined.ts';
import { toSheetRows } from './sheet-rows.ts';
import type { ReadWorkbook } from './workbook.ts';

export interface ReadingJob {
  path: string;
  filename: string;
  /** An empty folder for what is written on the way; who asked removes it. */
  folder: string;
  /** The sheet of a workbook, by its name. */
  sheet: string | undefined;
  settings: Settings;
  limits: Partial<Limits>;
  maxBytes: number;
}

/** A file that still arrives, of which the same thread gets a `ReadingJob` with the same folder and limits later. */
export interface ArrivingJob {
  path: string;
  folder: string;
  limits: Partial<Limits>;
  arrived: Arrived;
}

/** What was read; `csvPath` is where it lies in our dialect. */
export interface Found {
  reading: Reading;
  csvPath: string;
  innerName: string | null;
  workbook: Pick<ReadWorkbook, 'sheets' | 'sheet' | 'notes'> | null;
  ruined: RuinedCell[];
}

export type ReadingMessage = { progress: Progress } | { found: Found | Failure };

const TOLD_EVERY_MS = 100;
/** A sheet is written so; nothing of it is to be guessed. */
const OURS = { encoding: 'utf-8', delimiter: ',', quote: '"', escape: 'double', padding: 'none' } as const;

type Staged = ReturnType<typeof newStagedFile>;

let told = 0;
/** What was found of the file that arrived, and where it was written. */
let ahead: { folder: string; staged: Staged; early: Early | undefined } | undefined;

parentPort?.on('message', (job: ReadingJob | ArrivingJob) => {
  if ('arrived' in job) return lookAhead(job);
  told = 0;
  void find(job).then((found) => post({ found }));
});

/** What cannot be read ahead (the file has been whole and gone to its place before) is read in its turn, which says why. */
function lookAhead({ path, folder, limits, arrived }: ArrivingJob): void {
  let source: ReturnType<typeof arrivingSource> | undefined;
  try {
    source = arrivingSource(path, arrived);
    const staged = newStagedFile(stagedPath(folder));
    // How far it is matters to people once the rest has arrived.
    ahead = { folder, staged, early: readEarly(source, staged, { limits, onProgress: tell }) };
  } catch {
    ahead = undefined;
  } finally {
    source?.close();
  }
}

function stagedPath(folder: string): string {
  return join(folder, 'staged.csv');
}

async function find(job: ReadingJob): Promise<Found | Failure> {
  const { path, filename, folder, maxBytes, sheet } = job;
  const sizeBytes = statSync(path).size;
  const opened = await unpack(path, {
    ...{ filename, tmpDir: folder, maxBytes, ...(sheet === undefined ? {} : { sheet }) },
    onProgress: (share) => tell({ bytes: Math.round(share * sizeBytes), totalBytes: sizeBytes, rows: 0 })
  });
  if ('failure' in opened) return { ...opened, encodingCandidates: [] };
  const { csvPath, innerName, workbook } = opened;
  const known = ahead?.folder === folder && csvPath === path ? ahead : undefined;
  ahead = undefined;
  const staged = known?.staged ?? newStagedFile(stagedPath(folder));
  const isHeaderWished = job.settings.headerLine !== undefined || job.settings.headerRows !== undefined;
  const header = isHeaderWished ? null : workbook?.header;
  const settings = workbook ? { ...header, ...job.settings, ...OURS } : job.settings;
  const source = fileSource(csvPath);
  const reading = read(source, settings, staged, {
    ...{ limits: job.limits, onProgress: tell, early: known?.early }
  });
  source.close();
  staged.finish();
  if ('failure' in reading) return reading;
  if (workbook) toSheetRows(reading, workbook.map);
  const { sheets = [], notes = [], ruined = [] } = workbook ?? {};
  return {
    reading,
    csvPath: reading.isOurDialect ? csvPath : stagedPath(folder),
    innerName,
    workbook: workbook && { sheets, sheet: workbook.sheet, notes },
    ruined: ruined.map(({ row, column, value }) => {
      return { row, value, source: reading.columns[column]?.source ?? '' };
    })
  };
}

function tell(progress: Progress): void {
  if (progress.totalBytes === Infinity || performance.now() - told < TOLD_EVERY_MS) return;
  told = performance.now();
  post({ progress });
}

function post(message: ReadingMessage): void {
  parentPort?.postMessage(message);
}
