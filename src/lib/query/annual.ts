import { Refusal } from '../error.ts';
import { definitionOf } from '../indicators/definitions.ts';
import { MIN_DENOMINATOR } from '../indicators/indicator.ts';
import { breaksBetween } from './breaks.ts';
import { furtherColumns } from './measured.ts';
import type { Plan } from './plan.ts';
import { publishedRows, publishedSql } from './published.ts';
import type { Cell, Result } from './result.ts';
import { indicatorColumns } from './shape.ts';
import { yearsBetween } from './span.ts';
import type { Statement, Tables } from './sql.ts';

type Run = (build: (plan: Plan, tables: Tables) => Statement) => Promise<{ rows: Cell[][] }>;
type About = Pick<Result, 'dataset' | 'version' | 'versions' | 'synthetic'>;

/**
 * Yearly growth between the first and the last published stock of a place in the span of the plan. Refuses
 * (409 `across-break`) when the definition or the source changes between them.
 */
export async function publishedYearly(
  plan: Plan,
  stock: Plan['indicator'],
  about: About,
  run: Run
): Promise<Result> {
  const { startOn = plan.asOf, beforeOn = plan.asOf, endOn = plan.asOf } = plan.points[0] ?? {};
  const point = { label: null, startOn: beforeOn, endOn, beforeOn };
  const query = { ...plan.query, period: { grain: 'day' as const, from: startOn } };
  const series = { ...plan, indicator: stock, query, points: [point], asOf: endOn };
  const rows = publishedRows((await run((_, tables) => publishedSql(series, tables))).rows);
  const [change] = breaksBetween(rows);
  if (change) {
    throw new Refusal(
      409,
      'across-break',
      {
        zh: `${beforeOn} 与 ${endOn} 之间的公布数不能相比，不计算年均增长。${change.reason.zh}请缩短时期，或用 where 只取一种口径（definition）或来源。`,
        en: `The published figures between ${beforeOn} and ${endOn} cannot be compared, so no yearly growth is given. ${change.reason.en} Choose a shorter period, or one definition or source with where.`
      },
      change
    );
  }
  const [first, last] = [rows[0], rows.at(-1)];
  const isPair = first !== undefined && last !== undefined && first.asOf < last.asOf;
  const value =
    isPair && first.value >= MIN_DENOMINATOR
      ? (last.value / first.value) ** (1 / yearsBetween(first.asOf, last.asOf)) - 1
      : null;
  const parts = isPair ? [last.value, first.value, first.asOf, last.asOf] : [null, null, null, null];
  const sources = new Map(
    (isPair ? [first, last] : []).map(({ source }) => [JSON.stringify(source), source])
  );
  return {
    ...about,
    indicator: plan.indicator?.id ?? null,
    columns: [...indicatorColumns(plan), ...furtherColumns(plan)],
    rows: [[value, ...parts]],
    definition: definitionOf(last?.definition ?? 'unstated'),
    coverage: null,
    sources: [...sources.values()],
    breaks: [],
    notes: isPair
      ? []
      : [{ zh: '这段时间里没有两个公布数。', en: 'No two figures were published in that time.' }]
  };
}
