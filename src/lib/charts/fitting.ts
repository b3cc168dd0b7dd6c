import type { Text } from '../field/text.ts';
import { CHART_TYPES, type ChartType } from './spec.ts';
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

const REGION_GROUPS = ['region', 'seat_code', 'authority_code', 'region_code'];

/** Every chart type, with the reason against it where there is one; the first without is the one to begin with. */
export function fitsOf({ query, groups, isRate, isNumberGroup }: Shape): Fit[] {
  const isOverTime = query.period !== undefined;
  const isSurvival = query.indicator === 'survival';
  const isFlow = query.indicator === 'net' || query.indicator === 'contribution';
  const against: Record<string, Text | false> = {
    survival: !isSurvival && NOT_SURVIVAL,
    line: isSurvival ? SURVIVAL_ONLY : !isOverTime ? NO_TIME : groups > 12 && MANY_LINES,
    column: isSurvival
      ? SURVIVAL_ONLY
      : !isOverTime
        ? NO_TIME
        : isRate && groups > 1
          ? NO_STACK
          : groups > 12 && MANY_LINES,
    area: isSurvival
      ? SURVIVAL_ONLY
      : !isOverTime
        ? NO_TIME
        : groups < 2
          ? NO_GROUPS
          : (isRate && NO_STACK) || (isFlow && NO_LAYERS),
    heat: isSurvival ? SURVIVAL_ONLY : !isOverTime ? NO_TIME : groups < 2 && NO_GROUPS,
    histogram: isSurvival
      ? SURVIVAL_ONLY
      : isOverTime
        ? HAS_TIME
        : (!isNumberGroup && NO_NUMBERS) || (query.measure?.aggregate !== 'count' && NO_COUNT),
    number: isSurvival ? SURVIVAL_ONLY : isOverTime ? HAS_TIME : groups > 0 && HAS_GROUPS,
    'tile-grid': isSurvival
      ? SURVIVAL_ONLY
      : isOverTime
        ? HAS_TIME
        : !REGION_GROUPS.includes(query.by ?? '') && NO_REGIONS,
    'small-multiples': isSurvival ? SURVIVAL_ONLY : !isOverTime ? NO_TIME : groups < 2 && NO_GROUPS,
    bar: isSurvival ? SURVIVAL_ONLY : isOverTime ? HAS_TIME : groups === 0 && NO_GROUPS
  };
  return CHART_TYPES.map((type) => ({ type, reason: against[type] || null }));
}
