import { drawFile } from '$lib/charts/frame.ts';
import { dataOf } from '$lib/charts/data.ts';
import { describe } from '$lib/charts/describe.ts';
import { write } from '$lib/csv/write.ts';
import { localize } from '$lib/query/localize.ts';
import { readAnswer } from '$lib/server/asked-chart.ts';
import { drawingView, hasPaths, scaleOf } from '$lib/server/drawing-view.ts';
import { drawOnce, sendDrawing } from '$lib/server/drawings.ts';
import { api } from '$lib/server/http.ts';
import { pngOf } from '$lib/server/images.ts';
import { textToPaths } from '$lib/server/text-paths.ts';
import type { Answer } from '$lib/charts/spec.ts';
import type { Lang } from '$lib/field/text.ts';
import type { Format } from '../../../params/format.ts';

const TYPES: Record<Format, string> = {
  svg: 'image/svg+xml; charset=utf-8',
  png: 'image/png',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8'
};

/** What a browser saves under a name instead of showing. */
const SAVED = new Set<Format>(['csv']);

export const GET = api(async ({ params, url, request, locals: { lang } }) => {
  const format = params.format as Format;
  const slug = params.slug ?? '';
  const settings = { lang, ...drawingView(url) };
  const scale = format === 'png' ? scaleOf(url) : 1;
  const isOutlined = format === 'svg' && hasPaths(url);
  const { key, answer } = readAnswer(slug, url);
  const files: Record<Format, (kept: Answer) => string | Uint8Array | Promise<string | Uint8Array>> = {
    svg: (kept) => {
      const svg = drawFile(kept, settings);
      return isOutlined ? textToPaths(svg).svg : svg;
    },
    png: (kept) => pngOf(drawFile(kept, settings), scale),
    json: (kept) => jsonOf(kept, lang),
    csv: (kept) => csvOf(kept, lang)
  };
  const name = JSON.stringify([key, format, settings, scale, isOutlined]);
  const drawing = await drawOnce(name, TYPES[format], async () => files[format](await answer()));
  const headers: Record<string, string> = SAVED.has(format)
    ? { 'content-disposition': `attachment; filename="${slug}.${format}"` }
    : {};
  return sendDrawing(request, drawing, headers);
});

/** The answer itself (what the page draws from) and, beside it, its words and results in one language. */
function jsonOf(answer: Answer, lang: Lang): string {
  const results = answer.results.map((result) => localize(result, lang));
  return JSON.stringify({
    ...answer,
    words: { title: answer.title[lang], description: describe(answer, lang), results }
  });
}

async function csvOf(answer: Answer, lang: Lang): Promise<string> {
  const { columns, rows } = dataOf(answer, lang);
  return (await Array.fromAsync(write(columns, [rows]))).join('');
}
