import { alive, count, type Formula, type Tables } from './indicator.ts';

const LISTED = `fact.is_listing AND fact.from_on <= point.end_on AND (fact.to_on IS NULL OR fact.to_on > point.end_on)`;

/** On the list of abnormal activity on the day over the living. */
export const ABNORMAL: Formula = {
  facts: abnormalFacts,
  numerator: count(`${LISTED} AND ${alive('point.end_on')}`),
  denominator: count(`NOT fact.is_listing AND ${alive('point.end_on')}`),
  value: 'ratio'
};

/** Organizations and, beside them, their times on the list; times that overlap or touch are one. */
function abnormalFacts(tables: Tables): string {
  const before = `(PARTITION BY credit_code ORDER BY from_on, to_on ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)`;
  return `SELECT registered_on, ended_on, NULL::DATE AS from_on, NULL::DATE AS to_on, false AS is_listing, grp, count(*) AS n
      FROM body GROUP BY ALL
    UNION ALL SELECT body.registered_on, body.ended_on, listing.from_on, listing.to_on, true, body.grp, count(*)
      FROM (SELECT credit_code, min(from_on) AS from_on, nullif(max(until), DATE '9999-12-31') AS to_on
        FROM (SELECT *, sum(begins) OVER (PARTITION BY credit_code ORDER BY from_on, to_on
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS spell
          FROM (SELECT *, CASE WHEN from_on <= max(until) OVER ${before} THEN 0 ELSE 1 END AS begins
            FROM (SELECT credit_code, from_on, to_on, coalesce(to_on, DATE '9999-12-31') AS until FROM ${tables.credit_lists}
              WHERE CAST(list AS VARCHAR) LIKE '%异常%')))
        GROUP BY credit_code, spell) AS listing JOIN body USING (credit_code) GROUP BY ALL`;
}
