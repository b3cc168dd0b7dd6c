import { isDate, yearsBefore } from '../field/period.ts';
import { findIndicator } from '../indicators/registry.ts';
import { countedBy } from '../query/behind.ts';
import type { Cell, Result } from '../query/result.ts';
import { breakdownOf, sideOf, valueColumn } from './rows.ts';
import type { Answer } from './spec.ts';
import { rowsSearch } from './steps.ts';

/** A value in a table: which of the answer's results it is of, and its row there. */
export interface Origin {
  at: number;
  row: readonly Cell[];
}

/**
 * The list of the organizations that a value counts, with the overview's state that the way back needs; null where
 * they cannot be told one by one, where there are none, and for a place that a list cannot name. Of filters, versions and
 * columns' aggregates the rows themselves.
 */
export function behindHref(answer: Answer, { at, row }: Origin, overview: URLSearchParams): string | null {
  const result = answer.results[at];
  const side = answer.comparison?.[sideOf(answer, at)];
  if (!result || side?.except !== undefined || answer.index || answer.spec.share) return null;
  if (isOfRows(answer)) return rowsHref(answer, { at, row });
  if (!isCounted(result)) return null;
  const cell = (name: string) => row[result.columns.findIndex((column) => column.name === name)] ?? null;
  const counted = cell('numerator') ?? cell('value');
  if (counted === null || counted === 0 || cell('value') === null) return null;
  const years = side?.isYearBefore ? 1 : 0;
  const period = cell('period');
  const by = breakdownOf(result);
  const values: [string, string | null | undefined][] = [
    ['indicator', result.indicator],
    ['region', side?.region ?? answer.spec.query.region],
    ['as_of', years > 0 ? yearsBefore(answer.asOf, years) : answer.asOf],
    ['period', typeof period === 'string' ? earlier(period, years) : null],
    ...['compare', 'index'].map((name): [string, string | null] => [name, overview.get(name)]),
    ['map', overview.get('indicator')]
  ];
  const search = new URLSearchParams(values.flatMap(([name, value]) => (value ? [[name, value]] : [])));
  if (by) {
    search.set('by', by.name);
    search.set('group', String(row[result.columns.indexOf(by)] ?? ''));
  }
  return `/organizations?${search}`;
}

/** Whether only the rows themselves tell what is counted: a list of organizations knows of no filters. */
function isOfRows({ spec }: Answer): boolean {
  const { where = [], version, measure, dataset } = spec.query;
  return dataset !== 'statistics' && (measure !== undefined || where.length > 0 || version !== undefined);
}

function rowsHref(answer: Answer, { at, row }: Origin): string | null {
  const result = answer.results[at];
  const side = answer.comparison ? sideOf(answer, at) : 0;
  if (!result || answer.comparison?.[side]?.isYearBefore || !isListed(result)) return null;
  const by = breakdownOf(result);
  const period = row[result.columns.findIndex(({ type }) => type === 'period')];
  const search = rowsSearch(answer, answer.spec.query, {
    side,
    ...(typeof period === 'string' ? { period } : {}),
    ...(by ? { group: row[result.columns.indexOf(by)] ?? null } : {})
  });
  return search ? `/explore/rows?${search}` : null;
}

/** A column's aggregate is made from rows; an indicator only where it counts them. */
function isListed(result: Result): boolean {
  return result.indicator === null || isCounted(result);
}

/** Whether the numerator counts organizations one by one. */
function isCounted(result: Result): boolean {
  const indicator = findIndicator(result.indicator ?? '');
  if (result.dataset !== 'organizations' || !indicator || !valueColumn(result)) return false;
  const by = breakdownOf(result)?.name ?? '';
  return countedBy(indicator.groups?.[by]?.formula ?? indicator.formula) !== undefined;
}

function earlier(period: string, years: number): string {
  if (isDate(period)) return yearsBefore(period, years);
  return `${Number(period.slice(0, 4)) - years}${period.slice(4)}`;
}
