import { isRefusal } from '$lib/error.ts';
import { readAnswer } from '$lib/server/charts/asked-chart.ts';
import { drawingView } from '$lib/server/charts/drawing-view.ts';
import { drawOnce, sendDrawing, type Drawing } from '$lib/server/charts/drawings.ts';
import { frameAncestors } from '$lib/server/web/frame-origins.ts';
import { api } from '$lib/server/http.ts';
import { oembedHref } from '$lib/server/charts/oembed.ts';
import { originOf } from '$lib/server/web/origin.ts';
import type { RequestEvent } from '@sveltejs/kit';
import { documentOf, missingDocument, policyFor, type EmbedSettings } from './document.ts';

/** One chart for an iframe: drawn, complete with scripts off, no cookie; whoever the settings let may frame it. */
export const GET = api(async (event) => {
  const headers = { 'content-security-policy': policyFor(frameAncestors()) };
  try {
    return sendDrawing(event.request, await embed(event), headers);
  } catch (cause) {
    const isFramed = event.request.headers.get('accept')?.includes('text/html');
    if (!isRefusal(cause) || !isFramed) throw cause;
    const { lang } = event.locals;
    const settings = { theme: 'auto' as const, lang, href: `/charts/${event.params.slug}` };
    return new Response(missingDocument(cause.text[lang], settings), {
      status: cause.status,
      headers: { ...headers, 'content-type': 'text/html; charset=utf-8' }
    });
  }
});

function embed({ params, url, request, locals: { lang } }: RequestEvent): Promise<Drawing> {
  const slug = params.slug ?? '';
  const view = drawingView(url);
  const { key, answer, pin } = readAnswer(slug, url);
  const settings: EmbedSettings = {
    theme: url.searchParams.has('theme') ? view.theme : 'auto',
    hasTitle: view.hasTitle,
    lang,
    href: `/charts/${slug}${url.search}`,
    oembed: oembedHref(originOf(url, request), url)
  };
  return drawOnce(JSON.stringify(['embed', key, settings]), 'text/html; charset=utf-8', async () =>
    documentOf(await answer(), pin?.pin ?? null, settings)
  );
}
