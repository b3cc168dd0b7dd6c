import { isRefusal } from '$lib/error.ts';
import { ratioOf } from '$lib/server/charts/drawing-view.ts';
import { drawOnce, sendDrawing } from '$lib/server/charts/drawings.ts';
import { api } from '$lib/server/http.ts';
import { oneOf } from '$lib/server/web/parameters.ts';
import { placeOf } from '$lib/server/overview/place.ts';
import { present } from '$lib/server/present/presented.ts';
import { stamp } from '$lib/server/stamp.ts';
import type { RequestEvent } from '@sveltejs/kit';
import { documentOf, missingDocument, policyOf, type Settings } from '$lib/server/present/document.ts';

/** Full-screen slides of a collection, or of one chart, whole in one document. */
export const GET = api(async (event) => {
  const { params, url, request, locals } = event;
  const settings = settingsOf(event);
  const headers = { 'content-security-policy': policyOf(settings) };
  const asking = {
    lang: locals.lang,
    place: placeOf(url),
    pin: url.searchParams.get('pin'),
    isLive: settings.isLive,
    mayPin: locals.mayWrite && isOpened(request),
    now: new Date()
  };
  try {
    const slug = params.slug ?? '';
    const shown = await present(slug, asking);
    const name = JSON.stringify(['present', slug, url.search, settings, asking.mayPin, stamp()]);
    const drawing = await drawOnce(name, 'text/html; charset=utf-8', async () => documentOf(shown, settings));
    return sendDrawing(request, drawing, headers);
  } catch (cause) {
    if (!isRefusal(cause) || !request.headers.get('accept')?.includes('text/html')) throw cause;
    const body = missingDocument(cause.text[locals.lang], cause.status, settings);
    return new Response(body, {
      status: cause.status,
      headers: { ...headers, 'content-type': 'text/html; charset=utf-8' }
    });
  }
});

function settingsOf({ url, locals }: RequestEvent): Settings {
  const live = url.searchParams.get('live');
  const isLive = live !== null && live !== '0';
  const there = new URL(url);
  if (isLive) there.searchParams.delete('live');
  else there.searchParams.set('live', '1');
  there.searchParams.delete('pin');
  return {
    lang: locals.lang,
    scheme: oneOf('theme', url.searchParams.get('theme'), ['light', 'dark']) ?? 'auto',
    ratio: ratioOf(url),
    otherHref: there.pathname + there.search,
    isLive
  };
}

/** Opened by a person here: what merely asks for the address, or another site's page, makes no pins. */
function isOpened({ method, headers }: Request): boolean {
  const site = headers.get('sec-fetch-site') ?? 'none';
  return method === 'GET' && (site === 'none' || site === 'same-origin');
}
