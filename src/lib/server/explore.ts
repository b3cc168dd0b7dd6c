import { fitsOf, type Fit } from '../charts/fitting.ts';
import { suggestionsFor, type Suggestion } from '../charts/suggest.ts';
import { CHART_TYPES, type Answer, type ChartSpec, type ChartType } from '../charts/spec.ts';
import type { Text } from '../field/text.ts';
import { findIndicator } from '../indicators/registry.ts';
import { Refusal } from '../error.ts';
import { queryOf } from '../query/address.ts';
import type { Query } from '../query/query.ts';
import { answerChart } from './chart-answers.ts';
import { columns } from './dataset-rows.ts';
import * as datasets from './datasets.ts';

/** What an address of /explore asks: a chart, or only a dataset to begin with. */
export interface Explored {
  dataset: string;
  query: Query;
  isAsked: boolean;
  answer: Answer | null;
  fits: Fit[];
  suggestions: Suggestion[];
}

/** Reads an address of /explore and answers it. Refuses (4xx) as the query does, and an unknown chart type. */
export async function explore(search: URLSearchParams): Promise<Explored> {
  const query = queryOf(search);
  const { dataset } = query;
  const summary = await columns(dataset, query.version);
  const { rows } = datasets.readVersion(dataset, query.version);
  const isAsked = query.indicator !== undefined || query.measure !== undefined;
  if (!isAsked) {
    const suggestions = suggestionsFor(dataset, summary, rows);
    return { dataset, query, isAsked, answer: null, fits: [], suggestions };
  }
  const wanted = chartType(search.get('type') || undefined);
  const first = await answerSpec(specOf(query, wanted ?? 'line'));
  const fits = fitsOf({
    query,
    isRate: isRate(query),
    groups: groupsOf(first),
    isNumberGroup: isNumberGroup(first)
  });
  const type =
    fits.find((fit) => fit.type === wanted && fit.reason === null) ?? fits.find((fit) => fit.reason === null);
  const spec = specOf(query, type?.type ?? 'line');
  const answer =
    spec.type === first.spec.type ? first : { ...first, spec: { ...first.spec, type: spec.type } };
  return { dataset, query, isAsked, answer, fits, suggestions: [] };
}

/** The answer of a spec that is saved nowhere, under the slug `explore`. */
export async function answerSpec(spec: ChartSpec): Promise<Answer> {
  const title = await titleOf(spec.query);
  return answerChart({ slug: 'explore', spec, title }, {});
}

export function specOf(query: Query, type: ChartType): ChartSpec {
  const isPlain = query.by === undefined && query.where === undefined && query.indicator !== undefined;
  return { type, query, published: isPlain, reports: isPlain && type !== 'bar' && type !== 'tile-grid' };
}

function chartType(text: string | undefined): ChartType | undefined {
  const known = CHART_TYPES.find((type) => type === text);
  if (known || text === undefined) return known;
  throw new Refusal(400, 'unknown-chart-type', {
    zh: `没有“${text}”这种图。可用：${CHART_TYPES.join('、')}。`,
    en: `There is no chart type “${text}”. Known: ${CHART_TYPES.join(', ')}.`
  });
}

function isRate({ indicator, measure }: Query): boolean {
  if (measure) return ['mean', 'median', 'min', 'max'].includes(measure.aggregate);
  return findIndicator(indicator ?? '')?.unit !== '家';
}

function isNumberGroup({ results: [result], spec }: Answer): boolean {
  return result?.columns.find(({ name }) => name === spec.query.by)?.type === 'number';
}

function groupsOf({ results: [result], spec }: Answer): number {
  const at = result?.columns.findIndex(({ name }) => name === (spec.query.by ?? '')) ?? -1;
  return at < 0 ? 0 : new Set(result?.rows.map((row) => row[at])).size;
}

const AGGREGATES: Record<string, Text> = {
  count: { zh: '行数', en: 'Rows' },
  distinct: { zh: '不同值的个数', en: 'Distinct values' },
  sum: { zh: '合计', en: 'Sum' },
  mean: { zh: '平均', en: 'Mean' },
  median: { zh: '中位数', en: 'Median' },
  min: { zh: '最小', en: 'Smallest' },
  max: { zh: '最大', en: 'Largest' }
};

/** 注册资金（万元）合计，按领域. */
async function titleOf({ dataset, indicator, measure, by, version }: Query): Promise<Text> {
  const { columns: known } = datasets.readVersion(dataset, version);
  const named = (name: string): Text =>
    known.find((column) => column.name === name)?.title ?? { zh: name, en: name };
  const what =
    findIndicator(indicator ?? '')?.title ??
    (measure?.column === undefined
      ? AGGREGATES.count
      : {
          zh: `${named(measure.column).zh}${AGGREGATES[measure.aggregate]?.zh}`,
          en: `${AGGREGATES[measure.aggregate]?.en}: ${named(measure.column).en}`
        });
  const { zh = '', en = '' } = what ?? {};
  if (by === undefined) return { zh, en };
  const group = GROUPS[by] ?? named(by);
  return { zh: `${zh}，按${group.zh}`, en: `${en}, by ${group.en.toLowerCase()}` };
}

const GROUPS: Record<string, Text> = {
  region: { zh: '地区', en: 'place' },
  level: { zh: '登记层级', en: 'level' },
  seat_code: { zh: '住所地', en: 'seat' }
};
