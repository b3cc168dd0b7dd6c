import { alive, count, type Formula, type Tables } from './indicator.ts';

/** On the list of abnormal activity on the day over the living. */
export const ABNORMAL: Formula = {
  facts: abnormalFacts,
  numerator: count('fact.listed_on = point.end_on'),
  denominator: count(`fact.listed_on IS NULL AND ${alive('point.end_on')}`),
  value: 'ratio',
  joined: {
    table: 'abnormal_steps',
    formula: {
      numerator: count('fact.month <= point.end_on AND fact.place = 1'),
      denominator: count('fact.month <= point.end_on AND fact.place = 0'),
      value: 'ratio'
    }
  }
};

/** Organizations and, beside them, those alive and on the list at each point, once however often they are on it. */
function abnormalFacts(tables: Tables): string {
  return `SELECT registered_on, ended_on, NULL::DATE AS listed_on, grp, count(*) AS n FROM body GROUP BY ALL
    UNION ALL SELECT NULL, NULL, listing.listed_on, body.grp, count(*)
      FROM (SELECT DISTINCT point.end_on AS listed_on, credit_code FROM point JOIN ${tables.credit_lists} AS entry
        ON from_on <= point.end_on AND (to_on IS NULL OR to_on > point.end_on)
        WHERE CAST(list AS VARCHAR) LIKE '%异常%') AS listing
      JOIN body ON body.credit_code = listing.credit_code AND ${alive('listing.listed_on', 'body')}
      GROUP BY ALL`;
}
