import { binder, quoteIdentifier, type Binder, type Statement } from './sql.ts';

/** Where a row stands in its version's file; no header is spelt like this. */
export const ROW = '"row@"';

export interface Order {
  column: string;
  isDescending: boolean;
}

/** SQL of a list: `WITH … listed AS (…)`, whose rows stand as `ROW` in the file, and which of them match a search. */
export interface Listed {
  listed(bind: Binder['bind']): string;
  matches(bind: Binder['bind']): string;
}

/** How many rows there are, and how many of them match. */
export function countListed({ listed, matches }: Listed): Statement {
  const { params, bind } = binder();
  const sql = `${listed(bind)}
  SELECT count(*), count(*) FILTER (WHERE ${matches(bind)}) FROM listed`;
  return { sql, params };
}

/** The columns of those that match, in order; equal ones in file order, empty cells last. `valueOf` is what a column is sorted by. */
export function pageListed(
  { listed, matches }: Listed,
  page: { columns: readonly string[]; order: Order | null; limit?: number; offset?: number },
  valueOf: (column: string) => string = quoteIdentifier
): Statement {
  const { params, bind } = binder();
  const { columns, order, limit, offset = 0 } = page;
  const by = order ? `${valueOf(order.column)} ${order.isDescending ? 'DESC' : 'ASC'} NULLS LAST, ` : '';
  const sql = `${listed(bind)}
  SELECT ${columns.map(quoteIdentifier).join(', ')} FROM listed
  WHERE ${matches(bind)}
  ORDER BY ${by}${ROW} ${limit === undefined ? '' : `LIMIT ${Math.trunc(limit)} OFFSET ${Math.trunc(offset)}`}`;
  return { sql, params };
}
