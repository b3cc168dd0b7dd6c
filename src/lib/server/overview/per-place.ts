import { childrenOf, DEFAULT_REGION, levelOf, parentOf } from '../../field/division.ts';
import { findIndicator, INDICATORS } from '../../indicators/registry.ts';

/** The place whose parts a breakdown by place shows: itself, or the one above where it has none. */
export function frameOf(region: string): string {
  if (levelOf(region) === 'national') return DEFAULT_REGION;
  return childrenOf(region).length > 0 ? region : (parentOf(region) ?? region);
}

/** A city's districts go by seat, because a body registered by the city carries no district. */
export function placeColumn(frame: string): 'region' | 'seat_code' {
  return levelOf(frame) === 'city' ? 'seat_code' : 'region';
}

/**
 * Whether an indicator has a value of each part of a place. One that folds its groups into one value has none; one
 * over a published figure has none by seat, where the figure would be that of the whole city.
 */
export function isPerPlace(id: string, frame: string): boolean {
  const formula = findIndicator(id)?.formula;
  if (!formula) return false;
  if (formula.value === 'own') return formula.isFolded !== true;
  return placeColumn(frame) === 'region' || typeof formula.denominator !== 'object';
}

/** What maps and rankings of the parts of a place can show. */
export function indicatorsOf(region: string): string[] {
  const frame = frameOf(region);
  return INDICATORS.map(({ id }) => id).filter((id) => isPerPlace(id, frame));
}
