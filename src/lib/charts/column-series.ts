import type { View } from './drawing.ts';
import type { Series as Drawn } from './echarts.ts';
import { resultName, seriesOf, unitOf } from './rows.ts';
import type { Answer } from './spec.ts';
import { seriesColour } from './theme.ts';

const FLOWS = new Set(['entries', 'exits', 'net']);

/** Results that are no parts of a whole, such as places compared, stand beside each other and are never stacked. */
export function isGrouped(answer: Answer): boolean {
  const { results, comparison } = answer;
  return (
    results.length > 1 && (comparison !== undefined || results.some((r) => !FLOWS.has(r.indicator ?? '')))
  );
}

/** Columns of one indicator, or the dashes of 净增; `sign` −1 for what is drawn downwards. */
export interface Stack {
  key: string;
  name: string;
  sign: 1 | -1;
  dash: boolean;
  fill: string;
  values: Map<string, number | null>;
}

export function stacksOf(answer: Answer, view: View): Stack[] {
  const { theme, lang } = view;
  const up = answer.results.length > 1 && !isGrouped(answer);
  const main = unitOf(answer.results[0]);
  return answer.results.flatMap((result, i) => {
    if (unitOf(result) !== main) return [];
    const indicator = result.indicator ?? '';
    const own =
      resultName(answer, i, lang) || (result.columns.find((c) => c.name === 'value')?.title[lang] ?? '');
    return seriesOf(result, lang).map((s, at): Stack => ({
      key: `${answer.comparison ? i : indicator || i}${s.key && `:${s.key}`}`,
      name: s.name || own,
      sign: up && indicator === 'exits' ? -1 : 1,
      dash: up && indicator === 'net',
      fill: up && indicator === 'net' ? theme.ink : seriesColour(theme, i + at),
      values: new Map(s.points.map((p) => [p.period ?? '', p.value]))
    }));
  });
}

export function sumOf(stacks: readonly Stack[], period: string, side: number): number {
  const values = stacks.filter((s) => !s.dash).map((s) => (s.values.get(period) ?? 0) * s.sign * side);
  return side * values.reduce((sum, v) => sum + Math.max(0, v), 0);
}

const OUTLINED = { color: 'none', borderWidth: 1.5, borderType: [3, 2] };

export function columnSeries(
  stack: Stack,
  periods: readonly string[],
  barPx: number,
  band: number,
  paper: string,
  incomplete: string | null,
  isBeside: boolean
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
      symbolSize: [Math.min(barPx + 8, band), 4.5],
      itemStyle: { color: stack.fill, opacity: 1, borderColor: paper, borderWidth: 1 },
      data: data.map((value, i) => [i, value as number])
    };
  return {
    type: 'bar',
    name: stack.name,
    silent: true,
    ...(isBeside ? { barGap: '0%' } : { stack: 'all' }),
    barWidth: barPx,
    data: data.map((value, i) => ({
      value: value as number,
      itemStyle: {
        ...(periods[i] === incomplete ? { ...OUTLINED, borderColor: stack.fill } : { color: stack.fill }),
        borderRadius: (value ?? 0) < 0 ? [0, 0, 2, 2] : [2, 2, 0, 0]
      }
    }))
  };
}
