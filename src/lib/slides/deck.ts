import { describe } from '../charts/describe.ts';
import type { Answer, ChartType } from '../charts/spec.ts';
import { dayOf } from '../field/day.ts';
import type { Lang } from '../field/text.ts';
import { formatDate } from '../format.ts';
import { chartXml } from './chart-xml.ts';
import type { Property } from './custom.ts';
import { addFrame } from './deck-frame.ts';
import { keyOf, PROPERTY, shapeName, type Details } from './identity.ts';
import { nativeChart, type Limits, type NativeChart } from './native.ts';
import { keptIdentity, moreSlide, type Kept, type MoreSlide } from './more-slides.ts';
import { contentTypes, relationships, type Relation } from './package.ts';
import { chartRows, workbook } from './sheet.ts';
import { chartSlide, coverSlide, lastSlide, notesSlide, type Ratio } from './slide.ts';
import { headingOf, slideWords, versionsOf } from './words.ts';
import { zip } from './zip.ts';

/** What a slide has room for. */
export const SLIDE_LIMITS: Limits = { series: 12, bars: 25, periods: 400 };

/** What is drawn as a chart of Office's own; every other type is a picture. */
const NATIVE = new Set<ChartType>(['line', 'column', 'area', 'bar', 'histogram', 'survival']);

/** A pinned chart; `picture` is its drawing when Office has no such chart. */
export interface DeckChart extends Kept {
  picture?: { svg: string; png: Uint8Array };
  /** A presenter's own sentence. */
  said?: string;
}

export type DeckSlide = (DeckChart & { kind?: 'chart' }) | MoreSlide;

export interface Deck {
  /** Null: the charts' slides alone, without a cover and the list of versions. */
  title: string | null;
  slides: readonly DeckSlide[];
  lang: Lang;
  ratio: Ratio;
  createdAt: string;
}

/** The chart as Office draws it on a slide; null when it must be a picture. */
export function slideChart(answer: Answer, lang: Lang): NativeChart | null {
  return isNative(answer) ? nativeChart(answer, lang, SLIDE_LIMITS) : null;
}

/** Parts of 100 %, bars made of groups, and logarithmic axes are pictures. */
function isNative({ spec: { type, stack, scale } }: Answer): boolean {
  const isOfParts = stack === 'share' || (type === 'bar' && stack === 'stacked');
  return NATIVE.has(type) && !isOfParts && scale === undefined;
}

export function detailsOf({ answer, mark, asked }: Kept, lang: Lang): Details {
  return { chart: answer.slug, pin: mark.pin, lang, ...asked, versions: versionsOf(answer) };
}

