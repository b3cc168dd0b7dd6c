import { GUANGDONG } from '../../src/lib/charts/tiles.ts';
import type { Cell, Result } from '../../src/lib/query/result.ts';
import { answer, mark, published, result, years } from './make.ts';

const STOCK = [39, 47, 58, 70, 85, 102, 123, 147, 171, 200, 228, 259, 291, 322, 352, 379, 402, 425, 449, 471];
const PROVINCE: [string, string, string] = ['440000', '广东省', 'Guangdong'];
const NATION: [string, string, string] = ['100000', '全国', 'China'];
const TYPES = ['association', 'service', 'foundation', 'other'];

const stock = (rows: Cell[][] = years(2004, STOCK)) => result('stock', rows);

/** Figures of the nation as the dataset `statistics` gives them: each with its definition, precision and source. */
function statistics(
  rows: [at: string, value: number, definition: string, precision: string, source: string][]
): Result {
  const text = (name: string, zh: string, en: string) => ({ name, type: 'text' as const, title: { zh, en } });
  const base = result(
    'stock',
    rows.map(([at, value]) => [at, value])
  );
  return {
    ...base,
    dataset: 'statistics',
    synthetic: false,
    columns: [
      ...base.columns,
      text('definition', '口径', 'Definition'),
      text('precision', '精度', 'Precision'),
      text('source', '来源', 'Source')
    ],
    rows: base.rows.map((row, i) => [...row, ...(rows[i]?.slice(2) ?? [])]),
    sources: [{ title: '社会服务发展统计公报', url: null, publishedOn: null }]
  };
}

function breakAt(at: string, zh: string, en: string) {
  return { at, from: 'before', to: 'after', reason: { zh, en } };
}

export const line = () => answer('stock', 'line', [stock()]);

export const lineWithReports = () =>
  answer(
    'stock-reports',
    'line',
    [
      stock(
        years(
          2004,
          STOCK.map((v) => Math.round(v * 8.39))
        )
      )
    ],
    {
      region: PROVINCE,
      title: {
        zh: '广东省科技类社会组织存量，2004—2023',
        en: 'Guangdong: science-and-technology organizations, 2004–2023'
      },
      subtitle: {
        zh: '实线：登记数据；空心点：公布的数字',
        en: 'Line: registry; hollow points: published figures'
      },
      published: [
        published('2012-12-31', 1500, 'over'),
        published('2019-10-31', 3300, 'about'),
        published('2023-12-31', 4000, 'nearly')
      ],
      marks: [
        mark('2019-10-31', '约3300家'),
        mark('2023-12-31', '近4000家'),
        mark('2023-12-31', '471家', 'f2')
      ]
    }
  );

export const lineOfTypes = () =>
  answer('stock-types', 'line', [
    result(
      'stock',
      years(2010, [60, 72, 81, 93, 108, 120, 137, 151, 160, 170, 175, 180, 183, 186]).flatMap(([year, v]) =>
        TYPES.map((type, i) => [year ?? null, type, Math.round(Number(v) * [1, 1.44, 0.07, 0.02][i]!)])
      ),
      { by: 'type' }
    )
  ]);

export const lineOfCities = () =>
  answer(
    'stock-cities',
    'line',
    [
      result(
        'stock',
        years(2014, [20, 24, 29, 33, 38, 42, 47, 50, 54, 57]).flatMap(([year, v]) =>
          [...GUANGDONG.keys()]
            .sort()
            .map((code, i) => [year ?? null, code, Math.round((Number(v) * 14) / (i + 2))])
        ),
        { by: 'region' }
      )
    ],
    { region: PROVINCE }
  );

export const lineWithBreak = () => {
  const own = stock(years(2012, [2100, 2180, 2260, 2330, 2400, 3100, 3220, 3310, 3450, 3580, 3700, 3790]));
  own.breaks = [
    breakAt(
      '2017-12-31',
      '口径改变：自2017年起计入区级登记的组织。',
      'From 2017 organizations registered by districts are counted.'
    )
  ];
  return answer('stock-break', 'line', [own], { region: PROVINCE });
};

export const nationDefinitions = () => {
  const own = statistics([
    ['2012-12-31', 29612, 'tech-2012', 'exact', '2012年社会服务发展统计公报'],
    ['2021-12-31', 25514, 'tech-research-2021', 'exact', '中国社会组织报告（2022）'],
    ['2023-06-30', 40000, 'tech-field-2023', 'over', '民政部新闻发布会'],
    ['2025-09-30', 24000, 'tech-innovation-2025', 'rounded', '国务院新闻办公室发布会']
  ]);
  own.breaks = ['2021-12-31', '2023-06-30', '2025-09-30'].map((at) =>
    breakAt(at, '口径改变。', 'The definition changes.')
  );
  return answer('nation-definitions', 'line', [own], { region: NATION });
};

