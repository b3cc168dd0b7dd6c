import type { Cell, Result } from '../../src/lib/query/result.ts';
import { answer, result, years } from './make.ts';

/** Survival by years from yearly hazards, `atRisk` shrinking by censoring; an interval wider with every year. */
function survival(hazards: readonly number[], registered: number): Result {
  let value = 1;
  const rows = [0, ...hazards].map((hazard, at): Cell[] => {
    value *= 1 - hazard;
    const atRisk = Math.round(registered * value * (1 - at / (hazards.length + 1)));
    const spread = (1.96 * Math.sqrt((value * (1 - value)) / Math.max(1, atRisk))) / 1.4;
    const isOpen = value === 1 && at > 0;
    const [low, high] = isOpen
      ? [null, null]
      : [Math.max(0, value - 1.2 * spread), Math.min(1, value + spread)];
    return [at, value, atRisk, registered, atRisk, low, high];
  });
  const base = result('survival', [], { by: 'years', period: false, unit: 'ratio' });
  const number = (name: string, zh: string, en: string) => ({
    name,
    type: 'number' as const,
    title: { zh, en },
    unit: 'ratio' as const
  });
  return {
    ...base,
    columns: [
      ...base.columns.map((c) => (c.name === 'years' ? { ...c, type: 'number' as const } : c)),
      { ...number('atRisk', '仍在观察的组织数', 'Number at risk'), unit: '家' },
      number('low', '95% 区间下限', '95 % interval, low'),
      number('high', '95% 区间上限', '95 % interval, high')
    ],
    rows
  };
}

const SLOW = [0, 0.006, 0.011, 0.014, 0.02, 0.024, 0.02, 0.03, 0.028, 0.022, 0.03, 0.02, 0.035, 0.02];
const LONG = [...SLOW, 0.02, 0.03, 0.01, 0.02, 0.05, 0.02];

export const survivalLong = () => answer('survival', 'survival', [survival(LONG, 1612)]);
export const survivalShort = () => answer('survival-short', 'survival', [survival(SLOW.slice(0, 4), 64)]);
export const survivalSteep = () =>
  answer('survival-steep', 'survival', [survival([0.3, 0.25, 0.3, 0.2, 0.3, 0.1, 0.2, 0.1], 41)]);
export const survivalNone = () => answer('survival-none', 'survival', [survival([], 6)]);

export const survivalCompared = () => ({
  ...answer('survival-compared', 'survival', [
    survival(LONG, 612),
    survival(
      SLOW.map((h) => h * 1.8),
      2380
    ),
    survival([0.01, 0.05, 0.05, 0.06], 35)
  ]),
  comparison: [
    { title: { zh: '广州市', en: 'Guangzhou' } },
    { title: { zh: '广东省其他地区', en: 'Guangdong without Guangzhou' } },
    { title: { zh: '南沙区', en: 'Nansha' } }
  ]
});

export const ageBands = () =>
  answer('age', 'bar', [
    result(
      'age',
      ['<1', '1–3', '3–5', '5–10', '≥10'].map((band, i): Cell[] => {
        const counted = [40, 71, 62, 141, 157][i] ?? 0;
        return [band, counted, counted, 471];
      }),
      { by: 'age_band', period: false }
    )
  ]);

export const missedYears = () =>
  answer('missed-filings', 'bar', [
    result(
      'missed_filings',
      [
        ['1', 32],
        ['2', 18],
        ['3+', 60]
      ],
      { by: 'missed_years', period: false }
    )
  ]);

export const gradesLapsing = () =>
  answer('grades-lapsing', 'bar', [
    result(
      'grades_lapsing',
      [
        ['1A', 0],
        ['2A', 1],
        ['3A', 14],
        ['4A', 9],
        ['5A', 3]
      ],
      {
        by: 'grade',
        period: false
      }
    )
  ]);

const FIELDS = '生物医药 电子信息 人工智能 智能制造 新材料 新能源 节能环保 科学普及'.split(' ');

function contributed(changes: readonly number[], total: number, unknown: number): Result {
  const rows = changes.map((change, i): Cell[] => [
    FIELDS[i] ?? null,
    Math.abs(total) < 10 ? null : change / total,
    change,
    total
  ]);
  rows.push([null, Math.abs(total) < 10 ? null : unknown / total, unknown, total]);
  return result('contribution', rows, { by: 'field', period: false, unit: 'ratio' });
}

export const contribution = () =>
  answer('contribution', 'bar', [contributed([4, 6, 11, 2, 0, -3, 1, -1], 22, 2)]);
export const contributionShrinking = () =>
  answer('contribution-shrinking', 'bar', [contributed([-9, -4, 3, -2, 0, -3, -5, -1], -20, 1)]);
