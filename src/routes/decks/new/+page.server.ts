import * as collections from '$lib/server/collections.ts';
import { page } from '$lib/server/http.ts';
import { choices, draftsOf } from '$lib/server/decks/slide-drafts.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = page(async ({ url, locals: { lang } }) => {
  const slug = url.searchParams.get('collection');
  const chosen = slug === null ? null : collections.read(slug);
  const all = await Promise.all(
    collections.list().map(async (one) => ({
      ...{ slug: one.slug, title: one.title[lang] },
      drafts: await draftsOf(one.slides, lang, new Date())
    }))
  );
  return {
    chosen: chosen && { slug: chosen.slug, title: chosen.title[lang] },
    collections: all,
    ...choices(lang)
  };
});