export const nationAll = () => {
  const counts = [
    142665, 153322, 210939, 244509, 266612, 289432, 319762, 354393, 386916, 413660, 431069, 445631, 461971,
    499268, 547245, 606048, 662425, 702405, 761539, 817360
  ];
  const own = statistics(
    counts.map((v, i) => [`${1999 + i}-12-31`, v, 'all-bulletin', 'exact', '国家统计局年度数据'])
  );
  own.rows.push(
    ...statistics([
      ['2019-12-31', 866000, 'all-bulletin', 'rounded', '新华社'],
      ['2020-12-31', 894000, 'all-bulletin', 'rounded', '中国社会组织报告'],
      ['2022-12-31', 891300, 'all-bulletin', 'rounded', '中国社会组织报告']
    ]).rows
  );
  own.breaks = [
    breakAt('2019-12-31', '来源改变。', 'The source changes.'),
    breakAt('2020-12-31', '来源改变。', 'The source changes.')
  ];
  return answer('nation-all', 'line', [own], { region: NATION });
};

export const publishedOnly = () =>
  answer('published-only', 'line', [stock([])], {
    region: NATION,
    published: [
      published('2012-12-31', 29612, 'exact', 'tech-2012', '统计公报'),
      published('2021-12-31', 25514, 'exact', 'tech-research-2021', '蓝皮书'),
      published('2023-06-30', 40000, 'over', 'tech-field-2023', '民政部'),
      published('2025-09-30', 24000, 'rounded', 'tech-innovation-2025', '国新办')
    ]
  });

export const onePoint = () => answer('one-point', 'line', [stock(years(2023, [471]))]);
export const noPoint = () => answer('no-point', 'line', [stock([])]);
export const lineWithGaps = () =>
  answer('gaps', 'line', [stock(years(2014, [228, 259, null, 322, null, null, 402, 425, 449, 471]))]);

export const growth = () =>
  answer('growth', 'line', [
    result('growth', years(2014, [0.14, 0.136, 0.12, 0.11, 0.09, 0.077, -0.012, 0.057, 0.056, 0.049]), {
      unit: 'ratio'
    })
  ]);

export const halves = () =>
  answer('halves', 'line', [
    stock(
      [2019, 2020, 2021, 2022, 2023].flatMap((y, i) => [
        [`${y}-H1`, 360 + i * 23],
        [`${y}-H2`, 372 + i * 25]
      ])
    )
  ]);

export const quarters = () =>
  answer('quarters', 'line', [
    stock([2022, 2023].flatMap((y, i) => [1, 2, 3, 4].map((q) => [`${y}-Q${q}`, 410 + i * 30 + q * 7])))
  ]);

export const months = () =>
  answer(
    'months',
    'line',
    [stock(Array.from({ length: 12 }, (_, i) => [`2023-${String(i + 1).padStart(2, '0')}`, 449 + 2 * i]))],
    {
      marks: [mark('2023-06-30', '460家'), mark('2023-12-29', '471家')]
    }
  );

const turnover = (periods: string[], up: number[], down: number[]) => [
  result(
    'entries',
    periods.map((p, i) => [p, up[i] ?? null])
  ),
  result(
    'exits',
    periods.map((p, i) => [p, down[i] ?? null])
  ),
  result(
    'net',
    periods.map((p, i) => [p, (up[i] ?? 0) - (down[i] ?? 0)])
  )
];
const EIGHT = ['2016', '2017', '2018', '2019', '2020', '2021', '2022', '2023'];

export const columns = () =>
  answer(
    'entries-exits',
    'column',
    turnover(EIGHT, [44, 46, 41, 37, 35, 36, 38, 40], [12, 15, 11, 15, 13, 13, 13, 18])
  );

export const columnsShrinking = () =>
  answer('shrinking', 'column', turnover(EIGHT, [44, 20, 11, 8, 5, 6, 0, 4], [2, 15, 31, 25, 13, 9, 0, 18]), {
    marks: [mark('2019-10-31', '25家注销')]
  });

export const columnsOfQuarters = () => {
  const periods = EIGHT.flatMap((y) => [1, 2, 3, 4].map((q) => `${y}-Q${q}`));
  return answer(
    'entries-quarters',
    'column',
    turnover(
      periods,
      periods.map((_, i) => 6 + ((i * 7) % 9)),
      periods.map((_, i) => (i * 5) % 6)
    )
  );
};

export const columnsOfGrowth = () =>
  answer('growth-columns', 'column', [
    result('growth', years(2014, [0.14, 0.136, 0.12, 0.11, 0.09, 0.077, -0.012, 0.057, null, 0.049]), {
      unit: 'ratio'
    })
  ]);
