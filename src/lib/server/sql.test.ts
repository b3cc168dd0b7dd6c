import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { commit } from './commit.ts';
import * as sql from './sql.ts';
import * as store from './store.ts';

let dataDir = '';
const secretPath = join(tmpdir(), `yinli-secret-${process.pid}.csv`);

const REGISTRY = `credit_code,name,type,authority_code,registered_on,capital_10k,staff
A,甲,association,440100,2010-05-01,3.5,12
B,乙,service,440100,2020-02-29,,7
`;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'yinli-sql-'));
  writeFileSync(secretPath, 'secret\nswordfish\n');
  await store.open({ dataDir, withSample: false });
  const load = (text: string) =>
    commit(dataDir, {
      dataset: 'organizations',
      bytes: Buffer.from(text),
      filename: 'a.csv',
      mode: 'replace',
      by: 'test'
    });
  await load(REGISTRY);
  await load(`${REGISTRY}C,丙,foundation,440000,2001-01-01,200,\n`);
});
afterAll(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true });
  rmSync(secretPath, { force: true });
});

describe('what may be asked', () => {
  it('answers over the newest versions, exact and typed', async () => {
    const asked =
      'SELECT name, registered_on, capital_10k, staff, staff > 10 AS big FROM organizations ORDER BY name';
    const { columns, rows, truncated } = await sql.ask({ sql: asked });
    expect(columns.map(({ name, type }) => [name, type])).toEqual([
      ['name', 'text'],
      ['registered_on', 'date'],
      ['capital_10k', 'number'],
      ['staff', 'number'],
      ['big', 'boolean']
    ]);
    expect(rows).toEqual([
      ['丙', '2001-01-01', 200, null, null],
      ['乙', '2020-02-29', null, 7, false],
      ['甲', '2010-05-01', 3.5, 12, true]
    ]);
    expect(truncated).toBe(false);
  });

  it('reads an older version by name and by the request', async () => {
    const counts = await sql.ask({
      sql: 'SELECT (SELECT count(*) FROM organizations), (SELECT count(*) FROM "organizations@1")'
    });
    expect(counts.rows).toEqual([[3, 2]]);
    expect((await sql.ask({ sql: 'SELECT count(*) FROM organizations', version: 1 })).rows).toEqual([[2]]);
    await expect(sql.ask({ sql: 'FROM "organizations@9"' })).rejects.toMatchObject({
      code: 'unknown-version'
    });
  });

  it('keeps what a number cannot hold as text', async () => {
    const { rows } = await sql.ask({ sql: 'SELECT 9007199254740993::BIGINT, 12::HUGEINT, [1, 2] AS list' });
    expect(rows).toEqual([['9007199254740993', 12, ['1', '2'].map(Number)]]);
  });

  it('cuts at 10,000 rows and says so', async () => {
    const { rows, truncated } = await sql.ask({ sql: 'SELECT * FROM range(20000)' });
    expect([rows.length, truncated]).toEqual([10_000, true]);
  });

  it('names the fault of a wrong statement', async () => {
    await expect(sql.ask({ sql: 'SELECT nmae FROM organizations' })).rejects.toMatchObject({
      status: 400,
      code: 'sql-error',
      message: expect.stringContaining('name') as string
    });
  });
});

