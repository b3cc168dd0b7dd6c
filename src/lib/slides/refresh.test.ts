import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../charts/spec.ts';
import { changedByOne, chartOf, galleryCharts, CREATED, deckBytes, sampleCharts } from './deck.fixture.ts';
import { judge, numbersOf } from './check.ts';
import { slideChart, type DeckChart } from './deck.ts';
import { openDeck, type FoundChart, type OpenDeck } from './open.ts';
import { refreshChart } from './refresh.ts';
import { textOf, unzip, zip, type Parts } from './zip.ts';

const CHARTS = sampleCharts();
const LATER = '2026-05-05T00:00:00.000Z';

/** As PowerPoint wrote it, as LibreOffice 7.4 saved it, and after a way through .odp. */
const FILES: [string, () => Uint8Array][] = [
  ['as made', () => deckBytes(CHARTS)],
  ['parts in another order, packed anew', () => reordered(deckBytes(CHARTS))],
  ['saved by LibreOffice', () => fixture('libreoffice.pptx')],
  ['saved as .odp and back', () => fixture('libreoffice-odp.pptx')]
];

describe.each(FILES)('a deck %s', (_, read) => {
  it('agrees with its pins, and is stale when the data moves', () => {
    const deck = openDeck(read());
    const found = foundIn(deck);
    expect(found.map(({ chart }) => chart.identity?.slug)).toEqual(CHARTS.map(({ answer }) => answer.slug));
    expect(deck.details.size).toBe(CHARTS.length);
    for (const { chart, known } of found) {
      expect(judge(chart, known.answer, known.answer, 'zh')).toEqual({
        state: 'agrees',
        changes: [],
        edits: []
      });
      const moved = judge(chart, known.answer, changedByOne(known.answer), 'zh');
      expect(moved.state).toBe('stale');
      expect(moved.changes.length).toBeGreaterThan(2);
      expect(judge(chart, null, known.answer, 'zh').state, 'a pin that is not known').toBe('unknown');
      expect(judge(chart, known.answer, null, 'zh').state, 'a chart that is gone').toBe('unknown');
    }
  });

  it('comes back with new figures, in cache and workbook, and nothing else changed', () => {
    const before = read();
    const deck = openDeck(before);
    refreshAll(deck);
    const bytes = zip(deck.parts);
    const after = openDeck(bytes);
    for (const { chart, known } of foundIn(after)) {
      const next = changedByOne(known.answer);
      expect(chart.identity?.pin).toBe(known.mark.pin + 10);
      expect(judge(chart, next, next, 'zh')).toEqual({ state: 'agrees', changes: [], edits: [] });
      if (chart.kind === 'picture') continue;
      const text = textOf(after.parts, chart.part ?? '');
      expect(text).toContain('<c:externalData');
      const rels = textOf(after.parts, (chart.part ?? '').replace(/charts\/(.*)$/, 'charts/_rels/$1.rels'));
      const book = /Target="\.\.\/(?:\.\.\/ppt\/)?(embeddings\/[^"]+\.xlsx)"/.exec(rels)?.[1] ?? '';
      const sheet = textOf(
        unzip(after.parts.get(`ppt/${book}`) ?? new Uint8Array()),
        'xl/worksheets/sheet1.xml'
      );
      for (const { values } of numbersOf(next, 'zh').series)
        for (const value of values) if (value !== null) expect(sheet).toContain(`<v>${value}</v>`);
    }
    const old = unzip(before);
    const touched = [...after.parts].filter(
      ([name, part]) => Buffer.compare(part, old.get(name) ?? Buffer.of()) !== 0
    );
    const mayChange =
      /^(ppt\/(charts|embeddings|media|slides|notesSlides)\/|docProps\/custom\.xml|\[Content_Types\])/;
    expect(touched.map(([name]) => name).filter((name) => !mayChange.test(name))).toEqual([]);
    expect(
      [...old.keys()].filter((name) => !after.parts.has(name)),
      'nothing is lost'
    ).toEqual([]);
    for (const { charts, part } of openDeck(before).slides)
      if (charts.length === 0 && !textOf(after.parts, part).includes('核对于'))
        expect(textOf(after.parts, part)).toBe(textOf(old, part));
  });

  it('says the new pin, the new day and the new versions in our own words, on the last slide too', () => {
    const deck = openDeck(read());
    refreshAll(deck);
    const after = openDeck(zip(deck.parts));
    const last = after.slides.at(-1);
    expect(last?.title).toBe('数字截至2031年1月1日');
    for (const { mark } of CHARTS) expect(last?.paragraphs.join('\n')).toContain(`定稿第${mark.pin + 10}稿`);
    for (const { slide } of foundIn(after)) {
      expect(slide.title).toContain('（新）');
      expect(slide.paragraphs.join('\n')).toContain('2026年5月5日');
    }
  });
});

