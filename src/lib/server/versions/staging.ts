import { cellReader, type CellReading, type ColumnReading } from '../../csv/cells-read.ts';
import { candidateType, dateContext, isProposed, type Candidate } from '../../csv/infer.ts';
import type { Proof } from '../../csv/proof.ts';
import { areLongCodes, isCodeHeader, isRuinedCode } from '../../field/code-form.ts';
import { parseUnit, unitOfHeader } from '../../field/unit.ts';
import { gazetteer } from '../reports/gazetteer.ts';
import { homeOf } from './staging-home.ts';
import { FEW_DISTINCT, survey, type Survey } from './staging-survey.ts';
import { fitsSql, fitsTextSql, printedSql, typedSql, type Typing, type Wish } from './typing.ts';
import { readOdd, type OddCells, type Stage } from './typing-odd.ts';
import { quotedString, rowsOf, type DuckDBConnection } from '../warehouse.ts';

/** A staged column: how it will be stored, the cells that had to be read, and the reader that read them. */
export interface StagedColumn {
  typing: Typing;
  /** Cells that do not fit: empty in the column, their text kept. */
  misfits: number;
  /** Cells that do not print back as they were, or are no longer their text. */
  reprinted: number;
  odd?: OddCells;
  read: (text: string) => CellReading;
  /** The table of the column's texts, where the file is long and they repeat. */
  texts?: string | undefined;
}

const MAX_VALUES = 256;
const FEW_VALUES = 100;

/** The staged text of all records but the header; column k is named ck. */
export function stagedRecords(stage: string): string {
  return `(SELECT *, rowid - 1 AS ordinal FROM ${stage} WHERE rowid > 0)`;
}

/** Loads a proven file in our dialect as text, header as row 0. */
export function stage(
  connection: DuckDBConnection,
  table: string,
  path: string,
  { columns: { length: columns }, longestRecordBytes }: Proof
): Promise<void> {
  const longestLineBytes = longestRecordBytes * 2 + columns * 4 + 16;
  return loadText(connection, table, { path, columns, longestLineBytes });
}

/**
 * Loads so many columns as text, into a new table or behind what is in it. DuckDB is told everything and guesses nothing:
 * these options were measured to lose no byte of any record that the prover lets through (facts.md). On all processors
 * when it `isAlone`. Throws on records of another width and on longer lines.
 */
export async function loadText(
  connection: DuckDBConnection,
  table: string,
  {
    path,
    columns: count,
    longestLineBytes,
    bufferBytes,
    isAlone = true,
    isNew = true
  }: {
    path: string;
    columns: number;
    longestLineBytes: number;
    bufferBytes?: number;
    isAlone?: boolean;
    isNew?: boolean;
  }
): Promise<void> {
  const names = Array.from({ length: count }, (_, k) => `c${k}`);
  // What is thrown away soon is not worth packing.
  const stored = names.map((name) => `${name} VARCHAR USING COMPRESSION uncompressed`);
  if (isNew) await connection.run(`CREATE TABLE ${table} (${stored.join(', ')})`);
  const columns = names.map((name) => `${name}: 'VARCHAR'`);
  await connection.run(`INSERT INTO ${table} FROM read_csv(${quotedString(path)},
    auto_detect=false, header=false, skip=0, columns={${columns.join(', ')}}, delim=',', quote='"', escape='"', new_line='\\n',
    encoding='utf-8', compression='none', strict_mode=true, null_padding=false, ignore_errors=false,
    nullstr='\u{10FFFD}', allow_quoted_nulls=false, max_line_size=${longestLineBytes},${bufferBytes === undefined ? '' : ` buffer_size=${bufferBytes},`}
    parallel=${isAlone})`);
}

/**
 * Proves the staged text equal to the prover's counts, and finds each column's type from the whole column: cells written
 * as their type is are only counted, the distinct texts of all others are read.
 */
export async function typeColumns(
  connection: DuckDBConnection,
  stage: Stage,
  proof: Proof,
  asked: readonly Wish[],
  samples: readonly string[][]
): Promise<StagedColumn[]> {
  const wishes = asked.map((wish, k) => withKind(wish, proof.columns[k]?.source ?? '', samples[k] ?? []));
  const candidates = wishes.map((wish, k) =>
    wish.type === undefined ? candidateType(proof.columns[k]?.source ?? '', samples[k] ?? []) : undefined
  );
  const surveys = await survey(connection, stage, proof, wishes, candidates, samples);
  const columns: StagedColumn[] = [];
  for (const [k, wish] of wishes.entries()) {
    const found = surveys[k];
    if (!found) throw new Error(`column ${k + 1} was not surveyed`);
    columns.push(await typeColumn(connection, stage, k, wish, found, candidates[k], proof));
  }
  await countReprinted(connection, stage.records, columns);
  return columns;
}

