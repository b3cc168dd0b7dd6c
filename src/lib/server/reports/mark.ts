import { z } from 'zod';
import { Refusal } from '../../error.ts';
import { validate } from '../../query/validate.ts';
import type { Article, Figure } from '../../reports/article.ts';
import { numbersIn } from '../../reports/numbers.ts';
import { homeOf } from '../../reports/places.ts';
import { names } from './places.ts';
import { read, replace } from './store.ts';

export const markSchema = z.strictObject({
  /** The words of the figure as they stand in the text: 471家. */
  text: z.string().min(1).max(100),
  /** Which paragraph and UTF-16 offset, where the words stand more than once; else the first that is free. */
  paragraph: z.int().nonnegative().optional(),
  start: z.int().nonnegative().optional(),
  value: z.number().optional()
});

/**
 * Marks a figure that the rules passed over; `id` is the new one's. What its words say is read, place and date are those
 * of the figure before it, else the article's; the rest is for a correction to say. Refuses (400) words that are not there
 * or that say no number without `value`, and (409) those that are marked already.
 */
export function markFigure(
  slug: string,
  body: unknown,
  by: string,
  now = new Date()
): { article: Article; id: string } {
  const article = read(slug);
  const mark = validate(markSchema, body, 'bad-figure', { zh: '数字', en: 'The figure' });
  const { paragraph, start } = spotOf(article, mark);
  const number = numbersIn(mark.text)[0];
  const value = mark.value ?? number?.value;
  if (value === undefined) throw noNumber(mark.text);
  const all = [...article.figures, ...article.rejected];
  const before = article.figures
    .filter((one) => one.paragraph < paragraph || (one.paragraph === paragraph && one.start < start))
    .at(-1);
  const id = freeId(all);
  const figure: Figure = {
    ...{ id, paragraph, start, end: start + mark.text.length, text: mark.text, value },
    ...(number?.valueTo === undefined || mark.value !== undefined ? {} : { valueTo: number.valueTo }),
    unit: number?.unit ?? '',
    precision: number?.precision ?? 'exact',
    ...(number?.isBound ? { isBound: true } : {}),
    subject: mark.text,
    indicator: null,
    definition: null,
    region: before?.region ?? homeOf(article.headline, article.publisher, article.paragraphs, names()),
    asOf: before?.asOf ?? article.publishedOn,
    state: 'confirmed'
  };
  const figures = [...article.figures, figure].sort((a, b) => a.paragraph - b.paragraph || a.start - b.start);
  replace(slug, { ...article, figures }, `+ ${mark.text}`, by, now);
  return { article: read(slug), id };
}

/** Where the words stand and no figure does yet. */
function spotOf(article: Article, { text, paragraph, start }: z.infer<typeof markSchema>) {
  const spots = article.paragraphs.flatMap((words, at) => {
    const found: { paragraph: number; start: number }[] = [];
    for (let from = words.indexOf(text); from >= 0; from = words.indexOf(text, from + 1))
      found.push({ paragraph: at, start: from });
    return found;
  });
  const asked = spots.filter(
    (spot) => (paragraph ?? spot.paragraph) === spot.paragraph && (start ?? spot.start) === spot.start
  );
  if (asked.length === 0) {
    throw new Refusal(400, 'words-not-there', {
      zh: `正文里没有“${text}”。请照正文的写法填写，例如 471家。`,
      en: `“${text}” does not stand in the text. Write it as the text does, such as 471家.`
    });
  }
  const free = asked.find(
    (spot) =>
      !article.figures.some(
        (one) =>
          one.paragraph === spot.paragraph && one.start < spot.start + text.length && spot.start < one.end
      )
  );
  if (free) return free;
  throw new Refusal(409, 'already-marked', {
    zh: `“${text}”已经标为数字，可以直接更正。`,
    en: `“${text}” is a figure already; it can be corrected.`
  });
}

function freeId(figures: readonly Figure[]): string {
  const used = new Set(figures.map(({ id }) => id));
  let next = figures.length + 1;
  while (used.has(`f${next}`)) next++;
  return `f${next}`;
}

function noNumber(text: string): Refusal {
  return new Refusal(400, 'no-number', {
    zh: `读不出“${text}”是多少，请同时给出数值（value）。`,
    en: `“${text}” does not say how many; give its value, too.`
  });
}
