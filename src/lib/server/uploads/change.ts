import { Refusal } from '../../error.ts';
import { endEffects } from './consequences.ts';
import { stop } from './queue.ts';
import { readInTurn } from './reading.ts';
import { settingsOf, type Wishes } from './wishes.ts';
import * as uploads from '../uploads.ts';

/** What may be set without reading the file again. */
const COMPARED_ONLY = new Set(['mode', 'key', 'title']);

/** Sets how an upload is read and where it goes, and reads its kept original again. Refuses (409) a closed upload. */
export async function changeUpload(dataDir: string, id: string, wishes: Wishes): Promise<uploads.Upload> {
  requireKnown(requireOpen(requireKept(id)), wishes);
  await stop(id);
  const upload = requireOpen(requireKept(id));
  requireKnown(upload, wishes);
  endEffects(id);
  const { file, merged, outcome } = upload;
  const isKept = Object.keys(wishes).every((name) => COMPARED_ONLY.has(name)) && outcome !== null;
  uploads.update(id, {
    status: 'reading',
    wishes: { ...upload.wishes, ...wishes },
    merged: null,
    ...(isKept ? {} : { outcome: null, file: null })
  });
  uploads.removeUnnamed(dataDir, isKept ? { merged } : { merged, file });
  readInTurn(dataDir, id);
  return uploads.read(id);
}

/**
 * Refuses (422) sheets, tables, columns and keys that the file, as it was read, does not have; where it is about to be read
 * otherwise, tables and columns are not asked for.
 */
function requireKnown({ outcome }: uploads.Upload, wishes: Wishes): void {
  if (!outcome) return;
  const { sheet, table, ...others } = wishes;
  const sheets = outcome.workbook?.sheets.map(({ name }) => name) ?? [];
  if (sheet !== undefined && !sheets.includes(sheet)) throw unknownSheet(sheet, sheets);
  const isReadAnew = Object.keys(settingsOf(others)).length > 0 || sheet !== undefined;
  const tables = Math.max(1, outcome.tables.length);
  if (table !== undefined && !isReadAnew && table >= tables) throw unknownTable(table, tables);
  if (!outcome.mapped || isReadAnew || table !== undefined) return;
  const sources = outcome.mapped.map(({ source }) => source);
  const strange = wishes.columns?.find(({ source }) => !sources.includes(source));
  if (strange) throw unknownColumn(strange.source, sources);
  const names = [
    ...outcome.mapped.map(({ name }) => name),
    ...(wishes.columns ?? []).flatMap(({ name }) => name ?? [])
  ];
  const missing = wishes.key?.find((name) => !names.includes(name));
  if (missing !== undefined && wishes.dataset === undefined) throw unknownColumn(missing, names);
}

function unknownColumn(name: string, known: readonly string[]): Refusal {
  const shown = known.slice(0, 50).join('、');
  return new Refusal(
    422,
    'unknown-column',
    {
      zh: `文件里没有列“${name}”。有：${shown}。`,
      en: `The file has no column “${name}”. It has: ${shown}.`
    },
    { column: name }
  );
}

function unknownSheet(sheet: string, known: readonly string[]): Refusal {
  const shown = known.slice(0, 50).join('、');
  return new Refusal(
    422,
    'unknown-sheet',
    known.length === 0
      ? {
          zh: `文件不是工作簿，没有工作表“${sheet}”。`,
          en: `The file is no workbook: it has no sheet “${sheet}”.`
        }
      : {
          zh: `工作簿里没有工作表“${sheet}”。有：${shown}。`,
          en: `The workbook has no sheet “${sheet}”. It has: ${shown}.`
        },
    { sheet }
  );
}

function unknownTable(table: number, tables: number): Refusal {
  return new Refusal(
    422,
    'unknown-table',
    {
      zh: `文件里找到 ${tables} 个表，从 0 起编号，没有第 ${table} 个。`,
      en: `${tables} ${tables === 1 ? 'table was' : 'tables were'} found in the file, counted from 0: there is no ${table}.`
    },
    { table }
  );
}

/** Takes an upload back, at whatever point it is, and removes what it left. Refuses (409) one that is committed. */
export async function cancelUpload(dataDir: string, id: string): Promise<void> {
  if (uploads.read(id).status === 'committed') throw closed(uploads.read(id));
  endEffects(id);
  await stop(id);
  if (uploads.read(id).status === 'committed') throw closed(uploads.read(id));
  uploads.cancel(dataDir, id);
}

/** An upload whose original is kept. Refuses (409) one that is still arriving or was cancelled. */
export function requireKept(id: string): uploads.Upload & { sha256: string } {
  const upload = uploads.read(id);
  const { sha256, status } = upload;
  if (sha256 === null || status === 'receiving') throw closed(upload);
  return { ...upload, sha256 };
}

function requireOpen<U extends uploads.Upload>(upload: U): U {
  if (upload.status === 'committed' || upload.status === 'cancelled') throw closed(upload);
  return upload;
}

function closed({ status, filename }: uploads.Upload): Refusal {
  return new Refusal(
    409,
    'upload-closed',
    {
      zh: `上传${filename ? `“${filename}”` : ''}的状态是 ${status}，不能这样做。`,
      en: `The upload ${filename ? `“${filename}” ` : ''}is ${status}; this cannot be done with it.`
    },
    { status }
  );
}
