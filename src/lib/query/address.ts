import type { Filter, Query } from './query.ts';

const PLAIN = {
  dataset: 'dataset',
  indicator: 'indicator',
  by: 'by',
  region: 'region',
  except: 'except'
} as const;

/**
 * A query as the parameters of an address: `measure=sum:capital_10k`, `grain=year&from=2014&to=2023`,
 * `where=["field","=","人工智能"]` once per filter. `query/asked.ts` reads it back, on the server.
 */
export function addressOf(query: Query): URLSearchParams {
  const search = new URLSearchParams();
  const set = (name: string, value: string | number | undefined) => {
    if (value !== undefined && value !== '') search.set(name, String(value));
  };
  for (const [name, parameter] of Object.entries(PLAIN)) set(parameter, query[name as keyof typeof PLAIN]);
  const { measure, period, where = [] } = query;
  if (measure)
    set(
      'measure',
      measure.column === undefined ? measure.aggregate : `${measure.aggregate}:${measure.column}`
    );
  set('region_of', query.regionOf);
  set('as_of', query.asOf);
  set('grain', period?.grain);
  set('from', period?.from);
  set('to', period?.to);
  set('version', query.version);
  for (const filter of where) search.append('where', filterText(filter));
  return search;
}

/** A filter as `where=` has it. */
export function filterText({ column, op, value }: Filter): string {
  return JSON.stringify(value === undefined ? [column, op] : [column, op, value]);
}

/** The object without one of its fields. */
export function without<T extends object, Name extends keyof T>(body: T, name: Name): Omit<T, Name> {
  return Object.fromEntries(Object.entries(body).filter(([key]) => key !== name)) as Omit<T, Name>;
}
