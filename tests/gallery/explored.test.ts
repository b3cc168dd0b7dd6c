import { describe, expect, it } from 'vitest';
import { fitsOf, stacksOf, type Shape } from '../../src/lib/charts/fitting.ts';
import { binsOf } from '../../src/lib/charts/histogram.ts';
import type { ChartType } from '../../src/lib/charts/spec.ts';
import { suggestionsFor } from '../../src/lib/charts/suggest.ts';
import { drawn, textsOf } from './drawn.ts';
import * as samples from './samples-explored.ts';

const fitting = (shape: Partial<Parameters<typeof fitsOf>[0]>) =>
  fitsOf({
    query: { dataset: 'organizations', indicator: 'stock' },
    isRate: false,
    groups: 0,
    isNumberGroup: false,
    ...shape
  })
    .filter(({ reason }) => reason === null)
    .map(({ type }) => type);

describe('the chart types offered', () => {
  const over = { grain: 'year' as const };
  const stock = { dataset: 'organizations', indicator: 'stock' };

  it('follow from what is asked', () => {
    expect(fitting({})).toEqual(['number', 'table']);
    expect(fitting({ query: { ...stock, period: over } })).toEqual(['line', 'column', 'table']);
    expect(fitting({ query: { ...stock, by: 'type' }, groups: 3 })).toEqual(['bar', 'table']);
    expect(fitting({ query: { ...stock, by: 'region' }, groups: 21 })).toEqual(['bar', 'tile-grid', 'table']);
    expect(fitting({ query: { ...stock, indicator: 'survival' } })).toEqual(['survival', 'table']);
  });

  it('never stack rates nor draw more lines than can be told apart', () => {
    const rates = fitting({ query: { ...stock, period: over, by: 'type' }, groups: 3, isRate: true });
    expect(rates).toEqual(['line', 'column', 'heat', 'small-multiples', 'table']);
    expect(fitting({ query: { ...stock, period: over, by: 'field' }, groups: 40 })).not.toContain('line');
  });

  it('have a reason where they are not offered', () => {
    const fits = fitsOf({ query: stock, isRate: false, groups: 0, isNumberGroup: false });
    for (const { type, reason } of fits)
      if (type !== 'number' && type !== 'table') expect(reason?.zh).toMatch(/[\u4e00-\u9fff]/);
  });
});

describe('how groups may stand', () => {
  const over = {
    dataset: 'organizations',
    indicator: 'stock',
    by: 'type',
    period: { grain: 'year' as const }
  };
  const shape = { query: over, groups: 3, isRate: false, isNumberGroup: false };
  const open = (type: ChartType, more: Partial<Shape> = {}) =>
    stacksOf(type, { ...shape, ...more }).flatMap(({ stack, reason }) => (reason === null ? [stack] : []));

  it('is stacked, side by side or 100 % for amounts', () => {
    expect(open('column')).toEqual(['stacked', 'grouped', 'share']);
    expect(open('area')).toEqual(['stacked', 'share']);
    expect(open('bar', { sides: 2 })).toEqual(['grouped', 'stacked', 'share']);
    expect(open('bar')).toEqual([]);
    expect(open('line')).toEqual([]);
  });

  it('is side by side for rates and for what can be negative, with the reason', () => {
    expect(open('column', { isRate: true })).toEqual(['grouped']);
    expect(open('column', { query: { ...over, indicator: 'net' } })).toEqual(['grouped']);
    const reasons = stacksOf('column', { ...shape, isRate: true }).map(({ reason }) => reason?.zh ?? '');
    expect(reasons.filter((reason) => reason.includes('没有意义'))).toHaveLength(2);
  });
});

describe('the bins of a histogram', () => {
  it('hold every known value once, with round edges', () => {
    const bins = binsOf(samples.histogramOfStaff());
    const total = Array.from({ length: 90 }, (_, n) => Math.round(900 / (n + 4))).reduce((a, b) => a + b, 0);
    expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(total);
    expect(bins[0]).toMatchObject({ low: 0, high: 5 });
    expect(bins.every(({ low, high }) => Number.isInteger(low) && high - low === 5)).toBe(true);
  });

  it('take negative numbers and a single value', () => {
    expect(binsOf(samples.histogramOfOneValue())).toHaveLength(1);
    const bins = binsOf(samples.histogramBelowZero());
    expect(bins[0]?.low).toBeLessThanOrEqual(-0.4);
    expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(21);
  });
});

describe('layers', () => {
  it('name six groups and hold the others in one; the whole is written', () => {
    const texts = textsOf(samples.areaOfFields());
    expect(texts.filter((text) => text.startsWith('其余'))).toHaveLength(1);
    const stops = drawn(samples.areaOfFields()).stops;
    expect(stops).toHaveLength(10);
    expect(stops.at(-1)?.lines).toHaveLength(7);
  });
});

describe('suggestions', () => {
  const column = (name: string, type: 'text' | 'decimal' | 'date', distinct: number) => ({
    name,
    title: { zh: name, en: name },
    type,
    distinct,
    nulls: 0
  });

  it('follow the columns of a table nobody knows', () => {
    const found = suggestionsFor(
      'budget',
      [column('部门', 'text', 5), column('金额', 'decimal', 80), column('日期', 'date', 60)],
      90
    );
    expect(found.map(({ spec }) => [spec.type, spec.query.by ?? spec.query.period?.grain])).toEqual([
      ['column', 'year'],
      ['bar', '部门'],
      ['bar', '部门']
    ]);
    expect(found[2]?.spec.query.measure).toEqual({ aggregate: 'sum', column: '金额' });
    for (const { reason } of found) expect(reason.zh).toMatch(/“/);
  });

  it('are none without rows or without anything to group by', () => {
    expect(suggestionsFor('t', [column('名称', 'text', 90)], 90)).toEqual([]);
    expect(suggestionsFor('t', [column('部门', 'text', 5)], 0)).toEqual([]);
  });
});
