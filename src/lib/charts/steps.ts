import { childrenOf, findDivision, parentOf } from '../field/division.ts';
import { addressOf, without } from '../query/address.ts';
import type { Filter, Query } from '../query/query.ts';
import { GRAINS, type Grain } from '../query/vocabulary.ts';
import type { Cell } from '../query/result.ts';
import type { Picked } from './drawing.ts';
import type { Answer, Side } from './spec.ts';

/** Breakdowns by place: a mark of one leads into that place. */
const PLACES = ['region', 'seat_code'];
/** Breakdowns that are no column, so that no filter can name them. */
const DERIVED = ['level', 'age_band', 'missed_years', 'years'];

/** What is asked next, and of which the comparison is over. */
export interface Step {
  query: Query;
  compare?: string[];
}

/**
 * Where a mark leads: into its place, to its group alone, to the stretch of numbers of its bin, or to the finer periods of its
 * period. Undefined where it leads nowhere. `asked` is the query as the analyst put it, before places were filled in.
 */
export function stepInto(answer: Answer, asked: Query, picked: Picked): Step | undefined {
  const side = picked.side ? answer.comparison?.[picked.side] : undefined;
  if (side) return side.region && !side.except ? intoSide(answer, asked, side) : undefined;
  if (picked.range && asked.by !== undefined)
    return { query: filtered(asked, rangeFilters(asked.by, picked.range)) };
  if (picked.group !== undefined && asked.by !== undefined) return intoGroup(asked, picked.group);
  if (picked.period !== undefined && asked.period) return finer(asked, asked.period.grain, picked.period);
  return undefined;
}

function intoSide({ region }: Answer, asked: Query, side: Side): Step {
  return { query: { ...asked, region: side.region as string }, compare: region.code ? [region.code] : [] };
}

function intoGroup(asked: Query, group: Cell): Step | undefined {
  const by = asked.by as string;
  if (PLACES.includes(by) && typeof group === 'string' && asked.dataset === 'organizations') {
    const isBelow = childrenOf(group).length > 0 && group !== asked.region;
    if (!findDivision(group)) return undefined;
    if (isBelow) return { query: { ...asked, region: group, by: 'region' } };
    return { query: { ...without(asked, 'by'), region: group } };
  }
  if (DERIVED.includes(by)) return undefined;
  const filter: Filter =
    group === null ? { column: by, op: 'missing' } : { column: by, op: '=', value: group };
  return { query: filtered(without(asked, 'by'), [filter]) };
}

function rangeFilters(column: string, [low, high]: [number, number]): Filter[] {
  return [
    { column, op: '>=', value: low },
    { column, op: '<', value: high }
  ];
}

/** The query with filters added; what was asked of those columns before is replaced. */
function filtered(query: Query, filters: readonly Filter[]): Query {
  const columns = new Set(filters.map(({ column }) => column));
  return {
    ...query,
    where: [...(query.where ?? []).filter(({ column }) => !columns.has(column)), ...filters]
  };
}

function finer(asked: Query, grain: Grain, period: string): Step | undefined {
  const next = { year: 'quarter', half: 'month', quarter: 'month', month: 'day', day: undefined }[grain] as
    Grain | undefined;
  return next && { query: { ...asked, period: { grain: next, from: period, to: period } } };
}

/** From one period to another, in either order. */
export function zoomed(asked: Query, from: string, to: string): Query {
  if (!asked.period) return asked;
  const [first, last] = from <= to ? [from, to] : [to, from];
  return { ...asked, period: { ...asked.period, from: first, to: last } };
}

/** The whole time again, in years when it was looked at more closely than that. */
export function unzoomed({ period, ...rest }: Query): Query {
  if (!period) return rest;
  const isFine = GRAINS.indexOf(period.grain) > GRAINS.indexOf('month');
  return { ...rest, period: { grain: isFine ? 'month' : period.grain } };
}

/** The place above, none above the province. */
export function placeAbove(code: string): string | null {
  const above = parentOf(code);
  return above === null || above === '100000' ? null : above;
}

/** The rows that a mark counts, as the parameters of /explore/rows. */
export function rowsSearch(answer: Answer, asked: Query, picked: Picked): URLSearchParams | undefined {
  const side = picked.side ? answer.comparison?.[picked.side] : undefined;
  if (side && (!side.region || side.except)) return undefined;
  const { by, ...rest } = answer.spec.query;
  const query: Query = {
    ...rest,
    ...(side?.region ? { region: side.region } : {}),
    ...(picked.group === undefined ? {} : { by })
  };
  const search = addressOf(picked.range && by ? filtered(query, rangeFilters(by, picked.range)) : query);
  if (picked.period !== undefined) search.set('at', picked.period);
  if (picked.group !== undefined) search.set('group', picked.group === null ? '' : String(picked.group));
  return search;
}
