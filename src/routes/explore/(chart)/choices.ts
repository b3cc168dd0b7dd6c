import type { Look } from '$lib/charts/spec-address.ts';
import type { Query } from '$lib/query/query.ts';

export interface ColumnChoice {
  name: string;
  title: string;
  type: 'text' | 'integer' | 'decimal' | 'date' | 'boolean';
  distinct: number;
}

/** What can be asked of a dataset. */
export interface Choices {
  dataset: string;
  datasets: { id: string; title: string }[];
  columns: ColumnChoice[];
  indicators: { id: string; question: string; title: string }[];
  groups: Record<string, { name: string; title: string }[]>;
  regions: { code: string; title: string; depth: number }[];
  versions: { version: number; knownOn: string }[];
}

/** A step: the query, the type to keep (null: the one that fits), and what is compared. */
export type Change = (query: Query, type: string | null, look?: Look) => void;

/** The object without its undefined and empty fields. */
export function filled<T extends object>(body: T): { [Name in keyof T]: Exclude<T[Name], undefined> } {
  return Object.fromEntries(
    Object.entries(body).filter(([, value]) => value !== undefined && value !== '')
  ) as { [Name in keyof T]: Exclude<T[Name], undefined> };
}
