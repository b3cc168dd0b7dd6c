import { seasonEnd } from './filing.ts';
import type { Tables } from './indicator.ts';

/** A table made once of several datasets' versions, so that their long join is not repeated by every query. */
export interface JoinedTable {
  /** Further datasets it is made of, beside `organizations`, with the columns it takes. */
  needs: Readonly<Record<string, readonly string[]>>;
  /** Only where a credit code names one organization. */
  isOfUniqueCodes?: boolean;
  /** The SELECT: authority_code and `n` with columns of its own; `isCounted` says which rows are organizations. */
  sql: (tables: Tables, isCounted: string) => string;
}

const FILINGS = ['credit_code', 'year', 'due', 'filed_on'] as const;
const FOREVER = `DATE 'infinity'`;
const NEVER = `DATE '-infinity'`;
/** Other years have no season; no latest year is one of them. */
const IS_YEAR = 'year BETWEEN 1900 AND 2200';

/** By name. Every authority of the registry is in each, if only with nothing. */
export const JOINED: Readonly<Record<string, JoinedTable>> = {
  /** Filings by year, whether due, and the month they came in: year, due, month (its first day, null: not filed). */
  filing_steps: {
    needs: { filings: FILINGS },
    sql: (tables, isCounted) => `SELECT authority_code, CAST(year AS INTEGER) AS year, due,
        ${monthOf('filed_on')} AS month, CAST(count(*) AS INTEGER) AS n
      FROM ${tables.filings} AS filing JOIN (FROM ${tables.organizations} WHERE ${isCounted}) AS body USING (credit_code)
      WHERE ${IS_YEAR} GROUP BY ALL
      UNION ALL SELECT DISTINCT authority_code, NULL, NULL, NULL, 0 FROM ${tables.organizations} WHERE ${isCounted}`
  },
  /** How many more have missed one year in a row (place 0), two (1), three or more (2) from a month's end on. */
  missed_steps: {
    needs: { filings: FILINGS },
    isOfUniqueCodes: true,
    sql: missedSql
  },
  /** How many more live (place 0), and live on the list of abnormal activity (1), from a month's end on. */
  abnormal_steps: {
    needs: { credit_lists: ['credit_code', 'list', 'from_on', 'to_on'] },
    sql: abnormalSql
  }
};

function bodySql(tables: Tables, isCounted: string): string {
  return `SELECT credit_code, authority_code, registered_on, coalesce(ended_on, ${FOREVER}) AS ended_on
    FROM ${tables.organizations} WHERE ${isCounted} AND registered_on IS NOT NULL`;
}

/**
 * A year is missed from the end of its season to the end of the next, or until it is filed or the body ends. How many
 * in a row turns on whether the two years before are filed by then: `until_1` and `until_2`. Only what was late counts.
 */
function missedSql(tables: Tables, isCounted: string): string {
  return `WITH body AS (${bodySql(tables, isCounted)}),
    late AS (SELECT credit_code, CAST(year AS INTEGER) AS year, max(coalesce(filed_on, ${FOREVER})) AS until
      FROM ${tables.filings} WHERE due AND ${IS_YEAR} AND (filed_on IS NULL OR filed_on > ${seasonEnd('year')}) GROUP BY ALL),
    missed AS (SELECT authority_code, greatest(${seasonEnd('late.year')}, registered_on) AS begins,
        least(${seasonEnd('(late.year + 1)')}, late.until, ended_on) AS ends,
        coalesce(one.until, ${NEVER}) AS until_1, coalesce(two.until, ${NEVER}) AS until_2
      FROM late JOIN body USING (credit_code)
      LEFT JOIN late AS one ON one.credit_code = late.credit_code AND one.year = late.year - 1
      LEFT JOIN late AS two ON two.credit_code = late.credit_code AND two.year = late.year - 2),
    span AS (SELECT authority_code, 0 AS place, greatest(begins, until_1) AS begins, ends FROM missed
      UNION ALL SELECT authority_code, 1, greatest(begins, until_2), least(ends, until_1) FROM missed
      UNION ALL SELECT authority_code, 2, begins, least(ends, until_1, until_2) FROM missed)
  ${stepsOfSpans(tables, isCounted)}`;
}

/** Entries that touch or overlap are one stay on the list, so that nobody is counted twice. */
function abnormalSql(tables: Tables, isCounted: string): string {
  const earlier =
    'OVER (PARTITION BY credit_code ORDER BY from_on, to_on ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)';
  return `WITH body AS (${bodySql(tables, isCounted)}),
    entry AS (SELECT credit_code, from_on, coalesce(to_on, ${FOREVER}) AS to_on FROM ${tables.credit_lists}
      WHERE CAST(list AS VARCHAR) LIKE '%异常%' AND from_on IS NOT NULL AND (to_on IS NULL OR to_on > from_on)),
    marked AS (SELECT *, CAST(coalesce(from_on > max(to_on) ${earlier}, true) AS INTEGER) AS is_new FROM entry),
    numbered AS (SELECT *, sum(is_new) OVER (PARTITION BY credit_code ORDER BY from_on, to_on ROWS UNBOUNDED PRECEDING) AS stay
      FROM marked),
    listed AS (SELECT credit_code, min(from_on) AS from_on, max(to_on) AS to_on FROM numbered GROUP BY credit_code, stay),
    span AS (SELECT authority_code, 0 AS place, registered_on AS begins, ended_on AS ends FROM body
      UNION ALL SELECT authority_code, 1, greatest(from_on, registered_on), least(to_on, ended_on)
        FROM listed JOIN body USING (credit_code))
  ${stepsOfSpans(tables, isCounted)}`;
}

/** `span` (authority_code, place, begins, ends) as steps: one more in the month of its begin, one less in that of its end. */
function stepsOfSpans(tables: Tables, isCounted: string): string {
  return `SELECT authority_code, CAST(place AS UTINYINT) AS place, month, CAST(sum(n) AS INTEGER) AS n
    FROM (SELECT authority_code, place, ${monthOf('begins')} AS month, 1 AS n FROM span WHERE begins < ends
      UNION ALL SELECT authority_code, place, ${monthOf('ends')}, -1 FROM span WHERE begins < ends AND isfinite(ends)
      UNION ALL SELECT DISTINCT authority_code, NULL, NULL::DATE, 0 FROM ${tables.organizations} WHERE ${isCounted})
    GROUP BY ALL`;
}

function monthOf(day: string): string {
  return `CAST(date_trunc('month', ${day}) AS DATE)`;
}
