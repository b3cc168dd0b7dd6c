import type { Cell } from '../../query/result.ts';
import { findSchema } from '../../field/schema.ts';
import type { Version } from '../datasets.ts';
import type { DatasetColumn } from './ingest.ts';
import { printedSql } from './typing.ts';
import { quotedIdentifier, quotedString, read } from '../warehouse.ts';

export interface Diff {
  added: number;
  changed: number;
  removed: number;
  unchanged: number;
}

/** What is compared: a version, or a file on its way to becoming one. */
export type Side = Pick<Version, 'dataset' | 'file' | 'rows' | 'columns'>;

/** A row that came, went or changed: its cells by column name before and after, null where there is no such row. */
export interface Change {
  change: 'added' | 'changed' | 'removed';
  before: Record<string, Cell> | null;
  after: Record<string, Cell> | null;
}

/**
 * Counts what distinguishes two versions: by the dataset's key when it tells all rows of both apart, else by whole
 * rows, where a changed row is one removed and one added. Without `before` every row is added.
 */
export async function compare(
  before: Side | undefined,
  after: Side,
  ownKey?: readonly string[]
): Promise<Diff> {
  if (!before) return { added: after.rows, changed: 0, removed: 0, unchanged: 0 };
  if (before.file === after.file) return { added: 0, changed: 0, removed: 0, unchanged: after.rows };
  const joined = await joinSql(before, after, ownKey);
  const { rows } = await read({ before: before.file, after: after.file }, (tables) => ({
    sql: `SELECT sum(added), sum(changed), sum(removed) FROM (${joined(tables)})`,
    params: []
  }));
  const [added = 0, changed = 0, removed = 0] = (rows[0] ?? []).map(Number);
  return { added, changed, removed, unchanged: after.rows - added - changed };
}

/** Some of the rows in which two versions with the same key differ; none when rows cannot be told apart by a key. */
export async function sample(
  before: Side | undefined,
  after: Side,
  { limit = 20, key: ownKey }: { limit?: number; key?: readonly string[] | undefined } = {}
): Promise<Change[]> {
  if (!before || before.file === after.file) return [];
  const key = await sharedKey(before, after, ownKey);
  if (!key) return [];
  const names = namesOf(before, after);
  const cells = (side: Side, alias: string) =>
    names.map((name) => (has(side, name) ? textSql(side, name, alias) : 'NULL')).join(', ');
  const files = { before: before.file, after: after.file };
  const { rows } = await read(files, (tables) => ({
    sql: `SELECT a."$here" IS NULL, b."$here" IS NULL, ${cells(before, 'a')}, ${cells(after, 'b')}
      FROM ${keyedJoin(before, after, key, tables)} WHERE a."$here" IS NULL OR b."$here" IS NULL OR ${differs(before, after, key)}
      ORDER BY ALL LIMIT ${limit}`,
    params: []
  }));
  return rows.map(([isAdded, isRemoved, ...values]) => {
    const record = (from: number) =>
      Object.fromEntries(names.map((name, k) => [name, values[from + k] ?? null]));
    return {
      change: isAdded ? 'added' : isRemoved ? 'removed' : 'changed',
      before: isAdded ? null : record(0),
      after: isRemoved ? null : record(names.length)
    };
  });
}

async function joinSql(
  before: Side,
  after: Side,
  ownKey?: readonly string[]
): Promise<(tables: Record<string, string>) => string> {
  const key = await sharedKey(before, after, ownKey);
  const names = namesOf(before, after);
  if (key) {
    const others = names.filter((name) => !key.includes(name));
    const part = (side: Side, table: string | undefined) => {
      const cells = key.map((name, k) => `${cellSql(before, after, side, name)} AS k${k}`);
      const rest = others.map((name) => cellSql(before, after, side, name));
      return `(SELECT ${cells.join(', ')}, hash(${['0', ...rest].join(', ')}) AS rest, 1 AS here FROM ${table} AS t)`;
    };
    const on = key.map((_, k) => `a.k${k} IS NOT DISTINCT FROM b.k${k}`).join(' AND ');
    return (tables) => `SELECT (a.here IS NULL)::INT AS added, (b.here IS NULL)::INT AS removed,
      coalesce(a.rest <> b.rest, false)::INT AS changed
      FROM ${part(before, tables.before)} AS a FULL JOIN ${part(after, tables.after)} AS b ON ${on}`;
  }
  // Whole rows by two hashes of 64 bits: equal ones of rows that differ are not to be met with.
  const whole = (side: Side, table: string | undefined, count: string) => {
    const cells = names.map((name) => cellSql(before, after, side, name));
    const hashes = `hash(${['0', ...cells].join(', ')}) AS h0, hash(${['1', ...cells.reverse()].join(', ')}) AS h1`;
    return `SELECT ${hashes}, ${count} FROM ${table} AS t`;
  };
  return (tables) => `SELECT greatest(sum(n), 0) AS added, greatest(-sum(n), 0) AS removed, 0 AS changed
    FROM (${whole(after, tables.after, '1 AS n')} UNION ALL ${whole(before, tables.before, '-1 AS n')}) GROUP BY h0, h1`;
}

