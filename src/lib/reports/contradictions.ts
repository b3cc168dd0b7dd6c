import { isPlaceOpen, type Article, type Figure } from './article.ts';
import { overlap, rangeOfFigure, TOLERANCES, type Tolerances } from './range.ts';

/** Two figures of different reports on the same key that cannot both be true. */
export interface Contradiction {
  one: { slug: string; figure: Figure };
  other: { slug: string; figure: Figure };
}

/** Figures of different articles (reprints of one another left out by `family`) that exclude each other. */
export function contradictionsAmong(
  articles: readonly Article[],
  family: (article: Article) => string,
  tolerances: Tolerances = TOLERANCES
): Contradiction[] {
  const all = articles.flatMap((article) =>
    article.figures
      .filter(
        (figure) => figure.indicator !== null && figure.indicator !== 'attendance' && !isPlaceOpen(figure)
      )
      .map((figure) => ({ slug: article.slug, family: family(article), figure }))
  );
  const groups = new Map<string, typeof all>();
  for (const item of all) {
    const { indicator, region, asOf, type, definition, unit, part } = item.figure;
    const key = JSON.stringify([
      indicator,
      part ?? null,
      region,
      asOf,
      type ?? null,
      definition ?? 'tech-local',
      unit
    ]);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups.values()].flatMap((group) =>
    group.flatMap((one, at) =>
      group
        .slice(at + 1)
        .filter(
          (other) =>
            other.family !== one.family &&
            !overlap(rangeOfFigure(one.figure, tolerances), rangeOfFigure(other.figure, tolerances))
        )
        .map((other) => ({
          one: { slug: one.slug, figure: one.figure },
          other: { slug: other.slug, figure: other.figure }
        }))
    )
  );
}
