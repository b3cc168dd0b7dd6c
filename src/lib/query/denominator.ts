import type { PublishedDenominator, Tables } from '../indicators/indicator.ts';
import { binder, quoteText, type Statement } from './sql.ts';

/** The published figure nearest to each point, per place; of two equally near the earlier. All in it is declared by us. */
export function publishedDenominatorSql(published: PublishedDenominator, tables: Tables): string {
  const { indicator, definitions, withinYears } = published;
  const near =
    withinYears === undefined
      ? ''
      : `AND s.as_of BETWEEN point.end_on - INTERVAL ${withinYears} YEAR AND point.end_on + INTERVAL ${withinYears} YEAR`;
  return `SELECT point.end_on, CAST(s.region_code AS VARCHAR) AS region_code, s.value, s.as_of
    FROM point JOIN ${tables.statistics} AS s ON s.indicator = ${quoteText(indicator)}
      AND CAST(s.definition AS VARCHAR) IN (${definitions.map(quoteText).join(', ')}) AND s.type IS NULL ${near}
    QUALIFY row_number() OVER (PARTITION BY point.end_on, s.region_code
      ORDER BY abs(date_diff('day', s.as_of, point.end_on)), s.as_of, s.source_title) = 1`;
}

/** The sources of published figures that may serve as denominators: place, day, title, address, published on; in order. */
export function sourcesSql({ indicator, definitions }: PublishedDenominator, tables: Tables): Statement {
  const { params, bind } = binder();
  const sql = `SELECT DISTINCT CAST(region_code AS VARCHAR), as_of, source_title, source_url, published_on
    FROM ${tables.statistics} WHERE indicator = ${bind(indicator)} AND type IS NULL
      AND CAST(definition AS VARCHAR) IN (${definitions.map((id) => bind(id)).join(', ')})
    ORDER BY source_title, source_url, published_on`;
  return { sql, params };
}
