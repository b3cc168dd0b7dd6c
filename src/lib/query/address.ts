import { Refusal } from '../error.ts';
import { querySchema, type Filter, type Query } from './query.ts';
import { validate } from './validate.ts';

const PLAIN = {
  dataset: 'dataset',
  indicator: 'indicator',
  by: 'by',
  region: 'region',
  except: 'except'
} as const;

/**
 * A query as the parameters of an address: `measure=sum:capital_10k`, `grain=year&from=2014&to=2023`,
 * `where=["field","=","人工智能"]` once per filter. `queryOf` reads it back.
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
  for (const { column, op, value } of where) {
    search.append('where', JSON.stringify(value === undefined ? [column, op] : [column, op, value]));
  }
  return search;
}

/**
 * The query that an address asks. Empty parameters count as absent, of a doubled one the last counts; refuses (400)
 * what is no query, naming the place and the reason.
 */
export function queryOf(search: URLSearchParams): Query {
  const last = (name: string) => search.getAll(name).at(-1) || undefined;
  const [aggregate, column] = splitOnce(last('measure'));
  const [grain, from, to, version] = ['grain', 'from', 'to', 'version'].map(last);
  const where = search
    .getAll('where')
    .filter((text) => text !== '')
    .map(filterOf);
  const body = {
    ...Object.fromEntries(Object.entries(PLAIN).map(([name, parameter]) => [name, last(parameter)])),
    measure: aggregate === undefined ? undefined : { aggregate, column },
    regionOf: last('region_of'),
    asOf: last('as_of'),
    period: grain === undefined ? undefined : { grain, from, to },
    version: version === undefined ? undefined : Number(version),
    where: where.length > 0 ? where : undefined
  };
  return validate(querySchema, withoutAbsent(body), 'bad-address', {
    zh: '地址里的查询',
    en: 'The query in the address'
  });
}

function splitOnce(text: string | undefined): [string?, string?] {
  if (text === undefined) return [];
  const at = text.indexOf(':');
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function filterOf(text: string): unknown {
  try {
    const [column, op, value] = JSON.parse(text) as [string, Filter['op'], Filter['value']];
    return withoutAbsent({ column, op, value });
  } catch {
    throw new Refusal(400, 'bad-address', {
      zh: `地址里的筛选“${text.slice(0, 100)}”无法读懂。写法：where=["field","=","人工智能"]。`,
      en: `The filter “${text.slice(0, 100)}” in the address cannot be read. Write where=["field","=","人工智能"].`
    });
  }
}

/** The object without its undefined fields, at two depths: a strict schema counts them as given. */
function withoutAbsent<T extends object>(body: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) => {
      if (value === undefined) return [];
      const isPlain = typeof value === 'object' && value !== null && !Array.isArray(value);
      return [[name, isPlain ? withoutAbsent(value as object) : value]];
    })
  ) as Partial<T>;
}
