import type { PublishedDenominator, Tables } from '../indicators/indicator.ts';
import type { Plan } from './plan.ts';
import { binder, type Binder, type Statement } from './sql.ts';

/** The published figure nearest to each point, per place; of two equally near the earlier. */
export function publishedDenominatorSql(
  published: PublishedDenominator,
  tables: Tables,
  bind: Binder['bind']
): string {
  const { indicator, definitions, withinYears } = published;
  const near =
    withinYears === undefined
      ? ''
      : `AND s.as_of BETWEEN point.end_on - INTERVAL ${withinYears} YEAR AND point.end_on + INTERVAL ${withinYears} YEAR`;
  return `SELECT point.end_on, CAST(s.region_code AS VARCHAR) AS region_code, s.value, s.as_of
    FROM point JOIN ${tables.statistics} AS s ON s.indicator = ${bind(indicator)}
      AND CAST(s.definition AS VARCHAR) IN (${definitions.map((id) => bind(id)).join(', ')}) AND s.type IS NULL ${near}
    QUALIFY row_number() OVER (PARTITION BY point.end_on, s.region_code
      ORDER BY abs(date_diff('day', s.as_of, point.end_on)), s.as_of, s.source_title) = 1`;
}

/** The sources of the published figures that served as denominators: title, address, published on. */
export function sourcesSql(
  plan: Plan,
  published: PublishedDenominator,
  dates: string[],
  tables: Tables
): Statement {
  const { params, bind } = binder();
  const inRegion =
    plan.by === 'region' ? 'true' : `CAST(region_code AS VARCHAR) = ${bind(plan.query.region ?? '440000')}`;
  const sql = `SELECT DISTINCT source_title, source_url, published_on FROM ${tables.statistics}
    WHERE ${inRegion} AND indicator = ${bind(published.indicator)} AND type IS NULL
      AND CAST(definition AS VARCHAR) IN (${published.definitions.map((id) => bind(id)).join(', ')})
      AND as_of IN (${dates.map((date) => `CAST(${bind(date)} AS DATE)`).join(', ')})
    ORDER BY ALL`;
  return { sql, params };
}
