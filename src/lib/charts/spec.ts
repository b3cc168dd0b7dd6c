import type { Precision } from '../field/precision.ts';
import type { Text } from '../field/text.ts';
import type { Verdict } from '../field/verdict.ts';
import type { Query } from '../query/query.ts';
import type { Definition, Result, Source, Unit } from '../query/result.ts';

export const CHART_TYPES = [
  'line',
  'column',
  'area',
  'bar',
  'histogram',
  'tile-grid',
  'heat',
  'small-multiples',
  'survival',
  'number',
  'table'
] as const;
export type ChartType = (typeof CHART_TYPES)[number];

/** How the groups of a column, bar or layer stand: on each other, beside each other, as parts of 100 %. */
export const STACKS = ['stacked', 'grouped', 'share'] as const;
export type Stacking = (typeof STACKS)[number];

/**
 * 图表定义: what to show. `also` names further indicators asked with the same query (新成立, 注销, 净增 in one
 * chart); `published` draws published figures beside the series, of the series' own definition or of the one it names;
 * `reports` draws their marks on the time axis. `compare` are divisions by code, `rest` (the province without the place)
 * or `year` (the place itself a year before); `index` is the period that is 100; `share` makes parts of a whole of
 * amounts; `words` are an analyst's own, shown as they are.
 */
export interface ChartSpec {
  type: ChartType;
  query: Query;
  also?: string[];
  published?: boolean | string;
  reports?: boolean;
  compare?: string[];
  index?: string;
  share?: boolean;
  stack?: Stacking;
  scale?: 'log';
  title?: Text;
  subtitle?: Text;
  words?: { title?: string; subtitle?: string; note?: string };
}

/** A published figure at its own date; `low` and `high` are what its precision allows (equal when exact). */
export interface PublishedPoint {
  asOf: string;
  value: number;
  low: number;
  high: number;
  unit: Unit;
  precision: Precision;
  definition: Definition;
  source: Source;
  /** The report and figure that say so, when a report of ours does. */
  report: { slug: string; figure: string } | null;
}

/** A report's figure on the time axis: the sentence around it is `before` + `text` + `after`. */
export interface ReportMark {
  slug: string;
  figure: string;
  asOf: string;
  headline: string;
  publisher: string;
  publishedOn: string;
  before: string;
  text: string;
  after: string;
  verdict: Verdict;
  synthetic: boolean;
}

/** A side of a comparison: the place itself, a year before, or another place (`except`: without that one). */
export interface Side {
  title: Text;
  isYearBefore?: true;
  region?: string;
  except?: string;
}

/**
 * A chart with everything needed to draw, describe and tabulate it without a further query, in both languages.
 * A pin keeps exactly this. `results[0]` answers `spec.query`, the others `spec.also` in order; with `comparison`
 * as many follow of each further place or day, named there.
 */
export interface Answer {
  slug: string;
  spec: ChartSpec;
  region: { code: string; title: Text };
  asOf: string;
  title: Text;
  subtitle: Text;
  results: Result[];
  comparison?: Side[];
  /** The results are an index that is 100 in this period. */
  index?: { base: string };
  /** Sentences a reader must see with the chart: what was asked for and is not drawn. */
  notes?: Text[];
  published: PublishedPoint[];
  marks: ReportMark[];
  synthetic: boolean;
  release: string;
}
