import { repeatedKey } from '../../csv/cells-issue.ts';
import { addIssue, noIssues, type Issues } from '../../csv/issue.ts';
import { lineAt, type Lines } from '../../csv/tally.ts';
import { findSchema } from '../../field/schema.ts';
import type { Text } from '../../field/text.ts';
import { addCount } from '../checks/rule.ts';
import type { Staged } from '../uploads.ts';
import { textSql, type Side } from '../versions/diff.ts';
import { read } from '../warehouse.ts';
import type { Mode } from './wishes.ts';

const LISTED = 100_000;
const KEPT_RUNS = 100_000;

/** The lines of the rows before `until`; null: of all. */
export interface KnownLines extends Lines {
  until: number | null;
}

/** As much of a file's lines as an upload keeps. */
export function knownLines({ ordinals, lines, rowsPerRecord }: Lines): KnownLines {
  const until = ordinals[KEPT_RUNS];
  return {
    ordinals: ordinals.slice(0, KEPT_RUNS),
    lines: lines.slice(0, KEPT_RUNS),
    rowsPerRecord,
    until: until === undefined ? null : until * rowsPerRecord
  };
}

/**
 * Records of a file that a commit would count twice: those with the key of an earlier one, where the analyst chose the key (a
 * known dataset's own is looked at when the file is read), and, appended, those whose key the data has. Up to 100,000 of
 * either kind are listed, all are counted; each must be mended or accepted.
 */
export async function repeatsOf(about: {
  dataset: string;
  before: Omit<Side, 'dataset'> | undefined;
  own: Staged;
  mode: Mode;
  key: readonly string[] | undefined;
  lines?: KnownLines | undefined;
}): Promise<Issues> {
  const { dataset, before, mode, lines } = about;
  const issues = noIssues();
  const own: Side = { ...about.own, dataset };
  const data: Side | undefined = before && mode === 'append' ? { ...before, dataset } : undefined;
  const known = findSchema(dataset)?.key ?? [];
  const key = about.key ?? known;
  const isOwnKey = key.join() !== known.join();
  const sourceOf = (side: Side, name: string) => side.columns.find((one) => one.name === name)?.source;
  const isKeyed = [own, ...(data ? [data] : [])].every((side) => key.every((name) => sourceOf(side, name)));
  if (key.length === 0 || !isKeyed) return issues;
  const source = key.map((name) => sourceOf(own, name)).join(' + ');

  /** `sql` selects the row, the one that it repeats, the key's text, and how many there are in all. */
  async function add(
    files: Record<string, string>,
    sql: (tables: Record<string, string>) => string,
    messageOf: (row: number, text: string, first: number) => Text
  ): Promise<void> {
    const before = issues.count;
    const { rows } = await read(files, (tables) => ({ sql: sql(tables), params: [] }));
    for (const [here, first, text] of rows) {
      if (!lines || Number(here) >= (lines.until ?? Infinity)) break;
      const row = lineAt(lines, Number(here));
      const message = messageOf(row, String(text), lineAt(lines, Number(first)));
      addIssue(issues, {
        ...{ severity: 'must-fix', row, column: key.length === 1 ? source : null },
        ...{ value: String(text), code: 'duplicate-key', message }
      });
    }
    addCount(issues, Number(rows[0]?.[3] ?? 0) - (issues.count - before), true);
  }

  const cells = key.map((name) => textSql(own, name, 't'));
  const text = `concat_ws(' ', ${cells.join(', ')})`;
  if (isOwnKey) {
    await add(
      { own: own.file },
      (tables) => `SELECT here, first, text, count(*) OVER () FROM (
        SELECT rowid AS here, min(rowid) OVER (PARTITION BY ${cells.join(', ')}) AS first, ${text} AS text
        FROM ${tables.own} AS t WHERE ${cells[0]} IS NOT NULL) WHERE here <> first ORDER BY here LIMIT ${LISTED}`,
      (row, value, first) => repeatedKey(row, first, source, value)
    );
  }
  if (data) {
    const others = key.map((name) => textSql(data, name, 'd'));
    const isSame = cells.map((cell, k) => `${cell} = ${others[k]}`).join(' AND ');
    await add(
      { own: own.file, data: data.file },
      (tables) => `SELECT rowid, rowid, ${text}, count(*) OVER () FROM ${tables.own} AS t
        WHERE EXISTS (SELECT 1 FROM ${tables.data} AS d WHERE ${isSame}) ORDER BY rowid LIMIT ${LISTED}`,
      (row, value) => ({
        zh: `第 ${row} 行的“${source}”（${value}）在现有数据里已经有了，追加后会被重复计数。请改用“按主键更新”，或删去这一行；若接受，两条都会在。`,
        en: `“${source}” on line ${row} (${value}) is in the data already: appended it is counted twice. Upsert instead, or remove the line; if accepted, both are there.`
      })
    );
  }
  return issues;
}
