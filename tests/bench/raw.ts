import { join } from 'node:path';
import { joinedTables, settled } from '../../src/lib/server/answers/joined.ts';
import * as datasets from '../../src/lib/server/datasets.ts';
import {
  quotedIdentifier,
  quotedString,
  read,
  rowsOf,
  withConnection
} from '../../src/lib/server/warehouse.ts';
import type { Plan } from '../../src/lib/query/plan.ts';
import type { Statement, Tables } from '../../src/lib/query/sql.ts';
import type { Many } from './many.ts';

const TYPES: Record<string, string> = {
  date: 'DATE',
  integer: 'BIGINT',
  decimal: 'DOUBLE',
  boolean: 'BOOLEAN'
};

/** The product's own tables of the newest versions, rollups among them. */
export async function ownTables(): Promise<Tables> {
  const files = datasets.list().map(({ id }) => [id, datasets.readVersion(id).file] as const);
  let found: Tables = {};
  await read(Object.fromEntries(files), (tables) => {
    found = tables;
    return { sql: 'SELECT 1', params: [] };
  });
  joinedTables(Object.fromEntries(files));
  await settled();
  return { ...found, ...joinedTables(Object.fromEntries(files)) };
}

/**
 * The same tables as DuckDB has them without us: every CSV read as it is into a table of text, its cells read as dates
 * and numbers by the query.
 */
export async function rawTables({ csvDir }: Many): Promise<Tables> {
  return withConnection(async (connection) => {
    await connection.run(`ATTACH ${quotedString(join(csvDir, 'raw.duckdb'))} AS raw`);
    const tables: Tables = {};
    for (const { id } of datasets.list()) {
      const isOurs = !['organizations', 'filings', 'credit_lists'].includes(id);
      const csv = isOurs ? join('data', `${id}.csv`) : join(csvDir, `${id}.csv`);
      await connection.run(
        `CREATE TABLE IF NOT EXISTS raw.${id} AS FROM read_csv(${quotedString(csv)}, all_varchar = true, header = true)`
      );
      const columns = datasets.readVersion(id).columns.map(({ name, type }) => {
        const cell = `nullif(${quotedIdentifier(name)}, '')`;
        return `${TYPES[type] ? `TRY_CAST(${cell} AS ${TYPES[type]})` : cell} AS ${quotedIdentifier(name)}`;
      });
      tables[id] = `(SELECT ${columns.join(', ')} FROM raw.${id})`;
    }
    return tables;
  });
}

/** The plan on a table of which nothing is known: its texts are compared as texts. */
export function ofText(plan: Plan): Plan {
  const columns = plan.table.columns.map((column) => ({ ...column, values: undefined }));
  return { ...plan, table: { ...plan.table, columns } };
}

/** Processor milliseconds of a statement, on all threads: what else the machine does hardly touches them. */
export function timeOf({ sql, params }: Statement): Promise<number> {
  return withConnection(async (connection) => {
    const before = process.cpuUsage();
    await rowsOf(connection, sql, params);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
}
