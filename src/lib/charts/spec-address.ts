import { addressOf } from '../query/address.ts';
import type { ChartSpec } from './spec.ts';

/** What a spec holds beside its query and type; every field is optional. */
export type Look = Pick<ChartSpec, 'published' | 'compare' | 'index' | 'share' | 'stack' | 'scale' | 'words'>;

/**
 * A spec as an address of /explore: its query's parameters, then `type`, `compare=440300,year`, `index=2015`,
 * `published=<definition>`, `stack`, `scale`, `share=1` and the analyst's own `title`, `subtitle`, `note`.
 */
export function searchOfSpec(
  spec: Omit<ChartSpec, 'type'> & { type?: ChartSpec['type'] | null }
): URLSearchParams {
  const search = addressOf(spec.query);
  const { type, compare = [], index, published, stack, scale, share, words = {} } = spec;
  const values: Record<string, string | null | undefined> = {
    type,
    compare: compare.join(','),
    index,
    published: typeof published === 'string' ? published : undefined,
    stack,
    scale,
    share: share ? '1' : undefined,
    ...words
  };
  for (const [name, value] of Object.entries(values)) if (value) search.set(name, value);
  return search;
}

/** The fields of a spec that an address keeps beside its query and type. */
export function lookOf({ published, compare, index, share, stack, scale, words }: ChartSpec): Look {
  return {
    ...(typeof published === 'string' ? { published } : {}),
    ...(compare && compare.length > 0 ? { compare } : {}),
    ...(index ? { index } : {}),
    ...(share ? { share } : {}),
    ...(stack ? { stack } : {}),
    ...(scale ? { scale } : {}),
    ...(words && Object.values(words).some(Boolean) ? { words } : {})
  };
}
