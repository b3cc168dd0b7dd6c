import type { Lang } from '../field/text.ts';
import { isOwnLevel } from './bars.ts';
import { ownLevelLabel } from './labels.ts';
import type { Picked } from './drawing.ts';
import { resultName, seriesOf } from './rows.ts';
import type { Point, Series } from './rows.ts';
import type { Answer } from './spec.ts';

/** A place's course: `last` is its value in the last period, null where there is none. */
export interface Panel {
  key: string;
  pick: Picked;
  name: string;
  points: Point[];
  last: number | null;
}

/** A panel a place, most in the last period first, those without a value then, unknown places last. */
export function panelsOf(answer: Answer, lang: Lang): Panel[] {
  const [result] = answer.results;
  const all = isOfSides(answer) ? sidesOf(answer, lang) : result ? seriesOf(result, lang) : [];
  const keys = all.map(({ key }) => key);
  const end = Math.max(...all.flatMap(({ points }) => points.map(({ x }) => x)));
  return all
    .map(({ key, cell, name, points }) => ({
      key,
      pick: isOfSides(answer) ? { side: Number(key) } : { group: cell },
      name: !isOfSides(answer) && isOwnLevel(key, keys) ? ownLevelLabel(cell, lang) : name,
      points,
      last: points.find(({ x }) => x === end)?.value ?? null
    }))
    .sort(
      (a, b) =>
        Number(a.key === 'null') - Number(b.key === 'null') || (b.last ?? -Infinity) - (a.last ?? -Infinity)
    );
}

/** Places compared without a breakdown are panels themselves. */
export function isOfSides({ comparison, results }: Answer): boolean {
  return comparison !== undefined && results.length === comparison.length;
}

function sidesOf(answer: Answer, lang: Lang): Series[] {
  return answer.results.flatMap((result, at) =>
    seriesOf(result, lang)
      .slice(0, 1)
      .map((series) => ({ ...series, key: String(at), name: resultName(answer, at, lang) }))
  );
}

/** The periods of all panels, in time. */
export function periodsOf(panels: readonly Panel[]): string[] {
  const found = new Map(panels.flatMap(({ points }) => points.map((p) => [p.period ?? '', p.x] as const)));
  return [...found].sort(([, a], [, b]) => a - b).map(([period]) => period);
}
