import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lang } from '../field/text.ts';
import type { Answer } from '../charts/spec.ts';
import { GALLERY } from '../../../tests/gallery/samples.ts';
import { deckOf, slideChart, type DeckChart, type DeckSlide } from './deck.ts';
import type { Ratio } from './slide.ts';
import { unzip, type Parts } from './zip.ts';

export const CREATED = '2026-01-02T03:04:05.000Z';

/** Every chart of the gallery, tiles as a picture of one pixel. */
export function galleryCharts(lang: Lang): DeckChart[] {
  return Object.entries(GALLERY)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, make]) => make())
    .filter((answer) => answer.results.length > 0)
    .map((answer, at) => chartOf(answer, at + 1, lang));
}

export function chartOf(answer: Answer, pin: number, lang: Lang): DeckChart {
  const chart = {
    answer,
    mark: { pin, createdAt: CREATED },
    asked: { region: answer.region.code, asOf: null }
  };
  const picture = {
    svg: '<svg xmlns="http://www.w3.org/2000/svg"/>',
    png: new Uint8Array([137, 80, 78, 71])
  };
  return slideChart(answer, lang) ? chart : { ...chart, picture };
}

export function deckBytes(charts: DeckChart[], lang: Lang = 'zh', ratio: Ratio = '16:9'): Uint8Array {
  return deckOf({ title: '测试 <稿> & "引号"', slides: charts, lang, ratio, createdAt: CREATED });
}

export function deckParts(charts: DeckChart[], lang: Lang = 'zh', ratio: Ratio = '16:9'): Parts {
  return unzip(deckBytes(charts, lang, ratio));
}

/** A line with published figures, columns, bars, curves and tiles: what the decks in `fixtures/` hold. */
export function sampleCharts(): DeckChart[] {
  const kept = readFileSync(join(import.meta.dirname, 'fixtures', 'answers.json'), 'utf8');
  return (JSON.parse(kept) as Answer[]).map((answer, at) => chartOf(answer, at + 1, 'zh'));
}

/** Slides of number cards (one chart twice) and of tables: what the decks `cards*.pptx` in `fixtures/` hold. */
export function textDeckBytes(lang: Lang = 'zh'): Uint8Array {
  const charts = sampleCharts();
  const [first, second, third] = charts;
  if (!first || !second || !third) throw new Error('the sample has three charts');
  const slides: DeckSlide[] = [
    { kind: 'numbers', title: '', cards: [first, second, first] },
    ...charts.map((chart): DeckSlide => ({ kind: 'table', ...chart, text: '我们自己的说明' }))
  ];
  return deckOf({ title: '数字与表格', slides, lang, ratio: '16:9', createdAt: CREATED });
}

/** The same chart of a later day: every number one more, or a tenth less; its title says so. */
export function changedByOne(answer: Answer): Answer {
  const results = answer.results.map((result) => {
    const at = new Set(
      result.columns.flatMap(({ name }, index) => (['value', 'numerator'].includes(name) ? [index] : []))
    );
    const moved = (cell: (typeof result.rows)[number][number], index: number) =>
      !at.has(index) || typeof cell !== 'number'
        ? cell
        : Number.isInteger(cell) && cell !== 1
          ? cell + 1
          : cell * 0.9;
    return { ...result, rows: result.rows.map((row) => row.map(moved)) };
  });
  return {
    ...answer,
    results,
    title: { ...answer.title, zh: `${answer.title.zh}（新）` },
    asOf: '2031-01-01'
  };
}
