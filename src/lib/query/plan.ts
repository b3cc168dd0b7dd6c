import { findDivision } from '../field/division.ts';
import { parsePeriod, periodsBetween, yearsBefore, addDays, isDate } from '../field/period.ts';
import type { Formula, Indicator, OwnFormula, OwnGroup } from '../indicators/indicator.ts';
import { findIndicator, INDICATORS } from '../indicators/registry.ts';
import { Refusal } from '../error.ts';
import type { Text } from '../field/text.ts';
import type { Query } from './query.ts';

/** What a query needs to know of a dataset's version; `blank` says what an empty cell means (domain.md). */
export interface TableInfo {
  dataset: string;
  columns: {
    name: string;
    title: Text;
    type: 'text' | 'number' | 'date' | 'boolean';
    blank: 'none' | 'unknown';
    /** All texts of a few-valued column. */
    values?: readonly string[];
  }[];
  /** First and last day that the data tells of, null when it tells of none. */
  firstOn: string | null;
  lastOn: string | null;
}

/** A moment that values are taken at (`endOn`), with the stretch that flows are counted over. */
export interface Point {
  label: string | null;
  startOn: string;
  endOn: string;
  beforeOn: string;
}

/** A query that holds against its table: what is left to do is SQL. */
export interface Plan {
  query: Query;
  table: TableInfo;
  indicator: Indicator | undefined;
  /** The indicator's, or that of a breakdown of its own. */
  formula: Formula | OwnFormula | undefined;
  ownGroup: OwnGroup | undefined;
  points: Point[];
  by: string | undefined;
  asOf: string;
  /** The last period ends after the day the values are taken at. */
  isLastIncomplete: boolean;
}

const MAX_POINTS = 2000;

/** Breakdowns that are no column: the next division below, and the level of the registering authority. */
const DERIVED_GROUPS = ['region', 'level'];

/** Whether a breakdown is derived from the registering authority; a column of that name goes first. */
export function isDerivedGroup(by: string | undefined, table: TableInfo): boolean {
  return by !== undefined && DERIVED_GROUPS.includes(by) && !table.columns.some(({ name }) => name === by);
}

/** Holds a query against the table it asks; refuses (400, 409) what cannot be answered, naming the value. */
export function planOf(query: Query, table: TableInfo): Plan {
  const indicator = query.indicator === undefined ? undefined : requireIndicator(query.indicator);
  if ((indicator === undefined) === (query.measure === undefined)) {
    throw new Refusal(400, 'bad-query', {
      zh: '请给出 indicator（指标）或 measure（列的汇总），且只给一个。',
      en: 'Give either an indicator or a measure, and only one of them.'
    });
  }
  for (const code of [query.region, query.except]) {
    if (code !== undefined && !findDivision(code)) throw unknownRegion(code);
  }
  const by = query.by ?? indicator?.by;
  const ownGroup =
    by !== undefined && Object.hasOwn(indicator?.groups ?? {}, by) ? indicator?.groups?.[by] : undefined;
  const formula = ownGroup?.formula ?? indicator?.formula;
  requireMeasure(query, table);
  if (query.measure && query.period && query.dataset !== 'organizations' && !timeColumn(table))
    throw withoutDates(table);
  if (query.region !== undefined || query.except !== undefined || isDerivedGroup(by, table))
    requireColumn(table, regionColumn(query));
  for (const name of namedColumns(query, ownGroup || isDerivedGroup(by, table) ? undefined : by))
    requireColumn(table, name);
  if (indicator) requireNeeds(indicator, table);
  const asOf = query.asOf ?? table.lastOn ?? table.firstOn ?? '1970-01-01';
  const points =
    formula && 'spanYears' in formula
      ? [spanOf(query, asOf, formula.spanYears ?? 1)]
      : pointsOf(query, table, asOf);
  const last = points.at(-1);
  return {
    query,
    table,
    indicator,
    formula,
    ownGroup,
    points: points.map((point) =>
      point.endOn > asOf ? { ...point, endOn: asOf, beforeOn: yearsBefore(asOf, 1) } : point
    ),
    by,
    asOf,
    isLastIncomplete: last !== undefined && last.endOn > asOf
  };
}

export function unknownRegion(code: string): Refusal {
  return new Refusal(400, 'unknown-region', {
    zh: `没有代码为“${code}”的地区。请用六位行政区划代码，如 440000（广东省）、440100（广州市）。`,
    en: `There is no region with the code “${code}”. Use a six-digit division code such as 440000 or 440100.`
  });
}

/** The column that says where a row belongs: the registering authority's division, or the seat's. */
export function regionColumn(query: Query): string {
  if (query.dataset !== 'organizations') return 'region_code';
  return query.regionOf === 'seat' ? 'seat_code' : 'authority_code';
}

/** Refuses (409 `missing-column`) a table of the indicator that lacks one of its columns. */
export function requireNeeds(indicator: Indicator, table: TableInfo): void {
  for (const name of indicator.needs[table.dataset] ?? []) requireColumn(table, name, indicator);
}

