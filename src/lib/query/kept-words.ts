import { findDefinition } from '../indicators/definitions.ts';
import { findIndicator } from '../indicators/registry.ts';
import type { Definition, IndicatorWords, Result } from './result.ts';

/**
 * The result with the words that it is told in, as they are declared now: what is kept of it never says others. Results
 * of before these were kept are told in the words of today.
 */
export function withWords(result: Result): Result {
  const words = wordsOf(result);
  const definitions = definitionsIn(result);
  return {
    ...result,
    ...(words ? { indicatorWords: words } : {}),
    ...(definitions.length > 0 ? { definitions } : {})
  };
}

/** Undefined for what no indicator measures. */
export function wordsOf({ indicator, indicatorWords }: Result): IndicatorWords | undefined {
  const known = indicatorWords ?? findIndicator(indicator ?? '');
  if (!known) return undefined;
  const { title, definition, numerator, denominator, isFlow } = known;
  return { title, definition, numerator, denominator, isFlow };
}

function definitionsIn({ columns, rows }: Result): Definition[] {
  const at = columns.findIndex(({ name }) => name === 'definition');
  const ids = at < 0 ? [] : [...new Set(rows.map((row) => String(row[at])))];
  return ids.flatMap((id) => findDefinition(id) ?? []);
}
