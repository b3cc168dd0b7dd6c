import { behindHref } from './behind.ts';
import { drawBands, type Band } from './bands.ts';
import { describe } from './describe.ts';
import type { Answer } from './spec.ts';
import { tableOf } from './table.ts';
import type { Table } from './table.ts';
import type { Lang } from '../field/text.ts';
import { formatNumber } from '../format.ts';
import { wordsOf } from '../query/kept-words.ts';
import { sourceTitle } from '../query/result.ts';
import { LOW_COVERAGE } from '../query/shape.ts';

/** Where a number comes from, in one language: what every figure and chart opens. */
export interface Provenance {
  title: string;
  formula: string;
  numerator: string;
  denominator: string | null;
  definition: { id: string; title: string; text: string };
  coverage: string | null;
  isCoverageLow: boolean;
  sources: { title: string; url: string | null; publishedOn: string | null }[];
  versions: { dataset: string; version: number }[];
  notes: string[];
}

/** A chart as a page shows it: two drawings, its words and its table, in one language. */
export interface ChartView {
  slug: string;
  title: string;
  subtitle: string;
  wide: string;
  narrow: string;
  description: string;
  /** `links` leads from a cell to the organizations that it counts, null where there is no such list. */
  table: Pick<Table, 'columns' | 'rows'> & { links: (string | null)[][] };
  provenance: Provenance[];
  breaks: { at: string; reason: string }[];
  /** What was asked for and is not drawn. */
  notes: string[];
  synthetic: boolean;
  /** What follows `?` in the chart's own addresses. */
  search: string;
}

/** `only`: the one band that is seen, where that is known; the other drawing stays empty. */
export function viewOf(answer: Answer, lang: Lang, search: string, only?: Band): ChartView {
  const description = describe(answer, lang);
  return {
    slug: answer.slug,
    title: answer.title[lang],
    subtitle: answer.subtitle[lang],
    ...drawBands(answer, lang, only, description),
    description,
    table: linked(answer, lang, new URLSearchParams(search)),
    provenance: distinct(answer.results.map((result) => provenanceOf(result, lang))),
    breaks: answer.results.flatMap(({ breaks }) =>
      breaks.map(({ at, reason }) => ({ at, reason: reason[lang] }))
    ),
    notes: (answer.notes ?? []).map((note) => note[lang]),
    synthetic: answer.synthetic,
    search
  };
}

/** Places compared come from the same numbers: told once. */
function distinct(all: readonly Provenance[]): Provenance[] {
  return [
    ...new Map(all.map((one) => [JSON.stringify({ ...one, coverage: null, notes: null }), one])).values()
  ];
}

/** The table with the lists behind its values; a pin's values may be of versions that are no longer listed. */
function linked(answer: Answer, lang: Lang, search: URLSearchParams): ChartView['table'] {
  const { columns, rows, origins = [] } = tableOf(answer, lang);
  if (search.has('pin')) return { columns, rows, links: [] };
  const links = origins.map((row) => row.map((origin) => origin && behindHref(answer, origin, search)));
  return { columns, rows, links: links.some((row) => row.some((link) => link !== null)) ? links : [] };
}

export function provenanceOf(result: Answer['results'][number], lang: Lang): Provenance {
  const indicator = wordsOf(result);
  return {
    title: indicator?.title[lang] ?? result.dataset,
    formula: indicator?.definition[lang] ?? '',
    numerator: indicator?.numerator[lang] ?? '',
    denominator: indicator?.denominator?.[lang] ?? null,
    definition: {
      id: result.definition.id,
      title: result.definition.title[lang],
      text: result.definition.text[lang]
    },
    coverage: result.coverage === null ? null : formatNumber(result.coverage, 'ratio', lang),
    isCoverageLow: result.coverage !== null && result.coverage < LOW_COVERAGE,
    sources: result.sources.map((source) => ({ ...source, title: sourceTitle(source, lang) })),
    versions: Object.entries(result.versions).map(([dataset, version]) => ({ dataset, version })),
    notes: result.notes.map((note) => note[lang])
  };
}
