import type { Lang } from '../field/text.ts';
import { findDefinition } from '../indicators/definitions.ts';
import type { Result } from './result.ts';

/** What a definition that a row names is called; undefined for one that is not declared. */
export function definitionTitle(results: readonly Result[], id: string, lang: Lang): string | undefined {
  const kept = results.flatMap(({ definition, definitions = [] }) => [definition, ...definitions]);
  return (kept.find((one) => one.id === id) ?? findDefinition(id))?.title[lang];
}
