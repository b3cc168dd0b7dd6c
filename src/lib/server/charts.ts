import { z } from 'zod';
import { CHART_TYPES, type Answer, type ChartSpec } from '../charts/spec.ts';
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

export interface Pin {
  pin: number;
  createdAt: string;
  versions: Record<string, number>;
  release: string;
}

interface PinRow {
  pin: number;
  created_at: string;
  release: string;
  answer: string;
}

export function pins(slug: string): Pin[] {
  const rows = pinRows(slug);
  if (rows.length === 0) read(slug);
  return rows.map(pinOf);
}

/** Keeps an answer as the chart's next pin: its figures and words never change again. */
export function pin(slug: string, answer: Answer, now: Date): Pin {
  const next = (pinRows(slug).at(-1)?.pin ?? 0) + 1;
  const row: PinRow = {
    pin: next,
    created_at: now.toISOString(),
    release: answer.release,
    answer: JSON.stringify(answer)
  };
  catalog.run(
    'INSERT INTO pin (slug, pin, created_at, release, answer) VALUES (?, ?, ?, ?, ?)',
    slug,
    row.pin,
    row.created_at,
    row.release,
    row.answer
  );
  return pinOf(row);
}

/** The kept answer of a pin; refuses (404) an unknown one, naming the pins there are. */
export function pinned(slug: string, number: string): Answer {
  const rows = pinRows(slug);
  const row = rows.find(({ pin }) => String(pin) === number);
  if (row) return JSON.parse(row.answer) as Answer;
  if (rows.length === 0) read(slug);
  const known = rows.map(({ pin }) => pin).join('、') || '无';
  throw new Refusal(404, 'unknown-pin', {
    zh: `图表“${slug}”没有第 ${number} 稿。已有定稿：${known}。`,
    en: `The chart “${slug}” has no pin ${number}. Pins there are: ${rows.map(({ pin }) => pin).join(', ') || 'none'}.`
  });
}

function pinRows(slug: string): PinRow[] {
  return catalog.all<PinRow>(
    'SELECT pin, created_at, release, answer FROM pin WHERE slug = ? ORDER BY pin',
    slug
  );
}

function pinOf(row: PinRow): Pin {
  const answer = JSON.parse(row.answer) as Answer;
  const versions = Object.assign({}, ...answer.results.map((result) => result.versions)) as Record<
    string,
    number
  >;
  return { pin: row.pin, createdAt: row.created_at, versions, release: row.release };
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
