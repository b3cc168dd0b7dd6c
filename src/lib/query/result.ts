import type { Lang, Text } from '../field/text.ts';

export type Cell = string | number | boolean | null;

/** Units of a value; `ratio` is printed as a percentage, only for the eye; 指数 is 100 in its base period. */
export type Unit =
  '家' | 'ratio' | '家/10万人' | '人' | '万人' | '个/万人' | '亿元' | '%' | '万元' | '年' | '指数';

export interface Column {
  name: string;
  type: 'period' | 'text' | 'number' | 'date' | 'boolean';
  title: Text;
  unit?: Unit;
}

/** 口径: what an indicator or a published figure counts. */
export interface Definition {
  id: string;
  title: Text;
  text: Text;
}

export interface Source {
  /** As it was published; `english` is there only for what has a name of ours in both languages. */
  title: string;
  english?: string;
  url: string | null;
  publishedOn: string | null;
}

export function sourceTitle({ title, english }: Source, lang: Lang): string {
  return lang === 'en' ? (english ?? title) : title;
}

/** How an indicator was declared when it was asked. */
export interface IndicatorWords {
  title: Text;
  definition: Text;
  numerator: Text;
  denominator: Text | null;
  isFlow: boolean;
}

/** Where a series may not be joined by a line: before `at` one definition or source, from `at` on another. */
export interface Break {
  at: string;
  from: string;
  to: string;
  reason: Text;
}

/**
 * The word that the two halves of the house share. Rows are arrays in column order, sorted by period, then by
 * the breakdown. `coverage` is the share (0 to 1) of rows whose needed columns are known, null when nothing was
 * counted. `notes` are sentences a reader must see beside the numbers.
 */
export interface Result {
  dataset: string;
  indicator: string | null;
  columns: Column[];
  rows: Cell[][];
  version: number;
  versions: Record<string, number>;
  definition: Definition;
  coverage: number | null;
  sources: Source[];
  synthetic: boolean;
  breaks: Break[];
  notes: Text[];
  isLastIncomplete?: boolean;
  /** Read with `wordsOf`. */
  indicatorWords?: IndicatorWords;
  /** Those that rows name by id, read with `definitionTitle`. */
  definitions?: Definition[];
}
