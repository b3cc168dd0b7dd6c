import type { Answer, ChartSpec } from '../../src/lib/charts/spec.ts';
import { indexed } from '../../src/lib/query/indexed.ts';
import type { Cell, Result } from '../../src/lib/query/result.ts';
import { shared } from '../../src/lib/query/shares.ts';
import { answer, result, years } from './make.ts';

const TYPES = ['association', 'service', 'foundation'];
const PLACES = [
  ['440100', '广州市', 'Guangzhou'],
  ['440300', '深圳市', 'Shenzhen'],
  ['440600', '佛山市', 'Foshan'],
  ['441900', '东莞市', 'Dongguan']
] as const;

const YEARS = Array.from({ length: 8 }, (_, i) => 2016 + i);
const overTime = (
  keys: readonly (string | null)[],
  value: (i: number, n: number) => number | null
): Cell[][] => YEARS.flatMap((year, i) => keys.map((key, n): Cell[] => [String(year), key, value(i, n)]));

/** An answer with a look: its spec asks for a breakdown where its result has one. */
function looked(
  name: string,
  type: ChartSpec['type'],
  results: Result[],
  look: Partial<ChartSpec>,
  by?: string
): Answer {
  const made = answer(name, type, results);
  const query = { ...made.spec.query, ...(by ? { by } : {}) };
  return { ...made, spec: { ...made.spec, ...look, query } };
}

const stocks = overTime(TYPES, (i, n) => [200 + i * 12, 40 + i * 30, 12 + i * 2][n] ?? 0);
const byType = () => [result('stock', stocks, { by: 'type' })];

export const columnStacked = () => looked('column-stacked', 'column', byType(), {}, 'type');
export const columnGrouped = () => looked('column-grouped', 'column', byType(), { stack: 'grouped' }, 'type');
export const columnShare = () => looked('column-share', 'column', byType(), { stack: 'share' }, 'type');

/** Rates stand beside each other though nobody asked for that. */
export const columnOfRates = () => {
  const rates = overTime(TYPES, (i, n) => 0.2 + i * 0.03 + n * 0.1);
  return looked(
    'column-rates',
    'column',
    [result('graded_share', rates, { by: 'type', unit: 'ratio' })],
    {},
    'type'
  );
};

export const areaShare = () => looked('area-share', 'area', byType(), { stack: 'share' }, 'type');

/** Two years of nothing known are a gap; the last one is not over. */
export const areaWithGap = () => {
  const rows = overTime(TYPES, (i, n) => (i === 3 || i === 4 ? null : 100 + i * 20 + n * 30));
  const [first] = [result('stock', rows, { by: 'type' })];
  return looked('area-gap', 'area', [{ ...first, isLastIncomplete: true }], {}, 'type');
};

/** An answer of several places on the same query. */
function compared(
  name: string,
  type: ChartSpec['type'],
  made: (n: number) => Result,
  look: Partial<ChartSpec> = {},
  by?: string
): Answer {
  const results = PLACES.map((_, n) => made(n));
  const comparison = PLACES.map(([region, zh, en]) => ({ title: { zh, en }, region }));
  return { ...looked(name, type, results, look, by), comparison };
}

const ofTypes = (n: number) =>
  result(
    'stock',
    TYPES.map((type, k): Cell[] => [type, Math.round((500 - n * 110) / (k + 1))]),
    { by: 'type', period: false }
  );

export const barGrouped = () => compared('bar-grouped', 'bar', ofTypes, { stack: 'grouped' }, 'type');
export const barStacked = () => compared('bar-stacked', 'bar', ofTypes, { stack: 'stacked' }, 'type');
export const barShare = () => compared('bar-share', 'bar', ofTypes, { stack: 'share' }, 'type');
export const barOfPlaces = () =>
  compared('bar-places', 'bar', (n) => result('stock', [[471 - n * 90]], { period: false }));

const course = (n: number) =>
  result(
    'stock',
    years(
      2016,
      YEARS.map((_, i) => 200 - n * 40 + i * (30 - n * 5))
    )
  );
export const lineOfPlaces = () => compared('line-places', 'line', course);
export const multiplesOfPlaces = () => compared('multiples-places', 'small-multiples', course);
export const heatOfPlaces = () => compared('heat-places', 'heat', course);
export const columnOfPlaces = () => compared('column-places', 'column', course);

export const lineIndexedByDate = () => {
  const made = lineOfPlaces();
  const found = indexed(made.results, false, '2019');
  return {
    ...made,
    slug: 'line-indexed-date',
    ...(found ? { results: found.results, index: { base: found.base } } : {})
  };
};

/** From 3 to 3,000 with a zero and a gap: what a logarithm has no place for is a gap. */
export const lineLogarithmic = () => {
  const rows = years(2014, [0, 3, 8, 22, 61, null, 300, 720, 1600, 3000]);
  return looked('line-log', 'line', [result('stock', rows)], { scale: 'log' });
};

export const sharesOverTime = () => {
  const [first] = byType();
  return looked(
    'line-shares',
    'line',
    first ? [shared(first, { isCount: true })] : [],
    { share: true },
    'type'
  );
};

export const tableOfTypes = () => looked('table-types', 'table', byType(), {}, 'type');
export const tableOfLongNames = () => {
  const names = [
    '新一代信息技术与数字经济融合应用服务',
    'Advanced manufacturing, industrial robotics and services',
    '甲'
  ];
  const rows = names.map((name, n): Cell[] => [name, n === 1 ? null : 1_234_567 / (n + 1)]);
  return looked(
    'table-long',
    'table',
    [result('stock', rows, { by: 'subfield', period: false })],
    {},
    'subfield'
  );
};
