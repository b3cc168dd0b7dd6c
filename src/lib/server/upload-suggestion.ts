import { SCHEMAS } from '../field/schema.ts';
import * as datasets from './datasets.ts';

/** The dataset that a file with these columns fits: a known one all of whose required columns are there, or one of equal columns. */
export function suggest(sources: readonly string[]): string | null {
  const has = new Set(sources);
  const known = Object.entries(SCHEMAS)
    .filter(([, { columns }]) => columns.every(({ isRequired, name }) => !isRequired || has.has(name)))
    .map(([id, { columns }]) => ({ id, matches: columns.filter(({ name }) => has.has(name)).length }))
    .sort((one, other) => other.matches - one.matches)[0];
  if (known) return known.id;
  const equal = datasets.list().find(({ id }) => {
    const { columns } = datasets.readVersion(id);
    return columns.length === has.size && columns.every(({ source }) => has.has(source));
  });
  return equal?.id ?? null;
}
