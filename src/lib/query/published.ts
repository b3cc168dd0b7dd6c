import { DEFAULT_REGION } from '../field/division.ts';
import { definitionOf } from '../indicators/definitions.ts';
import { breaksBetween } from './breaks.ts';
import type { Plan } from './plan.ts';
import type { Cell, Result, Source } from './result.ts';
import { binder, type Statement, type Tables } from './sql.ts';
import { conditionOf } from './where.ts';

/** One published figure, as `statistics` has it. */
export interface PublishedRow {
  asOf: string;
  value: number;
  unit: string;
  precision: string;
  definition: string;
  source: Source;
}

/** The published figures of one indicator and place (its own, not its children's), of all types, oldest first. */
export function publishedSql(plan: Plan, tables: Tables): Statement {
  const { params, bind } = binder();
  const filters = (plan.query.where ?? []).map((filter) => conditionOf(filter, plan.table, bind));
  if (!(plan.query.where ?? []).some(({ column }) => column === 'type')) filters.push('"type" IS NULL');
  const from = plan.query.period?.from === undefined ? null : plan.points[0]?.startOn;
  if (from) filters.push(`as_of >= CAST(${bind(from)} AS DATE)`);
  const sql = `SELECT as_of, value, unit, CAST(precision AS VARCHAR), CAST(definition AS VARCHAR), source_title, source_url, published_on
    FROM ${tables.statistics}
    WHERE indicator = ${bind(plan.indicator?.id ?? plan.query.indicator ?? '')}
      AND CAST(region_code AS VARCHAR) = ${bind(plan.query.region ?? DEFAULT_REGION)}
      AND as_of <= CAST(${bind(plan.asOf)} AS DATE) AND ${filters.join(' AND ')}
    ORDER BY as_of, definition, source_title`;
  return { sql, params };
}

export function publishedRows(rows: Cell[][]): PublishedRow[] {
  return rows.map(([asOf, value, unit, precision, definition, title, url, publishedOn]) => ({
    asOf: String(asOf),
    value: Number(value),
    unit: String(unit),
    precision: String(precision),
    definition: String(definition),
    source: publishedSource(title, url, publishedOn)
  }));
}

/** A source as the table of published figures has it: title, address, day. */
export function publishedSource(title?: Cell, url?: Cell, publishedOn?: Cell): Source {
  const text = (cell: Cell | undefined) => (cell === null || cell === undefined ? null : String(cell));
  return { title: String(title), url: text(url), publishedOn: text(publishedOn) };
}

type Run = (build: (plan: Plan, tables: Tables) => Statement) => Promise<{ rows: Cell[][] }>;
type About = Pick<Result, 'dataset' | 'version' | 'versions' | 'synthetic'>;

/** A published series as a result: a row a figure at its own date, with its definition, precision and source. */
export async function publishedSeries(plan: Plan, about: About, run: Run): Promise<Result> {
  const rows = publishedRows((await run(publishedSql)).rows);
  const last = rows.at(-1);
  const sources = new Map(rows.map(({ source }) => [JSON.stringify(source), source]));
  return {
    ...about,
    indicator: plan.indicator?.id ?? null,
    columns: [
      { name: 'period', type: 'period', title: { zh: '截至', en: 'As of' } },
      {
        name: 'value',
        type: 'number',
        title: plan.indicator?.title ?? { zh: '值', en: 'Value' },
        unit: plan.indicator?.unit ?? '家'
      },
      { name: 'numerator', type: 'number', title: { zh: '公布数', en: 'published figure' } },
      { name: 'denominator', type: 'number', title: { zh: '无（计数）', en: 'none (a count)' } },
      { name: 'definition', type: 'text', title: { zh: '口径', en: 'Definition' } },
      { name: 'precision', type: 'text', title: { zh: '精度', en: 'Precision' } },
      { name: 'source', type: 'text', title: { zh: '来源', en: 'Source' } }
    ],
    rows: rows.map((row) => [
      row.asOf,
      row.value,
      row.value,
      null,
      row.definition,
      row.precision,
      row.source.title
    ]),
    definition: definitionOf(last?.definition ?? 'unstated'),
    coverage: null,
    sources: [...sources.values()],
    breaks: breaksBetween(rows),
    notes: []
  };
}
