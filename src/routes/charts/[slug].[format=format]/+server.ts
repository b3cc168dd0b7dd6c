import { drawFile } from '$lib/charts/frame.ts';
import { dataOf } from '$lib/charts/data.ts';
import { describe } from '$lib/charts/describe.ts';
import { write } from '$lib/csv/write.ts';
import { localize } from '$lib/query/localize.ts';
import { readAnswer } from '$lib/server/asked-chart.ts';
import { drawingView } from '$lib/server/drawing-view.ts';
import { drawOnce, sendDrawing } from '$lib/server/drawings.ts';
import { api } from '$lib/server/http.ts';
import type { Answer } from '$lib/charts/spec.ts';
import type { Lang } from '$lib/field/text.ts';

const TYPES = {
  svg: 'image/svg+xml; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8'
};

export const GET = api(async ({ params, url, request, locals: { lang } }) => {
  const format = params.format as keyof typeof TYPES;
  const slug = params.slug ?? '';
  const view = drawingView(url);
  const { key, answer } = await readAnswer(slug, url);
  const drawing = await drawOnce(JSON.stringify([key, format, lang, view]), TYPES[format], async () => {
    const kept = await answer();
    if (format === 'svg') return drawFile(kept, { lang, ...view });
    if (format === 'json') return jsonOf(kept, lang);
    return csvOf(kept, lang);
  });
  const headers: Record<string, string> =
    format === 'csv' ? { 'content-disposition': `attachment; filename="${slug}.csv"` } : {};
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