/** Sums and means are of numbers; only counting needs no column. */
function requireMeasure({ measure }: Query, table: TableInfo): void {
  if (!measure || (measure.aggregate === 'count' && measure.column === undefined)) return;
  const column = table.columns.find(({ name }) => name === measure.column);
  const isArithmetic = ['sum', 'mean', 'median'].includes(measure.aggregate);
  if (measure.column !== undefined && !column) return;
  if (column && (!isArithmetic || column.type === 'number')) return;
  throw new Refusal(400, 'bad-measure', {
    zh: column
      ? `列“${column.name}”不是数字，不能求 ${measure.aggregate}。`
      : `${measure.aggregate} 需要给出 column（列）。`,
    en: column
      ? `The column “${column.name}” holds no numbers to ${measure.aggregate}.`
      : `${measure.aggregate} needs a column.`
  });
}

/** The column that says when a row of a table other than the registry happened: its first date. */
export function timeColumn({ columns }: TableInfo): string | undefined {
  return columns.find(({ type }) => type === 'date')?.name;
}

function withoutDates({ dataset }: TableInfo): Refusal {
  return new Refusal(400, 'no-date-column', {
    zh: `数据集 ${dataset} 没有日期列，不能按时期汇总。请去掉 period，或在上传时把一列设为日期。`,
    en: `${dataset} has no column of dates, so it has no periods. Leave out the period, or make a column a date when uploading.`
  });
}

function requireIndicator(id: string): Indicator {
  const indicator = findIndicator(id);
  if (indicator) return indicator;
  const ids = INDICATORS.map((known) => known.id).join(', ');
  throw new Refusal(400, 'unknown-indicator', {
    zh: `没有名为“${id}”的指标。可用：${ids}。`,
    en: `There is no indicator “${id}”. Known: ${ids}.`
  });
}

function namedColumns(query: Query, by: string | undefined): string[] {
  return [
    ...(by !== undefined ? [by] : []),
    ...(query.measure?.column !== undefined ? [query.measure.column] : []),
    ...(query.where ?? []).map((filter) => filter.column)
  ];
}

function requireColumn(table: TableInfo, name: string, indicator?: Indicator): void {
  if (table.columns.some((column) => column.name === name)) return;
  const names = table.columns.map((column) => column.name).join(', ');
  if (indicator) {
    throw new Refusal(409, 'missing-column', {
      zh: `指标“${indicator.title.zh}”需要数据集 ${table.dataset} 的列“${name}”，该版本没有这一列。`,
      en: `The indicator “${indicator.title.en}” needs the column “${name}” of ${table.dataset}; this version has none.`
    });
  }
  throw new Refusal(400, 'unknown-column', {
    zh: `数据集 ${table.dataset} 没有列“${name}”。可用：${names}。`,
    en: `${table.dataset} has no column “${name}”. It has: ${names}.`
  });
}

function pointsOf(query: Query, table: TableInfo, asOf: string): Point[] {
  if (!query.period) {
    return [
      { label: null, startOn: addDays(yearsBefore(asOf, 1), 1), endOn: asOf, beforeOn: yearsBefore(asOf, 1) }
    ];
  }
  const { grain } = query.period;
  const from = boundary(query.period.from, 'startOn') ?? table.firstOn ?? asOf;
  const wanted = boundary(query.period.to, 'endOn') ?? asOf;
  const until = wanted < asOf ? wanted : asOf;
  if (query.period.to !== undefined && from > wanted)
    throw backwards(query.period.from ?? from, query.period.to);
  if (from > until) throw untold(query.period.from ?? from, asOf);
  const periods = periodsBetween(from, until, grain, MAX_POINTS);
  if (periods.length > MAX_POINTS) {
    throw new Refusal(400, 'too-many-periods', {
      zh: `时期过多，超过 ${MAX_POINTS} 个。请缩短区间或改用更粗的粒度。`,
      en: `Over ${MAX_POINTS} periods. Choose a shorter span or a coarser grain.`
    });
  }
  return periods.map(({ label, startOn, endOn }) => ({
    label,
    startOn,
    endOn,
    beforeOn: yearsBefore(endOn, 1)
  }));
}

/** One point for a whole stretch: from the end of the period's first part to that of its last. */
function spanOf(query: Query, asOf: string, years: number): Point {
  const wanted = boundary(query.period?.to, 'endOn') ?? asOf;
  const endOn = wanted < asOf ? wanted : asOf;
  const beforeOn = boundary(query.period?.from, 'endOn') ?? yearsBefore(endOn, years);
  if (beforeOn >= endOn) throw backwards(beforeOn, endOn);
  return { label: null, startOn: addDays(beforeOn, 1), endOn, beforeOn };
}

function backwards(from: string, to: string): Refusal {
  return new Refusal(400, 'bad-period', {
    zh: `时期的起点 ${from} 晚于终点 ${to}。`,
    en: `The period begins (${from}) after it ends (${to}).`
  });
}

function untold(from: string, asOf: string): Refusal {
  return new Refusal(400, 'bad-period', {
    zh: `时期 ${from} 在 ${asOf} 之后，还没有数据。`,
    en: `The period ${from} lies after ${asOf}: there is no data yet.`
  });
}

function boundary(label: string | undefined, end: 'startOn' | 'endOn'): string | undefined {
  if (label === undefined) return undefined;
  const period = parsePeriod(label);
  if (period && isDate(period[end])) return period[end];
  throw new Refusal(400, 'bad-period', {
    zh: `“${label}”不是时期。写法：2023、2023-H2、2023-Q4、2023-12、2023-12-31。`,
    en: `“${label}” is no period. Write 2023, 2023-H2, 2023-Q4, 2023-12 or 2023-12-31.`
  });
}
