import { createHash } from 'node:crypto';
import { z } from 'zod';
import { PRECISIONS } from '../field/precision.ts';
import { isDate } from '../field/period.ts';
import { validate } from '../query/validate.ts';
import type { Article, Figure } from '../reports/article.ts';
import { PARTS } from '../reports/part.ts';
import { doubtsOf, type Doubt, type Draft } from '../reports/draft.ts';
import { findFigures } from '../reports/figures.ts';
import { revise } from '../reports/revise.ts';
import { essenceOf, isSameArticle } from '../reports/similarity.ts';
import { blocksOf } from '../reports/text-article.ts';
import { Refusal } from '../error.ts';
import { dayOf } from '../field/day.ts';
import { divisionName, names } from './reports/places.ts';
import { insert, isTaken, list, read, replace, rootOf } from './reports/store.ts';
import { addSubject, requireKnown, subjects } from './reports/tables.ts';

export { check, tally } from './reports/checks.ts';
export { list, read } from './reports/store.ts';

/** What a person may say of an article instead of what was found. */
export const aboutSchema = z.object({
  headline: z.string().trim().min(1).max(300).optional(),
  publisher: z.string().trim().max(200).optional(),
  publishedOn: z.iso.date().optional(),
  url: z.union([z.url({ protocol: /^https?$/ }).max(2000), z.literal(''), z.null()]).optional()
});
export type About = z.infer<typeof aboutSchema>;

/** An article as it would be kept: with its figures, its doubts, and the report it repeats, if it does. */
export interface Preview {
  article: Omit<Article, 'slug'>;
  doubts: Doubt[];
}

/** What a draft becomes, with what a person said of it; nothing is kept yet. */
export function preview(draft: Draft, said: unknown, now: Date): Preview {
  const about = validate(aboutSchema, said, 'bad-report', { zh: '报道', en: 'The report' });
  const today = dayOf(now);
  const headline = about.headline ?? (draft.headline || (draft.paragraphs[0] ?? '').slice(0, 30));
  const publishedOn = about.publishedOn ?? draft.publishedOn ?? today;
  const publisher = about.publisher ?? draft.publisher;
  const url = about.url === undefined ? draft.url : about.url || null;
  const { paragraphs, headings } = draft;
  const figures = findFigures({ headline, publisher, publishedOn, paragraphs }, subjects(), names());
  const same = [...list()]
    .reverse()
    .find((other) => isSameArticle({ headline, publishedOn, paragraphs }, other));
  const known = { ...draft, headline, publisher, publishedOn: about.publishedOn ?? draft.publishedOn };
  return {
    article: {
      ...{ headline, publisher, publishedOn, url, paragraphs, headings, figures },
      ...{ rejected: [], reprintOf: null, duplicateOf: same ? rootOf(same) : null, retold: false }
    },
    doubts: doubtsOf(about.publishedOn ? { ...known, dates: [] } : known, today, figures)
  };
}

/** Keeps an article as a report, always under a slug of its own. */
export function create(
  draft: Draft,
  said: unknown,
  from: { type: string; bytes: Uint8Array },
  by: string,
  now = new Date()
): { report: Article; doubts: Doubt[] } {
  const { article, doubts } = preview(draft, said, now);
  const slug = freeSlug(article);
  insert(slug, article, from, by, now);
  return { report: read(slug), doubts };
}

export const editSchema = aboutSchema.extend({
  text: z.string().max(200_000).optional(),
  reprintOf: z.string().nullable().optional()
});

/** Edits headline, date, publisher, address or text; the figures keep to their words. `reprintOf` makes it a reprint. */
export function update(slug: string, body: unknown, by: string, now = new Date()): Article {
  const article = read(slug);
  const edit = validate(editSchema, body, 'bad-report', { zh: '报道', en: 'The report' });
  const blocks = edit.text === undefined ? article : blocksOf(edit.text.split(/\r\n|\r|\n/));
  if (blocks.paragraphs.length === 0) {
    throw new Refusal(400, 'empty-report', {
      zh: '正文不能为空。要去掉这篇报道，请删除它。',
      en: 'The text may not be empty. To be rid of the report, delete it.'
    });
  }
  if (edit.reprintOf) read(edit.reprintOf);
  const written = {
    headline: edit.headline ?? article.headline,
    publisher: edit.publisher ?? article.publisher,
    publishedOn: edit.publishedOn ?? article.publishedOn,
    url: edit.url === undefined ? article.url : edit.url || null,
    paragraphs: blocks.paragraphs,
    headings: blocks.headings
  };
  const isOnlyAbout = blocks === article && written.publishedOn === article.publishedOn;
  const revised = isOnlyAbout ? { ...article, ...written } : revise(article, written, subjects(), names());
  const reprintOf = edit.reprintOf === undefined ? (article.reprintOf ?? null) : edit.reprintOf;
  replace(slug, { ...revised, reprintOf }, 'edit', by, now);
  return read(slug);
}

export const figureEditSchema = z.strictObject({
  state: z.enum(['confirmed', 'rejected', 'found']).optional(),
  value: z.number().optional(),
  valueTo: z.number().nullable().optional(),
  unit: z.string().trim().max(20).optional(),
  precision: z.enum(PRECISIONS).optional(),
  subject: z.string().trim().min(1).max(100).optional(),
  indicator: z.string().max(60).nullable().optional(),
  definition: z.string().max(60).nullable().optional(),
  type: z.enum(['association', 'service', 'foundation', 'other']).nullable().optional(),
  part: z.enum(PARTS).nullable().optional(),
  region: z.string().optional(),
  asOf: z.string().optional()
});