/** A cell to be compared between two versions: its value where both keep it alike, else its text; null without the column. */
function cellSql(before: Side, after: Side, side: Side, name: string): string {
  if (!has(side, name)) return 'NULL::VARCHAR';
  return isAlike(columnOf(before, name), columnOf(after, name))
    ? `t.${quotedIdentifier(name)}`
    : textSql(side, name, 't');
}

function isAlike(one: DatasetColumn | undefined, other: DatasetColumn | undefined): boolean {
  if (!one || !other || one.twin !== null || other.twin !== null) return false;
  const kindOf = ({ type, values, digits, scale }: DatasetColumn) =>
    JSON.stringify([type, values, digits, scale]);
  return kindOf(one) === kindOf(other);
}

/** The key both versions can be joined by: its columns are in both, and no two rows of either share it. */
export async function sharedKey(
  before: Side,
  after: Side,
  ownKey?: readonly string[]
): Promise<string[] | undefined> {
  const key = ownKey ?? findSchema(after.dataset)?.key;
  if (!key?.every((name) => has(before, name) && has(after, name))) return undefined;
  for (const side of [before, after]) if (!(await tellsApart(side, key))) return undefined;
  return [...key];
}

/** What is known of keys, by version file: files never change. */
const known = new Map<string, boolean>();
const MOST_KNOWN = 10_000;

/** Writes down that no two rows of a version file share a key, or that some do. */
export function noteKey(file: string, key: readonly string[], isUnique: boolean): void {
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(JSON.stringify([file, key]), isUnique);
}

async function tellsApart(side: Side, key: readonly string[]): Promise<boolean> {
  const found = known.get(JSON.stringify([side.file, key]));
  if (found !== undefined) return found;
  const list = key.map((name) => textSql(side, name, 't')).join(', ');
  const { rows } = await read({ side: side.file }, ({ side: table }) => ({
    sql: `SELECT count(*) - (SELECT count(*) FROM (SELECT DISTINCT ${list} FROM ${table} AS t)) FROM ${table}`,
    params: []
  }));
  const isUnique = rows[0]?.[0] === 0;
  noteKey(side.file, key, isUnique);
  return isUnique;
}

/** SQL that joins the rows of two versions by key, as `a` and `b`, each with `here` and its place `at`. */
export function keyedSql(
  before: Side,
  after: Side,
  key: readonly string[]
): (tables: Record<'before' | 'after', string>) => string {
  const on = key.map(
    (name) => `${textSql(before, name, 'a')} IS NOT DISTINCT FROM ${textSql(after, name, 'b')}`
  );
  return (tables) => `(SELECT *, 1 AS "$here", rowid AS "$at" FROM ${tables.before}) AS a
    FULL JOIN (SELECT *, 1 AS "$here", rowid AS "$at" FROM ${tables.after}) AS b ON ${on.join(' AND ')}`;
}

function keyedJoin(before: Side, after: Side, key: string[], tables: Record<string, string>): string {
  return keyedSql(before, after, key)({ before: tables.before ?? '', after: tables.after ?? '' });
}

function differs(before: Side, after: Side, key: string[]): string {
  const others = namesOf(before, after).filter((name) => !key.includes(name));
  const conditions = others.map((name) => {
    if (isAlike(columnOf(before, name), columnOf(after, name))) {
      return `a.${quotedIdentifier(name)} IS DISTINCT FROM b.${quotedIdentifier(name)}`;
    }
    if (!has(before, name)) return `${textSql(after, name, 'b')} IS NOT NULL`;
    if (!has(after, name)) return `${textSql(before, name, 'a')} IS NOT NULL`;
    return `${textSql(before, name, 'a')} IS DISTINCT FROM ${textSql(after, name, 'b')}`;
  });
  return conditions.join(' OR ') || 'false';
}

function namesOf(before: Side, after: Side): string[] {
  return [...new Set([...after.columns, ...before.columns].map((column) => column.name))];
}

function has(side: Side, name: string): boolean {
  return columnOf(side, name) !== undefined;
}

function columnOf(side: Side, name: string): DatasetColumn | undefined {
  return side.columns.find((column) => column.name === name);
}

/** A cell as text: its typed value, or its own text when that did not fit the type. */
export function textSql(side: Side, name: string, alias: string): string {
  const column = columnOf(side, name);
  if (!column) throw new Error(`no column ${quotedString(name)}`);
  const printed = printedSql(`${alias}.${quotedIdentifier(name)}`, column);
  return column.twin === null ? printed : `coalesce(${printed}, ${alias}.${quotedIdentifier(column.twin)})`;
}
