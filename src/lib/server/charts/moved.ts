import { currentSlug } from '../slugs.ts';

/** Pages, embeds and files that carry the slug in the second part of their path. */
const CARRIES_SLUG = /^\/(charts|embed|present|collections)\/\[slug\]/;

/** The address that a former slug's leads to, its query kept; null for every other. */
export function movedTo(route: string | null, slug: string | undefined, url: URL): string | null {
  const room = CARRIES_SLUG.exec(route ?? '')?.[1];
  if (!room || !slug) return null;
  const asChart = room === 'collections' ? slug : currentSlug('chart', slug);
  const asCollection = room === 'collections' || room === 'present' ? currentSlug('collection', slug) : slug;
  const now = asCollection === slug ? asChart : asCollection;
  if (now === slug) return null;
  const begin = `/${room}/${slug}`;
  return `/${room}/${now}${url.pathname.slice(begin.length)}${url.search}`;
}
