import { dayOf } from '$lib/field/day.ts';
import { readDeck } from '$lib/server/decks/body.ts';
import { check } from '$lib/server/decks/check.ts';
import { api } from '$lib/server/http.ts';
import { placeOf } from '$lib/server/overview/place.ts';

export const POST = api(async ({ request, url, locals: { lang } }) => {
  const { asOf } = placeOf(url);
  const { bytes } = await readDeck(request);
  return check(bytes, lang, dayOf(new Date()), asOf);
});
