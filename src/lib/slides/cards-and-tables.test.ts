import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../charts/spec.ts';
import { judge, languageOf } from './check.ts';
import { changedByOne, sampleCharts, textDeckBytes } from './deck.fixture.ts';
import type { DeckChart } from './deck.ts';
import type { Kept } from './more-slides.ts';
import { openDeck, type FoundChart, type FoundSlide, type OpenDeck } from './open.ts';
import { refreshChart } from './refresh.ts';
import { tableRows } from './slide-table.ts';
import { textOf, unzip, zip } from './zip.ts';

const CHARTS = sampleCharts();
const LATER = '2026-05-05T00:00:00.000Z';

const FILES: [string, () => Uint8Array][] = [
  ['as made', () => textDeckBytes()],
  ['saved by LibreOffice twice', () => fixture('cards-libreoffice.pptx')],
  ['saved as .odp and back', () => fixture('cards-libreoffice-odp.pptx')]
];

describe.each(FILES)('cards and tables of a deck %s', (_, read) => {
  it('are known, agree with their pins, and are stale when the data moves', () => {
    const deck = openDeck(read());
    const found = shapesIn(deck);
    expect(found.map(({ shape }) => shape.kind)).toEqual([
      ...['card', 'card', 'card'],
      ...CHARTS.map(() => 'table')
    ]);
    expect(deck.details.size).toBe(2 + CHARTS.length);
    for (const { shape, known } of found) {
      const agrees = { state: 'agrees', changes: [], edits: [] };
      expect(judge(shape, known.answer, known.answer, 'zh'), shape.id).toEqual(agrees);
      expect(languageOf(shape, known.answer)).toBe('zh');
      const moved = judge(shape, known.answer, changedByOne(known.answer), 'zh');
      expect(moved.state, shape.id).toBe('stale');
      expect(moved.changes.length).toBeGreaterThan(0);
      expect(judge(shape, null, known.answer, 'zh').state).toBe('unknown');
    }
  });

  it('come back with new figures and agree; nothing else has changed', () => {
    const before = read();
    const deck = openDeck(before);
    refreshAll(deck);
    const after = openDeck(zip(deck.parts));
    for (const { shape, known } of shapesIn(after)) {
      const next = changedByOne(known.answer);
      expect(shape.identity?.pin).toBe(known.mark.pin + 10);
      expect(judge(shape, next, next, 'zh'), shape.id).toEqual({ state: 'agrees', changes: [], edits: [] });
      if (shape.kind === 'table') expect(shape.texts).toEqual(tableRows(next, 'zh'));
    }
    const old = unzip(before);
    const touched = [...after.parts].filter(
      ([name, part]) => Buffer.compare(part, old.get(name) ?? Buffer.of()) !== 0
    );
    const mayChange = /^(ppt\/(slides|notesSlides)\/|docProps\/custom\.xml)/;
    expect(touched.map(([name]) => name).filter((name) => !mayChange.test(name))).toEqual([]);
    expect(textOf(after.parts, after.slides[0]?.part ?? '')).toBe(textOf(old, after.slides[0]?.part ?? ''));
  });

  it('say the new pins, days and versions under them and on the last slide', () => {
    const deck = openDeck(read());
    refreshAll(deck);
    const { slides } = openDeck(zip(deck.parts));
    const [, cards, table] = slides;
    expect(cards?.paragraphs.join('\n')).toContain('定稿第11稿');
    expect(cards?.paragraphs.join('\n')).toContain('截至2031年1月1日');
    expect(table?.title).toContain('（新）');
    expect(table?.paragraphs.join('\n')).toContain('定稿第11稿（2026年5月5日）');
    expect(table?.paragraphs).toContain('我们自己的说明');
    expect(slides.at(-1)?.paragraphs.join('\n')).toContain('定稿第15稿');
  });
});

