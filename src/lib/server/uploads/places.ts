import { findDivision } from '../../field/division.ts';
import type { Version } from '../datasets.ts';
import { quotedIdentifier, read } from '../warehouse.ts';

const MOST_PLACES = 3;
const STRANGE_SHARE = 0.2;
/** The columns that say which place a row belongs to. */
const PLACE_COLUMNS = ['authority_code', 'region_code'];

/** How many rows of a version belong to each division code that is known; empty without a column of places. */
export async function placesOf({
  file,
  columns
}: Pick<Version, 'file' | 'columns'>): Promise<Map<string, number>> {
  const column = columns.find(({ name }) => PLACE_COLUMNS.includes(name));
  if (!column) return new Map();
  const code = `CAST(${quotedIdentifier(column.name)} AS VARCHAR)`;
  const { rows } = await read({ data: file }, ({ data }) => ({
    sql: `SELECT ${code}, count(*) FROM ${data} GROUP BY 1`,
    params: []
  }));
  return new Map(
    rows.filter(([place]) => typeof place === 'string').map(([place, n]) => [String(place), Number(n)])
  );
}

/** The cities whose number of rows differs most between two versions. */
export async function citiesOf(before: Version | undefined, after: Version): Promise<string[]> {
  const [was, is] = [before ? await placesOf(before) : new Map<string, number>(), await placesOf(after)];
  const changes = new Map<string, number>();
  for (const [places, sign] of [[was, -1] as const, [is, 1] as const]) {
    for (const [code, n] of places) {
      const city = `${code.slice(0, 4)}00`;
      if (!city.endsWith('0000') && findDivision(city))
        changes.set(city, (changes.get(city) ?? 0) + sign * n);
    }
  }
  return [...changes]
    .filter(([, change]) => change !== 0)
    .sort(([one, a], [other, b]) => Math.abs(b) - Math.abs(a) || one.localeCompare(other))
    .slice(0, MOST_PLACES)
    .map(([city]) => city);
}

/** The place that most of those rows are from whose city the version before knew nothing of, when they are many. */
export async function strangePlace(
  before: Version,
  after: Pick<Version, 'file' | 'columns'>
): Promise<{ code: string; rows: number } | null> {
  const [was, is] = [await placesOf(before), await placesOf(after)];
  const known = new Set([...was.keys()].map((code) => code.slice(0, 4)));
  const strange = [...is].filter(([code]) => !known.has(code.slice(0, 4))).sort(([, a], [, b]) => b - a);
  const total = (places: Iterable<readonly [string, number]>) =>
    [...places].reduce((sum, [, n]) => sum + n, 0);
  const rows = total(strange);
  const [first] = strange;
  return was.size > 0 && first && rows > total(is) * STRANGE_SHARE ? { code: first[0], rows } : null;
}
