import { candidateOf, chooseEncoding, utf8Pieces, type EncodingCandidate } from './candidates.ts';
import { detectDialect } from './detect.ts';
import type { DialectSettings } from './dialect.ts';
import { weighEncodings } from './encoding.ts';
import type { HeadRecord } from './head.ts';
import type { Issue } from './issue.ts';
import { parse } from './papa.ts';
import type { Samples } from './samples.ts';
import * as sentences from './sentences.ts';
import type { Encoding, Settings } from './settings.ts';
import { signatureOf } from './signature.ts';
import { planTable } from './table.ts';

/** A first look at a file: only its head is read, nothing is proven. */
export interface Preview {
  encoding: Encoding;
  dialect: DialectSettings;
  encodingCandidates: EncodingCandidate[];
  titles: string[][];
  header: string[];
  rows: string[][];
  /** The file goes on behind what was read. */
  isCut: boolean;
}

const HEAD_BYTES = 1 << 17;
const HEAD_RECORDS = 100;

/** The first rows of a file in the browser, however large it is; an issue when it is no text. */
export async function preview(file: Blob, settings: Settings = {}): Promise<Preview | { failure: Issue }> {
  const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  const samples: Samples = { head, pieces: [], isWhole: file.size <= HEAD_BYTES };
  const what = signatureOf(head);
  if (what) return { failure: sentences.notText(what) };
  if (head.length === 0) return { failure: sentences.emptyFile() };
  const weighed = weighEncodings(samples, new Set());
  const encoding = settings.encoding ?? chooseEncoding(weighed, samples, new Set()) ?? 'utf-8';
  const pieces = utf8Pieces(samples, encoding);
  const dialect = detectDialect(pieces, samples.isWhole, settings);
  const records = recordsOf(pieces[0] ?? head, dialect);
  const plan = planTable(records, { headerLine: settings.headerLine, headerRows: settings.headerRows });
  const titles = plan?.titles ?? 0;
  const cells = records.map((record) => record.cells);
  return {
    encoding,
    dialect,
    encodingCandidates: weighed.map((one) => candidateOf(samples, one, settings)),
    titles: cells.slice(0, titles),
    header: plan?.header ?? [],
    rows: cells.slice(titles + (plan?.headerRows ?? 0)),
    isCut: !samples.isWhole || records.length >= HEAD_RECORDS
  };
}

function recordsOf(bytes: Uint8Array, dialect: DialectSettings): HeadRecord[] {
  const { data } = parse(new TextDecoder().decode(bytes), dialect, HEAD_RECORDS);
  let line = 1;
  const records: HeadRecord[] = [];
  for (const cells of data) {
    const at = line;
    line += 1 + cells.reduce((breaks, cell) => breaks + cell.split('\n').length - 1, 0);
    if (cells.some((cell) => cell.trim() !== '')) {
      records.push({ line: at, cells: cells.map((cell) => cell.trim()), isDoubtful: false });
    }
  }
  return records;
}
