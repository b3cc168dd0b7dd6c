import { z } from 'zod';
import { Refusal } from '../error.ts';
import type { Text } from '../field/text.ts';
import { validate } from '../query/validate.ts';
import * as catalog from './catalog.ts';
import { MAX_SLIDES, pinned, slideOf, slideSchema, type Slide } from './decks/slides.ts';
import { bothOf, inBoth, line } from './given-text.ts';
import { currentSlug, freeSlug, remember, requireFree, slugSchema } from './slugs.ts';

/** 图集: slides in an order, for presenting, decks and the meeting-room pack. */
export interface Collection {
  slug: string;
  title: Text;
  slides: Slide[];
  /** Null for what came with the product. */
  by: string | null;
  createdAt: string | null;
  updatedAt: string | null;
}

export const collectionSchema = z.strictObject({
  slug: slugSchema.optional(),
  title: inBoth(line(200)),
  slides: z.array(slideSchema).max(MAX_SLIDES)
});

interface Row {
  slug: string;
  title_zh: string;
  title_en: string;
  slides: string;
  by: string | null;
  created_at: string | null;
  updated_at: string | null;
}

const SELECT = 'SELECT slug, title_zh, title_en, slides, by, created_at, updated_at FROM collection';

/** Every collection, the one changed last first, what came with the product at the end. */
export const list: () => readonly Collection[] = catalog.untilWritten(() =>
  catalog.all<Row>(`${SELECT} ORDER BY updated_at IS NULL, updated_at DESC, slug`).map(collectionOf)
);

export function find(slug: string): Collection | undefined {
  const row = catalog.get<Row>(`${SELECT} WHERE slug = ?`, currentSlug('collection', slug));
  return row && collectionOf(row);
}

/** One collection, also by a former slug; refuses (404) an unknown one, naming those there are. */
export function read(slug: string): Collection {
  const found = find(slug);
  if (found) return found;
  const known = list().map((one) => one.slug);
  throw new Refusal(404, 'unknown-collection', {
    zh: `没有名为“${slug}”的图集。已有：${known.join('、') || '无'}。`,
    en: `There is no collection “${slug}”. There are: ${known.join(', ') || 'none'}.`
  });
}

/** Saves a new collection; its charts without a pin are pinned as they are now. */
export async function create(body: unknown, by: string, now: Date): Promise<Collection> {
  const given = parse(body);
  const title = bothOf(given.title);
  const asked = given.slug;
  if (asked !== undefined) requireFree(asked);
  const slides = await pinAll(
    given.slides.map((one) => slideOf(one)),
    now
  );
  return catalog.transaction(() => {
    const slug = asked ?? freeSlug(title.en, 'collection');
    requireFree(slug);
    const at = now.toISOString();
    catalog.run(
      'INSERT INTO collection (slug, title_zh, title_en, slides, by, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
      ...[slug, title.zh, title.en, JSON.stringify(slides), by, at, at]
    );
    return read(slug);
  });
}

/** Replaces title and slides, in their order; another slug renames it, the former one leads there. */
export async function update(slug: string, body: unknown, now: Date): Promise<Collection> {
  const before = read(slug);
  const given = parse(body);
  const to = given.slug === undefined || given.slug === slug ? before.slug : given.slug;
  requireFree(to, { kind: 'collection', slug: before.slug });
  const known = textsOf(before);
  const title = bothOf(given.title, known);
  const slides = await pinAll(
    given.slides.map((one) => slideOf(one, known)),
    now
  );
  return catalog.transaction(() => {
    catalog.run(
      'UPDATE collection SET slug = ?, title_zh = ?, title_en = ?, slides = ?, updated_at = ?, sample = 0 WHERE slug = ?',
      ...[to, title.zh, title.en, JSON.stringify(slides), now.toISOString(), before.slug]
    );
    if (to !== before.slug) remember('collection', before.slug, to);
    return read(to);
  });
}

/** Pins whatever is not: the same figures are then shown every time. */
export async function keepPinned(collection: Collection, now: Date): Promise<Collection> {
  const slides = await pinAll(collection.slides, now);
  catalog.run('UPDATE collection SET slides = ? WHERE slug = ?', JSON.stringify(slides), collection.slug);
  return { ...collection, slides };
}

/** Deletes a collection; charts and pins stay. */
export function remove(slug: string): void {
  catalog.run('DELETE FROM collection WHERE slug = ?', read(slug).slug);
}

function collectionOf(row: Row): Collection {
  const { slug, title_zh: zh, title_en: en, by, created_at: createdAt, updated_at: updatedAt } = row;
  return { slug, title: { zh, en }, slides: JSON.parse(row.slides) as Slide[], by, createdAt, updatedAt };
}

function parse(body: unknown): z.infer<typeof collectionSchema> {
  return validate(collectionSchema, body, 'bad-collection', { zh: '图集', en: 'The collection' });
}

async function pinAll(slides: readonly Slide[], now: Date): Promise<Slide[]> {
  const kept: Slide[] = [];
  for (const slide of slides) kept.push(await pinned(slide, now));
  return kept;
}

function textsOf({ title, slides }: Collection): Text[] {
  const inside = slides.flatMap((slide) => [
    ...(slide.kind === 'text' || slide.kind === 'numbers' ? [slide.title] : []),
    ...(slide.kind === 'numbers' ? [] : [slide.text])
  ]);
  return [title, ...inside.filter((text) => text !== undefined)];
}