/** Every one of these must be refused or find nothing; none may change or read anything outside. */
const ATTACKS: Record<string, string> = {
  'read a file': `SELECT * FROM read_csv('${secretPath}')`,
  'read a file by its name': `SELECT * FROM '${secretPath}'`,
  'read text': `SELECT * FROM read_text('${secretPath}')`,
  'read bytes': `SELECT * FROM read_blob('/etc/passwd')`,
  'read json': `SELECT * FROM read_json('/etc/passwd')`,
  'read parquet': `SELECT * FROM read_parquet('/etc/passwd')`,
  'list files': `SELECT * FROM glob('/*')`,
  'sniff a file': `SELECT * FROM sniff_csv('${secretPath}')`,
  'read the catalog': `SELECT * FROM read_blob('../catalog.sqlite')`,
  'read beside the versions': `SELECT * FROM read_text('../originals/*')`,
  network: `SELECT * FROM read_csv('http://127.0.0.1:PORT/x.csv')`,
  'network by name': `FROM 'http://127.0.0.1:PORT/x.parquet'`,
  attach: `ATTACH '../catalog.sqlite' AS c`,
  'attach a version to write': `ATTACH 'x.duckdb' AS c`,
  detach: 'DETACH f0',
  'copy out': `COPY organizations TO '/tmp/yinli-stolen.csv'`,
  'copy in': `COPY organizations FROM '${secretPath}'`,
  'copy in a CTE': `WITH a AS (COPY (SELECT 1) TO '/tmp/yinli-stolen.csv') SELECT * FROM a`,
  'export database': `EXPORT DATABASE '/tmp/yinli-stolen'`,
  'import database': `IMPORT DATABASE '/tmp/yinli-stolen'`,
  set: "SET memory_limit = '100GB'",
  'set external access': 'SET enable_external_access = true',
  'unlock the settings': 'SET lock_configuration = false',
  reset: 'RESET memory_limit',
  pragma: 'PRAGMA enable_external_access',
  'pragma threads': 'PRAGMA threads = 64',
  install: 'INSTALL httpfs',
  load: `LOAD '/tmp/evil.duckdb_extension'`,
  secret: `CREATE SECRET s (TYPE s3, KEY_ID 'a', SECRET 'b')`,
  create: 'CREATE TABLE t AS SELECT 1',
  'create in a version': 'CREATE TABLE f0.t AS SELECT 1',
  macro: `CREATE MACRO m() AS 1`,
  insert: `INSERT INTO f0.data SELECT * FROM f0.data`,
  update: `UPDATE f0.data SET name = 'x'`,
  delete: 'DELETE FROM f0.data',
  drop: 'DROP TABLE f0.data',
  'drop view': 'DROP VIEW organizations',
  alter: 'ALTER TABLE f0.data ADD COLUMN x INTEGER',
  truncate: 'TRUNCATE f0.data',
  begin: 'BEGIN',
  call: 'CALL pragma_version()',
  checkpoint: 'FORCE CHECKPOINT f0',
  vacuum: 'VACUUM',
  'prepare and execute': 'PREPARE p AS SELECT 1',
  explain: 'EXPLAIN ANALYZE SELECT 1',
  'two statements': 'SELECT 1; SELECT 2',
  'a second statement that drops': 'SELECT 1; DROP TABLE f0.data',
  'a statement behind a comment': 'SELECT 1; -- x\n; DELETE FROM f0.data',
  nothing: ' -- nothing',
  'only semicolons': ';;;',
  'environment variable': `SELECT getenv('PATH')`,
  'query in a string': `SELECT * FROM query('COPY (SELECT 1) TO ''/tmp/yinli-stolen.csv''')`,
  'file in a string': `SELECT * FROM query_table('${secretPath}')`,
  'too much memory': 'SELECT list(a.range) FROM range(300000000) a',
  'one huge text': `SELECT repeat('x', 2000000000)`,
  'list the attached files': 'SELECT path FROM duckdb_databases()',
  'list them by the view': 'SELECT * FROM "duckdb_databases"',
  'list them by a pragma': 'PRAGMA database_list',
  'list them by its view': 'SELECT * FROM pragma_database_list',
  'list the settings': "SELECT value FROM duckdb_settings() WHERE name = 'allowed_paths'",
  'list them as Postgres does': 'SELECT * FROM pg_catalog.pg_settings',
  'ask a setting': "SELECT current_setting('allowed_directories')",
  'spell a name in pieces': "SELECT * FROM query('SELECT path FROM duckdb_' || 'databases()')",
  'spell a table in pieces': "SELECT * FROM query_table('duckdb_' || 'databases')",
  'spell it behind a comment': "SELECT * FROM query/**/('FROM duckdb_' || 'databases()')",
  'spell it quoted': `SELECT * FROM "query" ('FROM duckdb_' || 'databases()')`,
  'spell it as JSON': "SELECT * FROM json_execute_serialized_sql(json_serialize_sql('SELECT 42'))",
  'call a function that attaches': "SELECT * FROM read_duckdb('../versions/*.duckdb')",
  'look into Parquet': "SELECT * FROM parquet_metadata('/etc/passwd')",
  'read lines of JSON': "SELECT * FROM read_ndjson_objects('/etc/passwd')",
  'list secrets': 'SELECT * FROM duckdb_secrets()',
  'which secret': "SELECT * FROM which_secret('s3://x', 's3')",
  'list extensions of the machine': 'SELECT * FROM duckdb_extensions()',
  'write a profile': "CALL enable_profiling(save_location = '/tmp/yinli-stolen')",
  'call a checkpoint': "CALL force_checkpoint('f0')",
  execute: 'EXECUTE p',
  'set a variable': 'SET VARIABLE x = 1',
  'use another database': 'USE f0',
  comment: "COMMENT ON VIEW organizations IS 'x'",
  merge: 'MERGE INTO f0.data USING f0.data AS b ON true WHEN MATCHED THEN DELETE',
  'insert in a CTE': 'WITH a AS (INSERT INTO f0.data FROM f0.data RETURNING *) SELECT * FROM a',
  'a statement behind a wide semicolon': 'SELECT 1；DROP TABLE f0.data',
  'pivot without values': 'PIVOT organizations ON type USING count(*)',
  'letters of full width': 'ＳＥＬＥＣＴ 1',
  'a value that is not given': 'SELECT $1',
  'many long texts': "SELECT [repeat('x', 1000000) FOR i IN range(3000)]",
  'null byte': 'SELECT 1\0; DROP TABLE f0.data'
};

