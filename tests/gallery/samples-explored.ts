import type { Cell } from '../../src/lib/query/result.ts';
import { answer, result } from './make.ts';

const FIELDS = [
  '生物医药',
  '电子信息',
  '人工智能',
  '智能制造',
  '新材料',
  '新能源',
  '节能环保',
  '海洋科技',
  '现代农业'
];
const YEARS = Array.from({ length: 10 }, (_, i) => 2014 + i);

/** Stocks of fields over years, the nth growing faster than the one before it; some begin late. */
function course(fields: readonly (string | null)[], scale = 1): Cell[][] {
  return YEARS.flatMap((year, i) =>
    fields.map((field, n): Cell[] => [
      String(year),
      field,
      n > 5 && i < 3 ? null : Math.round((20 + n * 4 + i * (n + 1)) * scale)
    ])
  );
}

export const areaOfFields = () =>
  answer('area-fields', 'area', [result('stock', course([...FIELDS, null]), { by: 'field' })]);

export const areaOfLongNames = () =>
  answer('area-long', 'area', [
    result(
      'stock',
      course([
        '新一代信息技术与数字经济融合应用服务',
        'Advanced manufacturing, industrial robotics and services'
      ]),
      {
        by: 'subfield'
      }
    )
  ]);

export const areaOfOnePoint = () =>
  answer('area-point', 'area', [result('stock', [['2023', '生物医药', 12]], { by: 'field' })]);

export const heatOfFields = () =>
  answer('heat-fields', 'heat', [result('stock', course(FIELDS, 30), { by: 'field' })]);

export const heatOfRates = () =>
  answer('heat-rates', 'heat', [
    result(
      'graded_share',
      YEARS.flatMap((year, i) =>
        ['440100', '440300', null].map((place, n): Cell[] => [
          String(year),
          place,
          n === 1 && i < 4 ? null : 0.1 + i * 0.02 + n * 0.05,
          10,
          100
        ])
      ),
      { by: 'region', unit: 'ratio' }
    )
  ]);

export const heatBelowZero = () =>
  answer('heat-net', 'heat', [
    result(
      'net',
      YEARS.flatMap((year, i) =>
        ['甲', '乙'].map((name, n): Cell[] => [String(year), name, 8 - i * (n + 1)])
      ),
      { by: 'field' }
    )
  ]);

export const histogramOfStaff = () =>
  answer('histogram-staff', 'histogram', [
    result(
      'stock',
      Array.from({ length: 90 }, (_, n): Cell[] => [n, Math.round(900 / (n + 4))]).concat([[null, 31]]),
      { by: 'staff', period: false }
    )
  ]);

export const histogramOfOneValue = () =>
  answer('histogram-one', 'histogram', [result('stock', [[3.5, 7]], { by: 'capital_10k', period: false })]);

export const histogramBelowZero = () =>
  answer('histogram-negative', 'histogram', [
    result(
      'stock',
      [-0.4, -0.15, 0, 0.05, 0.3, 1.2].map((n, i): Cell[] => [n, i + 1]),
      { by: 'change', period: false }
    )
  ]);

export const numberOfStock = () =>
  answer('number-stock', 'number', [result('stock', [[471]], { period: false })]);

export const numberOfRate = () =>
  answer('number-rate', 'number', [
    result('graded_share', [[0.2481, 101, 407]], { period: false, unit: 'ratio' })
  ]);

export const numberMissing = () =>
  answer('number-missing', 'number', [
    result('graded_share', [[null, 3, 7]], { period: false, unit: 'ratio' })
  ]);