/** A .pptx: equal input, equal bytes. */
export function deckOf(deck: Deck): Uint8Array {
  const { lang, ratio, title, createdAt } = deck;
  const parts = new Map<string, string | Uint8Array>();
  const slides: { xml: string; notes: readonly string[]; relations: Relation[]; layout: 1 | 2 }[] = [];
  const properties: Property[] = [];
  const lines: string[] = [];
  for (const [at, one] of deck.slides.entries()) {
    if (isMore(one)) {
      for (const kept of one.kind === 'text' ? [] : keptOf(one)) {
        const { key } = keptIdentity(one.kind === 'table' ? 'table' : 'card', kept, lang);
        properties.push({ name: PROPERTY + key, value: JSON.stringify(detailsOf(kept, lang)) });
      }
      lines.push(...keptOf(one).map(({ answer, mark }) => slideWords(answer, mark, null, lang).line));
      slides.push({ xml: moreSlide(one, ratio, lang), notes: notesOf(one, lang), relations: [], layout: 2 });
      continue;
    }
    const { answer, mark, picture, said } = one;
    const n = at + 1;
    const native = picture ? null : slideChart(answer, lang);
    const words = slideWords(answer, mark, native, lang);
    const key = keyOf(answer.slug, mark.pin, native);
    const name = shapeName({ slug: answer.slug, pin: mark.pin, key });
    properties.push({ name: PROPERTY + key, value: JSON.stringify(detailsOf(one, lang)) });
    lines.push(words.line);
    const relations: Relation[] = [];
    if (native) {
      relations.push({ id: 'rId2', type: 'chart', target: `../charts/chart${n}.xml` });
      const book = workbook([{ name: 'Sheet1', rows: chartRows(native) }]);
      parts.set(`ppt/charts/chart${n}.xml`, chartXml(native, lang));
      const own: Relation = {
        id: 'rId1',
        type: 'package',
        target: `../embeddings/Microsoft_Excel_Sheet${n}.xlsx`
      };
      parts.set(`ppt/charts/_rels/chart${n}.xml.rels`, relationships([own]));
      parts.set(`ppt/embeddings/Microsoft_Excel_Sheet${n}.xlsx`, book);
    } else if (picture) {
      relations.push({ id: 'rId2', type: 'image', target: `../media/image${n}.png` });
      relations.push({ id: 'rId4', type: 'image', target: `../media/image${n}.svg` });
      parts.set(`ppt/media/image${n}.png`, picture.png);
      parts.set(`ppt/media/image${n}.svg`, picture.svg);
    }
    const kind = native ? 'chart' : 'picture';
    const xml = chartSlide({ words, name, kind, ratio, lang, ...(said === undefined ? {} : { said }) });
    slides.push({ xml, notes: words.notes, relations, layout: 2 });
  }
  if (title !== null) {
    const day = formatDate(dayOf(createdAt), lang);
    const under = lang === 'zh' ? `引力 · ${day}` : `Yinli · ${day}`;
    slides.unshift({ xml: coverSlide(title, under, ratio, lang), notes: [], relations: [], layout: 1 });
    const last =
      deck.slides
        .flatMap(keptOf)
        .map(({ answer }) => answer.asOf)
        .sort()
        .at(-1) ?? dayOf(createdAt);
    slides.push({
      xml: lastSlide(headingOf(last, lang), [...new Set(lines)], ratio, lang),
      notes: [],
      relations: [],
      layout: 2
    });
  }
  for (const [at, { xml, notes, relations, layout }] of slides.entries()) {
    const n = at + 1;
    const rels: Relation[] = [
      { id: 'rId1', type: 'slideLayout', target: `../slideLayouts/slideLayout${layout}.xml` },
      ...relations
    ];
    if (notes.length > 0) {
      rels.push({ id: 'rId3', type: 'notesSlide', target: `../notesSlides/notesSlide${n}.xml` });
      parts.set(`ppt/notesSlides/notesSlide${n}.xml`, notesSlide(notes, lang));
      parts.set(
        `ppt/notesSlides/_rels/notesSlide${n}.xml.rels`,
        relationships([
          { id: 'rId1', type: 'notesMaster', target: '../notesMasters/notesMaster1.xml' },
          { id: 'rId2', type: 'slide', target: `../slides/slide${n}.xml` }
        ])
      );
    }
    parts.set(`ppt/slides/slide${n}.xml`, xml);
    parts.set(`ppt/slides/_rels/slide${n}.xml.rels`, relationships(rels));
  }
  const name = title ?? deck.slides.flatMap(keptOf)[0]?.answer.title[lang] ?? '';
  addFrame(parts, { name, createdAt, ratio, slides: slides.length, properties });
  return zip(new Map([['[Content_Types].xml', contentTypes([...parts.keys()])], ...parts]));
}

function isMore(slide: DeckSlide): slide is MoreSlide {
  return slide.kind !== undefined && slide.kind !== 'chart';
}

/** The answers on a slide. */
function keptOf(slide: DeckSlide): readonly Kept[] {
  if (slide.kind === 'text') return [];
  return slide.kind === 'numbers' ? slide.cards : [slide];
}

/** What is said aloud to cards and tables: the finding of each chart. */
function notesOf(slide: MoreSlide, lang: Lang): string[] {
  return keptOf(slide).map(({ answer }) => describe(answer, lang));
}