test.each(Object.entries(ATTACKS))('refuses: %s', async (_, attack) => {
  let hits = 0;
  const server = createServer((_, response) => (hits++, response.end('a\n1\n'))).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const port = (server.address() as AddressInfo).port;
  const before = readdirSync(join(dataDir, 'versions')).sort();
  try {
    await expect(sql.ask({ sql: attack.replace('PORT', String(port)) })).rejects.toMatchObject({
      name: 'Refusal',
      status: expect.toSatisfy((status: number) => status >= 400 && status < 500) as number
    });
    expect(hits).toBe(0);
    expect(existsSync('/tmp/yinli-stolen.csv') || existsSync('/tmp/yinli-stolen')).toBe(false);
    expect(readdirSync(join(dataDir, 'versions')).sort()).toEqual(before);
    expect((await sql.ask({ sql: 'SELECT count(*) FROM organizations' })).rows).toEqual([[3]]);
  } finally {
    server.close();
  }
});

describe('what goes on too long', () => {
  const endless = 'WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT max(n) FROM t';

  it('is stopped after ten seconds, and other queries go on meanwhile', async () => {
    const started = performance.now();
    const stuck = expect(sql.ask({ sql: endless })).rejects.toMatchObject({
      status: 408,
      code: 'sql-too-slow'
    });
    expect((await sql.ask({ sql: 'SELECT 1' })).rows).toEqual([[1]]);
    expect(performance.now() - started).toBeLessThan(9000);
    await stuck;
  });

  it('is stopped at once when its reader goes', async () => {
    const reader = new AbortController();
    const started = performance.now();
    setTimeout(() => reader.abort(), 200);
    await expect(sql.ask({ sql: endless }, reader.signal)).rejects.toMatchObject({ code: 'cancelled' });
    expect(performance.now() - started).toBeLessThan(3000);
  });

  it('leaves no temporary files', () => {
    expect(readdirSync(join(dataDir, 'tmp')).filter((name) => name.startsWith('sql-'))).toEqual([]);
  });
});

describe('what cannot be seen', () => {
  it('shows no other database than version files, no secret, no setting of the server', async () => {
    const names = await sql.ask({
      sql: 'SELECT DISTINCT database_name FROM duckdb_tables() UNION SELECT current_database()'
    });
    expect(names.rows.flat().sort()).toEqual(['f0', 'memory']);
    await expect(sql.ask({ sql: 'SELECT * FROM duckdb_secrets()' })).rejects.toMatchObject({
      code: 'sql-error'
    });
    const tables = await sql.ask({
      sql: "SELECT DISTINCT table_name FROM duckdb_tables() WHERE table_name <> 'data'"
    });
    expect(tables.rows).toEqual([]);
  });

  it.each([
    'SHOW DATABASES',
    'SHOW ALL TABLES',
    'SELECT * FROM duckdb_views()',
    'SELECT * FROM duckdb_temporary_files()',
    'SELECT * FROM pragma_database_size()',
    "SELECT * FROM pragma_storage_info('f0.data')",
    'SELECT * FROM duckdb_logs()',
    'SELECT * FROM information_schema.tables',
    'SELECT * FROM pg_catalog.pg_database'
  ])('tells nowhere where the files lie: %s', async (asked) => {
    const answer = await sql.ask({ sql: asked });
    expect(JSON.stringify(answer)).not.toContain(dataDir);
  });

  it('lets words that only resemble those pass', async () => {
    expect((await sql.ask({ sql: "SELECT 'query' AS query, 'a -- b' AS x" })).rows).toEqual([
      ['query', 'a -- b']
    ]);
  });
});
