import { MIN_DENOMINATOR, type OwnFormula } from './indicator.ts';

/** A year of life, in days. */
export const DAYS_A_YEAR = 365.25;
const HORIZON_YEARS = 5;
const LONGEST_YEARS = 20;
const Z95 = 1.959963984540054;

/**
 * Kaplan–Meier: S(t) = Π (1 − d/r) over the days with ends, d of r at risk; who is last seen on a day is at risk on
 * it. Greenwood's variance Σ d/(r(r−d)) and the 95 % interval S^exp(±z √V / ln S) of the log–log transformation
 * (Kalbfleisch & Prentice, The Statistical Analysis of Failure Time Data, ch. 1). By `years` the curve is read at
 * whole years up to the longest life seen, else at five years: of one place both have the same statement. No value past
 * the last one seen alive, on fewer than ten, and no interval where nobody or everybody ended.
 */
export const SURVIVAL: OwnFormula = {
  value: 'own',
  measured: (by) => `SELECT label, end_on, grp, at_risk AS numerator, registered AS denominator, value,
      at_risk AS "atRisk",
      CASE WHEN value > 0 AND value < 1 THEN pow(value, exp(-bound)) WHEN value = 1 AND h = 0 THEN 1 END AS "low",
      CASE WHEN value > 0 AND value < 1 THEN pow(value, exp(bound)) WHEN value = 1 AND h = 0 THEN 1 END AS "high"
    FROM (SELECT *, CASE WHEN value > 0 AND value < 1 THEN ${Z95} * sqrt(variance) / ln(value) END AS bound
      FROM (${curveSql(by)}))`,
  isOf: (by, atRisk, years) => {
    if (by === 'years') return years !== null && Number(atRisk) > 0;
    return by !== undefined || years === null || Number(years) === HORIZON_YEARS;
  },
  columns: [
    { name: 'atRisk', type: 'number', unit: '家', title: { zh: '仍在观察的组织数', en: 'Number at risk' } },
    { name: 'low', type: 'number', unit: 'ratio', title: { zh: '95% 区间下限', en: '95 % interval, low' } },
    { name: 'high', type: 'number', unit: 'ratio', title: { zh: '95% 区间上限', en: '95 % interval, high' } }
  ]
};

/** The curve or its value at five years, not one of each group. */
function isOfOne(by: string | undefined): boolean {
  return by === undefined || by === 'years';
}

/** The curve at its horizons: label, end_on, grp, h in years, registered, at_risk, value, variance. */
function curveSql(by: string | undefined): string {
  const isCurve = isOfOne(by);
  const horizons = isCurve ? `range(${LONGEST_YEARS + 1})` : `[${HORIZON_YEARS}]`;
  // Where nobody ever registered there is a row all the same, unless it would be one of a group.
  const join = isCurve ? 'RIGHT JOIN' : 'JOIN';
  return `SELECT label, end_on, ${isCurve ? 'h' : 'grp'} AS grp, h,
      coalesce(registered, 0) AS registered, coalesce(at_risk, 0) AS at_risk, variance,
      CASE WHEN registered >= ${MIN_DENOMINATOR} AND (at_risk > 0 OR has_none_left)
        THEN CASE WHEN has_none_left THEN 0 ELSE exp(log_survival) END END AS value
    FROM (SELECT nth, grp, h, coalesce(sum(leaving), 0) AS registered,
        coalesce(sum(leaving) FILTER (WHERE whole_years >= h), 0) AS at_risk,
        coalesce(bool_or(is_last) FILTER (WHERE begun_years <= h), false) AS has_none_left,
        coalesce(sum(log_survival) FILTER (WHERE begun_years <= h), 0) AS log_survival,
        coalesce(sum(variance) FILTER (WHERE begun_years <= h), 0) AS variance
      FROM (${yearsSql(by)}) CROSS JOIN (SELECT unnest(${horizons}) AS h)
      GROUP BY ALL ${isCurve ? `HAVING h <= max(whole_years) OR h = ${HORIZON_YEARS}` : ''}) ${join} point USING (nth)`;
}

/** The days of a year of life together: how many leave in it, and their terms of the product and of its variance. */
function yearsSql(by: string | undefined): string {
  return `SELECT nth, grp, floor(days / ${DAYS_A_YEAR}) AS whole_years, ceil(days / ${DAYS_A_YEAR}) AS begun_years,
      sum(leaving) AS leaving, bool_or(ended = staying) AS is_last,
      sum(ln(CASE WHEN ended < staying THEN 1 - ended / staying END)) AS log_survival,
      sum(ended / (staying * (staying - ended))) FILTER (WHERE ended < staying) AS variance
    FROM (${riskSql(by)}) GROUP BY ALL`;
}

/** A row a day on which lives end or are last seen: how many of both (`leaving`), of ends, and of those still `staying`. */
function riskSql(by: string | undefined): string {
  const group = isOfOne(by) ? 'NULL' : 'fact.grp';
  // Lives are told apart by one number: twice the days seen, and one more where they ended. None ends before it began.
  return `SELECT nth, grp, days, leaving, ended, sum(leaving) OVER (PARTITION BY nth, grp ORDER BY days DESC) AS staying
    FROM (SELECT nth, grp, CAST(life // 2 AS INTEGER) AS days, sum(lives) AS leaving,
        coalesce(sum(lives) FILTER (WHERE life % 2 = 1), 0) AS ended
      FROM (SELECT point.nth, ${group} AS grp, CAST(sum(fact.n) AS DOUBLE) AS lives,
          CASE WHEN fact.ended_on <= point.end_on THEN greatest(fact.ended_on - fact.registered_on, 0) * 2 + 1
            ELSE (point.end_on - fact.registered_on) * 2 END AS life
        FROM point JOIN fact ON fact.registered_on <= point.end_on GROUP BY ALL)
      GROUP BY ALL)`;
}
