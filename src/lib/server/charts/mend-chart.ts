import type { ChartSpec } from '../../charts/spec.ts';
import { isRefusal, type Refusal } from '../../error.ts';
import type { Text } from '../../field/text.ts';
import type { Query } from '../../query/query.ts';
import { tableInfo } from '../answers.ts';
import { answerChart } from './answers.ts';
import type { Chart } from '../charts.ts';
import * as datasets from '../datasets.ts';
import { likeness } from './likeness.ts';

/** A way to make a chart answer again: the column or dataset to take instead, and the spec with it. */
export interface Mend {
  kind: 'column' | 'dataset';
  from: string;
  to: string;
  title: Text;
  spec: ChartSpec;
}

const MAX_OFFERS = 3;

/** Why a saved chart has no answer whatever place and day are asked for, and what lies nearest; null when it has one. */
export async function problemOf(chart: Chart): Promise<{ reason: Refusal; mends: Mend[] } | null> {
  try {
    await answerChart(chart, {});
    return null;
  } catch (cause) {
    if (!isRefusal(cause)) throw cause;
    if (cause.code === 'unknown-dataset') return { reason: cause, mends: await otherDatasets(chart.spec) };
    if (cause.code === 'unknown-column') return { reason: cause, mends: await otherColumns(chart.spec) };
    return { reason: cause, mends: [] };
  }
}

/** The likest columns to the first that is gone: by the name and title it had in the last version that had it, of its type first. */
async function otherColumns(spec: ChartSpec): Promise<Mend[]> {
  const { dataset, version } = spec.query;
  const { columns } = await tableInfo(dataset, version);
  const gone = columnsOf(spec.query).find((name) => !columns.some((column) => column.name === name));
  if (gone === undefined) return [];
  const was = datasets
    .versions(dataset)
    .flatMap((one) => one.columns)
    .find(({ name }) => name === gone);
  const names = [gone, ...(was ? [was.title.zh, was.title.en] : [])];
  const scored = columns.map(({ name, title, type }) => ({
    ...{ name, title },
    score: Math.max(...names.flatMap((one) => [name, title.zh, title.en].map((to) => likeness(one, to)))),
    isLike: was === undefined || was.type === type
  }));
  return scored
    .sort((a, b) => Number(b.isLike) - Number(a.isLike) || b.score - a.score)
    .slice(0, MAX_OFFERS)
    .map(({ name, title }) => ({
      ...{ kind: 'column' as const, from: gone, to: name, title },
      spec: { ...spec, query: withColumn(spec.query, gone, name) }
    }));
}

/** The datasets that have every column the chart names. */
async function otherDatasets(spec: ChartSpec): Promise<Mend[]> {
  const needed = columnsOf(spec.query);
  const found: Mend[] = [];
  for (const { id, title } of datasets.list()) {
    const { columns } = await tableInfo(id);
    if (!needed.every((name) => columns.some((column) => column.name === name))) continue;
    const mended = { ...spec, query: { ...spec.query, dataset: id } };
    found.push({ kind: 'dataset', from: spec.query.dataset, to: id, title, spec: mended });
  }
  const near = (mend: Mend) => likeness(mend.from, mend.to);
  return found.sort((a, b) => near(b) - near(a)).slice(0, MAX_OFFERS);
}

function columnsOf({ by, measure, where = [] }: Query): string[] {
  return [by, measure?.column, ...where.map(({ column }) => column)].filter((name) => name !== undefined);
}

function withColumn(query: Query, from: string, to: string): Query {
  const swap = (name: string) => (name === from ? to : name);
  return {
    ...query,
    ...(query.by === undefined ? {} : { by: swap(query.by) }),
    ...(query.measure?.column === undefined
      ? {}
      : { measure: { ...query.measure, column: swap(query.measure.column) } }),
    ...(query.where ? { where: query.where.map((one) => ({ ...one, column: swap(one.column) })) } : {})
  };
}
