import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { layoutOf } from '../../csv/layout.ts';
import type { CompleteSettings } from '../../csv/settings.ts';
import type { Source } from '../../csv/source.ts';
import type { Lang } from '../../field/text.ts';
import { issuesWorkbook, type Examined, type LaidOutRow } from '../../xlsx/issues-book.ts';
import { rowOfLine, type LineMap } from '../../xlsx/to-csv.ts';
import { bookParts } from '../../xlsx/write.ts';
import { openZip, zipOf } from '../archive.ts';
import * as originals from '../originals.ts';
import { unpack } from './unpack.ts';
import { readIssues } from './issues.ts';
import { fileSource } from './file-source.ts';
import { readLimits } from './limits.ts';
import type { Upload } from '../uploads.ts';
import { readLayout } from './workbook.ts';

/** Rows as they lie in an original; `close` gives back what reading them holds. */
interface Layout extends Pick<Examined, 'rows' | 'merges'> {
  /** Columns before the first that was read. */
  left: number;
  close(): void;
}

const NO_LAYOUT: Layout = { rows: null, left: 0, close() {} };
const MAX_ENTRIES = 10_000;

/**
 * The file of an upload as it came, bad cells coloured with a remark, and the list of all issues, as a workbook made
 * as it is read. Of a file that could not be read there is only the list.
 */
export async function issuesXlsx(dataDir: string, upload: Upload, lang: Lang): Promise<Readable> {
  const { outcome, failure, filename } = upload;
  const issues = failure ? [failure.failure] : (await Array.fromAsync(readIssues(dataDir, upload.id))).flat();
  const layout = await layoutOfUpload(dataDir, upload);
  const table = outcome?.tables[outcome.settings.table];
  const from = table?.headerLine ?? 0;
  const sources = [...Array<string>(layout.left).fill(''), ...(table?.header ?? [])];
  const sheets = issuesWorkbook(
    {
      ...{ filename, issues, sources, rows: layout.rows },
      ...(layout.merges ? { merges: layout.merges } : {}),
      issueCount: failure ? 1 : (outcome?.issueCount ?? 0) + (outcome?.result.repeatCount ?? 0),
      rowCount: (outcome?.records.read ?? 0) + from,
      header: { from, to: from + (table?.headerRows ?? 0) - 1 },
      excluded: new Set([...(outcome?.excluded ?? []), ...(outcome?.titles ?? [])].map(({ row }) => row))
    },
    lang
  );
  return zipOf(bookParts(sheets, filename)).on('close', layout.close);
}

async function layoutOfUpload(dataDir: string, upload: Upload): Promise<Layout> {
  const { outcome, sha256, filename } = upload;
  if (!outcome || sha256 === null) return NO_LAYOUT;
  const path = originals.pathOf(dataDir, sha256);
  const { workbook, innerName, settings } = outcome;
  const { fileBytes: maxBytes } = readLimits();
  if (workbook && innerName === null) {
    const zip = await openZip(path, { maxBytes, maxEntries: MAX_ENTRIES, passes: 2 });
    const { firstColumn = 1 } = workbook.sheets.find(({ name }) => name === workbook.sheet) ?? {};
    const layout = await readLayout(zip, workbook.sheet);
    return { ...layout, left: firstColumn - 1, close: () => zip.close() };
  }
  const sheet = workbook ? { sheet: workbook.sheet } : {};
  const opened = await unpack(path, { filename, tmpDir: join(dataDir, 'tmp'), maxBytes, ...sheet });
  if ('failure' in opened) return NO_LAYOUT;
  const source = fileSource(opened.csvPath);
  return {
    rows: csvRows(source, settings, opened.workbook?.map),
    left: 0,
    close() {
      source.close();
      if (opened.isTemporary) rmSync(opened.csvPath, { force: true });
    }
  };
}

function* csvRows(
  source: Source,
  settings: CompleteSettings,
  map: LineMap = { lines: [], rows: [] }
): Generator<LaidOutRow[]> {
  for (const batch of layoutOf(source, settings)) {
    yield batch.map(({ row, cells }) => ({
      row: rowOfLine(map, row),
      cells: cells.map((value) => (value === '' ? null : { value, look: 'guarded' as const }))
    }));
  }
}
