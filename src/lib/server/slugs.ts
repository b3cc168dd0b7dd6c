import { z } from 'zod';
import { Refusal } from '../error.ts';
import * as catalog from './catalog.ts';

export type Kind = 'chart' | 'collection';

export const slugSchema = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

/** `/collections/new` is a page of its own. */
const NEW = 'new';

const NAMES = {
  chart: { zh: '图表', en: 'chart' },
  collection: { zh: '图集', en: 'collection' }
};

/** What a slug is called now: itself, unless it is a former one. */
export function currentSlug(kind: Kind, slug: string): string {
  return formerSlugs(kind).get(slug) ?? slug;
}

/** Refuses (409) a slug that is, or was, another's: its addresses would show something else. */
export function requireFree(slug: string, own?: { kind: Kind; slug: string }): void {
  const owner = owners().get(slug);
  if (!owner || (own && owner.kind === own.kind && owner.slug === own.slug)) return;
  const { kind, slug: of } = owner;
  const name = NAMES[kind];
  const text =
    of === slug
      ? { zh: `“${slug}”已有${name.zh}使用。`, en: `There already is a ${name.en} “${slug}”.` }
      : {
          zh: `“${slug}”是${name.zh}“${of}”从前的名字，旧链接仍指向它。请换一个。`,
          en: `“${slug}” was the name of the ${name.en} “${of}”, and links to it still work. Choose another.`
        };
  throw new Refusal(409, 'slug-taken', text, { slug, kind, of });
}

/** A slug that is free, made from a title; a title without Latin letters gives `otherwise`. */
export function freeSlug(title: string, otherwise: string): string {
  const stem =
    title
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 60)
      .replace(/^-+|-+$/g, '') || otherwise;
  const taken = owners();
  let slug = stem;
  for (let n = 2; taken.has(slug); n += 1) slug = `${stem}-${n}`;
  return slug;
}

/** Remembers what something was called; call it within the transaction that renames it. */
export function remember(kind: Kind, from: string, to: string): void {
  catalog.run('UPDATE former_slug SET slug = ? WHERE kind = ? AND slug = ?', to, kind, from);
  catalog.run('DELETE FROM former_slug WHERE name = ?', to);
  catalog.run('INSERT OR REPLACE INTO former_slug (name, kind, slug) VALUES (?, ?, ?)', from, kind, to);
}

const formerSlugs = catalog.untilWritten(
  (kind) =>
    new Map(
      catalog
        .all<{ name: string; slug: string }>('SELECT name, slug FROM former_slug WHERE kind = ?', kind)
        .map(({ name, slug }) => [name, slug])
    )
) as (kind: Kind) => ReadonlyMap<string, string>;

/** Whose every slug is, former ones and those of pins whose chart was deleted among them. */
const owners = catalog.untilWritten(() => {
  const rows = catalog.all<{ name: string; kind: Kind; slug: string }>(
    `SELECT DISTINCT slug AS name, 'chart' AS kind, slug FROM pin
     UNION ALL SELECT name, kind, slug FROM former_slug
     UNION ALL SELECT slug, 'collection', slug FROM collection
     UNION ALL SELECT slug, 'chart', slug FROM chart`
  );
  const known = rows.map(({ name, kind, slug }) => [name, { kind, slug }] as const);
  return new Map([[NEW, { kind: 'collection', slug: NEW }] as const, ...known]);
});
