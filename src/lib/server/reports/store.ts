import { parseArticle, formatArticle, type Article } from '../../reports/article.ts';
import { Refusal } from '../../error.ts';
import * as catalog from '../catalog.ts';

const parsed = new Map<string, Article>();

/** All reports that are not deleted, newest first. */
export const list: () => readonly Article[] = catalog.untilWritten(() => {
  const rows = catalog.all<{ slug: string; source: string }>(
    'SELECT slug, source FROM report WHERE deleted_at IS NULL'
  );
  return rows
    .map(({ slug, source }) => articleOf(slug, source))
    .sort((a, b) => b.publishedOn.localeCompare(a.publishedOn) || a.slug.localeCompare(b.slug));
});

/** One report; refuses (404) an unknown slug, and a deleted one by saying so. */
export function read(slug: string): Article {
  const row = catalog.get<{ source: string; deleted_at: string | null }>(
    'SELECT source, deleted_at FROM report WHERE slug = ?',
    slug
  );
  if (row && row.deleted_at === null) return articleOf(slug, row.source);
  if (row) {
    throw new Refusal(410, 'deleted-report', {
      zh: `报道“${slug}”已删除，可以在报道页恢复。`,
      en: `The report “${slug}” was deleted; it can be put back on the page of the reports.`
    });
  }
  throw new Refusal(404, 'unknown-report', {
    zh: `没有名为“${slug}”的报道。`,
    en: `There is no report “${slug}”.`
  });
}

/** The bytes as they came, and what they were said to be; undefined for a report of the sample. */
export function original(slug: string): { type: string; bytes: Uint8Array } | undefined {
  return catalog.get<{ type: string; bytes: Uint8Array }>(
    'SELECT type, bytes FROM report_original WHERE slug = ?',
    slug
  );
}

/** A new report, with the bytes it was read from. */
export function insert(
  slug: string,
  article: Omit<Article, 'slug'>,
  from: { type: string; bytes: Uint8Array },
  by: string,
  now: Date
): void {
  catalog.transaction(() => {
    catalog.run(
      `INSERT INTO report (slug, source, position, sample, added_at)
       VALUES (?, ?, (SELECT coalesce(max(position), 0) + 1 FROM report), 0, ?)`,
      ...[slug, formatArticle(article), now.toISOString()]
    );
    catalog.run(
      'INSERT INTO report_original (slug, type, bytes) VALUES (?, ?, ?)',
      slug,
      from.type,
      from.bytes
    );
    note(slug, 'create', null, null, by, now);
  });
}

/** Replaces a report's article; what it was stays in its history. */
export function replace(
  slug: string,
  article: Omit<Article, 'slug'>,
  what: string,
  by: string,
  now: Date
): void {
  const before =
    catalog.get<{ source: string }>('SELECT source FROM report WHERE slug = ?', slug)?.source ?? null;
  const after = formatArticle(article);
  catalog.transaction(() => {
    catalog.run('UPDATE report SET source = ? WHERE slug = ?', after, slug);
    note(slug, what, before, after, by, now);
  });
}

/** Deletes a report, or puts a deleted one back: nothing of it is lost. Refuses (404) an unknown one. */
export function setDeleted(slug: string, isDeleted: boolean, by: string, now: Date): void {
  if (isDeleted) read(slug);
  else if (!catalog.get('SELECT 1 FROM report WHERE slug = ?', slug)) read(slug);
  catalog.transaction(() => {
    catalog.run(
      'UPDATE report SET deleted_at = ? WHERE slug = ?',
      isDeleted ? now.toISOString() : null,
      slug
    );
    note(slug, isDeleted ? 'delete' : 'restore', null, null, by, now);
  });
}

/** Deleted reports, the last deleted first. */
export function deleted(): { slug: string; headline: string; deletedAt: string }[] {
  const rows = catalog.all<{ slug: string; source: string; deleted_at: string }>(
    'SELECT slug, source, deleted_at FROM report WHERE deleted_at IS NOT NULL ORDER BY deleted_at DESC LIMIT 50'
  );
  return rows.map(({ slug, source, deleted_at: deletedAt }) => ({
    slug,
    headline: articleOf(slug, source).headline,
    deletedAt
  }));
}

export function isTaken(slug: string): boolean {
  return catalog.get('SELECT 1 FROM report WHERE slug = ?', slug) !== undefined;
}

/** What was done to a report, newest first. */
export function changes(slug: string): { at: string; by: string; what: string }[] {
  return catalog.all(
    'SELECT at, by, what FROM report_change WHERE slug = ? ORDER BY at DESC LIMIT 100',
    slug
  );
}

/** The report and all that are the same article again: their addresses and headlines never confirm one another. */
export function familyOf(article: Article): Article[] {
  const root = rootOf(article);
  return list().filter((other) => rootOf(other) === root);
}

/** The slug of the first report of the same article. */
export function rootOf({ slug, reprintOf, duplicateOf }: Article): string {
  return reprintOf ?? duplicateOf ?? slug;
}

function note(
  slug: string,
  what: string,
  before: string | null,
  after: string | null,
  by: string,
  now: Date
): void {
  catalog.run(
    'INSERT INTO report_change (slug, at, by, what, before, after) VALUES (?, ?, ?, ?, ?, ?)',
    ...[slug, now.toISOString(), by, what, before, after]
  );
}

function articleOf(slug: string, source: string): Article {
  const key = `${slug}\n${source}`;
  const known = parsed.get(key) ?? parseArticle(slug, source);
  parsed.set(key, known);
  return known;
}
