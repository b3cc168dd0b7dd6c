import { Refusal } from '../error.ts';

/**
 * What tells of the machine instead of the data, above all where files lie: DuckDB's own lists of files and settings.
 * SQL made at run time could spell their names in pieces, so that it is refused with them.
 */
const OF_THE_MACHINE = [
  /\b(?:duckdb_databases|duckdb_settings|pg_settings|(?:pragma_)?database_list|current_setting)\b/i,
  /\b(?:query|query_table|json_execute_serialized_sql)"?\s*\(/i
];

/** Refuses (400 `sql-engine`) SQL that asks about the database program or its machine; texts and comments count too. */
export function refuseMachine(sql: string): void {
  const plain = sql.replace(/\/\*[^]*?\*\/|--[^\n]*/g, ' ');
  for (const text of [sql, plain]) {
    for (const pattern of OF_THE_MACHINE) {
      const [name] = pattern.exec(text) ?? [];
      if (name !== undefined) throw ofTheMachine(name.replace(/"?\s*\($/, ''));
    }
  }
}

function ofTheMachine(name: string): Refusal {
  return new Refusal(400, 'sql-engine', {
    zh: `这里不能用 ${name}：它讲的是数据库程序和所在机器，或者在运行中拼出 SQL。表和列的清单在页面上，也可用 SHOW TABLES。`,
    en: `${name} may not be used here: it tells of the database program and its machine, or makes SQL while running. Tables and columns are listed on the page and by SHOW TABLES.`
  });
}
