import { missingPicture } from '$lib/charts/missing-picture.ts';
import { isRefusal, type Refusal } from '$lib/error.ts';
import { readAnswer } from '$lib/server/charts/asked-chart.ts';
import { attachment } from '$lib/server/web/attachment.ts';
import { chartFile, TYPES, type FileView } from '$lib/server/charts/files.ts';
import { PAGE_POLICY } from '$lib/server/charts/page.ts';
import { makeFile } from '$lib/server/decks/thread.ts';
import { drawingView, hasPaths, ratioOf, scaleOf } from '$lib/server/charts/drawing-view.ts';
import { drawOnce, sendDrawing } from '$lib/server/charts/drawings.ts';
import { api } from '$lib/server/http.ts';
import type { RequestEvent } from '@sveltejs/kit';
import type { Format } from '../../../params/format.ts';

/** What a browser saves under a name instead of showing. */
const SAVED = new Set<Format>(['csv', 'xlsx', 'pptx']);

export const GET = api(async (event) => {
  try {
    return await file(event);
  } catch (cause) {
    if (isRefusal(cause) && isPicture(event)) return missing(event, cause);
    throw cause;
  }
});

async function file({ params, url, request, locals: { lang } }: RequestEvent): Promise<Response> {
  const format = params.format as Format;
  const slug = params.slug ?? '';
  const view: FileView = {
    lang,
    ...drawingView(url),
    scale: scaleOf(url),
    hasPaths: hasPaths(url),
    ratio: ratioOf(url)
  };
  const { key, answer, pin, place } = readAnswer(slug, url);
  const name = JSON.stringify([key, format, view]);
  // Slides are made beside the pages, as decks are.
  const make = format === 'pptx' ? makeFile : chartFile;
  const drawing = await drawOnce(name, TYPES[format], async () =>
    make(format, { answer: await answer(), pin, place }, view)
  );
  return sendDrawing(request, drawing, {
    ...(SAVED.has(format) ? { 'content-disposition': attachment(`${slug}.${format}`) } : {}),
    ...(format === 'html' ? { 'content-security-policy': PAGE_POLICY } : {})
  });
}

/** Asked for by a page that can show nothing else in its place. */
function isPicture({ params: { format }, request }: RequestEvent): boolean {
  const wanted = request.headers.get('accept') ?? '';
  return (format === 'svg' || format === 'png') && wanted.startsWith('image/');
}

/** The reason as a picture, with its status. */
async function missing({ params, url, locals }: RequestEvent, { text, status }: Refusal): Promise<Response> {
  const asked = Number(url.searchParams.get('width') ?? '') || 960;
  const svg = missingPicture(text[locals.lang], {
    width: Math.min(Math.max(Math.round(asked), 240), 4000),
    theme: url.searchParams.get('theme') === 'dark' ? 'dark' : 'light'
  });
  const isSvg = params.format === 'svg';
  const body = isSvg ? svg : await (await import('$lib/server/charts/images.ts')).pngOf(svg, 1);
  return new Response(body as BodyInit, {
    status,
    headers: { 'content-type': TYPES[isSvg ? 'svg' : 'png'], 'cache-control': 'no-store' }
  });
}
