import { findDivision } from '../../field/division.ts';
import type { Lang } from '../../field/text.ts';
import { placeNames, type PlaceNames } from '../../reports/place-names.ts';
import { gazetteer, today } from './gazetteer.ts';

let kept: PlaceNames | undefined;

/** The names of every division of the nation, read on first use; today's only. */
export function names(): PlaceNames {
  kept ??= placeNames(today());
  return kept;
}

/** What a region is called; those that do not ship have their Chinese name only. Undefined for no region. */
export function divisionName(code: string, lang: Lang): string | undefined {
  return findDivision(code)?.name[lang] ?? gazetteer().ofCode(code)?.name;
}
