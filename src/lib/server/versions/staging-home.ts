import type { Gazetteer } from '../../field/gazetteer.ts';
import { levelOf } from '../../field/division.ts';

const MOST_TEXTS = 5000;
const HOME_SHARE = 0.8;

/**
 * What the codes of nearly all places of a column begin with, 4401 or 44: names that several places bear are looked for
 * there first. Undefined when the unmistakable ones do not agree.
 */
export function homeOf(texts: readonly string[], places: Gazetteer): string | undefined {
  const codes = texts.slice(0, MOST_TEXTS).flatMap((text) => {
    const found = places.find(text);
    return 'place' in found && levelOf(found.place.code) !== 'national' ? [found.place.code] : [];
  });
  for (const length of [4, 2]) {
    const counts = new Map<string, number>();
    for (const code of codes) {
      if (length === 4 && levelOf(code) === 'province') continue;
      counts.set(code.slice(0, length), (counts.get(code.slice(0, length)) ?? 0) + 1);
    }
    const [most] = [...counts].sort(([, one], [, other]) => other - one);
    if (most && most[1] >= codes.length * HOME_SHARE) return most[0];
  }
  return undefined;
}
