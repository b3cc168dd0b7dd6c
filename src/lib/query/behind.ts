import { Refusal } from '../error.ts';
import { count, during, type Formula } from '../indicators/indicator.ts';
import { planOf, type Plan, type TableInfo } from './plan.ts';
import type { Query } from './query.ts';
import { countListed, pageListed, ROW, type Listed, type Order } from './listed.ts';
import {
  groupSql,
  pointsSql,
  quoteIdentifier,
  scopeSql,
  type Binder,
  type Statement,
  type Tables
} from './sql.ts';

/** The organizations that a numerator counts. */
export interface Behind {
  plan: Plan;
  formula: Formula;
  /** SQL condition of the facts that are counted. */
  condition: string;
  /** The value of the breakdown, null for those whose group is not recorded; undefined for all groups. */
  group: string | null | undefined;
  /** The indicator asked for counts no organizations one by one: these are the stock. */
  isStockInstead: boolean;
}

/** Columns of Chinese words: sorted as a dictionary has them, by pinyin. */
const WORDS = new Set(['name', 'field', 'subfield', 'end_reason']);

const [HEAD = '', TAIL = ''] = count('|').split('|');

/** The condition of a formula whose numerator is one count; a sum or difference of counts lists nobody. */
export function countedBy(formula: Plan['formula']): string | undefined {
  if (!formula || formula.value === 'own') return undefined;
  const { numerator } = formula;
  const isOneCount =
    numerator.startsWith(HEAD) && numerator.endsWith(TAIL) && !numerator.includes(HEAD, HEAD.length);
  return isOneCount ? numerator.slice(HEAD.length, -TAIL.length) : undefined;
}

/**
 * Holds a list against its table, taking the stock where the indicator cannot say whom it counts. Refuses (400, 409)
 * what `planOf` refuses, a group without a breakdown, and a time of which the data tells nothing yet.
 */
export function behindOf(query: Query, table: TableInfo, group: string | null | undefined): Behind {
  const asked = planOf(query, table);
  const formula = group === undefined ? asked.indicator?.formula : asked.formula;
  const condition = countedBy(formula);
  if (group !== undefined && asked.by === undefined) throw groupless(group);
  if (formula && formula.value !== 'own' && condition !== undefined)
    return { plan: asked, formula, condition, group, isStockInstead: false };
  const isOwn = asked.ownGroup !== undefined;
  const stock = { ...query, indicator: 'stock', by: isOwn ? undefined : asked.by };
  return { ...behindOf(stock, table, isOwn ? undefined : group), isStockInstead: true };
}

/** True for those listed because they ended. */
export function isOfEnds({ condition }: Behind): boolean {
  return condition.includes(during('ended_on'));
}

/** How many they are, and how many of them match the search. */
export function countSql(behind: Behind, search: string, tables: Tables): Statement {
  return countListed(listOf(behind, search, tables));
}

/** The columns of those that match the search, in order; equal ones in file order, empty cells last. */
export function listSql(
  behind: Behind,
  search: string,
  page: { columns: string[]; order: Order; limit?: number; offset?: number },
  tables: Tables
): Statement {
  return pageListed(listOf(behind, search, tables), page, (column) => {
    const name = quoteIdentifier(column);
    return WORDS.has(column) ? `CAST(${name} AS VARCHAR) COLLATE zh` : name;
  });
}

function listOf(behind: Behind, search: string, tables: Tables): Listed {
  return {
    listed: (bind) => listedSql(behind, tables, bind),
    matches: (bind) => searchSql(search, behind.plan.table, bind)
  };
}

/** `listed`: the rows of the registry that are counted, each once. */
function listedSql(behind: Behind, tables: Tables, bind: Binder['bind']): string {
  const { plan, formula, condition } = behind;
  const registry = `(SELECT *, rowid AS ${ROW} FROM ${tables[plan.table.dataset]})`;
  const scope = `${scopeSql(plan, bind)} AND ${groupCondition(behind, bind)}`;
  const point = `WITH point AS (${pointsSql(plan.points)})`;
  const band = bandSql(behind);
  if (!formula.facts) {
    return `${point}, listed AS (SELECT fact.* FROM (SELECT * FROM ${registry} WHERE ${scope}) AS fact CROSS JOIN point ${band}
    WHERE ${condition})`;
  }
  const needs = plan.indicator?.needs[plan.table.dataset] ?? [];
  return `${point}, body AS (SELECT ${needs.map((name) => `${quoteIdentifier(name)}, `).join('')}${ROW} AS grp FROM ${registry} WHERE ${scope}),
  fact AS (${formula.facts(tables)}),
  listed AS (SELECT * FROM ${registry} WHERE ${ROW} IN (SELECT fact.grp FROM point ${band} JOIN fact ON ${formula.on ?? 'true'}
    WHERE ${condition}))`;
}

function groupCondition({ plan, group }: Behind, bind: Binder['bind']): string {
  if (group === undefined || plan.ownGroup) return 'true';
  const value = `CAST(${groupSql(plan)} AS VARCHAR)`;
  return group === null ? `${value} IS NULL` : `${value} = ${bind(group)}`;
}

/** The band that the group names, where the breakdown is the indicator's own. */
function bandSql({ plan: { ownGroup, by }, group }: Behind): string {
  if (group === undefined || !ownGroup) return '';
  const labels = ownGroup.labels ?? [];
  const place = labels.indexOf(group ?? '');
  if (place >= 0) return `CROSS JOIN (VALUES (${place})) AS band(place)`;
  throw new Refusal(400, 'unknown-group', {
    zh: `${by} 中没有“${group ?? ''}”这一组。可用：${labels.join('、')}。`,
    en: `${by} has no group “${group ?? ''}”. It has: ${labels.join(', ')}.`
  });
}

/** Matches a part of the name, or of the credit code, whatever the case; an empty search matches all. */
function searchSql(search: string, table: TableInfo, bind: Binder['bind']): string {
  if (search === '') return 'true';
  const places = ['name', 'credit_code'].filter((name) =>
    table.columns.some((column) => column.name === name)
  );
  const wanted = bind(search.toLowerCase());
  return (
    places
      .map((name) => `contains(lower(CAST(${quoteIdentifier(name)} AS VARCHAR)), ${wanted})`)
      .join(' OR ') || 'false'
  );
}

function groupless(group: string | null): Refusal {
  return new Refusal(400, 'bad-parameter', {
    zh: `给出了 group“${group ?? ''}”，还需要用 by 说明是哪一种分组，如 by=field。`,
    en: `A group “${group ?? ''}” needs its breakdown: give by as well, such as by=field.`
  });
}
