import type { Text } from '../field/text.ts';
import type { Plan } from './plan.ts';
import type { Cell, Column, Definition, Result, Source } from './result.ts';

/** Below this coverage a value does not suffice to judge (domain.md). */
export const LOW_COVERAGE = 0.8;

interface About {
  dataset: string;
  version: number;
  versions: Record<string, number>;
  synthetic: boolean;
  definition: Definition | null;
  sources: Source[];
}

const UNSTATED: Definition = {
  id: 'unstated',
  title: { zh: '未说明口径', en: 'definition not stated' },
  text: { zh: '这个数据集没有说明它数的是什么。', en: 'This dataset does not say what it counts.' }
};

/**
 * Rows as the SQL gives them (indicator: label, group, numerator, denominator, denominator_on, value; measure:
 * label, group, value) as a result: only the columns that were asked for, with titles, units and notes.
 */
export function resultOf(plan: Plan, rows: Cell[][], coverage: Cell[], about: About): Result {
  const { query, indicator, by } = plan;
  const columns: { column: Column; at: number }[] = [];
  if (query.period)
    columns.push({ column: { name: 'period', type: 'period', title: { zh: '时期', en: 'Period' } }, at: 0 });
  if (by !== undefined) columns.push({ column: { name: by, type: 'text', title: groupTitle(by) }, at: 1 });
  if (indicator) {
    const { title, unit } = indicator;
    columns.push({ column: { name: 'value', type: 'number', unit, title }, at: 5 });
    columns.push({ column: { name: 'numerator', type: 'number', title: indicator.numerator }, at: 2 });
    columns.push({
      column: { name: 'denominator', type: 'number', title: indicator.denominator ?? NONE },
      at: 3
    });
    if (typeof indicator.formula.denominator === 'object') {
      const on: Text = { zh: '分母的日期', en: 'date of the denominator' };
      columns.push({ column: { name: 'denominatorOn', type: 'date', title: on }, at: 4 });
    }
  } else {
    const type = typeof rows[0]?.[2] === 'string' ? 'text' : 'number';
    columns.push({ column: { name: 'value', type, title: { zh: '值', en: 'Value' } }, at: 2 });
  }
  const share = ratioOf(coverage);
  return {
    dataset: about.dataset,
    indicator: indicator?.id ?? null,
    columns: columns.map(({ column }) => column),
    rows: rows.map((row) => columns.map(({ at }) => row[at] ?? null)),
    version: about.version,
    versions: about.versions,
    definition: about.definition ?? UNSTATED,
    coverage: share,
    sources: about.sources,
    synthetic: about.synthetic,
    breaks: [],
    notes: notesOf(plan, rows, share)
  };
}

const NONE: Text = { zh: '无（计数）', en: 'none (a count)' };

const GROUP_TITLES: Record<string, Text> = {
  type: { zh: '组织类型', en: 'Type' },
  field: { zh: '领域', en: 'Field' },
  region: { zh: '地区', en: 'Region' },
  seat_code: { zh: '住所地', en: 'Seat' },
  authority_code: { zh: '登记机关', en: 'Authority' },
  level: { zh: '登记层级', en: 'Level' }
};

function groupTitle(by: string): Text {
  return GROUP_TITLES[by] ?? { zh: by, en: by };
}

function ratioOf([known, total]: Cell[]): number | null {
  return typeof known === 'number' && typeof total === 'number' && total > 0 ? known / total : null;
}

function notesOf(plan: Plan, rows: Cell[][], coverage: number | null): Text[] {
  const notes: Text[] = [];
  const { lastOn } = plan.table;
  if (lastOn !== null && plan.asOf > lastOn && plan.table.dataset === 'organizations') {
    notes.push({
      zh: `数据只到 ${lastOn}，此后的登记与终止尚不可知。`,
      en: `The data ends on ${lastOn}; what came after is not known.`
    });
  }
  if (plan.isLastIncomplete) {
    notes.push({
      zh: `最后一期只到 ${plan.asOf}，尚不完整。`,
      en: `The last period runs to ${plan.asOf} only.`
    });
  }
  if (coverage !== null && coverage < LOW_COVERAGE) {
    notes.push({ zh: '覆盖率不足 80%，不足以判断。', en: 'Coverage is under 80 %: not enough to judge.' });
  }
  const isRate = plan.indicator !== undefined && plan.indicator.formula.value !== 'count';
  if (isRate && rows.some((row) => row[5] === null && typeof row[3] === 'number')) {
    notes.push({
      zh: '分母不足十家处只给家数，不计算比率。',
      en: 'Where fewer than ten are counted no rate is given.'
    });
  }
  const dates = [...new Set(rows.map((row) => row[4]).filter((date) => typeof date === 'string'))];
  if (isRate && dates.length > 0) {
    notes.push({
      zh: `分母取 ${dates.join('、')} 公布的数。`,
      en: `The denominator is the figure published as of ${dates.join(', ')}.`
    });
  }
  if (typeof plan.indicator?.formula.denominator === 'object' && dates.length === 0) {
    notes.push({
      zh: '没有日期相近的公布数可作分母。',
      en: 'No published figure near enough serves as denominator.'
    });
  }
  return notes;
}