/**
 * Credit codes are read as codes in any table, and other codes and numbers, by their header or the cells beside one in
 * scientific notation, as texts, so that one a spreadsheet ruined is named.
 */
function withKind(wish: Wish, header: string, cells: readonly string[]): Wish {
  if (wish.type !== undefined || wish.kind !== undefined) return wish;
  if (/信用代码|credit.?code/i.test(header)) return { ...wish, kind: 'credit-code' };
  const isCode =
    isCodeHeader(header) ||
    (cells.some(isRuinedCode) &&
      areLongCodes(cells.filter((cell) => cell.trim() !== '' && !isRuinedCode(cell))));
  return isCode ? { ...wish, kind: 'number' } : wish;
}

async function typeColumn(
  connection: DuckDBConnection,
  stage: Stage,
  k: number,
  wish: Wish,
  found: Survey,
  candidate: Candidate | undefined,
  proof: Proof
): Promise<StagedColumn> {
  const cell = `c${k}`;
  const header = proof.columns[k]?.source ?? '';
  const { type, unit } = firstType(wish, found, candidate);
  if (type !== 'text') {
    const reading = readingOf(wish, type, unit, unitOfHeader(header));
    const canonical = reading.bareUnit === undefined ? (found.fits[type] ?? 0) : 0;
    const fits = reading.bareUnit === undefined ? fitsSql(cell, type) : 'false';
    let read = cellReader(reading);
    const odd =
      canonical === found.filled
        ? undefined
        : await readOdd(
            connection,
            stage,
            `odd_${k}`,
            { cell, fits, grouped: found.texts },
            async (texts) => {
              if (type === 'date') read = cellReader({ ...reading, ...dateContext(await texts()) });
              return read;
            }
          );
    if (wish.type !== undefined || isAccepted(wish, found, odd, canonical)) {
      return { typing: typingOf(type, reading, found, odd), ...countsOf(odd), read, texts: found.texts };
    }
  }
  return textColumn(connection, stage, k, { ...wish, type: 'text' }, found, proof.rows);
}

/** The type to be tried: an inferred column of numbers is one of integers when no cell has a fraction. */
function firstType(
  wish: Wish,
  found: Survey,
  candidate: Candidate | undefined
): { type: Typing['type']; unit?: string } {
  if (wish.type !== undefined) return { type: wish.type };
  if (!candidate) return { type: 'text' };
  const type = candidate.type === 'number' ? (found.fractions > 0 ? 'decimal' : 'integer') : candidate.type;
  return candidate.unit === undefined ? { type } : { type, unit: candidate.unit };
}

function isAccepted(wish: Wish, found: Survey, odd: OddCells | undefined, canonical: number): boolean {
  const { cells = 0, doubtful = 0, missing = 0 } = odd ?? {};
  const hasCodes = odd?.hasCodes || (wish.kind === 'number' && odd?.hasRuined);
  return !hasCodes && isProposed(canonical + cells - doubtful - missing, found.filled - missing);
}

/** Bare numbers are in the header's unit; a schema's column has a unit of its own, to which all cells are brought. */
function readingOf(
  wish: Wish,
  type: Typing['type'],
  found: string | undefined,
  header: string | undefined
): ColumnReading {
  const unit = wish.unit ?? found ?? header;
  const isOther = wish.unit !== undefined && header !== undefined && !isSameUnit(wish.unit, header);
  return {
    // Integers are read as decimals until it is known whether the column has fractions.
    type: type === 'integer' && wish.type === undefined ? 'decimal' : type,
    ...(unit === undefined ? {} : { unit }),
    ...(isOther ? { bareUnit: header } : {}),
    side: wish.side,
    hasSerials: true,
    isOpenEnded: wish.blank === 'none'
  };
}

function isSameUnit(wished: string, header: string): boolean {
  if (wished === 'any') return parseUnit(header).exponent === 0 || parseUnit(header).base === '1';
  const [one, other] = [parseUnit(wished), parseUnit(header)];
  return one.exponent === other.exponent && (one.base === other.base || one.base !== '元');
}

