import type { Text } from '../field/text.ts';
import { MIN_DENOMINATOR } from '../indicators/indicator.ts';
import { publishedDenominatorOf } from './denominator.ts';
import { furtherColumns } from './measured.ts';
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
  const columns = columnsOf(plan);
  const share = ratioOf(coverage);
  return {
    dataset: about.dataset,
    indicator: plan.indicator?.id ?? null,
    columns: columns.map(({ column }) => column),
    rows: rows.map((row) => columns.map(({ at, toCell }) => (toCell ?? asItIs)(row[at] ?? null))),
    version: about.version,
    versions: about.versions,
    definition: about.definition ?? UNSTATED,
    coverage: share,
    sources: about.sources,
    synthetic: about.synthetic,
    breaks: [],
    notes: notesOf(plan, rows, share),
    ...(plan.isLastIncomplete ? { isLastIncomplete: true } : {})
  };
}

interface Placed {
  column: Column;
  /** Where the SQL's rows have it. */
  at: number;
  toCell?: (cell: Cell) => Cell;
}

const asItIs = (cell: Cell): Cell => cell;

/** Groups come as text from the SQL; here each gets its column's own type back. */
const CELLS: Record<string, (cell: Cell) => Cell> = {
  text: asItIs,
  date: asItIs,
  period: asItIs,
  number: (cell) => (cell === null ? null : Number(cell)),
  boolean: (cell) => (cell === null ? null : cell === 'true')
};

function columnsOf(plan: Plan): Placed[] {
  const { query, by, formula, ownGroup } = plan;
  const columns: Placed[] = [];
  if (query.period && !isOfSpan(plan))
    columns.push({ column: { name: 'period', type: 'period', title: { zh: '时期', en: 'Period' } }, at: 0 });
  if (by !== undefined && !(formula?.value === 'own' && formula.isFolded)) {
    const own = plan.table.columns.find(({ name }) => name === by)?.type ?? 'text';
    const type = ownGroup ? (ownGroup.labels ? 'text' : 'number') : own;
    columns.push({
      column: { name: by, type, title: groupTitle(plan, by) },
      at: 1,
      toCell: ownGroup ? (cell) => ownGroup.labels?.[Number(cell)] ?? Number(cell) : CELLS[type]
    });
  }
  if (!plan.indicator) {
    const value: Column = { name: 'value', type: measuredType(plan), title: { zh: '值', en: 'Value' } };
    return [...columns, { column: value, at: 2 }];
  }
  const places = [5, 2, 3];
  columns.push(...indicatorColumns(plan).map((column, k) => ({ column, at: places[k] ?? 0 })));
  if (publishedDenominatorOf(plan)) {
    const on: Text = { zh: '分母的日期', en: 'date of the denominator' };
    columns.push({ column: { name: 'denominatorOn', type: 'date', title: on }, at: 4 });
  }
  return [...columns, ...furtherColumns(plan).map((column, k) => ({ column, at: 6 + k }))];
}

/** The least and the greatest are of their column's own type, all other aggregates numbers. */
function measuredType({ query: { measure }, table }: Plan): Column['type'] {
  if (measure?.aggregate !== 'min' && measure?.aggregate !== 'max') return 'number';
  return table.columns.find(({ name }) => name === measure.column)?.type ?? 'number';
}

const NONE: Text = { zh: '无（计数）', en: 'none (a count)' };

/** Value, numerator and denominator of an indicator. */
export function indicatorColumns({ indicator, formula, ownGroup }: Plan): Column[] {
  if (!indicator) return [];
  const hasDenominator = formula?.value === 'own' || formula?.denominator !== undefined;
  const denominator = hasDenominator ? (indicator.denominator ?? indicator.numerator) : NONE;
  return [
    { name: 'value', type: 'number', unit: ownGroup?.unit ?? indicator.unit, title: indicator.title },
    { name: 'numerator', type: 'number', title: indicator.numerator },
    { name: 'denominator', type: 'number', title: denominator }
  ];
}

function isOfSpan({ formula }: Plan): boolean {
  return formula !== undefined && formula.value !== 'own' && formula.spanYears !== undefined;
}

const GROUP_TITLES: Record<string, Text> = {
  type: { zh: '组织类型', en: 'Type' },
  field: { zh: '领域', en: 'Field' },
  region: { zh: '地区', en: 'Region' },
  seat_code: { zh: '住所地', en: 'Seat' },
  authority_code: { zh: '登记机关', en: 'Authority' },
  level: { zh: '登记层级', en: 'Level' }
};

function groupTitle(plan: Plan, by: string): Text {
  return (
    plan.ownGroup?.title ??
    GROUP_TITLES[by] ??
    plan.table.columns.find(({ name }) => name === by)?.title ?? { zh: by, en: by }
  );
}

function ratioOf([known, total]: Cell[]): number | null {
  return typeof known === 'number' && typeof total === 'number' && total > 0 ? known / total : null;
}

function notesOf(plan: Plan, rows: Cell[][], coverage: number | null): Text[] {
  const notes: Text[] = [];
  if (plan.query.region === '100000' && plan.table.dataset === 'organizations') {
    notes.push({
      zh: '这是名册所收登记机关的数，名册未必覆盖全国。',
      en: 'This counts the authorities in the registry, which need not cover the nation.'
    });
  }
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
  const { formula, indicator } = plan;
  const isRate = formula !== undefined && formula.value !== 'count';
  // An aggregate is of those in the numerator, any rate of its denominator; n² stands below a folded one.
  const basis = typeof formula?.value === 'object' ? 2 : 3;
  const least = formula?.value === 'own' && formula.isFolded ? MIN_DENOMINATOR ** 2 : MIN_DENOMINATOR;
  const missing = isRate ? rows.filter((row) => row[5] === null && typeof row[basis] === 'number') : [];
  const isSmall = (row: Cell[]) => Math.abs(Number(row[basis])) < least;
  if (missing.some(isSmall)) {
    notes.push({
      zh: '分母不足十家处只给家数，不计算比率。',
      en: 'Where fewer than ten are counted no rate is given.'
    });
  }
  if (indicator?.missing && missing.some((row) => !isSmall(row))) notes.push(indicator.missing);
  if (formula?.value === 'own' && formula.isFolded && plan.by !== undefined) {
    const { zh, en } = groupTitle(plan, plan.by);
    notes.push({ zh: `按${zh}计算。`, en: `Of groups by ${en.toLowerCase()}.` });
  }
  const dates = [...new Set(rows.map((row) => row[4]).filter((date) => typeof date === 'string'))];
  if (isRate && dates.length > 0) {
    notes.push({
      zh: `分母取 ${dates.join('、')} 公布的数。`,
      en: `The denominator is the figure published as of ${dates.join(', ')}.`
    });
  }
  if (publishedDenominatorOf(plan) && dates.length === 0) {
    notes.push({
      zh: '没有日期相近的公布数可作分母。',
      en: 'No published figure near enough serves as denominator.'
    });
  }
  return notes;
}
