import { todayInShanghai } from '$lib/server/commit.ts';
import { readDeck } from '$lib/server/deck-body.ts';
import { check } from '$lib/server/deck-check.ts';
import { api } from '$lib/server/http.ts';
import { placeOf } from '$lib/server/place.ts';

export const POST = api(async ({ request, url, locals: { lang } }) => {
  const { asOf } = placeOf(url);
  const { bytes } = await readDeck(request);
  return check(bytes, lang, todayInShanghai(new Date()), asOf);
});
