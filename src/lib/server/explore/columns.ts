import { isRefusal } from '../../error.ts';
import { filterText } from '../../query/address.ts';
import { conditionOf } from '../../query/where.ts';
import type { TableInfo } from '../../query/plan.ts';
import type { Filter } from '../../query/query.ts';
import { OPERATORS } from '../../query/vocabulary.ts';
import { columnFault, quoted, type Fault } from './faults.ts';

const MOST_FILTERS = 50;
const DERIVED = ['region', 'level'];

/** A parameter that names a breakdown: a column, a derived one, or one that `isOther` knows. */
export function requireNamed(
  parameter: string,
  name: string | undefined,
  table: TableInfo,
  {
    search,
    faults,
    isOther
  }: { search: URLSearchParams; faults: Fault[]; isOther: (name: string) => boolean }
): string | undefined {
  if (name === undefined || isOther(name) || table.columns.some((column) => column.name === name))
    return name;
  if (DERIVED.includes(name) && table.dataset === 'organizations') return name;
  faults.push(columnFault(parameter, name, table, search, (other) => other));
  return undefined;
}

/** The filters that hold against the table; the others are named. */
export function readFilters(search: URLSearchParams, table: TableInfo, faults: Fault[]): Filter[] {
  const texts = search.getAll('where').filter((text) => text !== '');
  if (texts.length > MOST_FILTERS)
    faults.push({
      text: {
        zh: `筛选超过 ${MOST_FILTERS} 个，其余已略去。`,
        en: `Over ${MOST_FILTERS} filters; the others are left out.`
      }
    });
  return texts.slice(0, MOST_FILTERS).flatMap((text) => {
    const filter = filterOf(text);
    if (!filter) {
      faults.push({
        text: {
          zh: `筛选“${quoted(text)}”无法读懂，已略去。写法：where=["field","=","人工智能"]。`,
          en: `The filter “${quoted(text)}” cannot be read and is left out. Write where=["field","=","人工智能"].`
        }
      });
      return [];
    }
    if (!table.columns.some(({ name }) => name === filter.column)) {
      const renamed = (column: string) => filterText({ ...filter, column });
      faults.push(columnFault('where', filter.column, table, search, renamed, text));
      return [];
    }
    try {
      conditionOf(filter, table, () => '');
      return [filter];
    } catch (cause) {
      if (!isRefusal(cause)) throw cause;
      faults.push({ text: cause.text });
      return [];
    }
  });
}

function filterOf(text: string): Filter | undefined {
  try {
    const [column, op, value] = JSON.parse(text) as unknown[];
    const known = OPERATORS.find((operator) => operator === op);
    if (typeof column !== 'string' || !known) return undefined;
    if (value === undefined) return { column, op: known };
    const isCell = (cell: unknown) => cell === null || ['string', 'number', 'boolean'].includes(typeof cell);
    const isList = Array.isArray(value) && value.length <= 1000 && value.every(isCell);
    return isCell(value) || isList
      ? { column, op: known, value: value as NonNullable<Filter['value']> }
      : undefined;
  } catch {
    return undefined;
  }
}
