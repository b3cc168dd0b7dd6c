import { z } from 'zod';
import { CHART_TYPES, type ChartSpec } from '../charts/spec.ts';
import type { Text } from '../field/text.ts';
import { findIndicator } from '../indicators/registry.ts';
import { Refusal } from '../error.ts';
import { querySchema } from '../query/query.ts';
import { validate } from '../query/validate.ts';
import * as catalog from './catalog.ts';

/** A saved chart; those at a `position` up to `OVERVIEW_POSITIONS` stand on the overview, in that order. */
export interface Chart {
  slug: string;
  spec: ChartSpec;
  title: Text;
  position: number;
}

export const OVERVIEW_POSITIONS = 19;
const NEW_POSITION = 100;

const words = z.strictObject({ zh: z.string().min(1).max(300), en: z.string().min(1).max(300) });

export const specSchema = z.strictObject({
  type: z.enum(CHART_TYPES),
  query: querySchema,
  also: z.array(z.string().max(100)).max(5).optional(),
  published: z.boolean().optional(),
  reports: z.boolean().optional(),
  title: words.optional(),
  subtitle: words.optional()
});

export const chartSchema = z.strictObject({
  slug: z
    .string()
    .max(80)
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .optional(),
  title: z.union([words, z.string().min(1).max(300)]).optional(),
  spec: specSchema
});

interface Row {
  slug: string;
  spec: string;
  title_zh: string;
  title_en: string;
  position: number;
}

const SELECT = 'SELECT slug, spec, title_zh, title_en, position FROM chart';

/** Every chart, the overview's first and in its order. */
export const list: () => readonly Chart[] = catalog.untilWritten(() =>
  catalog.all<Row>(`${SELECT} ORDER BY position, slug`).map(chartOf)
);

/** One chart; refuses (404) an unknown slug. */
export function read(slug: string): Chart {
  const row = catalog.get<Row>(`${SELECT} WHERE slug = ?`, slug);
  if (row) return chartOf(row);
  throw new Refusal(404, 'unknown-chart', {
    zh: `没有名为“${slug}”的图表。`,
    en: `There is no chart “${slug}”.`
  });
}

/** Saves a new chart under its slug, or one made from its title; refuses (409) a slug that is taken. */
export function create(body: unknown): Chart {
  const input = parse(body);
  const title = titleOf(input);
  const slug = input.slug ?? freeSlug(title.en);
  if (catalog.get('SELECT 1 FROM chart WHERE slug = ?', slug)) {
    throw new Refusal(409, 'slug-taken', {
      zh: `“${slug}”已有图表使用。`,
      en: `There already is a chart “${slug}”.`
    });
  }
  catalog.run(
    'INSERT INTO chart (slug, spec, title_zh, title_en, position) VALUES (?, ?, ?, ?, ?)',
    slug,
    JSON.stringify(input.spec),
    title.zh,
    title.en,
    NEW_POSITION
  );
  return read(slug);
}

/** Replaces a chart's spec and title; its pins keep what they have. */
export function update(slug: string, body: unknown): Chart {
  read(slug);
  const input = parse(body);
  const title = titleOf(input);
  catalog.run(
    'UPDATE chart SET spec = ?, title_zh = ?, title_en = ? WHERE slug = ?',
    JSON.stringify(input.spec),
    title.zh,
    title.en,
    slug
  );
  return read(slug);
}

/** Deletes a chart; its pins stay readable, because they are kept answers. */
export function remove(slug: string): void {
  read(slug);
  catalog.run('DELETE FROM chart WHERE slug = ?', slug);
}

function chartOf(row: Row): Chart {
  const { slug, spec, title_zh: zh, title_en: en, position } = row;
  return { slug, spec: JSON.parse(spec) as ChartSpec, title: { zh, en }, position };
}

function parse(body: unknown): z.infer<typeof chartSchema> {
  return validate(chartSchema, body, 'bad-chart', { zh: '图表定义', en: 'The chart' });
}

function titleOf({ title, spec }: z.infer<typeof chartSchema>): Text {
  if (typeof title === 'string') return { zh: title, en: title };
  const indicator = findIndicator(spec.query.indicator ?? '')?.title;
  return title ?? spec.title ?? indicator ?? { zh: '图表', en: 'Chart' };
}

function freeSlug(title: string): string {
  const stem =
    title
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 60) || 'chart';
  const taken = new Set(list().map(({ slug }) => slug));
  let slug = stem;
  for (let n = 2; taken.has(slug); n += 1) slug = `${stem}-${n}`;
  return slug;
}
