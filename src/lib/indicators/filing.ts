import { alive, count, type Formula, type Tables } from './indicator.ts';

/** The last day (month and day) to file about the year before: 30 June, in 2020 for the epidemic 31 August. */
const SEASON_END = (year: string) => `CASE ${year} WHEN '2020' THEN '08-31' ELSE '06-30' END`;

/** SQL: the latest year filed about whose season is over on that day. Its text is read: DuckDB fills a table of dates for each date_part. */
function latestYear(on: string): string {
  const text = `CAST(${on} AS VARCHAR)`;
  const year = `${text}[1:4]`;
  return `(CAST(${year} AS BIGINT) - CASE WHEN ${text}[6:10] >= ${SEASON_END(year)} THEN 1 ELSE 2 END)`;
}

/** SQL: the day the season of filing about a year ends. */
export function seasonEnd(year: string): string {
  return `CASE ${year} WHEN 2019 THEN DATE '2020-08-31' ELSE make_date(CAST(${year} + 1 AS INTEGER), 6, 30) END`;
}

const YEAR = {
  column: { name: 'filingYear', type: 'number', title: { zh: '年报年度', en: 'Year filed about' } },
  sql: `any_value(${latestYear('point.end_on')})`
} as const;

/** Of the filings of the latest year, how many say whether they were due. */
function coverage(tables: Tables, isKnown: string): string {
  return `SELECT count(*) FILTER (WHERE filing.due IS NOT NULL AND ${isKnown}), count(*) FROM body
    JOIN ${tables.filings} AS filing USING (credit_code) JOIN point ON filing.year = ${latestYear('point.end_on')}`;
}

const OF_STEPS = `SELECT coalesce(sum(fact.n) FILTER (WHERE fact.due IS NOT NULL), 0), coalesce(sum(fact.n), 0)
  FROM fact JOIN point ON fact.year = ${latestYear('point.end_on')}`;

/** Filed by the day over due, of the latest year whose season is over. */
export const FILED: Formula = {
  joined: {
    table: 'filing_steps',
    formula: {
      on: `fact.due AND fact.year = ${latestYear('point.end_on')}`,
      numerator: count('fact.month <= point.end_on'),
      denominator: count('true'),
      value: 'ratio',
      extras: [YEAR]
    },
    coverage: { table: 'filing_steps', sql: OF_STEPS }
  },
  facts: (tables) => `SELECT body.grp, filing.year, filing.filed_on, count(*) AS n
    FROM (FROM ${tables.filings} WHERE due AND year IN (SELECT ${latestYear('point.end_on')} FROM point)) AS filing
    JOIN body USING (credit_code) GROUP BY ALL`,
  on: `fact.year = ${latestYear('point.end_on')}`,
  numerator: count('fact.filed_on <= point.end_on'),
  denominator: count('true'),
  value: 'ratio',
  extras: [YEAR],
  coverage
};

const MISSED_FACTS = {
  facts: missedFacts,
  on: 'fact.at_on = point.end_on',
  value: 'count',
  extras: [YEAR],
  coverage
} as const;

const MISSED_STEPS = {
  table: 'missed_steps',
  coverage: { table: 'filing_steps', sql: OF_STEPS }
} as const;

/** The living that missed the latest year, whatever they did before. */
export const MISSED: Formula = {
  ...MISSED_FACTS,
  numerator: count('fact.missed > 0'),
  joined: {
    ...MISSED_STEPS,
    formula: { numerator: count('fact.month <= point.end_on'), value: 'count', extras: [YEAR] }
  }
};

/** The same by the years missed in a row: one, two, three or more. */
export const MISSED_BY_YEARS: Formula = {
  ...MISSED_FACTS,
  numerator: count('fact.missed = band.place + 1'),
  denominator: 'total',
  joined: {
    ...MISSED_STEPS,
    formula: {
      numerator: count('fact.month <= point.end_on AND fact.place = band.place'),
      denominator: 'total',
      value: 'count',
      extras: [YEAR]
    }
  }
};

/**
 * For how many years in a row up to each point's latest one, three at most, a body alive on its day was due and had
 * not filed by then.
 */
function missedFacts(tables: Tables): string {
  const latest = latestYear('point.end_on');
  return `SELECT at_on, grp, missed, count(*) AS n
    FROM (SELECT late.at_on, body.grp, CASE WHEN NOT bool_or(ago = 1) THEN 1 WHEN NOT bool_or(ago = 2) THEN 2 ELSE 3 END AS missed
      FROM (SELECT point.end_on AS at_on, filing.credit_code, ${latest} - filing.year AS ago
        FROM point JOIN ${tables.filings} AS filing ON filing.due AND filing.year BETWEEN ${latest} - 2 AND ${latest}
          AND (filing.filed_on IS NULL OR filing.filed_on > point.end_on)) AS late
      JOIN body AS body ON body.credit_code = late.credit_code AND ${alive('late.at_on', 'body')}
      GROUP BY late.at_on, body.grp, late.credit_code HAVING bool_or(ago = 0))
    GROUP BY ALL`;
}
