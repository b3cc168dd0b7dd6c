import type { Lang } from '../field/text.ts';
import { sourceTitle, type Result } from './result.ts';

/** A result as the API sends it: titles, definition, reasons and notes in one language. */
export function localize(result: Result, lang: Lang) {
  return {
    ...result,
    // Declarations are told by /api/indicators.
    indicatorWords: undefined,
    definitions: undefined,
    columns: result.columns.map((column) => ({ ...column, title: column.title[lang] })),
    definition: {
      id: result.definition.id,
      title: result.definition.title[lang],
      text: result.definition.text[lang]
    },
    sources: result.sources.map((source) => ({
      title: sourceTitle(source, lang),
      url: source.url,
      publishedOn: source.publishedOn
    })),
    breaks: result.breaks.map((gap) => ({ ...gap, reason: gap.reason[lang] })),
    notes: result.notes.map((note) => note[lang])
  };
}
