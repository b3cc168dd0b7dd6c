import { repeatedKey } from '../../csv/cells-issue.ts';
import { addIssue } from '../../csv/issue.ts';
import { lineAt } from '../../csv/tally.ts';
import { findSchema } from '../../field/schema.ts';
import { addCount, type Checked } from './rule.ts';
import { rawColumnSql, type StoredColumn } from '../versions/file.ts';
import { quotedIdentifier, rowsOf, type DuckDBConnection } from '../warehouse.ts';

const LISTED = 100_000;

/**
 * Names every record whose key an earlier one of the file has, with that one's line. Such a record would be counted
 * twice and cannot be told apart when versions are compared, so it must be mended or accepted. True when all records
 * have a key of their own.
 */
export async function checkKeys({ connection, data, dataset, columns, proof }: Checked): Promise<boolean> {
  const names = findSchema(dataset)?.key ?? [];
  const key = names.flatMap((name) => columns.find((column) => column.name === name) ?? []);
  if (key.length === 0 || key.length < names.length) return false;
  const cells = key.map(({ name }) => quotedIdentifier(name));
  // A record without the first part of its key is another finding (missing, ruined).
  const keyed = `${data} WHERE ${cells[0]} IS NOT NULL`;
  const countSql = (told: string) =>
    `SELECT count(*), (SELECT count(*) FROM (SELECT DISTINCT ${told} FROM ${keyed})) FROM ${keyed}`;
  // Where the hashes differ the keys do, at half the work; only where some do not are the keys looked at.
  const hashed = await countsOf(connection, countSql(`hash(${cells.join(', ')})`));
  if (hashed.repeated === 0) return hashed.all === proof.rows;
  const { repeated: count } = await countsOf(connection, countSql(cells.join(', ')));
  if (count === 0) return hashed.all === proof.rows;
  const texts = key.map((column: StoredColumn) => rawColumnSql(column));
  const rows = await rowsOf(
    connection,
    `SELECT here, first, text FROM (
      SELECT rowid AS here, min(rowid) OVER (PARTITION BY ${cells.join(', ')}) AS first, concat_ws(' ', ${texts.join(', ')}) AS text
      FROM ${keyed}) WHERE here <> first ORDER BY here LIMIT ${LISTED}`
  );
  const source = key.map(({ place, name }) => proof.columns[place]?.source ?? name).join(' + ');
  for (const [here, first, text] of rows) {
    const line = lineAt(proof.lines, Number(here));
    const other = lineAt(proof.lines, Number(first));
    addIssue(proof.issues, {
      severity: 'must-fix',
      row: line,
      column: key.length === 1 ? source : null,
      value: String(text),
      code: 'duplicate-key',
      message: repeatedKey(line, other, source, String(text))
    });
  }
  addCount(proof.issues, count - rows.length, true);
  return false;
}

async function countsOf(
  connection: DuckDBConnection,
  sql: string
): Promise<{ all: number; repeated: number }> {
  const [row = []] = await rowsOf(connection, sql);
  const [all = 0, distinct = 0] = row.map(Number);
  return { all, repeated: all - distinct };
}
