import { describe, expect, it } from 'vitest';
import type { Element } from '@xmldom/xmldom';
import { dataOf } from '../charts/data.ts';
import { chartOf, deckBytes, deckParts, galleryCharts } from './deck.fixture.ts';
import { slideChart } from './deck.ts';
import { identityOf, shapeName } from './identity.ts';
import { openDeck } from './open.ts';
import { all, child, NS, parse } from './xml.ts';
import { textOf, unzip, zip, type Parts } from './zip.ts';

const DECKS = (['zh', 'en'] as const).flatMap((lang) =>
  (['16:9', '4:3'] as const).map((ratio) => ({
    lang,
    ratio,
    parts: deckParts(galleryCharts(lang), lang, ratio)
  }))
);
const xmlParts = (parts: Parts) => [...parts.keys()].filter((name) => /\.(xml|rels)$/.test(name));

/** ECMA-376, dml-chart.xsd: Office refuses a file whose elements come in another order. */
const ORDER: Record<string, string[]> = {
  ser: 'idx order tx spPr invertIfNegative marker dPt dLbls trendline errBars cat val xVal yVal smooth'.split(
    ' '
  ),
  dLbls:
    'dLbl delete numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent showBubbleSize'.split(
      ' '
    ),
  dLbl: 'idx layout tx numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent showBubbleSize'.split(
    ' '
  ),
  catAx:
    'axId scaling delete axPos majorGridlines title numFmt majorTickMark minorTickMark tickLblPos spPr txPr crossAx crosses auto lblAlgn lblOffset tickLblSkip noMultiLvlLbl'.split(
      ' '
    ),
  valAx:
    'axId scaling delete axPos majorGridlines title numFmt majorTickMark minorTickMark tickLblPos spPr txPr crossAx crosses crossBetween majorUnit'.split(
      ' '
    ),
  scaling: ['orientation', 'max', 'min'],
  lineChart: ['grouping', 'varyColors', 'ser', 'dLbls', 'marker', 'axId'],
  areaChart: ['grouping', 'varyColors', 'ser', 'dLbls', 'dropLines', 'axId'],
  barChart: ['barDir', 'grouping', 'varyColors', 'ser', 'dLbls', 'gapWidth', 'overlap', 'axId'],
  scatterChart: ['scatterStyle', 'varyColors', 'ser', 'dLbls', 'axId'],
  chart: ['autoTitleDeleted', 'plotArea', 'legend', 'plotVisOnly', 'dispBlanksAs'],
  plotArea: ['layout', 'areaChart', 'lineChart', 'barChart', 'scatterChart', 'catAx', 'valAx', 'spPr'],
  chartSpace: ['date1904', 'lang', 'roundedCorners', 'chart', 'spPr', 'txPr', 'externalData']
};

