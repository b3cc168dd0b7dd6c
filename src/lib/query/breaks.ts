import { definitionOf } from '../indicators/definitions.ts';
import type { Break, Source } from './result.ts';

/** A figure of a series, as far as it decides what may be joined to what; `definition` is an id. */
interface Placed {
  asOf: string;
  definition: string;
  source: Pick<Source, 'title'>;
}

/**
 * What remains of a source's title without years, dates, issue numbers and what stands in brackets: the bulletins of
 * two years are one series. A title of nothing else stands for itself.
 */
export function sourceSeries(title: string): string {
  const kept = title
    .replace(/[（(][^）)]*[）)]/g, '')
    .replace(/\d+|年度?|月|日/g, '')
    .trim();
  return kept === '' ? title : kept;
}

/** Where figures that follow each other in time differ in definition or source series: no line joins them, no rate is computed across. */
export function breaksBetween(figures: readonly Placed[]): Break[] {
  const sorted = figures.toSorted((a, b) => a.asOf.localeCompare(b.asOf));
  return sorted.slice(1).flatMap((figure, index): Break[] => {
    const before = sorted[index];
    if (!before) return [];
    if (before.definition !== figure.definition) return [definitionBreak(before, figure)];
    const isOneSeries = sourceSeries(before.source.title) === sourceSeries(figure.source.title);
    return isOneSeries ? [] : [sourceBreak(before, figure)];
  });
}

function definitionBreak(before: Placed, figure: Placed): Break {
  const [from, to] = [definitionOf(before.definition), definitionOf(figure.definition)];
  const reason = {
    zh: `口径改变：此前是“${from.title.zh}”，此后是“${to.title.zh}”，不可连线比较。`,
    en: `The definition changes from “${from.title.en}” to “${to.title.en}”; the two cannot be joined.`
  };
  return { at: figure.asOf, from: from.id, to: to.id, reason };
}

function sourceBreak(before: Placed, figure: Placed): Break {
  const [from, to] = [before.source.title, figure.source.title];
  const reason = {
    zh: `来源改变：此前是《${from}》，此后是《${to}》，不连线。`,
    en: `The source changes from “${from}” to “${to}”; the two are not joined.`
  };
  return { at: figure.asOf, from, to, reason };
}
