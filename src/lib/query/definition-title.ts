import type { Lang } from '../field/text.ts';
import { findDefinition } from '../indicators/definitions.ts';
import type { Result } from './result.ts';

/** What a definition that a row names is called; undefined for one that is not declared. */
export function definitionTitle(results: readonly Result[], id: string, lang: Lang): string | undefined {
  const kept = results.flatMap(({ definition, definitions = [] }) => [definition, ...definitions]);
  return (kept.find((one) => one.id === id) ?? findDefinition(id))?.title[lang];
}

/** What a line of sources says that results count: of more than two definitions the first and how many there are. */
export function definitionNames(results: readonly Result[], lang: Lang): string[] {
  const all = results.flatMap(({ definition, definitions }) => definitions ?? [definition]);
  const names = [...new Set(all.map(({ title }) => title[lang]))];
  const [first] = names;
  if (first === undefined || names.length < 3) return names;
  return [lang === 'zh' ? `${first}等${names.length}种` : `${first} and ${names.length - 1} others`];
}
