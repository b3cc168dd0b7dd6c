import { GUANGDONG, GUANGZHOU } from '../../src/lib/charts/tiles.ts';
import type { Cell } from '../../src/lib/query/result.ts';
import { answer, result } from './make.ts';

const FIELDS =
  '生物医药 电子信息 人工智能 智能制造 新材料 新能源 节能环保 海洋科技 现代农业 基础研究 成果转化 科学普及'.split(
    ' '
  );
const PROVINCE: [string, string, string] = ['440000', '广东省', 'Guangdong'];

export const barsOfTypes = () =>
  answer('structure-type', 'bar', [
    result(
      'structure',
      [
        ['association', 186 / 471, 186, 471],
        ['foundation', 13 / 471, 13, 471],
        ['other', 4 / 471, 4, 471],
        ['service', 268 / 471, 268, 471]
      ],
      { by: 'type', period: false, unit: 'ratio' }
    )
  ]);

export const barsOfFields = () =>
  answer('structure-field', 'bar', [
    result(
      'structure',
      [...FIELDS.map((f, i): Cell[] => [f, (90 - i * 6) / 471, 90 - i * 6, 471]), [null, 31 / 471, 31, 471]],
      { by: 'field', period: false, unit: 'ratio' }
    )
  ]);

export const barsOfLongNames = () =>
  answer('long-names', 'bar', [
    result(
      'stock',
      [
        ['新一代信息技术与数字经济融合应用服务（含工业互联网、数据安全与网络安全）', 214],
        ['Advanced manufacturing, industrial robotics and intelligent equipment services', 128],
        ['海洋', 9]
      ],
      { by: 'subfield', period: false }
    )
  ]);

export const barsOfCities = () =>
  answer(
    'regions-ranked',
    'bar',
    [
      result(
        'stock',
        [
          ...[...GUANGDONG.keys()].sort().map((code, i): Cell[] => [code, Math.round(1200 / (i + 1.5))]),
          ['440000', 512]
        ],
        { by: 'region', period: false }
      )
    ],
    { region: PROVINCE }
  );

export const thirtyBars = () =>
  answer('thirty', 'bar', [
    result(
      'stock',
      Array.from({ length: 30 }, (_, i) => [`第${i + 1}类活动领域`, 300 - i * 9]),
      { by: 'subfield', period: false }
    )
  ]);

export const barsBelowZero = () =>
  answer('growth-cities', 'bar', [
    result(
      'growth',
      [...GUANGZHOU.keys()].map((code, i) => [code, i === 3 ? null : 0.09 - i * 0.013]),
      { by: 'seat_code', period: false, unit: 'ratio' }
    )
  ]);

export const tilesOfGuangdong = () =>
  answer('regions', 'tile-grid', [
    result(
      'stock',
      [
        ...[...GUANGDONG.keys()]
          .filter((c) => c !== '445300')
          .map((code, i): Cell[] => [
            code,
            [96, 61, 44, 57, 88, 312, 471, 140, 52, 39, 31, 108, 165, 214, 47, 90, 69, 28, 120, 1204][i] ?? 33
          ]),
        ['440000', 512],
        [null, 3]
      ],
      { by: 'region', period: false }
    )
  ]);

export const tilesOfGuangzhou = () =>
  answer(
    'districts',
    'tile-grid',
    [
      result(
        'stock',
        [
          ...[...GUANGZHOU.keys()].map((code, i): Cell[] => [
            code,
            [14, 6, 47, 9, 18, 82, 123, 72, 41, 38, null][i] ?? null
          ]),
          ['440100', 21]
        ],
        { by: 'seat_code', period: false }
      )
    ],
    { region: ['440106', '天河区', 'Tianhe'] }
  );
