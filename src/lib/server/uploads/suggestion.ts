import { propose } from '../../field/mapping.ts';
import * as datasets from '../datasets.ts';

/** The dataset that a file with these columns fits: a known one all of whose required columns are there, or one of equal columns. */
export function suggest(sources: readonly string[]): string | null {
  const has = new Set(sources);
  const header = sources.map((source) => ({ source, name: source }));
  const known = propose(header, []).find(({ isComplete }) => isComplete);
  if (known) return known.dataset;
  const equal = datasets.list().find(({ id }) => {
    const { columns } = datasets.readVersion(id);
    return columns.length === has.size && columns.every(({ source }) => has.has(source));
  });
  return equal?.id ?? null;
}
