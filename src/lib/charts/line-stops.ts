import { formatSigned, formatValue } from '../format.ts';
import type { Unit } from '../query/result.ts';
import { saidValue } from './annotate.ts';
import type { Scale } from './axes.ts';
import type { Stop, StopLine, View } from './drawing.ts';
import { periodText } from './incomplete.ts';
import type { Point, Series } from './rows.ts';
import type { Answer } from './spec.ts';

/** One stop per period with the values of all series there, each with its change where the two may be compared. */
export function timeStops(
  answer: Answer,
  all: readonly Series[],
  unit: Unit | undefined,
  view: View,
  scale: { x: Scale; y: Scale }
): Stop[] {
  const stops = new Map<string, Stop>();
  for (const series of all) {
    series.points.forEach((point, i) => {
      const period = point.period ?? '';
      const stop = stops.get(period) ?? {
        x: scale.x.px(point.x),
        y: scale.y.px(point.value ?? 0),
        by: 'x',
        title: periodText(answer, period, view.lang),
        lines: [],
        marks: [],
        pick: { period }
      };
      const value =
        point.value === null || point.precision === 'exact'
          ? formatValue(point.value, unit, view.lang)
          : saidValue({ value: point.value, precision: point.precision, unit }, view.lang, true);
      const change = changeOf(series.points[i - 1], point, unit, view);
      stop.lines.push({
        name: series.name,
        value: change === '' ? value : `${value} (${change})`,
        ...(point.value === null ? {} : { y: scale.y.px(point.value) }),
        ...pickOf(answer, series, period)
      });
      stops.set(period, stop);
    });
  }
  return [...stops.values()];
}

/** A line of a breakdown or of a side of a comparison stands for that; the only one for its period. */
function pickOf(answer: Answer, { key, cell }: Series, period: string): Pick<StopLine, 'pick'> {
  if (answer.comparison) return { pick: { period, side: Number(key.split(':')[0]) } };
  return answer.spec.query.by === undefined ? {} : { pick: { period, group: cell } };
}

function changeOf(before: Point | undefined, point: Point, unit: Unit | undefined, view: View): string {
  const isComparable = before?.definition === point.definition && before?.source === point.source;
  if (!before || before.value === null || point.value === null || !isComparable || unit === 'ratio')
    return '';
  return formatSigned(point.value - before.value, unit, view.lang);
}