describe('what hands have made of cards and tables', () => {
  it('a number that was changed asks, and is put right when wanted', () => {
    const deck = changed('ppt/slides/slide2.xml', '>3,952 家<', '>4,000 家<');
    const { shape, known } = shapesIn(deck)[0] as Shape;
    const { state, edits } = judge(shape, known.answer, known.answer, 'zh');
    expect(state).toBe('edited');
    expect(edits).toMatchObject([{ series: '广东省存量', before: '3,952 家', after: '4,000 家' }]);
    refreshAll(deck);
    expect(textOf(deck.parts, 'ppt/slides/slide2.xml')).toContain('>3,953 家<');
  });

  it('words of a card are theirs: rewritten, removed or added', () => {
    const deck = changed('ppt/slides/slide2.xml', '>广东省存量<', '>全省共有<');
    const { shape, known } = shapesIn(deck)[0] as Shape;
    expect(judge(shape, known.answer, known.answer, 'zh').state).toBe('agrees');
    refreshAll(deck);
    expect(textOf(deck.parts, 'ppt/slides/slide2.xml')).toContain('>全省共有<');
  });

  it('a unit of another size keeps it', () => {
    const small = '3,952</a:t></a:r><a:r><a:rPr sz="1800"/><a:t> 家<';
    const deck = changed('ppt/slides/slide2.xml', '3,952 家<', small);
    refreshAll(deck);
    expect(textOf(deck.parts, 'ppt/slides/slide2.xml')).toContain(small.replace('3,952', '3,953'));
  });

  it('one card alone is refreshed; the line of what stays is kept beside the new one', () => {
    const deck = openDeck(textDeckBytes());
    const { slide, shape, known } = shapesIn(deck)[2] as Shape;
    refreshOne(deck, slide, shape, known, true);
    const after = openDeck(zip(deck.parts));
    expect(after.slides[1]?.charts.map(({ identity }) => identity?.pin)).toEqual([1, 2, 11]);
    const told = after.slides.at(-1)?.paragraphs.filter((line) => line.includes('广东省')) ?? [];
    expect(told.map((line) => /第(\d+)稿/.exec(line)?.[1])).toEqual(['1', '11']);
  });

  it('rows keep their looks wherever they move; rows of another hand stay', () => {
    const parts = unzip(textDeckBytes());
    const xml = textOf(parts, 'ppt/slides/slide7.xml');
    const rows = [...xml.matchAll(/<a:tr\b.*?<\/a:tr>/gs)].map(([row]) => row);
    const second = rows[2] ?? '';
    const total = second.replace('广东', '合计').replace('512', '9,999');
    const bold = second.replaceAll(' b="0"', ' b="1"');
    const own = xml.replace(second, bold).replace('</a:tbl>', `${total}</a:tbl>`);
    parts.set('ppt/slides/slide7.xml', Buffer.from(own));
    const deck = openDeck(zip(parts));
    const found = shapesIn(deck).find(({ shape }) => shape.id === '7.1') as Shape;
    expect(judge(found.shape, found.known.answer, found.known.answer, 'zh').edits).toEqual([
      { series: '存量（家）', category: '合计', before: null, after: '9,999' }
    ]);
    const next = raised(found.known.answer);
    refreshOne(deck, found.slide, found.shape, found.known, false, next);
    const texts = shapesIn(openDeck(zip(deck.parts))).find(({ shape }) => shape.id === '7.1')?.shape.texts;
    expect(texts).toEqual([...tableRows(next, 'zh'), ['合计', '9,999']]);
    const moved = [...textOf(deck.parts, 'ppt/slides/slide7.xml').matchAll(/<a:tr\b.*?<\/a:tr>/gs)];
    expect(moved.filter(([row]) => row.includes(' b="1"') && row.includes('广东'))).toHaveLength(1);
  });

  it('the mark of synthetic data goes with them, and comes back', () => {
    const deck = openDeck(textDeckBytes());
    const { slide, shape, known } = shapesIn(deck).find((one) => one.shape.kind === 'table') as Shape;
    const real = { ...known.answer, synthetic: false };
    refreshOne(deck, slide, shape, known, false, real);
    expect(textOf(deck.parts, slide.part)).not.toContain('模拟数据');
    const again = openDeck(zip(deck.parts));
    const now = shapesIn(again).find((one) => one.shape.id === shape.id) as Shape;
    const told = { old: later(known, real), next: known, lang: 'zh' as const };
    refreshChart(again, now.slide, now.shape, told);
    const ids = [...textOf(again.parts, slide.part).matchAll(/cNvPr id="(\d+)"/g)].map(([, id]) => id);
    expect(textOf(again.parts, slide.part)).toContain('模拟数据');
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('a table loses and gains rows and columns with its data', () => {
    for (const { shape, known } of shapesIn(openDeck(textDeckBytes()))) {
      if (shape.kind !== 'table') continue;
      const [result] = known.answer.results;
      const fewer = {
        ...known.answer,
        published: [],
        results: [{ ...result, rows: result?.rows.slice(0, 3) }]
      };
      const states = [fewer as Answer, known.answer];
      const deck = openDeck(textDeckBytes());
      let old = known;
      for (const next of states) {
        const open = openDeck(zip(deck.parts));
        const now = shapesIn(open).find((one) => one.shape.id === shape.id) as Shape;
        refreshChart(open, now.slide, now.shape, { old, next: { ...known, answer: next }, lang: 'zh' });
        deck.parts = open.parts;
        old = { ...known, answer: next };
        const found = shapesIn(openDeck(zip(open.parts))).find((one) => one.shape.id === shape.id);
        expect(found?.shape.texts, shape.id).toEqual(tableRows(next, 'zh'));
        const xml = textOf(open.parts, now.slide.part);
        const columns = xml.match(/<a:gridCol /g)?.length;
        expect(columns, shape.id).toBe(tableRows(next, 'zh')[0]?.length);
      }
    }
  });
});

interface Shape {
  slide: FoundSlide;
  shape: FoundChart;
  known: DeckChart;
}

function shapesIn(deck: OpenDeck): Shape[] {
  return deck.slides.flatMap((slide) =>
    slide.charts.map((shape) => {
      const known = CHARTS.find(({ answer }) => answer.slug === shape.identity?.slug);
      if (!known) throw new Error(`unknown ${shape.name}`);
      return { slide, shape, known };
    })
  );
}

function refreshAll(deck: OpenDeck): void {
  const cards = new Map<string, Kept>();
  for (const { shape, known } of shapesIn(deck)) if (shape.kind === 'card') cards.set(shape.id, known);
  for (const { slide, shape, known } of shapesIn(deck).reverse()) {
    const next = later(known, changedByOne(known.answer));
    const old = [...cards.values()];
    if (shape.kind === 'card') cards.set(shape.id, next);
    const told = { old: known, next, lang: 'zh' as const, cards: { old, next: [...cards.values()] } };
    expect(refreshChart(deck, slide, shape, told)).toBe(true);
  }
}

function refreshOne(
  deck: OpenDeck,
  slide: FoundSlide,
  shape: FoundChart,
  known: DeckChart,
  isShared: boolean,
  next = changedByOne(known.answer)
): void {
  const told = { old: known, next: later(known, next), lang: 'zh' as const, isShared };
  expect(refreshChart(deck, slide, shape, told)).toBe(true);
}

function later(known: DeckChart, answer: Answer): DeckChart {
  return { ...known, answer, mark: { pin: known.mark.pin + 10, createdAt: LATER } };
}

/** The second of a ranking becomes the first, the first is gone. */
function raised(answer: Answer): Answer {
  const [result] = answer.results;
  const [first, second] = [...(result?.rows ?? [])].sort((a, b) => Number(b[1]) - Number(a[1]));
  const rows = (result?.rows ?? []).filter((row) => row !== first);
  const moved = rows.map((row) => (row === second ? [row[0], 9000, ...row.slice(2)] : row));
  return { ...answer, results: [{ ...result, rows: moved }] } as Answer;
}

function changed(part: string, from: string, to: string): OpenDeck {
  const parts = unzip(textDeckBytes());
  const xml = textOf(parts, part);
  expect(xml).toContain(from);
  parts.set(part, Buffer.from(xml.replace(from, to)));
  return openDeck(zip(parts));
}

function fixture(name: string): Uint8Array {
  return readFileSync(join(import.meta.dirname, 'fixtures', name));
}
