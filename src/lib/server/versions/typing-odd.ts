import { isDoubt, type CellReading, type How } from '../../csv/cells-read.ts';
import { isCodeLike, isWhole } from '../../csv/infer.ts';
import { isRuinedCode } from '../../field/code-form.ts';
import { rowsOf, type DuckDBConnection } from '../warehouse.ts';

/** Where a stage lies: its database and the table of all records as text. */
export interface Stage {
  database: string;
  records: string;
}

/** Cells of one column that were read alike: how many, and one of them. */
export interface ReadAlike {
  how: How;
  cells: number;
  text: string;
  value: string | null;
}

/** The cells of a column that had to be read, and what came of it; `table` has text, value and doubt of each text. */
export interface OddCells {
  table: string;
  cells: number;
  doubtful: number;
  missing: number;
  /** Cells whose value is not their text. */
  changed: number;
  /** Digits before and after the point that the values need. */
  digits: number;
  scale: number;
  /** A number that would lose something: the column is one of codes. */
  hasCodes: boolean;
  /** A text that a spreadsheet may have made of a code: no number where the column is one of codes. */
  hasRuined: boolean;
  alike: ReadAlike[];
}

const BATCH = 8192;

/**
 * Reads the cells of a column that do not fit `fits`: only each distinct text goes through `read`, in batches that leave
 * the event loop free, and back into a table of the stage. `grouped` is the table of the column's texts, if there is one.
 */
export async function readOdd(
  connection: DuckDBConnection,
  stage: Stage,
  name: string,
  { cell, fits, grouped }: { cell: string; fits: string; grouped: string | undefined },
  readerOf: (texts: () => Promise<string[]>) => Promise<(text: string) => CellReading>
): Promise<OddCells> {
  const texts = `${stage.database}.${name}_texts`;
  const table = `${stage.database}.${name}`;
  const unfit =
    grouped === undefined
      ? `SELECT ${cell} AS text, count(*) AS n FROM ${stage.records} WHERE ${cell} <> '' AND NOT ${fits} GROUP BY ALL`
      : `SELECT text, n FROM (SELECT text, n, text AS ${cell} FROM ${grouped}) WHERE ${cell} <> '' AND NOT ${fits}`;
  await connection.run(`CREATE OR REPLACE TABLE ${texts} AS ${unfit}`);
  await connection.run(
    `CREATE OR REPLACE TABLE ${table} (text VARCHAR, value VARCHAR, doubt BOOLEAN, precision VARCHAR)`
  );
  const read = await readerOf(async () =>
    (await rowsOf(connection, `SELECT text FROM ${texts}`)).map(([text]) => String(text))
  );
  const odd: OddCells = {
    ...{
      table,
      cells: 0,
      doubtful: 0,
      missing: 0,
      changed: 0,
      digits: 1,
      scale: 0,
      hasCodes: false,
      hasRuined: false,
      alike: []
    }
  };
  for (let from = 0; ; from += BATCH) {
    const sql = `SELECT text, n FROM ${texts} WHERE rowid >= ${from} AND rowid < ${from + BATCH}`;
    const rows = await rowsOf(connection, sql);
    const pairs = rows.map(([text, n]) => [String(text), Number(n)] as const);
    await append(
      connection,
      stage,
      name,
      pairs.map(([text, n]) => [text, count(odd, text, n, read(text))])
    );
    if (rows.length < BATCH) return odd;
  }
}

function count(odd: OddCells, text: string, cells: number, reading: CellReading): CellReading {
  odd.cells += cells;
  odd.hasCodes ||= isCodeLike(text);
  odd.hasRuined ||= isRuinedCode(text);
  if (isDoubt(reading)) {
    odd.doubtful += cells;
    odd.changed += cells;
    return reading;
  }
  const { value, how } = reading;
  if (value === null) odd.missing += cells;
  else if (/^-?[0-9]/.test(value)) {
    const [whole = '', fraction = ''] = value.replace('-', '').split('.');
    odd.digits = Math.max(odd.digits, whole.length);
    odd.scale = Math.max(odd.scale, isWhole(value) ? 0 : fraction.length);
  }
  if (value === text) return reading;
  odd.changed += cells;
  const alike = odd.alike.find((one) => one.how === how);
  if (alike) alike.cells += cells;
  else odd.alike.push({ how, cells, text, value });
  return reading;
}

async function append(
  connection: DuckDBConnection,
  stage: Stage,
  name: string,
  read: [text: string, reading: CellReading][]
): Promise<void> {
  const appender = await connection.createAppender(name, 'main', stage.database.replaceAll('"', ''));
  for (const [text, reading] of read) {
    appender.appendVarchar(text);
    const value = isDoubt(reading) ? null : reading.value;
    if (value === null) appender.appendNull();
    else appender.appendVarchar(value);
    appender.appendBoolean(isDoubt(reading));
    const precision = isDoubt(reading) ? undefined : reading.precision;
    if (precision === undefined) appender.appendNull();
    else appender.appendVarchar(precision);
    appender.endRow();
  }
  appender.closeSync();
}

/** Cells of the stage whose text is doubtful, in file order. */
export async function doubtfulCells(
  connection: DuckDBConnection,
  stage: Stage,
  cell: string,
  table: string,
  limit: number
): Promise<{ ordinal: number; text: string }[]> {
  const sql = `SELECT ordinal, ${cell} FROM ${stage.records}
    WHERE ${cell} IN (SELECT text FROM ${table} WHERE doubt) ORDER BY ordinal LIMIT ${limit}`;
  return (await rowsOf(connection, sql)).map(([ordinal, text]) => ({
    ordinal: Number(ordinal),
    text: String(text)
  }));
}
