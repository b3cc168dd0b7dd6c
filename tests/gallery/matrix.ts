import { CHART_TYPES, type Answer, type ChartType } from '../../src/lib/charts/spec.ts';
import { withinReach } from '../../src/lib/charts/reach.ts';
import type { Cell, Result } from '../../src/lib/query/result.ts';
import { answer, result } from './make.ts';

/** Every chart type with three and thirty groups, one point, no point, negative values and long names. */
const CASES = ['three', 'thirty', 'point', 'nothing', 'negative', 'long'] as const;
type Case = (typeof CASES)[number];

const LONG = [
  '新一代信息技术与数字经济融合应用服务（含软件开发、数据处理与系统集成）',
  '粤港澳大湾区科技成果转移转化与知识产权综合服务促进机构',
  '广东省高等院校科研院所联合实验室开放共享服务平台',
  'Advanced manufacturing, industrial robotics and services'
];

function groupsOf(one: Case): string[] {
  if (one === 'thirty') return Array.from({ length: 30 }, (_, n) => `第${n + 1}类科技社会组织`);
  if (one === 'long') return LONG;
  return one === 'point' ? ['生物医药'] : ['生物医药', '电子信息', '人工智能'];
}

const OVER_TIME: readonly ChartType[] = ['line', 'column', 'area', 'heat', 'small-multiples'];

function rowsOf(type: ChartType, one: Case): Cell[][] {
  if (one === 'nothing') return [];
  const value = (n: number, i: number) => {
    const size = 40 + ((n * 37) % 90) + i * (5 + (n % 4));
    return one === 'negative' ? ((n + i) % 3 === 0 ? -size : size / 2) : size;
  };
  const groups = groupsOf(one);
  const years = one === 'point' ? ['2023'] : Array.from({ length: 10 }, (_, i) => String(2014 + i));
  if (OVER_TIME.includes(type))
    return years.flatMap((year, i) => groups.map((group, n): Cell[] => [year, group, value(n, i)]));
  return groups.map((group, n): Cell[] => [group, value(n, 3)]);
}

function answerOf(type: ChartType, one: Case): Answer {
  const indicator = one === 'negative' ? 'net' : 'stock';
  const slug = `${type}-${one}`;
  const made = answer(slug, type, [resultOf(type, one, indicator)]);
  const query = { ...made.spec.query, by: byOf(type) };
  return withinReach({ ...made, spec: { ...made.spec, query } });
}

function byOf(type: ChartType): string {
  return type === 'histogram'
    ? 'staff'
    : type === 'tile-grid'
      ? 'region'
      : type === 'survival'
        ? 'years'
        : 'subfield';
}

function resultOf(type: ChartType, one: Case, indicator: string): Result {
  const by = byOf(type);
  const isEmpty = one === 'nothing';
  if (type === 'number') {
    const value = one === 'negative' ? -1234 : one === 'thirty' ? 30_000_000 : 471;
    return result(indicator, isEmpty ? [] : [[value]], { period: false });
  }
  if (type === 'histogram') {
    const numbers = Array.from(
      { length: one === 'thirty' ? 30 : one === 'point' ? 1 : 3 },
      (_, n) => n * 7 - (one === 'negative' ? 12 : 0)
    );
    return result('stock', isEmpty ? [] : numbers.map((n): Cell[] => [n, 4 + (n % 5)]), {
      by,
      period: false
    });
  }
  if (type === 'tile-grid') {
    const codes =
      one === 'point'
        ? ['440100']
        : Array.from({ length: one === 'thirty' ? 21 : 3 }, (_, n) => String(440100 + n * 100));
    return result(
      indicator,
      isEmpty ? [] : codes.map((code, n): Cell[] => [code, (one === 'negative' ? -20 : 30) + n * 11]),
      { by, period: false }
    );
  }
  if (type === 'survival') {
    const last = one === 'point' ? 0 : one === 'three' ? 3 : 10;
    const rows = Array.from({ length: last + 1 }, (_, k): Cell[] => [k, 1 - k * 0.04, 400 - k * 30, 471]);
    return result('survival', isEmpty ? [] : rows, { by, period: false, unit: 'ratio' });
  }
  return result(indicator, rowsOf(type, one), {
    by,
    period: OVER_TIME.includes(type) || type === 'table' ? OVER_TIME.includes(type) : false
  });
}

/** What a type is never asked to draw: layers of what can be negative, lines and columns of thirty groups. */
const REFUSED = [
  'area-negative',
  'line-thirty',
  'column-thirty',
  'survival-negative',
  'survival-long',
  'survival-thirty',
  'survival-point',
  'histogram-long',
  'number-long',
  'tile-grid-long'
];

export const MATRIX: Record<string, () => Answer> = Object.fromEntries(
  CHART_TYPES.flatMap((type) =>
    CASES.filter((one) => !REFUSED.includes(`${type}-${one}`)).map(
      (one) => [`${type}-${one}`, () => answerOf(type, one)] as const
    )
  )
);
