import { readAnswer } from '$lib/server/charts/asked-chart.ts';
import { attachment } from '$lib/server/web/attachment.ts';
import { chartFile, TYPES, type FileView } from '$lib/server/charts/files.ts';
import { PAGE_POLICY } from '$lib/server/charts/page.ts';
import { makeFile } from '$lib/server/decks/thread.ts';
import { drawingView, hasPaths, ratioOf, scaleOf } from '$lib/server/charts/drawing-view.ts';
import { drawOnce, sendDrawing } from '$lib/server/charts/drawings.ts';
import { api } from '$lib/server/http.ts';
import type { Format } from '../../../params/format.ts';

/** What a browser saves under a name instead of showing. */
const SAVED = new Set<Format>(['csv', 'xlsx', 'pptx']);

export const GET = api(async ({ params, url, request, locals: { lang } }) => {
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
});
