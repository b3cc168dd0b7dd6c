import { page, requireWrite } from '$lib/server/http.ts';
import { choices } from '$lib/server/decks/slide-drafts.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = page((event) => {
  requireWrite(event);
  return choices(event.locals.lang);
});