describe.each(DECKS)('a deck of the whole gallery, $lang $ratio', ({ lang, parts }) => {
  it('is well-formed, every part of a known type, every relation to a part that is there', () => {
    const types = parse(textOf(parts, '[Content_Types].xml'), 'types').documentElement as Element;
    const told = new Set(
      Array.from(types.getElementsByTagName('Override')).map((one) => one.getAttribute('PartName')?.slice(1))
    );
    const endings = new Set(
      Array.from(types.getElementsByTagName('Default')).map((one) => one.getAttribute('Extension'))
    );
    for (const name of parts.keys()) {
      const ending = name.split('.').at(-1) ?? '';
      expect(
        told.has(name) || (endings.has(ending) && (ending !== 'xml' || name.startsWith('['))),
        name
      ).toBe(true);
    }
    for (const name of told) expect(parts.has(name ?? ''), name).toBe(true);
    for (const name of xmlParts(parts)) {
      const { documentElement } = parse(textOf(parts, name), name);
      if (!name.endsWith('.rels')) continue;
      const base = new URL(name.replace(/_rels\/([^/]*)\.rels$/, '$1'), 'http://deck/');
      for (const one of Array.from(documentElement?.getElementsByTagName('Relationship') ?? [])) {
        const target = new URL(one.getAttribute('Target') ?? '', base).pathname.slice(1);
        expect(parts.has(target), `${name} → ${target}`).toBe(true);
      }
    }
  });

  it('says a Chinese face and the language with every Latin one', () => {
    let said = 0;
    for (const name of xmlParts(parts).filter((one) => /^ppt\/(slides|charts|notesSlides)\//.test(one))) {
      for (const latin of all(parse(textOf(parts, name), name), 'a', 'latin')) {
        const properties = latin.parentNode as Element;
        expect(child(properties, 'a', 'ea')?.getAttribute('typeface'), name).toBe('微软雅黑');
        expect(properties.getAttribute('lang'), name).toBe(lang === 'zh' ? 'zh-CN' : 'en-GB');
        said += 1;
      }
      for (const run of all(parse(textOf(parts, name), name), 'a', 'r'))
        expect(all(run, 'a', 'ea').length, `${name}: ${run.textContent ?? ''}`).toBe(1);
    }
    expect(said).toBeGreaterThan(100);
  });

  it('has its charts in the order of elements that Office insists on', () => {
    for (const name of xmlParts(parts).filter((one) => /charts\/chart\d+\.xml$/.test(one))) {
      const document = parse(textOf(parts, name), name);
      for (const [element, order] of Object.entries(ORDER)) {
        for (const node of all(document, 'c', element)) {
          const found = Array.from(node.childNodes).flatMap(({ localName }) =>
            localName ? [localName] : []
          );
          const places = found.map((one) => order.indexOf(one));
          const isAxes = element === 'plotArea';
          expect(places, `${name} ${element}: ${found.join(' ')}`).not.toContain(-1);
          if (!isAxes)
            expect(places, `${name} ${element}: ${found.join(' ')}`).toEqual(
              [...places].sort((a, b) => a - b)
            );
        }
      }
    }
  });

  it('colours series by the theme; only published figures keep their cinnabar', () => {
    for (const name of xmlParts(parts).filter((one) => /charts\/chart\d+\.xml$/.test(one))) {
      for (const shape of all(parse(textOf(parts, name), name), 'c', 'ser').flatMap((one) => {
        const own = child(one, 'c', 'spPr');
        return own ? [own] : [];
      }))
        expect(all(shape, 'a', 'srgbClr'), name).toEqual([]);
    }
  });

  it('names every shape on a slide once, and the charts with what they are', () => {
    for (const name of xmlParts(parts).filter((one) => /slides\/slide\d+\.xml$/.test(one))) {
      const document = parse(textOf(parts, name), name);
      const ids = all(document, 'p', 'cNvPr').map((one) => one.getAttribute('id'));
      expect(new Set(ids).size, name).toBe(ids.length);
      for (const frame of [...all(document, 'p', 'graphicFrame'), ...all(document, 'p', 'pic')]) {
        const properties = all(frame, 'p', 'cNvPr')[0];
        expect(identityOf(properties?.getAttribute('name') ?? ''), name).toMatchObject({
          slug: expect.any(String)
        });
        expect(properties?.getAttribute('descr')?.length, 'words for people').toBeGreaterThan(5);
      }
    }
  });
});

describe('the numbers of a chart', () => {
  it('stand in the cache, in the workbook and in the CSV alike', () => {
    let compared = 0;
    for (const chart of galleryCharts('zh')) {
      const native = slideChart(chart.answer, 'zh');
      if (!native || native.type === 'curve' || native.leftOut > 0) continue;
      const parts = deckParts([chart]);
      const document = parse(textOf(parts, 'ppt/charts/chart1.xml'), 'chart');
      const book = unzip(parts.get('ppt/embeddings/Microsoft_Excel_Sheet1.xlsx') ?? new Uint8Array());
      const cells = new Map(
        [
          ...textOf(book, 'xl/worksheets/sheet1.xml').matchAll(
            /<c r="([A-Z]+\d+)"[^>]*>(?:<v>|<is><t[^>]*>)([^<]*)/g
          )
        ].map(([, at, text]) => [at ?? '', text ?? ''])
      );
      for (const series of all(document, 'c', 'ser')) {
        const values = child(series, 'c', 'val') as Element;
        const range = all(values, 'c', 'f')[0]?.textContent ?? '';
        const [, letter = '', from = '0'] = /\$([A-Z]+)\$(\d+):/.exec(range) ?? [];
        for (const point of all(values, 'c', 'pt')) {
          const at = Number(point.getAttribute('idx')) + Number(from);
          expect(cells.get(`${letter}${at}`), `${chart.answer.slug} ${range} ${at}`).toBe(point.textContent);
          compared += 1;
        }
      }
      const sum = (numbers: readonly unknown[]) =>
        numbers.reduce<number>((all, n) => all + Number(n ?? 0), 0);
      if (chart.answer.spec.type === 'histogram') {
        const counts = dataOf(chart.answer, 'zh').rows.filter(([bin]) => bin !== null);
        expect(sum(native.series[0]?.values ?? []), 'bins count every row').toBe(
          sum(counts.map((row) => row[1]))
        );
        continue;
      }
      const csv = new Set(
        dataOf(chart.answer, 'zh')
          .rows.flat()
          .filter((cell) => typeof cell === 'number')
      );
      for (const { look, values } of native.series)
        if (look !== 'points')
          for (const value of values)
            if (value !== null) expect(csv.has(value), `${chart.answer.slug} ${value}`).toBe(true);
    }
    expect(compared).toBeGreaterThan(100);
  });
});

describe('a deck', () => {
  it('is the same bytes for the same input', () => {
    const [first, second] = [deckBytes(galleryCharts('zh')), deckBytes(galleryCharts('zh'))];
    expect(Buffer.compare(Buffer.from(first), Buffer.from(second))).toBe(0);
  });

  it('tells source, definition, as of, version and pin under a chart, and the data of a picture in the notes', () => {
    const charts = galleryCharts('zh');
    const tiles = charts.find(({ picture, answer }) => picture && answer.spec.type === 'tile-grid');
    if (!tiles) throw new Error('the gallery has no tiles');
    const parts = deckParts([tiles]);
    const slide = textOf(parts, 'ppt/slides/slide2.xml');
    for (const words of [
      '来源：',
      '口径：',
      '截至',
      '第1版',
      `定稿第${tiles.mark.pin}稿（2026年1月2日）`,
      '模拟数据'
    ])
      expect(slide, words).toContain(words);
    expect(slide).toContain('svgBlip');
    expect(textOf(parts, 'ppt/notesSlides/notesSlide2.xml').match(/<a:t>/g)?.length).toBeGreaterThan(10);
    expect(textOf(parts, 'ppt/slides/slide3.xml')).toContain('核对于2026年1月2日');
  });

  it('draws no more bars than fit and says how many are left out', () => {
    const bars = galleryCharts('zh').find(({ answer }) => answer.spec.type === 'bar');
    if (!bars) throw new Error('the gallery has no bars');
    const [result] = bars.answer.results;
    if (!result) throw new Error('no result');
    const rows = Array.from({ length: 5000 }, (_, at) => {
      const row = [...(result.rows[0] ?? [])];
      row[0] = `第${at}类`;
      row[1] = 5000 - at;
      return row;
    });
    const many = { ...bars.answer, results: [{ ...result, columns: result.columns, rows }] };
    expect(slideChart(many, 'zh')).toMatchObject({ leftOut: 4975 });
    expect(textOf(deckParts([chartOf(many, 1, 'zh')]), 'ppt/slides/slide2.xml')).toContain(
      '另有 4975 项未画出'
    );
  });
});

describe('the identity in a shape’s name', () => {
  it('is read whatever stands around it', () => {
    const identity = { slug: 'entries-exits', pin: 12, key: '0af3b1' };
    expect(identityOf(shapeName(identity))).toEqual(identity);
    expect(identityOf(`副本 ${shapeName(identity)} 2`)).toEqual(identity);
    for (const other of [
      '图表 4',
      '引力 stock',
      '引力 stock p01 k0af3b1',
      '引力 ../x p1 k0af3b1',
      '引力 a p1 k0af3b1f'
    ])
      expect(identityOf(other), other).toBeNull();
  });
});

describe('a deck from outside', () => {
  it('has each slide once, however often it is listed', () => {
    const parts = deckParts(galleryCharts('zh').slice(0, 2));
    const name = 'ppt/presentation.xml';
    const again = textOf(parts, name).replace(/<p:sldId [^>]*\/>/g, (one) => one.repeat(1000));
    parts.set(name, new TextEncoder().encode(again));
    expect(openDeck(zip(parts)).slides).toHaveLength(4);
  });
});

describe('XML from outside', () => {
  it('is refused with a DOCTYPE or broken, whatever entity it hopes for', () => {
    for (const xml of ['<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', '<a><b></a>', 'no xml', ''])
      expect(() => parse(xml, 'part'), xml).toThrow(
        expect.objectContaining({ code: 'bad-deck', status: 400 })
      );
    expect(parse(`<a xmlns="${NS.a}"/>`, 'part').documentElement?.localName).toBe('a');
  });
});
