import type { ChartType } from '$lib/charts/spec.ts';
import { m } from '$lib/i18n/paraglide/messages.js';
import type { Aggregate, Grain } from '$lib/query/query.ts';

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
    survival: m.chart_type_survival
  };
  return words[type]();
}

export function aggregateWord(aggregate: Aggregate): string {
  const words: Record<Aggregate, () => string> = {
    count: m.aggregate_count,
    distinct: m.aggregate_distinct,
    sum: m.aggregate_sum,
    mean: m.aggregate_mean,
    median: m.aggregate_median,
    min: m.aggregate_min,
    max: m.aggregate_max
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
