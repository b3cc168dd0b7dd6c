import { labelOf } from '../../charts/labels.ts';
import type { ChartSpec } from '../../charts/spec.ts';
import type { Lang, Text } from '../../field/text.ts';
import { findIndicator } from '../../indicators/registry.ts';
import type { Filter, Query } from '../../query/query.ts';
import * as datasets from '../datasets.ts';

const AGGREGATES: Record<string, Text> = {
  count: { zh: '行数', en: 'Rows' },
  distinct: { zh: '不同值的个数', en: 'Distinct values' },
  sum: { zh: '合计', en: 'Sum' },
  mean: { zh: '平均', en: 'Mean' },
  median: { zh: '中位数', en: 'Median' },
  min: { zh: '最小', en: 'Smallest' },
  max: { zh: '最大', en: 'Largest' }
};

const GROUPS: Record<string, Text> = {
  region: { zh: '地区', en: 'place' },
  level: { zh: '登记层级', en: 'level' },
  seat_code: { zh: '住所地', en: 'seat' }
};

const OPERATIONS: Record<Filter['op'], Text> = {
  '=': { zh: '为', en: 'is' },
  '!=': { zh: '不为', en: 'is not' },
  '<': { zh: '小于', en: 'under' },
  '<=': { zh: '不大于', en: 'at most' },
  '>': { zh: '大于', en: 'over' },
  '>=': { zh: '不小于', en: 'at least' },
  in: { zh: '为', en: 'is one of' },
  between: { zh: '在', en: 'is between' },
  contains: { zh: '含', en: 'contains' },
  missing: { zh: '缺失', en: 'is missing' },
  present: { zh: '已填', en: 'is known' }
};

function titlesIn({ dataset, version }: Query): (name: string) => Text {
  const { columns } = datasets.readVersion(dataset, version);
  return (name) => columns.find((column) => column.name === name)?.title ?? { zh: name, en: name };
}

/** What a chart is called when nobody has named it: 注册资金（万元）合计，按领域. */
export function titleOf({ query, share, type }: ChartSpec): Text {
  const { indicator, measure, by } = query;
  const named = titlesIn(query);
  const what =
    findIndicator(indicator ?? '')?.title ??
    (measure?.column === undefined
      ? AGGREGATES.count
      : {
          zh: `${named(measure.column).zh}${AGGREGATES[measure.aggregate]?.zh}`,
          en: `${AGGREGATES[measure.aggregate]?.en}: ${named(measure.column).en}`
        });
  const { zh = '', en = '' } = what ?? {};
  const whole = share ? { zh: `${zh}占比`, en: `Share of ${en.toLowerCase()}` } : { zh, en };
  if (by === undefined) return whole;
  if (type === 'histogram')
    return { zh: `${named(by).zh}的分布`, en: `Distribution of ${named(by).en.toLowerCase()}` };
  const group = findIndicator(indicator ?? '')?.groups?.[by]?.title ?? GROUPS[by] ?? named(by);
  return { zh: `${whole.zh}，按${group.zh}`, en: `${whole.en}, by ${group.en.toLowerCase()}` };
}

/** What is left out and how it is to be read: 只看领域为人工智能. */
export function subtitleOf({ query }: ChartSpec): Text {
  const filters = query.where ?? [];
  const named = titlesIn(query);
  if (filters.length === 0) return { zh: '', en: '' };
  return {
    zh: `只看${filters.map((filter) => said(filter, named(filter.column), 'zh')).join('，')}`,
    en: `Only where ${filters.map((filter) => said(filter, named(filter.column), 'en')).join(', ')}`
  };
}

/** The filters of a query one by one: 领域为人工智能. */
export function filterWords(query: Query, lang: Lang): string[] {
  const named = titlesIn(query);
  return (query.where ?? []).map((filter) => said(filter, named(filter.column), lang));
}

function said({ column, op, value }: Filter, title: Text, lang: Lang): string {
  const name = lang === 'en' ? title.en.toLowerCase() : title.zh;
  const values = (Array.isArray(value) ? value : value === undefined ? [] : [value]).map((one) =>
    labelOf(column, one, lang)
  );
  const shown =
    values.length > 5
      ? [...values.slice(0, 5), lang === 'zh' ? `等 ${values.length} 种` : `… (${values.length})`]
      : values;
  if (op === 'between' && shown.length === 2)
    return lang === 'zh' ? `${name}从${shown[0]}到${shown[1]}` : `${name} from ${shown[0]} to ${shown[1]}`;
  const list = shown.join(lang === 'zh' ? '、' : ', ');
  return lang === 'zh' ? `${name}${OPERATIONS[op].zh}${list}` : `${name} ${OPERATIONS[op].en} ${list}`.trim();
}