/**
 * Confirms, corrects or rejects a figure, or (`found`) goes back to what was found. A corrected subject teaches the
 * table of phrases, nothing else.
 */
export function updateFigure(slug: string, id: string, body: unknown, by: string, now = new Date()): Article {
  const article = read(slug);
  const all = [...article.figures, ...article.rejected];
  const figure = all.find((one) => one.id === id);
  if (!figure) {
    throw new Refusal(404, 'unknown-figure', {
      zh: `报道“${slug}”里没有编号 ${id} 的数字。`,
      en: `The report “${slug}” has no figure ${id}.`
    });
  }
  const { state, ...edit } = validate(figureEditSchema, body, 'bad-figure', { zh: '数字', en: 'The figure' });
  const changed = state === 'found' ? foundAgain(figure) : changedBy(figure, edit, state);
  const figures = all.map((one) => (one === figure ? changed : one));
  replace(
    slug,
    {
      ...article,
      figures: figures.filter((one) => one.state !== 'rejected'),
      rejected: figures.filter((one) => one.state === 'rejected')
    },
    `${changed.state ?? 'found'} ${figure.text}`,
    by,
    now
  );
  teach(slug, figure, changed, by, now);
  return read(slug);
}

function changedBy(
  figure: Figure,
  edit: Omit<z.infer<typeof figureEditSchema>, 'state'>,
  state: 'confirmed' | 'rejected' | undefined
): Figure {
  if (edit.region !== undefined && !divisionName(edit.region, 'zh')) {
    throw new Refusal(400, 'unknown-region', {
      zh: `没有代码为 ${edit.region} 的地区。`,
      en: `There is no region with the code ${edit.region}.`
    });
  }
  if (edit.asOf !== undefined && !isDate(edit.asOf)) {
    throw new Refusal(400, 'bad-date', {
      zh: `“${edit.asOf}”不是日期，请写成 2023-12-31。`,
      en: `“${edit.asOf}” is no date; write it as 2023-12-31.`
    });
  }
  requireKnown(edit.indicator ?? null, edit.definition ?? null);
  const given = Object.entries(edit).filter(
    ([key, value]) => value !== undefined && value !== (figure[key as keyof Figure] ?? null)
  );
  if (given.length === 0) return { ...figure, state: state ?? 'confirmed' };
  const { valueTo, ...rest } = Object.fromEntries(given) as Partial<Figure>;
  const before = Object.fromEntries(given.map(([key]) => [key, figure[key as keyof Figure] ?? null]));
  if ('value' in edit || 'precision' in edit)
    Object.assign(before, { isBound: figure.isBound, roundedTo: figure.roundedTo });
  const next: Figure = {
    ...figure,
    ...rest,
    state: state === 'rejected' ? 'rejected' : 'corrected',
    found: { ...before, ...figure.found }
  };
  if ('valueTo' in edit) {
    if (valueTo === undefined || valueTo === null) delete next.valueTo;
    else next.valueTo = valueTo;
  }
  // The bound and the last digit were read with the number; a number by hand stands for itself.
  if ('value' in rest || 'precision' in rest) {
    delete next.isBound;
    delete next.roundedTo;
  }
  return next;
}

function foundAgain(figure: Figure): Figure {
  const back = { ...figure, ...figure.found } as Figure & { valueTo?: number | null };
  delete back.state;
  delete back.found;
  if (back.valueTo === null) delete back.valueTo;
  return back;
}

/** A phrase whose indicator, definition or type a person set goes into the table, without its place. */
function teach(slug: string, before: Figure, after: Figure, by: string, now: Date): void {
  if (after.state !== 'corrected') return;
  const isSame =
    before.indicator === after.indicator &&
    before.definition === after.definition &&
    before.type === after.type;
  const places = [
    divisionName(after.region, 'zh'),
    names().short.get(after.region),
    '全省',
    '全市',
    '全国',
    '全区',
    '我市',
    '我省'
  ];
  const phrase = places
    .reduce<string>(
      (text, name) => (name && text.startsWith(name) ? text.slice(name.length) : text),
      after.subject
    )
    .replace(/^的/, '');
  if (isSame || phrase.length < 2 || after.indicator === 'attendance') return;
  const { indicator, definition } = after;
  addSubject({ phrase, indicator, definition, type: after.type ?? null }, by, `${slug} ${after.text}`, now);
}

/** The day of publication with words of the headline in Latin letters, else with a mark of its text. */
function freeSlug({ headline, publishedOn, paragraphs }: Omit<Article, 'slug'>): string {
  const words = headline
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  const mark = createHash('sha256')
    .update(essenceOf(headline + paragraphs.join('')))
    .digest('hex')
    .slice(0, 6);
  const stem = `${publishedOn}-${/[a-z]{3}/.test(words) ? words.replace(/-+$/, '') : mark}`;
  let slug = stem;
  for (let n = 2; isTaken(slug); n++) slug = `${stem}-${n}`;
  return slug;
}
