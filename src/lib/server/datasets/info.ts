import type { Lang, Text } from '../../field/text.ts';
import type { ColumnSummary } from './rows.ts';
import type { Dataset, Version } from '../datasets.ts';

/** A dataset as the API gives it, in one language. */
export function datasetInfo(dataset: Dataset, lang: Lang) {
  const { id, title, kind, rows, version, committedAt, knownOn, synthetic } = dataset;
  return { id, title: title[lang], kind, rows, version, committedAt, knownOn, synthetic };
}

/** A column as the API gives it, in one language. */
export function columnInfo({ name, title, type, nulls, distinct, min, max }: ColumnSummary, lang: Lang) {
  return { name, title: title[lang], type, nulls, distinct, min, max };
}

/** A version as the API gives it, in one language. */
export function versionInfo(version: Version, lang: Lang) {
  const { committedAt, knownOn, by, mode, filename, sha256, rows, added, changed, removed, synthetic } =
    version;
  const note = version.note?.[lang] ?? null;
  return {
    ...{ version: version.version, committedAt, knownOn, by, mode, filename, sha256 },
    ...{ rows, added, changed, removed, note, synthetic }
  };
}

/** The same with its `title` in one language. */
export function titled<T extends { title: Text }>(
  thing: T,
  lang: Lang
): Omit<T, 'title'> & { title: string } {
  return { ...thing, title: thing.title[lang] };
}