describe('what hands have made', () => {
  it('stays: colours, fonts, labels, texts, other slides', () => {
    const parts = unzip(deckBytes(CHARTS));
    change(parts, 'ppt/charts/chart1.xml', '<a:schemeClr val="accent1"/>', '<a:srgbClr val="FF00AA"/>');
    change(parts, 'ppt/slides/slide2.xml', '</p:spTree>', `${noteShape('我们自己的话')}</p:spTree>`);
    const deck = openDeck(zip(parts));
    refreshAll(deck);
    expect(textOf(deck.parts, 'ppt/charts/chart1.xml')).toContain('<a:srgbClr val="FF00AA"/>');
    expect(textOf(deck.parts, 'ppt/slides/slide2.xml')).toContain(noteShape('我们自己的话'));
  });

  it('asks when the numbers were changed by hand', () => {
    const parts = unzip(deckBytes(CHARTS));
    const [first] = numbersOf(CHARTS[0]?.answer as Answer, 'zh').series;
    change(parts, 'ppt/charts/chart1.xml', `<c:v>${first?.values[0]}</c:v>`, '<c:v>99999</c:v>');
    const [found] = foundIn(openDeck(zip(parts)));
    const answer = found?.known.answer as Answer;
    const { state, edits } = judge(found?.chart as FoundChart, answer, answer, 'zh');
    expect(state).toBe('edited');
    expect(edits).toMatchObject([{ series: first?.name, before: first?.values[0], after: 99999 }]);
  });

  it('words that were rewritten are left as they are', () => {
    const parts = unzip(deckBytes(CHARTS));
    const title = CHARTS[0]?.answer.title.zh ?? '';
    change(parts, 'ppt/slides/slide2.xml', `<a:t>${title}</a:t>`, '<a:t>我的标题</a:t>');
    const deck = openDeck(zip(parts));
    refreshAll(deck);
    expect(textOf(deck.parts, 'ppt/slides/slide2.xml')).toContain('<a:t>我的标题</a:t>');
  });

  it('a chart copied on its slide is refreshed alone when it alone is wanted', () => {
    const parts = unzip(deckBytes(CHARTS));
    const xml = textOf(parts, 'ppt/slides/slide2.xml');
    const frame = /<p:graphicFrame>.*?<\/p:graphicFrame>/s.exec(xml)?.[0] ?? '';
    change(parts, 'ppt/slides/slide2.xml', frame, frame + frame.replace('id="4"', 'id="44"'));
    const deck = openDeck(zip(parts));
    const [slide] = deck.slides.filter(({ charts }) => charts.length === 2);
    const second = slide?.charts[1];
    if (!slide || !second) throw new Error('the copy was not found');
    refreshOne(deck, slide, second);
    const names = openDeck(zip(deck.parts)).slides[1]?.charts.map(({ identity }) => identity?.pin);
    expect(names).toEqual([1, 11]);
  });

  it('a chart of another hand is not ours, and a deck without any is a deck', () => {
    const parts = unzip(deckBytes(CHARTS));
    change(parts, 'ppt/slides/slide2.xml', /name="引力 [^"]*"/, 'name="图表 1"');
    const [slide] = openDeck(zip(parts)).slides.filter(({ charts }) => charts.length > 0);
    expect(judge(slide?.charts[0] as FoundChart, null, null, 'zh').state).toBe('not-ours');
  });
});

describe('categories and series that came, went or were renamed', () => {
  for (const { answer } of [...CHARTS, ...galleryCharts('zh')].filter(({ picture }) => !picture))
    it(`${answer.spec.type} ${answer.slug}`, () => {
      const [result] = answer.results;
      const fewer = {
        ...answer,
        results: [{ ...answer.results[0], rows: result?.rows.slice(0, 3) ?? [] }]
      } as Answer;
      for (const next of [fewer, changedByOne(answer)]) {
        const deck = openDeck(deckBytes([chartOf(answer, 1, 'zh')]));
        const [slide] = deck.slides.filter(({ charts }) => charts.length > 0);
        if (!slide?.charts[0]) throw new Error('no chart');
        const fresh = chartOf(next, 2, 'zh');
        refreshChart(deck, slide, slide.charts[0], {
          old: chartOf(answer, 1, 'zh'),
          next: fresh,
          lang: 'zh'
        });
        const found = openDeck(zip(deck.parts)).slides.flatMap(({ charts }) => charts)[0];
        const native = slideChart(next, 'zh');
        expect(found?.numbers?.categories).toEqual(native?.categories);
        expect(found?.numbers?.series.map(({ name }) => name)).toEqual(
          native?.series.map(({ name }) => name)
        );
        expect(judge(found as FoundChart, next, next, 'zh').state).toBe('agrees');
      }
    });
});

function foundIn(deck: OpenDeck) {
  return deck.slides.flatMap((slide) =>
    slide.charts.map((chart) => {
      const known = CHARTS.find(({ answer }) => answer.slug === chart.identity?.slug);
      if (!known) throw new Error(`unknown ${chart.name}`);
      return { slide, chart, known };
    })
  );
}

function refreshAll(deck: OpenDeck): void {
  for (const { slide, chart } of foundIn(deck)) refreshOne(deck, slide, chart);
}

function refreshOne(deck: OpenDeck, slide: OpenDeck['slides'][number], chart: FoundChart): void {
  const old = CHARTS.find(({ answer }) => answer.slug === chart.identity?.slug) as DeckChart;
  const next = {
    ...old,
    answer: changedByOne(old.answer),
    mark: { pin: old.mark.pin + 10, createdAt: LATER }
  };
  expect(old.mark.createdAt).toBe(CREATED);
  expect(refreshChart(deck, slide, chart, { old, next, lang: 'zh' })).toBe(true);
}

function fixture(name: string): Uint8Array {
  return readFileSync(join(import.meta.dirname, 'fixtures', name));
}

function reordered(bytes: Uint8Array): Uint8Array {
  return zip(new Map([...unzip(bytes)].reverse()));
}

function change(parts: Parts, name: string, from: string | RegExp, to: string): void {
  const text = textOf(parts, name);
  expect(
    text.search(from instanceof RegExp ? from : from.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  ).toBeGreaterThan(-1);
  parts.set(name, new TextEncoder().encode(text.replace(from, () => to)));
}

function noteShape(text: string): string {
  return `<p:sp><p:nvSpPr><p:cNvPr id="77" name="便签"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:r><a:t>${text}</a:t></a:r></a:p></p:txBody></p:sp>`;
}
