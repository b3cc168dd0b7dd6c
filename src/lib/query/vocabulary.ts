/** The words a query is made of, apart from its validator: a browser that only writes queries need not load that. */
export const GRAINS = ['year', 'half', 'quarter', 'month', 'day'] as const;
export const AGGREGATES = ['count', 'distinct', 'sum', 'mean', 'median', 'min', 'max'] as const;
export const OPERATORS = [
  '=',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  'in',
  'between',
  'contains',
  'missing',
  'present'
] as const;

export type Grain = (typeof GRAINS)[number];
export type Aggregate = (typeof AGGREGATES)[number];
