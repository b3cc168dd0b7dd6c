import * as collections from '$lib/server/collections.ts';
import { page } from '$lib/server/http.ts';
import { choices, draftsOf } from '$lib/server/decks/slide-drafts.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = page(async ({ params, locals: { lang } }) => {
  const { slug, title, slides, ...rest } = collections.read(params.slug ?? '');
  const { by, createdAt, updatedAt } = rest;
  return {
    collection: { slug, title: title[lang], by, createdAt, updatedAt, tags: [] },
    drafts: await draftsOf(slides, lang, new Date()),
    ...choices(lang)
  };
});
