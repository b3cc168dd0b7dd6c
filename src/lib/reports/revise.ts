import type { Article, Figure } from './article.ts';
import type { Draft } from './draft.ts';
import { findFigures } from './figures.ts';
import type { PlaceNames } from './place-names.ts';
import { containment, shinglesOf } from './similarity.ts';
import type { SubjectRow } from './subject-table.ts';

type Written = Pick<Draft, 'headline' | 'publisher' | 'url' | 'paragraphs' | 'headings'> & {
  publishedOn: string;
};

/**
 * An article whose text or dates were edited: its figures are found again, and what a person had marked, confirmed,
 * corrected or rejected moves along with its words; it goes only when its words are gone.
 */
export function revise(
  article: Article,
  edited: Written,
  table: readonly SubjectRow[],
  names?: PlaceNames
): Omit<Article, 'slug'> {
  const kept = [...article.figures, ...article.rejected]
    .filter(({ state, certainty }) => state !== undefined || certainty === undefined)
    .flatMap((figure) => moved(figure, article.paragraphs, edited.paragraphs));
  const used = new Set(kept.map(({ id }) => id));
  let next = 0;
  const freeId = () => {
    do next++;
    while (used.has(`f${next}`));
    return `f${next}`;
  };
  const found = findFigures(edited, table, names).filter(
    (figure) => !kept.some((one) => isSameSpot(one, figure))
  );
  const all = [...kept, ...found.map((figure) => ({ ...figure, id: freeId() }))].sort(
    (a, b) => a.paragraph - b.paragraph || a.start - b.start
  );
  const { reprintOf, duplicateOf, retold } = article;
  return {
    ...{ reprintOf, duplicateOf, retold },
    ...{
      headline: edited.headline,
      publisher: edited.publisher,
      publishedOn: edited.publishedOn,
      url: edited.url
    },
    paragraphs: edited.paragraphs,
    headings: edited.headings,
    figures: all.filter(({ state }) => state !== 'rejected'),
    rejected: all.filter(({ state }) => state === 'rejected')
  };
}

function isSameSpot(a: Figure, b: Figure): boolean {
  return a.paragraph === b.paragraph && a.start < b.end && b.start < a.end;
}

/** The figure at its new place: the same paragraph, or the one most like it, where its words stand nearest. */
function moved(figure: Figure, before: readonly string[], after: readonly string[]): Figure[] {
  const old = before[figure.paragraph] ?? '';
  const same = after.indexOf(old);
  if (same >= 0) return [{ ...figure, paragraph: same }];
  const shingles = shinglesOf(old);
  const ranked = after
    .map((text, paragraph) => ({ text, paragraph, likeness: containment(shingles, shinglesOf(text)) }))
    .filter(({ text, likeness }) => likeness > 0.4 && text.includes(figure.text))
    .sort((a, b) => b.likeness - a.likeness);
  const home = ranked[0];
  if (!home) return [];
  const start = nearest(home.text, figure.text, figure.start);
  return [{ ...figure, paragraph: home.paragraph, start, end: start + figure.text.length }];
}

function nearest(text: string, words: string, start: number): number {
  const places: number[] = [];
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) places.push(at);
  return places.sort((a, b) => Math.abs(a - start) - Math.abs(b - start))[0] ?? 0;
}
