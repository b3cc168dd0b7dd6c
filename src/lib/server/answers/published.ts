import type { PublishedDenominator } from '../../indicators/indicator.ts';
import { sourcesSql } from '../../query/denominator.ts';
import { publishedRows, type PublishedRow } from '../../query/published.ts';
import type { Cell, Source } from '../../query/result.ts';
import * as datasets from '../datasets.ts';
import * as warehouse from '../warehouse.ts';
import { wholeTables } from '../datasets/whole-tables.ts';

const NONE = { rows: [] as PublishedRow[], version: 0 };
const kept = new Map<string, Promise<typeof NONE>>();

/**
 * Every published figure of an indicator for a place (its own, not its children's) and type (null: all types),
 * oldest first, with the version of `statistics` it comes from; nothing when that dataset is not there.
 */
export function publishedFor(indicator: string, region: string, type: string | null): Promise<typeof NONE> {
  if (!datasets.list().some(({ id }) => id === 'statistics')) return Promise.resolve(NONE);
  const { file, version } = datasets.readVersion('statistics');
  const key = JSON.stringify([file, indicator, region, type]);
  const known = kept.get(key) ?? compute(file, version, indicator, region, type);
  kept.set(key, known);
  known.catch(() => kept.delete(key));
  return known;
}

async function compute(
  file: string,
  version: number,
  indicator: string,
  region: string,
  type: string | null
) {
  const params: Cell[] = type === null ? [indicator, region] : [indicator, region, type];
  const { rows } = await warehouse.read({ statistics: file }, (attached) => ({
    sql: `SELECT as_of, value, unit, CAST(precision AS VARCHAR), CAST(definition AS VARCHAR), source_title, source_url, published_on
      FROM ${wholeTables(attached).statistics} WHERE CAST(indicator AS VARCHAR) = $1 AND CAST(region_code AS VARCHAR) = $2
      AND ${type === null ? 'type IS NULL' : 'CAST(type AS VARCHAR) = $3'} ORDER BY as_of, definition, source_title`,
    params
  }));
  return { rows: publishedRows(rows), version };
}

interface SourceOfFigure {
  region: string;
  asOf: string;
  source: Source;
}

const keptSources = new Map<string, Promise<SourceOfFigure[]>>();

/** The sources of the published figures that an indicator may be divided by, with their place and day, in order. */
export function sourcesFor(published: PublishedDenominator): Promise<SourceOfFigure[]> {
  const { file } = datasets.readVersion('statistics');
  const key = JSON.stringify([file, published]);
  const known = keptSources.get(key) ?? readSources(file, published);
  keptSources.set(key, known);
  known.catch(() => keptSources.delete(key));
  return known;
}

async function readSources(file: string, published: PublishedDenominator): Promise<SourceOfFigure[]> {
  const { rows } = await warehouse.read({ statistics: file }, (tables) =>
    sourcesSql(published, wholeTables(tables))
  );
  const text = (cell: Cell | undefined) => (cell === null || cell === undefined ? null : String(cell));
  return rows.map(([region, asOf, title, url, publishedOn]) => ({
    region: String(region),
    asOf: String(asOf),
    source: { title: String(title), url: text(url), publishedOn: text(publishedOn) }
  }));
}
