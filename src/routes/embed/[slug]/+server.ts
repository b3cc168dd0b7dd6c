import { readAnswer } from '$lib/server/charts/asked-chart.ts';
import { drawingView } from '$lib/server/charts/drawing-view.ts';
import { drawOnce, sendDrawing } from '$lib/server/charts/drawings.ts';
import { frameAncestors } from '$lib/server/web/frame-origins.ts';
import { api } from '$lib/server/http.ts';
import { oembedHref } from '$lib/server/charts/oembed.ts';
import { originOf } from '$lib/server/web/origin.ts';
import { documentOf, policyFor, type EmbedSettings } from './document.ts';

/** One chart for an iframe: drawn, complete with scripts off, no cookie; whoever the settings let may frame it. */
export const GET = api(async ({ params, url, request, locals: { lang } }) => {
  const slug = params.slug ?? '';
  const view = drawingView(url);
  const theme: EmbedSettings['theme'] = url.searchParams.has('theme') ? view.theme : 'auto';
  const { key, answer, pin } = readAnswer(slug, url);
  const settings: EmbedSettings = {
    theme,
    hasTitle: view.hasTitle,
    lang,
    href: `/charts/${slug}${url.search}`,
    oembed: oembedHref(originOf(url, request), url)
  };
  const drawing = await drawOnce(
    JSON.stringify(['embed', key, settings]),
    'text/html; charset=utf-8',
    async () => documentOf(await answer(), pin?.pin ?? null, settings)
  );
  return sendDrawing(request, drawing, { 'content-security-policy': policyFor(frameAncestors()) });
});
