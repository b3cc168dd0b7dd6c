import { countListed, pageListed, ROW, type Listed, type Order } from './listed.ts';
import { planOf, type Plan, type TableInfo } from './plan.ts';
import type { Query } from './query.ts';
import {
  groupSql,
  momentSql,
  pointsSql,
  quoteIdentifier,
  scopeSql,
  type Binder,
  type Statement,
  type Tables
} from './sql.ts';

/** The rows that a column's aggregate is made from: of one group (null: its value is missing), or of all. */
export interface MeasuredRows {
  plan: Plan;
  group: string | null | undefined;
}

/** Holds the rows against their table; refuses (400) what `planOf` refuses. */
export function measuredRowsOf(
  query: Query,
  table: TableInfo,
  group: string | null | undefined
): MeasuredRows {
  return { plan: planOf(query, table), group };
}

/** How many they are, and how many of them match the search. */
export function countRowsSql(asked: MeasuredRows, search: string, tables: Tables): Statement {
  return countListed(listOf(asked, search, tables));
}

/** Those that match, all columns of the table, in order; equal ones in file order, empty cells last. */
export function listRowsSql(
  asked: MeasuredRows,
  search: string,
  page: { columns: readonly string[]; order: Order | null; limit?: number; offset?: number },
  tables: Tables
): Statement {
  return pageListed(listOf(asked, search, tables), page);
}

function listOf(asked: MeasuredRows, search: string, tables: Tables): Listed {
  return {
    listed: (bind) => listedSql(asked, tables, bind),
    matches: (bind) => searchSql(search, asked.plan.table, bind)
  };
}

/** `listed`: each row once, though it may count at several points. */
function listedSql({ plan, group }: MeasuredRows, tables: Tables, bind: Binder['bind']): string {
  const { aggregate, column } = plan.query.measure ?? { aggregate: 'count' };
  const value = `CAST(${groupSql(plan)} AS VARCHAR)`;
  const conditions = [
    scopeSql(plan, bind),
    ...(group === undefined || plan.by === undefined
      ? []
      : [group === null ? `${value} IS NULL` : `${value} = ${bind(group)}`]),
    ...(aggregate === 'count' && column !== undefined ? [`${quoteIdentifier(column)} IS NOT NULL`] : [])
  ];
  return `WITH point AS (${pointsSql(plan.points)}),
  listed AS (SELECT fact.* FROM (SELECT *, rowid AS ${ROW} FROM ${tables[plan.table.dataset]} WHERE ${conditions.join(' AND ')}) AS fact
    WHERE EXISTS (SELECT 1 FROM point WHERE ${momentSql(plan)}))`;
}

/** Matches a part of any cell as it is written, whatever the case; an empty search matches all. */
function searchSql(search: string, { columns }: TableInfo, bind: Binder['bind']): string {
  if (search === '') return 'true';
  const wanted = bind(search.toLowerCase());
  return columns
    .map(({ name }) => `contains(lower(CAST(${quoteIdentifier(name)} AS VARCHAR)), ${wanted})`)
    .join(' OR ');
}
