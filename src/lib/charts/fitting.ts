import type { Text } from '../field/text.ts';
import { CHART_TYPES, STACKS, type ChartType, type Stacking } from './spec.ts';
import type { Query } from '../query/query.ts';

/** What decides which chart fits: what is asked, and the size of its answer. */
export interface Shape {
  query: Query;
  /** The value is a rate or a mean: it has no parts that add up. */
  isRate: boolean;
  /** Groups of the breakdown, 0 without one. */
  groups: number;
  /** The breakdown is a number: its values have an order and a distance. */
  isNumberGroup: boolean;
  /** Places and days that are compared, 0 without a comparison. */
  sides?: number;
}

export interface Fit {
  type: ChartType;
  /** Why this type would mislead or show nothing, null when it fits. */
  reason: Text | null;
}

const NO_TIME = { zh: '没有时期，画不出随时间的线', en: 'There is no period to draw a line over' };
const MANY_LINES = { zh: '超过 12 组的线分不清', en: 'More than 12 lines cannot be told apart' };
const NO_GROUPS = { zh: '没有分组', en: 'There is no breakdown' };
const HAS_TIME = { zh: '有时期的数据请用线或柱', en: 'Over time a line or columns tell more' };
const NO_REGIONS = { zh: '方格图只按地区', en: 'Tiles are for places only' };
const NOT_SURVIVAL = { zh: '只用于存续率', en: 'Only for survival' };
const SURVIVAL_ONLY = { zh: '存续率用生存曲线', en: 'Survival is a curve of its own' };

const NO_STACK = { zh: '比率与平均数叠加起来没有意义', en: 'Rates and means do not add up' };
const NO_LAYERS = { zh: '有正有负的净值不能叠成面积', en: 'What can be negative makes no layers' };
const NO_NUMBERS = { zh: '直方图的分组要是数字列', en: 'A histogram groups by a number' };
const NO_COUNT = { zh: '直方图数的是行数', en: 'A histogram counts rows' };
const HAS_GROUPS = { zh: '有分组，一个数说不全', en: 'There are groups: one number does not tell them' };

const HAS_SIDES = { zh: '一个数放不下对比', en: 'One number leaves no room for a comparison' };
const ONE_PLACE = { zh: '叠加面积只画一个地区', en: 'Layers show one place' };

const REGION_GROUPS = ['region', 'seat_code', 'authority_code', 'region_code'];
const MOST_LINES = 12;
/** Rates stand beside each other from the start. */
const RATE_STACKS = ['grouped', 'stacked', 'share'] as const;

/** Every chart type, with the reason against it where there is one; the first without is the one to begin with. */
export function fitsOf({ query, groups, isRate, isNumberGroup, sides = 0 }: Shape): Fit[] {
  const isOverTime = query.period !== undefined;
  const isSurvival = query.indicator === 'survival';
  const isFlow = query.indicator === 'net' || query.indicator === 'contribution';
  const isMany = groups > MOST_LINES && MANY_LINES;
  const hasPanels = groups >= 2 || (groups === 0 && sides > 0);
  const hasRows = groups > 0 || sides > 0;
  const against: Record<Exclude<ChartType, 'survival' | 'table'>, Text | false> = {
    line: !isOverTime ? NO_TIME : isMany,
    column: !isOverTime ? NO_TIME : isMany,
    area: !isOverTime
      ? NO_TIME
      : groups < 2
        ? NO_GROUPS
        : (isRate && NO_STACK) || (isFlow && NO_LAYERS) || (sides > 0 && ONE_PLACE),
    heat: !isOverTime ? NO_TIME : !hasPanels && NO_GROUPS,
    histogram: isOverTime
      ? HAS_TIME
      : (!isNumberGroup && NO_NUMBERS) || (query.measure?.aggregate !== 'count' && NO_COUNT),
    number: isOverTime ? HAS_TIME : groups > 0 ? HAS_GROUPS : sides > 0 && HAS_SIDES,
    'tile-grid': isOverTime ? HAS_TIME : !REGION_GROUPS.includes(query.by ?? '') && NO_REGIONS,
    'small-multiples': !isOverTime ? NO_TIME : !hasPanels && NO_GROUPS,
    bar: isOverTime ? HAS_TIME : !hasRows && NO_GROUPS
  };
  return CHART_TYPES.map((type) => {
    if (type === 'table') return { type, reason: null };
    if (type === 'survival') return { type, reason: isSurvival ? null : NOT_SURVIVAL };
    return { type, reason: (isSurvival ? SURVIVAL_ONLY : against[type]) || null };
  });
}

export interface StackFit {
  stack: Stacking;
  reason: Text | null;
}

/**
 * How the groups of a chart may stand, the one to begin with first; none where there is nothing to choose. Rates are never
 * stacked, and what can be negative is no part of a whole.
 */
export function stacksOf(type: ChartType, shape: Shape): StackFit[] {
  const { groups, sides = 0, isRate, query } = shape;
  const isFlow = query.indicator === 'net' || query.indicator === 'contribution';
  const reason = isRate ? NO_STACK : isFlow ? NO_LAYERS : null;
  const on = (stack: Stacking): StackFit => ({ stack, reason: stack === 'grouped' ? null : reason });
  if (type === 'column' && groups > 1) return (isRate ? RATE_STACKS : STACKS).map(on);
  if (type === 'area') return (['stacked', 'share'] as const).map(on);
  if (type === 'bar' && groups > 1 && sides > 0) return (['grouped', 'stacked', 'share'] as const).map(on);
  return [];
}
