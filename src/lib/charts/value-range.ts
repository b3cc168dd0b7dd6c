import type { Lang } from '../field/text.ts';
import { formatAxis, formatTick } from '../format.ts';
import type { Unit } from '../query/result.ts';
import { niceTicks } from './scale.ts';
import type { Answer } from './spec.ts';

const STEPS = [
  [0.1, 0.02],
  [0.2, 0.05],
  [0.3, 0.05],
  [0.4, 0.1]
] as const;

/**
 * The ticks of a line's value axis. Stocks and counts begin at zero; shares that all lie above 60 % and near each
 * other begin at the tens below them, because from zero their course would not be seen. The drawing says so.
 */
export function lineTicks(
  values: readonly number[],
  unit: Unit | undefined,
  count: number,
  headroom = 1
): number[] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const whole = unit === 'ratio' ? 1 : 100;
  const isShare = (unit === 'ratio' || unit === '%') && low >= 0.6 * whole && high <= whole;
  if (!isShare) return niceTicks(low, high * headroom, count, unit === '家');
  const from = Math.min(0.9, Math.floor((low / whole) * 10 + 1e-9) / 10);
  const to = Math.min(1, Math.ceil((high / whole) * 10 - 1e-9) / 10);
  const step = STEPS.find(([span]) => to - from <= span + 1e-9)?.[1] ?? 0.1;
  const steps = Math.max(1, Math.round((to - from) / step));
  return Array.from({ length: steps + 1 }, (_, i) => Number(((from + i * step) * whole).toPrecision(12)));
}

/** The ticks of a logarithmic axis around positive values: powers of ten, with 2 and 5 between them over few of them. */
export function logTicks(values: readonly number[]): number[] {
  const known = values.filter((value) => value > 0);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const [from, to] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high) + 1e-9)];
  const steps = to - from <= 2 ? [1, 2, 5] : [1];
  const all = Array.from({ length: to - from + 1 }, (_, k) =>
    steps.map((step) => Number((step * 10 ** (from + k)).toPrecision(12)))
  ).flat();
  const first = all.findLastIndex((tick) => tick <= low);
  const last = all.findIndex((tick) => tick >= high);
  return all.slice(Math.max(0, first), Math.max(last, first + 1) + 1);
}

/** What a drawing says of a logarithmic axis. */
export function logHint(isLog: boolean, lang: Lang): string {
  if (!isLog) return '';
  return lang === 'zh' ? '对数刻度（0 与负数画不出）' : 'Log scale (no zero, no negatives)';
}

/** What a drawing says when its value axis does not begin at zero, else ''. */
export function axisHint(ticks: readonly number[], unit: Unit | undefined, lang: Lang): string {
  const [from = 0] = ticks;
  if (from <= 0) return '';
  const said = formatAxis(from, unit, lang);
  return lang === 'zh' ? `纵轴从${said}起` : `Axis starts at ${said}`;
}

/** What a drawing says of an index: the period that is 100, else ''. */
export function indexHint({ index }: Pick<Answer, 'index'>, lang: Lang): string {
  if (!index) return '';
  return lang === 'zh'
    ? `指数，${formatTick(index.base, lang)}=100`
    : `Index, ${formatTick(index.base, lang)} = 100`;
}
