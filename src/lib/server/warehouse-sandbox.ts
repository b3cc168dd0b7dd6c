/**
 * The process of its own in which an analyst's SQL runs: it is given version files, opens them read-only, shuts
 * DuckDB's doors, answers one statement and ends. Started by sql.ts; speaks with it by messages only.
 */
import {
  DuckDBInstance,
  quotedIdentifier,
  quotedString,
  JsonDuckDBValueConverter,
  StatementType,
  type DuckDBConnection,
  type Json
} from '@duckdb/node-api';

/** A version file under the name its reader asks it by, and the columns shown. */
export interface SandboxTable {
  name: string;
  /** Name of the file in the versions' folder, which is the process's working folder. */
  file: string;
  columns: string[];
}

export interface SandboxTask {
  sql: string;
  tables: SandboxTable[];
  tempDir: string;
  limits: { memoryMb: number; tempMb: number; rows: number; bytes: number };
}

export interface SandboxColumn {
  name: string;
  type: 'number' | 'text' | 'date' | 'boolean' | 'other';
  /** DuckDB's own name of the type. */
  databaseType: string;
}

export type SandboxAnswer =
  | { columns: SandboxColumn[]; rows: Json[][]; truncated: boolean; elapsedMs: number }
  | { fault: 'one-statement' | 'only-select' | 'memory' | 'temp-space' | 'sql'; message: string };

const NUMBERS = /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL\(.*|BIGNUM)$/;
/** DuckDB's memory limit is soft: at this multiple of it the process gives up by itself. */
const HARD_LIMIT = 2;
const WATCH_MS = 50;

async function answer(task: SandboxTask): Promise<SandboxAnswer> {
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: `${task.limits.memoryMb}MB`,
    threads: '2',
    temp_directory: task.tempDir,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false'
  });
  const connection = await instance.connect();
  await prepareTables(connection, task);
  try {
    const statements = await connection.extractStatements(task.sql);
    if (statements.count !== 1) return { fault: 'one-statement', message: String(statements.count) };
    const prepared = await statements.prepare(0);
    if (prepared.statementType !== StatementType.SELECT) {
      return { fault: 'only-select', message: StatementType[prepared.statementType] ?? '' };
    }
    const startedAt = performance.now();
    const result = await prepared.stream();
    const types = result.columnTypes().map(String);
    const columns = result.columnNames().map((name, k): SandboxColumn => ({
      name,
      type: kindOf(types[k] ?? ''),
      databaseType: shownType(types[k] ?? '')
    }));
    const rows: Json[][] = [];
    let bytes = 0;
    let truncated = false;
    while (!truncated) {
      const chunk = await result.fetchChunk();
      if (!chunk || chunk.rowCount === 0) break;
      for (const row of chunk.convertRows(JsonDuckDBValueConverter)) {
        columns.forEach(({ type }, k) => type === 'number' && (row[k] = exactNumber(row[k] ?? null)));
        bytes += JSON.stringify(row).length;
        truncated = rows.length >= task.limits.rows || bytes > task.limits.bytes;
        if (truncated) break;
        rows.push(row);
      }
    }
    return { columns, rows, truncated, elapsedMs: Math.round(performance.now() - startedAt) };
  } catch (error) {
    return faultOf(error);
  }
}

/** Each table as a view, then no file, no network and no setting can be reached from SQL any more. */
async function prepareTables(connection: DuckDBConnection, { tables, limits }: SandboxTask): Promise<void> {
  const files = [...new Set(tables.map(({ file }) => file))];
  for (const [k, file] of files.entries()) {
    await connection.run(`ATTACH ${quotedString(file)} AS f${k} (READ_ONLY)`);
  }
  for (const { name, file, columns } of tables) {
    const list = columns.map(quotedIdentifier).join(', ');
    const source = `f${files.indexOf(file)}.data`;
    await connection.run(`CREATE VIEW ${quotedIdentifier(name)} AS SELECT ${list} FROM ${source}`);
  }
  await connection.run(`SET max_temp_directory_size = '${limits.tempMb}MB'`);
  await connection.run('SET enable_external_access = false');
  await connection.run('SET lock_configuration = true');
}

function kindOf(type: string): SandboxColumn['type'] {
  if (NUMBERS.test(type)) return 'number';
  if (type === 'VARCHAR' || type.startsWith('ENUM(')) return 'text';
  if (type === 'DATE') return 'date';
  return type === 'BOOLEAN' ? 'boolean' : 'other';
}

function shownType(type: string): string {
  return type.startsWith('ENUM(') ? 'ENUM' : type;
}

/** BIGINT and DECIMAL come as text: a number where that loses nothing, else the text as it is. */
function exactNumber(cell: Json): Json {
  if (typeof cell !== 'string') return cell;
  const number = Number(cell);
  const isExact = Number.isInteger(number) ? Number.isSafeInteger(number) : cell.length <= 16;
  return isExact ? number : cell;
}

function faultOf(error: unknown): SandboxAnswer {
  const message = error instanceof Error ? error.message : String(error);
  if (/max_temp_directory_size|temporary (directory|file)/i.test(message))
    return { fault: 'temp-space', message };
  if (/out of memory|failed to allocate|could not allocate/i.test(message))
    return { fault: 'memory', message };
  return { fault: 'sql', message };
}

process.once('message', async (task: SandboxTask) => {
  const watch = setInterval(() => {
    if (process.memoryUsage.rss() < task.limits.memoryMb * HARD_LIMIT * 1e6) return;
    process.send?.({ fault: 'memory', message: 'rss' } satisfies SandboxAnswer, () => process.exit(1));
  }, WATCH_MS);
  const answered = await answer(task).catch(faultOf);
  clearInterval(watch);
  process.send?.(answered, () => process.exit(0));
});
process.once('disconnect', () => process.exit(1));
