import type { Answer, ChartSpec } from '../../charts/spec.ts';
import { isRefusal, Refusal } from '../../error.ts';
import type { Text } from '../../field/text.ts';
import type { Query } from '../../query/query.ts';
import { tableInfo } from '../answers.ts';
import { answerChart, type Place } from './answers.ts';
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

/** What may be the chart's fault, whatever it is asked for; the others are the server's or the reader's. */
const OWN_FAULTS = [400, 404, 409];

/**
 * A saved chart's answer. One that has none wherever it is asked for, because its column or dataset is gone or another
 * than it was, is refused (409) by its name, with what lies nearest and where it is mended.
 */
export async function answerSaved(chart: Chart, place: Place): Promise<Answer> {
  try {
    return await answerChart(chart, place);
  } catch (cause) {
    if (!isRefusal(cause) || !OWN_FAULTS.includes(cause.status)) throw cause;
    const problem = await problemOf(chart);
    throw problem ? saidOf(chart, problem) : cause;
  }
}

function saidOf({ slug, title }: Chart, { reason, mends }: { reason: Refusal; mends: Mend[] }): Refusal {
  const [nearest] = mends;
  const near: Text = nearest
    ? {
        zh: `最相近的${nearest.kind === 'column' ? '列' : '数据集'}是“${nearest.title.zh}”，可在 /charts/${slug} 改用。`,
        en: ` The nearest ${nearest.kind} is “${nearest.title.en}”: take it at /charts/${slug}.`
      }
    : {
        zh: `请在 /charts/${slug} 修改或删除这张图表。`,
        en: ` Change or delete the chart at /charts/${slug}.`
      };
  return new Refusal(
    409,
    reason.code,
    {
      zh: `图表“${title.zh}”现在没有答案：${reason.text.zh}${near.zh}`,
      en: `The chart “${title.en}” has no answer now: ${reason.text.en}${near.en}`
    },
    { chart: slug, nearest: mends.map(({ kind, to }) => ({ kind, name: to })) }
  );
}

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
    isLike: was === undefined || kindOf(was.type) === kindOf(type)
  }));
  // A text cannot be summed: where columns of its type are left, no others are offered.
  const alike = scored.some(({ isLike }) => isLike) ? scored.filter(({ isLike }) => isLike) : scored;
  return alike
    .sort((a, b) => b.score - a.score)
    .slice(0, MAX_OFFERS)
    .map(({ name, title }) => ({
      ...{ kind: 'column' as const, from: gone, to: name, title },
      spec: { ...spec, query: withColumn(spec.query, gone, name) }
    }));
}

/** Whole numbers and others stand in for each other. */
function kindOf(type: string): string {
  return type === 'integer' || type === 'decimal' ? 'number' : type;
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
