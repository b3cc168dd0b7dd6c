import type { Answer, ChartSpec, PublishedPoint, ReportMark } from '../../src/lib/charts/spec.ts';
import { rangeOf } from '../../src/lib/field/precision.ts';
import type { Precision } from '../../src/lib/field/precision.ts';
import type { Text } from '../../src/lib/field/text.ts';
import { findDefinition } from '../../src/lib/indicators/definitions.ts';
import type { Cell, Definition, Result, Unit } from '../../src/lib/query/result.ts';

export const TECH_LOCAL = findDefinition('tech-local') as Definition;

const TITLES: Record<string, Text> = {
  stock: { zh: '存量', en: 'Stock' },
  entries: { zh: '新成立', en: 'Registered' },
  exits: { zh: '注销', en: 'Ended' },
  net: { zh: '净增', en: 'Net' },
  growth: { zh: '同比', en: 'Growth' },
  structure: { zh: '结构', en: 'Structure' },
  survival: { zh: '存续率', en: 'Survival' },
  age: { zh: '存续年限', en: 'Age' },
  missed_filings: { zh: '连续未报', en: 'Missed filings' },
  filing_rate: { zh: '参报率', en: 'Filing rate' },
  contribution: { zh: '增长贡献率', en: 'Contribution to growth' },
  entry_rate: { zh: '进入率', en: 'Entry rate' },
  exit_rate: { zh: '退出率', en: 'Exit rate' },
  abnormal_rate: { zh: '异常率', en: 'Abnormal rate' },
  graded_share: { zh: '有效评估覆盖率', en: 'Share with a valid grade' },
  grade_3a_up: { zh: '3A 以上率（占有等级者）', en: 'Grade 3A or higher, of the graded' },
  grade_3a_up_of_all: { zh: '3A 以上率（占全部）', en: 'Grade 3A or higher, of all' },
  grades_lapsing: { zh: '等级到期预警', en: 'Grades about to lapse' },
  density: { zh: '每十万人拥有量', en: 'Per 100,000 people' }
};
const GROUPS: Record<string, Text> = {
  type: { zh: '组织类型', en: 'Type' },
  field: { zh: '领域', en: 'Field' },
  region: { zh: '地区', en: 'Region' },
  age_band: { zh: '存续年限', en: 'Age' },
  missed_years: { zh: '连续未报年数', en: 'Years missed in a row' },
  grade: { zh: '评估等级', en: 'Grade' },
  years: { zh: '登记后年数', en: 'Years since registration' },
  seat_code: { zh: '住所地', en: 'Seat' }
};

interface Shape {
  by?: string;
  period?: boolean;
  unit?: Unit;
}

/** Rows of [period?, group?, value] as the result of one indicator on the synthetic registry. */
export function result(
  indicator: string,
  rows: Cell[][],
  { by, period = true, unit = '家' }: Shape = {}
): Result {
  const title = TITLES[indicator] ?? { zh: indicator, en: indicator };
  const keys = (period ? 1 : 0) + (by ? 1 : 0);
  return {
    dataset: 'organizations',
    indicator,
    columns: [
      ...(period ? [{ name: 'period', type: 'period' as const, title: { zh: '时期', en: 'Period' } }] : []),
      ...(by ? [{ name: by, type: 'text' as const, title: GROUPS[by] ?? { zh: by, en: by } }] : []),
      { name: 'value', type: 'number', unit, title },
      { name: 'numerator', type: 'number', title: { zh: '分子', en: 'Numerator' } },
      { name: 'denominator', type: 'number', title: { zh: '分母', en: 'Denominator' } }
    ],
    rows: rows.map((row) => [
      ...row.slice(0, keys + 1),
      row[keys + 1] ?? row[keys] ?? null,
      row[keys + 2] ?? null
    ]),
    version: 1,
    versions: { organizations: 1 },
    definition: TECH_LOCAL,
    coverage: 1,
    sources: [{ title: '社会组织登记名册（模拟）', url: null, publishedOn: null }],
    synthetic: true,
    breaks: [],
    notes: []
  };
}

export interface Parts {
  region?: [code: string, zh: string, en: string];
  also?: string[];
  published?: PublishedPoint[];
  marks?: ReportMark[];
  title?: Text;
  subtitle?: Text;
}

/** An answer made of results; it is synthetic when one of them is. */
export function answer(slug: string, type: ChartSpec['type'], results: Result[], parts: Parts = {}): Answer {
  const [code, zh, en] = parts.region ?? ['440100', '广州市', 'Guangzhou'];
  return {
    slug,
    spec: {
      type,
      query: { dataset: results[0]?.dataset ?? 'organizations', indicator: results[0]?.indicator ?? 'stock' },
      published: parts.published !== undefined,
      reports: parts.marks !== undefined
    },
    region: { code, title: { zh, en } },
    asOf: '2023-12-31',
    title: parts.title ?? { zh: `${zh}${slug}`, en: `${en}: ${slug}` },
    subtitle: parts.subtitle ?? { zh: '', en: '' },
    results,
    published: parts.published ?? [],
    marks: parts.marks ?? [],
    synthetic: results.some((r) => r.synthetic),
    release: '0.1.0'
  };
}

export function published(
  asOf: string,
  value: number,
  precision: Precision,
  definition = 'tech-local',
  source = '大湾区科学论坛'
): PublishedPoint {
  const { low, high } = rangeOf(value, precision);
  return {
    asOf,
    value,
    low,
    high,
    unit: '家',
    precision,
    definition: findDefinition(definition) ?? { ...TECH_LOCAL, id: definition },
    source: { title: source, url: null, publishedOn: asOf },
    report: null
  };
}

export function mark(asOf: string, text: string, figure = 'f1'): ReportMark {
  return {
    slug: 'forum-2023-12-29',
    figure,
    asOf,
    headline: '引力湾区：科技社会组织聚力服务高质量发展',
    publisher: '大湾区科学论坛',
    publishedOn: '2023-12-29',
    before: '截至2023年12月底，广州市登记的科技类社会组织共有',
    text,
    after: '。',
    verdict: 'equal',
    synthetic: true
  };
}

/** `count` yearly values from `from` that end at `last`, growing smoothly. */
export function years(first: number, values: readonly (number | null)[]): Cell[][] {
  return values.map((value, i) => [String(first + i), value]);
}
