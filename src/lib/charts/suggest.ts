import type { Text } from '../field/text.ts';
import type { Query } from '../query/query.ts';
import type { ChartSpec } from './spec.ts';

/** A column as a suggestion looks at it; `distinct` counts its values. */
export interface SuggestColumn {
  name: string;
  title: Text;
  type: 'text' | 'integer' | 'decimal' | 'date' | 'boolean';
  distinct: number;
  nulls: number;
}

export interface Suggestion {
  spec: ChartSpec;
  title: Text;
  /** Why this is worth a look. */
  reason: Text;
}

const FEWEST_GROUPS = 2;
const MOST_GROUPS = 30;

/**
 * Up to three charts that say most about a table, from the types and values of its columns: its course over time, its
 * largest groups, its numbers by those groups. Of the known registry they are its own indicators.
 */
export function suggestionsFor(
  dataset: string,
  columns: readonly SuggestColumn[],
  rows: number
): Suggestion[] {
  if (dataset === 'organizations') return REGISTRY;
  if (dataset === 'statistics') return PUBLISHED;
  const time = columns.find(({ type }) => type === 'date');
  const groups = columns
    .filter(
      ({ type, distinct }) =>
        (type === 'text' || type === 'boolean') && distinct >= FEWEST_GROUPS && distinct <= MOST_GROUPS
    )
    .sort((a, b) => a.nulls - b.nulls || a.distinct - b.distinct);
  const number = columns
    .filter(({ type, distinct }) => (type === 'decimal' || type === 'integer') && distinct > FEWEST_GROUPS)
    .sort((a, b) => a.nulls - b.nulls || Number(b.type === 'decimal') - Number(a.type === 'decimal'))[0];
  const found: Suggestion[] = [];
  const add = (type: ChartSpec['type'], query: Query, title: Text, reason: Text) =>
    found.push({ spec: { type, query, title }, title, reason });
  const count = { aggregate: 'count' as const };
  if (time) {
    add(
      'column',
      { dataset, measure: count, period: { grain: 'year' } },
      { zh: `历年行数（按${time.title.zh}）`, en: `Rows by year (${time.title.en})` },
      {
        zh: `“${time.title.zh}”是日期：看随时间的变化。`,
        en: `“${time.title.en}” is a date: see it change over time.`
      }
    );
  }
  const [first, second] = groups;
  if (first) {
    add(
      'bar',
      { dataset, measure: count, by: first.name },
      { zh: `各${first.title.zh}的行数`, en: `Rows by ${first.title.en}` },
      {
        zh: `“${first.title.zh}”只有 ${first.distinct} 种值，适合分组。`,
        en: `“${first.title.en}” has ${first.distinct} values only: groups to compare.`
      }
    );
  }
  const by = first ?? second;
  if (number && by) {
    add(
      'bar',
      { dataset, measure: { aggregate: 'sum', column: number.name }, by: by.name },
      { zh: `各${by.title.zh}的${number.title.zh}合计`, en: `Sum of ${number.title.en} by ${by.title.en}` },
      {
        zh: `“${number.title.zh}”是数字，按“${by.title.zh}”加总。`,
        en: `“${number.title.en}” is a number, summed by “${by.title.en}”.`
      }
    );
  } else if (second) {
    add(
      'bar',
      { dataset, measure: count, by: second.name },
      { zh: `各${second.title.zh}的行数`, en: `Rows by ${second.title.en}` },
      {
        zh: `“${second.title.zh}”有 ${second.distinct} 种值。`,
        en: `“${second.title.en}” has ${second.distinct} values.`
      }
    );
  }
  return rows > 0 ? found.slice(0, 3) : [];
}

function known(type: ChartSpec['type'], query: Partial<Query>, title: Text, reason: Text): Suggestion {
  return { spec: { type, query: { dataset: 'organizations', ...query }, title }, title, reason };
}

const REGISTRY: Suggestion[] = [
  known(
    'line',
    { indicator: 'stock', period: { grain: 'year', from: '2010' } },
    { zh: '存量', en: 'Stock' },
    {
      zh: '先看有多少：登记日期与终止日期给出每年末的存量。',
      en: 'First how many: dates of registration and end give the stock of each year.'
    }
  ),
  known(
    'bar',
    { indicator: 'stock', by: 'field' },
    { zh: '各领域的存量', en: 'Stock by field' },
    { zh: '再看在哪些领域：分组不多，适合排名。', en: 'Then in which fields: few groups, easily ranked.' }
  ),
  known(
    'tile-grid',
    { indicator: 'stock', by: 'region' },
    { zh: '各地的存量', en: 'Stock by place' },
    {
      zh: '最后看在哪里：登记机关的代码给出地区。',
      en: 'Last where: the code of the authority gives the place.'
    }
  )
];

const PUBLISHED: Suggestion[] = [
  ['440100', '广州市', 'Guangzhou'],
  ['440000', '广东省', 'Guangdong'],
  ['100000', '全国', 'China']
].map(([region = '', zh = '', en = '']) => {
  const title = { zh: `${zh}已公布的社会组织存量`, en: `${en}: published stocks` };
  const query: Query = { dataset: 'statistics', indicator: 'stock', region, period: { grain: 'year' } };
  const reason = {
    zh: '按口径与来源分开，口径变了线就断开。',
    en: 'Kept apart by definition and source: no line across a change.'
  };
  return { spec: { type: 'line', query, title }, title, reason };
});
