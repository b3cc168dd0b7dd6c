import { GUANGDONG, GUANGZHOU } from '../../src/lib/charts/tiles.ts';
import type { Answer } from '../../src/lib/charts/spec.ts';
import { indexed } from '../../src/lib/query/indexed.ts';
import type { Cell, Result } from '../../src/lib/query/result.ts';
import { answer, result, years } from './make.ts';

const GUANGZHOU_NAME = { title: { zh: '广州市', en: 'Guangzhou' } };
const YEAR_BEFORE = [GUANGZHOU_NAME, { title: { zh: '去年同期', en: 'A year before' } }];
const SHENZHEN = [GUANGZHOU_NAME, { title: { zh: '深圳市', en: 'Shenzhen' } }];
const TYPES = ['association', 'foundation', 'other', 'service'];

export const flowsCompared = (): Answer => ({
  ...answer('flows-compared', 'column', [
    result('entries', years(2016, [41, 37, 35, 36, 38, 40, 44, 22])),
    result('exits', years(2016, [12, 15, 11, 15, 13, 13, 13, 5])),
    result('net', years(2016, [29, 22, 24, 21, 25, 27, 31, 17])),
    result('entries', years(2016, [46, 41, 37, 35, 36, 38, 40, 18])),
    result('exits', years(2016, [15, 12, 15, 11, 15, 13, 13, 6])),
    result('net', years(2016, [31, 29, 22, 24, 21, 25, 27, 12]))
  ]),
  comparison: YEAR_BEFORE
});

const structure = (counts: readonly number[]): Result => {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const rows = counts.flatMap((count, at): Cell[][] =>
    count > 0 ? [[TYPES[at] ?? '', count / total, count, total]] : []
  );
  return result('structure', rows, { by: 'type', period: false, unit: 'ratio' });
};

export const sharesCompared = (): Answer => ({
  ...answer('shares-compared', 'bar', [structure([186, 13, 0, 268]), structure([90, 8, 4, 690])]),
  comparison: SHENZHEN
});

const placed = (codes: Iterable<string>, by: string, first: number): Result =>
  result(
    'stock',
    [...codes].map((code, i): Cell[] => [code, Math.round(first / (i + 1.5))]),
    {
      by,
      period: false
    }
  );

export const barsCompared = (): Answer => ({
  ...answer('bars-compared', 'bar', [
    placed(GUANGZHOU.keys(), 'seat_code', 190),
    placed(GUANGZHOU.keys(), 'seat_code', 170)
  ]),
  comparison: YEAR_BEFORE
});

export const tilesCompared = (): Answer => ({
  ...answer('tiles-compared', 'tile-grid', [
    placed(GUANGDONG.keys(), 'region', 1200),
    placed(GUANGDONG.keys(), 'region', 1100)
  ]),
  comparison: YEAR_BEFORE
});

/** Two places from 100 in the first year in which both have ten. */
export const lineIndexed = (): Answer => {
  const found = indexed([
    result('stock', years(2014, [120, 150, 171, 190, 214, 260])),
    result('stock', years(2014, [6, 9, 14, 20, 31, 40]))
  ]);
  return {
    ...answer('line-indexed', 'line', found?.results ?? []),
    comparison: [GUANGZHOU_NAME, { title: { zh: '云浮市', en: 'Yunfu' } }],
    index: { base: found?.base ?? '' }
  };
};

/** Places over time on one scale; one is too small for a rate, one lost it. */
export const panels = (): Answer =>
  answer('panels', 'small-multiples', [
    result(
      'growth',
      [...GUANGZHOU.keys()].flatMap((code, i) =>
        years(2014, [0.09, 0.07, 0.08, 0.05, 0.06]).map(([period = null, value]): Cell[] => {
          const isLost = i === 4 && period === '2018';
          return [period, code, i === 2 || isLost ? null : Number(value) - i * 0.01, 20, 100];
        })
      ),
      { by: 'seat_code', unit: 'ratio' }
    )
  ]);

export const panelsOfCities = (): Answer =>
  answer(
    'panels-cities',
    'small-multiples',
    [
      result(
        'stock',
        [...GUANGDONG.keys(), '440000'].flatMap((code, i) =>
          years(2014, [300, 340, 380, 410, 450]).map(([period = null, value]): Cell[] => [
            period,
            code,
            Math.round(Number(value) / (i + 1))
          ])
        ),
        { by: 'region' }
      )
    ],
    { region: ['440000', '广东省', 'Guangdong'] }
  );
