import { canBeShared } from '../query/shares.ts';
import type { Picked, View } from './drawing.ts';
import type { Series as Drawn } from './echarts.ts';
import type { Cell } from '../query/result.ts';
import { foldedSeries, REST_KEY } from './parts.ts';
import { breakdownOf, resultName, seriesOf, sideOf, unitOf } from './rows.ts';
import type { Answer } from './spec.ts';
import { seriesColour } from './theme.ts';

const FLOWS = new Set(['entries', 'exits', 'net']);

/** Results and groups that are no parts of a whole, or are asked for so, stand beside each other. */
export function isGrouped(answer: Answer): boolean {
  const { results, comparison, spec } = answer;
  const [first] = results;
  const isOfGroups = first !== undefined && breakdownOf(first) !== undefined && results.length === 1;
  if (isOfGroups && (spec.stack === 'grouped' || (spec.stack !== 'share' && !canBeShared(first, spec.query))))
    return true;
  const perSide = results.length / (comparison?.length ?? 1);
  return results.length > 1 && (perSide === 1 || results.some((r) => !FLOWS.has(r.indicator ?? '')));
}

/** How many columns stand beside each other in a period: of each group, else of each side of a comparison. */
export function columnsBeside(answer: Answer, stacks: readonly Stack[]): number {
  return isGrouped(answer) ? stacks.length : (answer.comparison?.length ?? 1);
}

/** Columns of one indicator, or the dashes of 净增; `sign` −1 for what is drawn downwards. */
export interface Stack {
  key: string;
  name: string;
  sign: 1 | -1;
  dash: boolean;
  fill: string;
  /** Its value of the breakdown; undefined without one, and for groups drawn as one. */
  group: Cell | undefined;
  /** Which side of a comparison it is of. */
  side: number;
  /** The other of two sides is outlined only. */
  isHollow: boolean;
  values: Map<string, number | null>;
}

export function stacksOf(answer: Answer, view: View): Stack[] {
  const { theme, lang } = view;
  const up = answer.results.length > 1 && !isGrouped(answer);
  const main = unitOf(answer.results[0]);
  const perSide = answer.results.length / (answer.comparison?.length ?? 1);
  return answer.results.flatMap((result, i) => {
    if (unitOf(result) !== main) return [];
    const indicator = result.indicator ?? '';
    const own =
      resultName(answer, i, lang) || (result.columns.find((c) => c.name === 'value')?.title[lang] ?? '');
    const sides = answer.comparison?.length ?? 1;
    const all = isGrouped(answer) ? seriesOf(result, lang) : foldedSeries(result, lang);
    const shade = (at: number) => (sides > 2 ? sideOf(answer, i) : (i % perSide) + at);
    return all.map((s, at): Stack => ({
      isHollow: sides === 2 && sideOf(answer, i) > 0,
      group: breakdownOf(result) && s.key !== REST_KEY ? s.cell : undefined,
      key: `${answer.comparison ? i : indicator || i}${s.key && `:${s.key}`}`,
      side: sideOf(answer, i),
      name: s.name || own,
      sign: up && indicator === 'exits' ? -1 : 1,
      dash: up && indicator === 'net',
      fill: up && indicator === 'net' ? theme.ink : seriesColour(theme, shade(at)),
      values: new Map(s.points.map((p) => [p.period ?? '', p.value]))
    }));
  });
}

/** The height of a side's columns in a period, upwards (`sign` 1) or downwards (−1). */
export function sumOf(stacks: readonly Stack[], period: string, side: number, sign: number): number {
  const own = stacks.filter((s) => !s.dash && s.side === side);
  const values = own.map((s) => (s.values.get(period) ?? 0) * s.sign * sign);
  return sign * values.reduce((sum, v) => sum + Math.max(0, v), 0);
}

/** What a column stands for. */
export function pickOf(stack: Stack, period: string, isCompared: boolean): Picked {
  return {
    period,
    ...(stack.group === undefined ? {} : { group: stack.group }),
    ...(isCompared ? { side: stack.side } : {})
  };
}

/** Where a stacked column lies between those under and over it, as values. */
export function spanIn(stacks: readonly Stack[], stack: Stack, period: string): [number, number] {
  const below = stacks
    .slice(0, stacks.indexOf(stack))
    .filter((one) => !one.dash && one.side === stack.side && one.sign === stack.sign);
  const from = below.reduce((sum, one) => sum + Math.max(0, one.values.get(period) ?? 0), 0) * stack.sign;
  return [from, from + (stack.values.get(period) ?? 0) * stack.sign];
}

const OUTLINED = { color: 'none', borderWidth: 1.5, borderType: [3, 2] };
const HOLLOW = { color: 'none', borderWidth: 1.5 };

export function columnSeries(
  stack: Stack,
  periods: readonly string[],
  barPx: number,
  band: number,
  paper: string,
  incomplete: string | null,
  isBeside: boolean,
  beside: number
): Drawn {
  const data = periods.map((period) => {
    const value = stack.values.get(period);
    return value === null || value === undefined ? null : value * stack.sign;
  });
  if (stack.dash)
    return {
      type: 'scatter',
      name: stack.name,
      silent: true,
      z: 6,
      symbol: 'rect',
      symbolSize: [Math.min(barPx + (beside > 1 ? 2 : 8), band), 4.5],
      symbolOffset: [(stack.side - (beside - 1) / 2) * barPx, 0],
      itemStyle: stack.isHollow
        ? { color: paper, opacity: 1, borderColor: stack.fill, borderWidth: 1 }
        : { color: stack.fill, opacity: 1, borderColor: paper, borderWidth: 1 },
      data: data.map((value, i) => [i, value as number])
    };
  return {
    type: 'bar',
    name: stack.name,
    silent: true,
    ...(isBeside ? { barGap: '0%' } : { stack: `side ${stack.side}`, barGap: '0%' }),
    barWidth: barPx,
    data: data.map((value, i) => ({
      value: value as number,
      itemStyle: {
        ...styleOf(stack, periods[i] === incomplete),
        borderRadius: (value ?? 0) < 0 ? [0, 0, 2, 2] : [2, 2, 0, 0]
      }
    }))
  };
}

/** Filled; the other side of a comparison hollow, a period that is not over dashed. */
function styleOf({ fill, isHollow }: Stack, isIncomplete: boolean): Record<string, unknown> {
  if (isIncomplete) return { ...OUTLINED, borderColor: fill };
  return isHollow ? { ...HOLLOW, borderColor: fill } : { color: fill };
}
