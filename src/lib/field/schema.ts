import type { Text } from './text.ts';

export type SchemaType = 'text' | 'integer' | 'decimal' | 'date' | 'boolean';

/**
 * What a text column holds beyond free text, which decides how its cells are read and checked. A `number` is a licence's or
 * the like: free text that a spreadsheet may have ruined.
 */
export type CellKind =
  | 'credit-code'
  | 'code'
  | 'number'
  | 'region'
  | 'organization-type'
  | 'grade'
  | 'status'
  | 'end-reason'
  | 'precision';

/**
 * A column of a known dataset; `blank` says what an empty cell means, `values` are those known, in their order. `unit` is
 * that of its numbers (`any`: a cell's own), `side` the day meant by a month alone (the last when absent), `min` and `max`
 * what is plausible, both included; dates take `today` for the day the data are checked.
 */
export interface SchemaColumn {
  name: string;
  type: SchemaType;
  title: Text;
  blank: 'none' | 'unknown';
  isRequired?: boolean;
  values?: readonly string[];
  kind?: CellKind;
  unit?: string;
  side?: 'start' | 'end';
  min?: number | string;
  max?: number | string;
}

/** A known dataset (domain.md, Tables). `key` names the columns that tell one row from all others. */
export interface Schema {
  key: readonly string[];
  columns: readonly SchemaColumn[];
}

type Options = Partial<Omit<SchemaColumn, 'name' | 'type' | 'title'>>;

function column(name: string, type: SchemaType, zh: string, en: string, options: Options = {}): SchemaColumn {
  return { name, type, title: { zh, en }, blank: 'unknown', ...options };
}

const NONE = { blank: 'none' } as const;
const REQUIRED = { isRequired: true } as const;

const EVENT = { side: 'start', min: '1949-10-01', max: 'today' } as const;

const creditCode = column('credit_code', 'text', '统一社会信用代码', 'Credit code', {
  ...REQUIRED,
  kind: 'credit-code'
});
const type = (options: Options) =>
  column('type', 'text', '组织类型', 'Type', {
    values: ['association', 'service', 'foundation', 'other'],
    kind: 'organization-type',
    ...options
  });

export const SCHEMAS: Readonly<Record<string, Schema>> = {
  organizations: {
    key: ['credit_code'],
    columns: [
      creditCode,
      column('name', 'text', '名称', 'Name', REQUIRED),
      type({}),
      column('authority_code', 'text', '登记管理机关所在地区', 'Division of the registering authority', {
        ...REQUIRED,
        kind: 'region'
      }),
      column('seat_code', 'text', '所在地区', 'Division of the seat', { kind: 'region' }),
      column('field', 'text', '领域', 'Field'),
      column('subfield', 'text', '细分领域', 'Subfield'),
      column('registered_on', 'date', '成立登记日期', 'Registered on', { ...REQUIRED, ...EVENT }),
      column('status', 'text', '状态', 'Status', {
        values: ['正常', '活动异常', '已注销', '已撤销', '已吊销'],
        kind: 'status'
      }),
      column('ended_on', 'date', '终止日期', 'Ended on', { ...NONE, ...EVENT }),
      column('end_reason', 'text', '终止原因', 'Reason of the end', {
        ...NONE,
        values: ['注销', '撤销', '吊销'],
        kind: 'end-reason'
      }),
      column('grade', 'text', '评估等级', 'Grade', {
        ...NONE,
        values: ['1A', '2A', '3A', '4A', '5A'],
        kind: 'grade'
      }),
      column('grade_on', 'date', '评估日期', 'Graded on', { ...NONE, ...EVENT }),
      column('capital_10k', 'decimal', '注册资金（万元）', 'Capital (10,000 yuan)', {
        unit: '万元',
        min: 0,
        max: 100_000_000
      }),
      column('staff', 'integer', '从业人员', 'Staff', { unit: '人', min: 0, max: 1_000_000 }),
      column('has_party_org', 'boolean', '有党组织', 'Has a party organization', NONE),
      column('is_charity', 'boolean', '慈善组织', 'Is a charity')
    ]
  },
  filings: {
    key: ['credit_code', 'year'],
    columns: [
      creditCode,
      column('year', 'integer', '年度', 'Year', { ...REQUIRED, unit: '年', min: 1949, max: 'today' }),
      column('due', 'boolean', '应参报', 'Due'),
      column('filed_on', 'date', '申报日期', 'Filed on', { ...NONE, ...EVENT }),
      column('result', 'text', '年检结论', 'Result', NONE)
    ]
  },
  credit_lists: {
    key: ['credit_code', 'list', 'from_on'],
    columns: [
      creditCode,
      column('list', 'text', '名录', 'List', REQUIRED),
      column('from_on', 'date', '列入日期', 'Listed on', { ...REQUIRED, ...EVENT }),
      column('to_on', 'date', '移出日期', 'Taken off on', { ...NONE, side: 'start', min: '1949-10-01' }),
      column('reason', 'text', '原因', 'Reason')
    ]
  },
  statistics: {
    key: ['region_code', 'indicator', 'type', 'as_of', 'definition', 'source_title'],
    columns: [
      column('region_code', 'text', '地区', 'Region', { ...REQUIRED, kind: 'region' }),
      column('indicator', 'text', '指标', 'Indicator', REQUIRED),
      type(NONE),
      column('as_of', 'date', '截至', 'As of', { ...REQUIRED, min: '1949-10-01' }),
      column('value', 'decimal', '数值', 'Value', { ...REQUIRED, unit: 'any' }),
      column('unit', 'text', '单位', 'Unit', REQUIRED),
      column('precision', 'text', '精度', 'Precision', {
        values: ['exact', 'rounded', 'about', 'nearly', 'over'],
        kind: 'precision'
      }),
      column('definition', 'text', '口径', 'Definition'),
      column('source_title', 'text', '来源', 'Source'),
      column('source_url', 'text', '来源网址', 'Address of the source', NONE),
      column('published_on', 'date', '发布日期', 'Published on', EVENT)
    ]
  },
  divisions: {
    key: ['code'],
    columns: [
      column('code', 'text', '行政区划代码', 'Division code', { ...REQUIRED, kind: 'code' }),
      column('name_zh', 'text', '中文名称', 'Chinese name', REQUIRED),
      column('name_en', 'text', '英文名称', 'English name'),
      column('level', 'text', '层级', 'Level', {
        values: ['national', 'province', 'prefecture', 'district']
      }),
      column('parent_code', 'text', '上级代码', 'Code of the division above', { ...NONE, kind: 'code' })
    ]
  }
};

/** The schema of a known dataset, undefined for a table an analyst brings. */
export function findSchema(dataset: string): Schema | undefined {
  return Object.hasOwn(SCHEMAS, dataset) ? SCHEMAS[dataset] : undefined;
}