export const contributionLosing = () =>
  answer('contribution-losing', 'bar', [contributed([-1209, -4, -300, -2], -1515, 0)]);
export const contributionSmall = () =>
  answer('contribution-small', 'bar', [contributed([4, -2, 1, 0], 5, 2)]);
export const contributionOfSome = () =>
  answer('contribution-some', 'bar', [contributed([4, 6, 11, -2], 60, 2)]);

const SHARE = { unit: 'ratio' as const };

export const gradeRates = () =>
  answer('grades', 'line', [
    result('grade_3a_up', years(2014, [0.71, 0.7, 0.69, 0.72, 0.7, 0.68, 0.66, 0.65, 0.67, 0.66]), SHARE),
    result(
      'grade_3a_up_of_all',
      years(2014, [0.08, 0.1, 0.11, 0.12, 0.14, 0.15, 0.15, 0.16, 0.17, 0.18]),
      SHARE
    ),
    result('graded_share', years(2014, [0.13, 0.15, 0.17, 0.19, 0.22, 0.24, 0.25, 0.26, 0.27, 0.29]), SHARE)
  ]);

/** Four lines that end near each other, one of another unit, which is left to the table. */
export const ratesClose = () =>
  answer('rates-close', 'line', [
    result('entry_rate', years(2014, [0.14, 0.13, 0.12, 0.11, 0.1, 0.09, 0.08, 0.08, 0.08, 0.08]), SHARE),
    result('exit_rate', years(2014, [0.04, 0.05, 0.04, 0.05, 0.06, 0.05, 0.06, 0.07, 0.07, 0.07]), SHARE),
    result(
      'abnormal_rate',
      years(2014, [null, null, null, 0.02, 0.03, 0.05, 0.06, 0.07, 0.07, 0.075]),
      SHARE
    ),
    result('stock', years(2014, [228, 259, 291, 322, 352, 379, 402, 425, 449, 471]))
  ]);

export const filingRate = () => {
  const own = result(
    'filing_rate',
    years(2015, [0.934, 0.951, 0.946, 0.968, 0.972, 0.957, 0.961, 0.949, 0.946]).map(([year, rate]) => [
      year ?? null,
      rate ?? null,
      Math.round(Number(rate) * 400),
      400
    ]),
    SHARE
  );
  own.columns.push({ name: 'filingYear', type: 'number', title: { zh: '年报年度', en: 'Year filed about' } });
  own.rows = own.rows.map((row) => [...row, Number(row[0]) - 1]);
  return answer('filing-rate', 'line', [own]);
};

const cut = (own: Result): Result => ({ ...own, isLastIncomplete: true });

export const lineIncomplete = () =>
  answer('incomplete', 'line', [cut(result('entries', years(2015, [44, 46, 41, 37, 35, 36, 38, 40, 12])))]);

export const columnsIncomplete = () => {
  const [up, down] = [
    [44, 46, 41, 37, 35, 36, 38, 12],
    [12, 15, 11, 15, 13, 13, 13, 5]
  ];
  return answer('columns-incomplete', 'column', [
    cut(result('entries', years(2016, up))),
    cut(result('exits', years(2016, down))),
    cut(
      result(
        'net',
        years(
          2016,
          up.map((v, i) => v - (down[i] ?? 0))
        )
      )
    )
  ]);
};

export const regionsCompared = () => ({
  ...answer('stock-compared', 'line', [
    cut(result('stock', years(2014, [228, 259, 291, 322, 352, 379, 402, 425, 449, 471]))),
    cut(result('stock', years(2014, [201, 240, 290, 345, 402, 466, 530, 604, 660, 712])))
  ]),
  comparison: [{ title: { zh: '广州市', en: 'Guangzhou' } }, { title: { zh: '深圳市', en: 'Shenzhen' } }]
});

export const columnsCompared = () => ({
  ...answer('entries-compared', 'column', [
    cut(result('exits', years(2014, [4, 9, 12, 15, 11, 15, 13, 13, 13, 6]))),
    cut(result('exits', years(2014, [2, 5, 9, 16, 20, 26, 22, 25, 28, 11])))
  ]),
  comparison: [{ title: { zh: '广州市', en: 'Guangzhou' } }, { title: { zh: '深圳市', en: 'Shenzhen' } }]
});

export const columnsOfRates = () =>
  answer('rates-columns', 'column', [
    result('entry_rate', years(2019, [0.1, 0.09, 0.08, 0.08, 0.08]), SHARE),
    result('exit_rate', years(2019, [0.04, 0.05, 0.06, 0.05, 0.07]), SHARE)
  ]);
