import { alive, count, MIN_DENOMINATOR, type OwnFormula } from './indicator.ts';

/** Σ (N_g / N)² over the known groups, with the share of the three largest. */
export const CONCENTRATION: OwnFormula = {
  value: 'own',
  measured: () => `SELECT label, end_on, NULL AS grp, coalesce(sum(size * size), 0) AS numerator,
      coalesce(sum(size), 0) ^ 2 AS denominator,
      CASE WHEN sum(size) >= ${MIN_DENOMINATOR} THEN sum(size * size) / sum(size) ^ 2 END AS value,
      CASE WHEN sum(size) >= ${MIN_DENOMINATOR} THEN sum(size) FILTER (WHERE place <= 3) / sum(size) END AS "top3"
    FROM (SELECT *, row_number() OVER (PARTITION BY label, end_on ORDER BY size DESC) AS place
      FROM (SELECT point.label, point.end_on, fact.grp, ${count(alive('point.end_on'))} AS size
        FROM point LEFT JOIN fact ON fact.grp IS NOT NULL GROUP BY ALL))
    GROUP BY label, end_on`,
  columns: [
    {
      name: 'top3',
      type: 'number',
      unit: 'ratio',
      title: { zh: '最大三类的比重', en: 'Share of the three largest' }
    }
  ],
  isFolded: true
};