function typingOf(
  type: Typing['type'],
  { unit }: ColumnReading,
  found: Survey,
  odd: OddCells | undefined
): Typing {
  const typing: Typing = { type };
  if (type === 'integer' && odd && odd.scale > 0) typing.type = 'decimal';
  if (typing.type === 'decimal') {
    const scale = Math.max(found.scale, odd?.scale ?? 0);
    typing.scale = scale;
    typing.digits = Math.max(1, found.digits, odd?.digits ?? 0) + scale;
  }
  if (unit !== undefined && unit !== 'any') typing.unit = unit;
  if (!odd && type !== 'boolean') typing.isProven = true;
  return typing;
}

/** Where every text that had to be read is its own value, as a region's codes are, the texts are cast as they stand. */
function countsOf(odd: OddCells | undefined): Pick<StagedColumn, 'misfits' | 'reprinted' | 'odd'> {
  if (!odd || odd.changed === 0) return { misfits: 0, reprinted: 0 };
  return { misfits: odd.doubtful, reprinted: odd.changed, odd };
}

async function textColumn(
  connection: DuckDBConnection,
  stage: Stage,
  k: number,
  wish: Wish,
  found: Survey,
  rows: number
): Promise<StagedColumn> {
  const cell = `c${k}`;
  const fits = fitsTextSql(cell, wish.kind, wish.values);
  const reading: ColumnReading = { type: 'text', kind: wish.kind, values: wish.values };
  let read = cellReader(reading);
  const isClean = found.fits.text === found.filled;
  const odd = isClean
    ? undefined
    : await readOdd(connection, stage, `odd_${k}`, { cell, fits, grouped: found.texts }, async (texts) => {
        if (wish.kind === 'region') {
          const places = gazetteer();
          read = cellReader({ ...reading, gazetteer: places, home: homeOf(await texts(), places) });
        }
        return read;
      });
  const typing: Typing = { type: 'text' };
  if (found.distinct <= FEW_DISTINCT) {
    const values = await fewValues(connection, stage, cell, wish, rows, odd, found.texts);
    if (values) typing.values = values;
  }
  return { typing, ...countsOf(odd), read, texts: found.texts };
}

/** The values of an ENUM column, those known first in their order; undefined when the column has too many. */
async function fewValues(
  connection: DuckDBConnection,
  stage: Stage,
  cell: string,
  wish: Wish,
  rows: number,
  odd: OddCells | undefined,
  grouped: string | undefined
): Promise<string[] | undefined> {
  const value = typedSql(cell, { type: 'text' }, odd && 'odd');
  const texts =
    grouped === undefined ? `DISTINCT ${cell} FROM ${stage.records}` : `text AS ${cell} FROM ${grouped}`;
  const read = `SELECT ${value} AS stored FROM (SELECT ${texts})
    ${odd ? `LEFT JOIN ${odd.table} AS odd ON odd.text = ${cell}` : ''}`;
  const sql = `SELECT DISTINCT stored FROM (${read}) WHERE stored IS NOT NULL ORDER BY 1 LIMIT ${MAX_VALUES + 1}`;
  const found = (await rowsOf(connection, sql)).map(([text]) => String(text));
  const most = wish.values ? MAX_VALUES : Math.min(FEW_VALUES, rows / 10);
  if (found.length > most || (found.length === 0 && !wish.values)) return undefined;
  const known = wish.values ?? [];
  return [...known, ...found.filter((text) => !known.includes(text))];
}

/** Integers and dates that fit print back as they were (their pattern sees to it); decimals are tried. */
async function countReprinted(
  connection: DuckDBConnection,
  records: string,
  columns: StagedColumn[]
): Promise<void> {
  for (const [k, column] of columns.entries()) {
    const { typing, reprinted, texts } = column;
    if (typing.type !== 'decimal' || reprinted > 0) continue;
    const cell = texts === undefined ? `c${k}` : 'text';
    const printed = printedSql(typedSql(cell, { ...typing, isProven: false }), typing);
    const count = texts === undefined ? 'count(*)' : 'coalesce(sum(n), 0)';
    const sql = `SELECT ${count} FROM ${texts ?? records} WHERE ${cell} <> coalesce(${printed}, '')`;
    const [row = []] = await rowsOf(connection, sql);
    column.reprinted = Number(row[0]);
  }
}
