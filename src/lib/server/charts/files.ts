import { dataOf } from '../../charts/data.ts';
import { describe } from '../../charts/describe.ts';
import { drawFile } from '../../charts/frame.ts';
import { tableOf } from '../../charts/table.ts';
import { provenanceOf } from '../../charts/view.ts';
import type { Answer } from '../../charts/spec.ts';
import { versionName } from '../../charts/passage.ts';
import { write } from '../../csv/write.ts';
import type { Lang } from '../../field/text.ts';
import { localize } from '../../query/localize.ts';
import { PPTX } from '../../slides/package.ts';
import { workbook } from '../../slides/sheet.ts';
import { askedAt } from '../../slides/more-slides.ts';
import type { Ratio } from '../../slides/slide.ts';
import type { Format } from '../../../params/format.ts';
import { chartPage } from './page.ts';
import type { Place } from './answers.ts';
import type { DrawingView } from './drawing-view.ts';

export const TYPES: Record<Format, string> = {
  svg: 'image/svg+xml; charset=utf-8',
  png: 'image/png',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: PPTX,
  html: 'text/html; charset=utf-8'
};

/** A chart's answer, its pin (null: live) and what it was asked for. */
export interface ChartState {
  answer: Answer;
  pin: { pin: number; createdAt: string } | null;
  place: Place;
}

export interface FileView extends DrawingView {
  lang: Lang;
  scale: number;
  hasPaths: boolean;
  ratio: Ratio;
}

/** A chart as a file of one of its formats. What draws pixels, outlines and slides is loaded when one is asked for. */
export async function chartFile(
  format: Format,
  { answer, pin, place }: ChartState,
  view: FileView
): Promise<string | Uint8Array> {
  const { lang } = view;
  switch (format) {
    case 'svg':
      return view.hasPaths ? withPaths(drawFile(answer, view)) : drawFile(answer, view);
    case 'png':
      return (await import('./images.ts')).pngOf(drawFile(answer, view), view.scale);
    case 'json':
      return jsonOf(answer, lang);
    case 'csv':
      return csvOf(answer, lang);
    case 'xlsx':
      return xlsxOf(answer, lang);
    case 'html':
      return chartPage(answer, pin?.pin ?? null, lang);
    case 'pptx': {
      const mark = pin ?? { pin: 0, createdAt: new Date().toISOString() };
      const { single } = await import('../decks/chart-slide.ts');
      return single({ answer, mark, asked: askedAt(place) }, lang, view.ratio);
    }
  }
}

async function withPaths(svg: string): Promise<string> {
  return (await import('./text-paths.ts')).textToPaths(svg).svg;
}

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

/** The numbers as in the CSV, the table as on the page, and where they come from: a sheet each. */
function xlsxOf(answer: Answer, lang: Lang): Uint8Array {
  const names = lang === 'zh' ? ['数据', '表', '说明'] : ['Data', 'Table', 'About'];
  const { columns, rows } = dataOf(answer, lang);
  const table = tableOf(answer, lang);
  const about = answer.results.flatMap((result) => {
    const one = provenanceOf(result, lang);
    return [
      [one.title, one.formula],
      [one.definition.title, one.definition.text],
      ...one.sources.map(({ title, url }) => [title, url ?? '']),
      ...one.versions.map((known) => [versionName(known, lang), '']),
      ...one.notes.map((note) => [note, ''])
    ];
  });
  const nature =
    lang === 'zh' ? '模拟数据：由程序生成，不是真实组织。' : 'Synthetic data: made by a program.';
  return workbook([
    { name: names[0] ?? '', rows: [columns, ...rows] },
    { name: names[1] ?? '', rows: [table.columns.map(({ title }) => title), ...table.rows] },
    {
      name: names[2] ?? '',
      rows: [[answer.title[lang], answer.asOf], ...(answer.synthetic ? [[nature, '']] : []), ...about]
    }
  ]);
}
