import { readAnswer } from '$lib/server/asked-chart.ts';
import { viewOf } from '$lib/charts/view.ts';
import { drawingView } from '$lib/server/drawing-view.ts';
import { drawOnce, sendDrawing } from '$lib/server/drawings.ts';
import { frameAncestors } from '$lib/server/frame-origins.ts';
import { api } from '$lib/server/http.ts';
import { documentOf, policyFor, type EmbedSettings } from './document.ts';

/** One chart for an iframe: drawn, complete with scripts off, no cookie; whoever the settings let may frame it. */
export const GET = api(async ({ params, url, request, locals: { lang } }) => {
  const slug = params.slug ?? '';
  const asked = url.searchParams.get('theme');
  const theme: EmbedSettings['theme'] = asked === null ? 'auto' : drawingView(url).theme;
  const hasTitle = url.searchParams.get('title') !== '0';
  const { key, answer } = readAnswer(slug, url);
  const settings: EmbedSettings = { theme, hasTitle, lang, href: `/charts/${slug}${url.search}` };
  const drawing = await drawOnce(
    JSON.stringify(['embed', key, settings]),
    'text/html; charset=utf-8',
    async () => documentOf(viewOf(await answer(), lang, ''), settings)
  );
  return sendDrawing(request, drawing, { 'content-security-policy': policyFor(frameAncestors()) });
});
