import { z } from 'zod';
import { CHART_TYPES, STACKS, type ChartSpec } from '../charts/spec.ts';
import type { Text } from '../field/text.ts';
import { findIndicator } from '../indicators/registry.ts';
import { Refusal } from '../error.ts';
import { querySchema } from '../query/query.ts';
import { validate } from '../query/validate.ts';
import * as catalog from './catalog.ts';
import { bothOf, inBoth, line, lines } from './given-text.ts';
import { currentSlug, freeSlug, remember, requireFree, slugSchema } from './slugs.ts';

/** What a chart is answered from, saved or not. */
export interface Answerable {
  slug: string;
  spec: ChartSpec;
  title: Text;
}

/** A saved chart; those at a `position` up to `OVERVIEW_POSITIONS` stand on the overview, in that order. */
export interface Chart extends Answerable {
  position: number;
  tags: string[];
  /** Null for what came with the product. */
  by: string | null;
  createdAt: string | null;
  updatedAt: string | null;
}

export const OVERVIEW_POSITIONS = 19;
const NEW_POSITION = 100;

const MAX_TITLE = 300;
const MAX_TAGS = 12;
const words = z.strictObject({ zh: line(MAX_TITLE), en: line(MAX_TITLE) });

export const specSchema = z.strictObject({
  type: z.enum(CHART_TYPES),
  query: querySchema,
  also: z.array(z.string().max(100)).max(5).optional(),
  published: z.union([z.boolean(), z.string().max(100)]).optional(),
  reports: z.boolean().optional(),
  compare: z
    .array(z.union([z.string().regex(/^\d{6}$/), z.enum(['rest', 'year'])]))
    .max(30)
    .optional(),
  index: z.string().max(10).optional(),
  share: z.boolean().optional(),
  stack: z.enum(STACKS).optional(),
  scale: z.literal('log').optional(),
  title: words.optional(),
  subtitle: words.optional(),
  words: z
    .strictObject({
      title: line(MAX_TITLE).optional(),
      subtitle: lines(MAX_TITLE).optional(),
      note: lines(1000).optional()
    })
    .optional()
});

export const chartSchema = z.strictObject({
  slug: slugSchema.optional(),
  title: inBoth(line(MAX_TITLE)).optional(),
  tags: z.array(line(40)).max(MAX_TAGS).optional(),
  spec: specSchema
});

interface Row {
  slug: string;
  spec: string;
  title_zh: string;
  title_en: string;
  position: number;
  tags: string;
  by: string | null;
  created_at: string | null;
  updated_at: string | null;
}

const SELECT = 'SELECT slug, spec, title_zh, title_en, position, tags, by, created_at, updated_at FROM chart';

/** Every chart, the overview's first and in its order. */
export const list: () => readonly Chart[] = catalog.untilWritten(() =>
  catalog.all<Row>(`${SELECT} ORDER BY position, slug`).map(chartOf)
);

/** One chart, also by a former slug. */
export function find(slug: string): Chart | undefined {
  const row = catalog.get<Row>(`${SELECT} WHERE slug = ?`, currentSlug('chart', slug));
  return row && chartOf(row);
}

/** The same; refuses (404) an unknown one. */
export function read(slug: string): Chart {
  const found = find(slug);
  if (found) return found;
  throw new Refusal(404, 'unknown-chart', {
    zh: `没有名为“${slug}”的图表。`,
    en: `There is no chart “${slug}”.`
  });
}

/** Saves a new chart under its slug, or one made from its title; refuses (409) a slug that is or was another's. */
export function create(body: unknown, by: string, now = new Date()): Chart {
  const input = parse(body);
  const title = titleOf(input);
  const slug = input.slug ?? freeSlug(title.en, 'chart');
  requireFree(slug);
  const at = now.toISOString();
  catalog.run(
    `INSERT INTO chart (slug, spec, title_zh, title_en, position, tags, by, created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[slug, JSON.stringify(input.spec), title.zh, title.en, NEW_POSITION],
    ...[JSON.stringify(unique(input.tags ?? [])), by, at, at]
  );
  return read(slug);
}

/** Replaces a chart's spec, title and tags; another slug renames it, the former one leads there. Pins keep what they have. */
export function update(slug: string, body: unknown, now = new Date()): Chart {
  const before = read(slug);
  const input = parse(body);
  const title = input.title === undefined ? before.title : bothOf(input.title, [before.title]);
  const to = input.slug ?? before.slug;
  if (to !== before.slug && to !== slug) requireFree(to, { kind: 'chart', slug: before.slug });
  // A former slug in the body is the address it was sent to, not a wish to go back to it.
  const renamed = to === slug ? before.slug : to;
  return catalog.transaction(() => {
    catalog.run(
      'UPDATE chart SET slug = ?, spec = ?, title_zh = ?, title_en = ?, tags = ?, updated_at = ? WHERE slug = ?',
      ...[renamed, JSON.stringify(input.spec), title.zh, title.en],
      ...[JSON.stringify(unique(input.tags ?? before.tags)), now.toISOString(), before.slug]
    );
    if (renamed !== before.slug) moveTo(before.slug, renamed);
    return read(renamed);
  });
}

/** Deletes a chart; its pins stay readable, because they are kept answers. */
export function remove(slug: string): void {
  catalog.run('DELETE FROM chart WHERE slug = ?', read(slug).slug);
}

/** What names a chart by its slug goes along when it is renamed. */
function moveTo(from: string, to: string): void {
  catalog.run('UPDATE pin SET slug = ? WHERE slug = ?', to, from);
  catalog.run('UPDATE report_link SET chart = ? WHERE chart = ?', to, from);
  remember('chart', from, to);
}

function chartOf(row: Row): Chart {
  const { slug, spec, title_zh: zh, title_en: en, position, tags, by } = row;
  return {
    ...{ slug, spec: JSON.parse(spec) as ChartSpec, title: { zh, en }, position },
    tags: JSON.parse(tags) as string[],
    ...{ by, createdAt: row.created_at, updatedAt: row.updated_at }
  };
}

function parse(body: unknown): z.infer<typeof chartSchema> {
  return validate(chartSchema, body, 'bad-chart', { zh: '图表定义', en: 'The chart' });
}

function titleOf({ title, spec }: z.infer<typeof chartSchema>): Text {
  if (title !== undefined) return bothOf(title);
  const indicator = findIndicator(spec.query.indicator ?? '')?.title;
  return spec.title ?? indicator ?? { zh: '图表', en: 'Chart' };
}

function unique(tags: readonly string[]): string[] {
  return [...new Set(tags)];
}
