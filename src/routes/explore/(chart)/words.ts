import type { ChartType, Stacking } from '$lib/charts/spec.ts';
import { m } from '$lib/i18n/paraglide/messages.js';
import type { Aggregate, Grain } from '$lib/query/vocabulary.ts';

export function typeWord(type: ChartType): string {
  const words: Record<ChartType, () => string> = {
    area: m.chart_type_area,
    heat: m.chart_type_heat,
    histogram: m.chart_type_histogram,
    number: m.chart_type_number,
    line: m.chart_type_line,
    column: m.chart_type_column,
    bar: m.chart_type_bar,
    'tile-grid': m.chart_type_tiles,
    'small-multiples': m.chart_type_multiples,
    survival: m.chart_type_survival,
    table: m.chart_type_table
  };
  return words[type]();
}

export function stackWord(stack: Stacking): string {
  const words = { stacked: m.stack_stacked, grouped: m.stack_grouped, share: m.stack_share };
  return words[stack]();
}

export function aggregateWord(aggregate: Aggregate | 'share'): string {
  const words: Record<Aggregate | 'share', () => string> = {
    count: m.aggregate_count,
    distinct: m.aggregate_distinct,
    sum: m.aggregate_sum,
    mean: m.aggregate_mean,
    median: m.aggregate_median,
    min: m.aggregate_min,
    max: m.aggregate_max,
    share: m.aggregate_share
  };
  return words[aggregate]();
}

export function grainWord(grain: Grain): string {
  const words: Record<Grain, () => string> = {
    year: m.grain_year,
    half: m.grain_half,
    quarter: m.grain_quarter,
    month: m.grain_month,
    day: m.grain_day
  };
  return words[grain]();
}
