import type { PublishedDenominator } from '../../indicators/indicator.ts';
import { figuresOf, figuresSql, type PublishedFigure } from '../../query/denominator.ts';
import { publishedRows, type PublishedRow } from '../../query/published.ts';
import type { Cell } from '../../query/result.ts';
import * as datasets from '../datasets.ts';
import { joinJob, type SharedJob } from './shared-job.ts';
import * as warehouse from '../warehouse.ts';
import { wholeTables } from '../datasets/whole-tables.ts';

/** A table of more rows is read place by place. */
const MOST_ROWS = 20_000;

type ByPlace = Map<string, PublishedRow[]>;
const kept = new Map<string, SharedJob<ByPlace>>();

/**
 * Every published figure of an indicator for a place (its own, not its children's) and type (null: all types),
 * oldest first, with the version of `statistics` it comes from; nothing when that dataset is not there.
 */
export async function publishedFor(
  indicator: string,
  region: string,
  type: string | null
): Promise<{ rows: PublishedRow[]; version: number }> {
  if (!datasets.list().some(({ id }) => id === 'statistics')) return { rows: [], version: 0 };
  const { file, version, rows } = datasets.readVersion('statistics');
  const place = rows > MOST_ROWS ? region : null;
  const key = JSON.stringify([file, indicator, place]);
  const places = await joinJob(kept, key, () => readPlaces(file, indicator, place));
  return { rows: places.get(keyOf(region, type)) ?? [], version };
}

/** The figures of an indicator by place and type, of one place or (null) of all. */
async function readPlaces(file: string, indicator: string, place: string | null): Promise<ByPlace> {
  const { rows } = await warehouse.read({ statistics: file }, (attached) => ({
    sql: `SELECT as_of, value, unit, CAST(precision AS VARCHAR), CAST(definition AS VARCHAR), source_title, source_url, published_on,
        CAST(region_code AS VARCHAR), CAST(type AS VARCHAR)
      FROM ${wholeTables(attached).statistics} WHERE CAST(indicator AS VARCHAR) = $1
      ${place === null ? '' : 'AND CAST(region_code AS VARCHAR) = $2'} ORDER BY as_of, definition, source_title`,
    params: place === null ? [indicator] : [indicator, place]
  }));
  const grouped = Map.groupBy(rows, (row) => keyOf(String(row[8]), row[9] ?? null));
  return new Map([...grouped].map(([key, own]) => [key, publishedRows(own)]));
}

function keyOf(region: string, type: Cell): string {
  return JSON.stringify([region, type]);
}

const keptFigures = new Map<string, SharedJob<PublishedFigure[]>>();

/** The published figures of a version file (its sha256) that an indicator may be divided by, in order. */
export function figuresFor(published: PublishedDenominator, file: string): Promise<PublishedFigure[]> {
  return joinJob(keptFigures, JSON.stringify([file, published]), () => readFigures(file, published));
}

async function readFigures(file: string, published: PublishedDenominator): Promise<PublishedFigure[]> {
  const { rows } = await warehouse.read({ statistics: file }, (tables) =>
    figuresSql(published, wholeTables(tables))
  );
  return figuresOf(rows);
}
