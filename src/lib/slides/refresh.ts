import { word } from '../charts/words.ts';
import type { Lang } from '../field/text.ts';
import { cardLines, valueIn } from './cards.ts';
import { addProperty } from './custom.ts';
import { detailsOf, slideChart, type DeckChart } from './deck.ts';
import { keyOf, PROPERTY, shapeName, type Identity } from './identity.ts';
import { keptIdentity, tableWords, type Kept } from './more-slides.ts';
import { relationsOf, relationsPart, type FoundChart, type FoundSlide, type OpenDeck } from './open.ts';
import { relationships } from './package.ts';
import { besideParagraph, editShape, renamed, replaceParagraphs, withoutShape } from './shape-text.ts';
import { chartRows, workbook } from './sheet.ts';
import { badge, type Ratio } from './slide.ts';
import { namingColumns, tableRows } from './slide-table.ts';
import { footOf, headingOf, slideWords, type SlideWords } from './words.ts';
import { writeNumbers } from './write-chart.ts';
import { writeTable } from './write-table.ts';
import { esc } from './xml.ts';
import { textOf, type Parts } from './zip.ts';

const PACKAGE_RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/package';
const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What a refresh of one shape is told. */
export interface Refreshed {
  /** What the deck shows; null for a chart that was never pinned: its words then stay. */
  old: DeckChart | null;
  next: DeckChart;
  lang: Lang;
  /** Of a card: all cards of its slide as they are before and after, whose sources and pins stand under them. */
  cards?: { old: readonly Kept[]; next: readonly Kept[] };
  /** Another shape of the deck keeps the old pin: its line on the last slide stays beside the new one. */
  isShared?: boolean;
}

/**
 * Puts a newer state of its chart into a deck, in place: numbers, workbook, picture or texts, the shape's name, and
 * those of our words that still stand as we wrote them. Everything else stays byte for byte. False when the chart
 * cannot be drawn as it was (a picture, once a chart).
 */
export function refreshChart(deck: OpenDeck, slide: FoundSlide, found: FoundChart, told: Refreshed): boolean {
  const { parts } = deck;
  const { old, next, lang } = told;
  const { kind, identity } = found;
  if (!identity) return false;
  const isText = kind === 'card' || kind === 'table';
  const native = isText || next.picture ? null : slideChart(next.answer, lang);
  if (!isText && (!found.part || (native === null) !== (kind === 'picture'))) return false;
  if (native && found.part) {
    const book = bookOf(parts, found.part);
    set(parts, found.part, writeNumbers(textOf(parts, found.part), native, book.id, lang));
    parts.set(book.part, workbook([{ name: 'Sheet1', rows: chartRows(native) }]));
  } else if (next.picture && found.part) replacePicture(parts, slide, found.part, next.picture);
  const own: Identity = isText
    ? keptIdentity(kind, next, lang)
    : { slug: next.answer.slug, pin: next.mark.pin, key: keyOf(next.answer.slug, next.mark.pin, native) };
  const name = found.name.replace(shapeName(identity), shapeName(own));
  const drawn = editShape(textOf(parts, slide.part), found, (shape) =>
    renamed(isText ? withTexts(shape, found, told) : shape, name)
  );
  set(parts, slide.part, drawn);
  addProperty(parts, PROPERTY + own.key, JSON.stringify(detailsOf(next, lang)));
  if (old) replaceWords(deck, slide, wordsOf(kind, old, told), wordsOf(kind, next, told), told);
  return true;
}

/** A card or table with its new texts. */
function withTexts(shape: string, found: FoundChart, { old, next, lang }: Refreshed): string {
  const made = old ?? next;
  if (found.kind === 'table') {
    const rows = tableRows(next.answer, lang);
    const naming = namingColumns(made.answer, lang);
    return writeTable(shape, { old: old && tableRows(old.answer, lang), next: rows, naming });
  }
  const before = cardLines(made.answer, lang);
  const [title, value, when] = cardLines(next.answer, lang);
  const shown = valueIn(found.texts.flat(), before);
  const words = new Map([
    [before[0], title],
    [before[2], when],
    ...(shown === null ? [] : ([[shown, value]] as const))
  ]);
  return replaceParagraphs(shape, words);
}

function wordsOf(kind: FoundChart['kind'], chart: DeckChart, { old, lang, cards }: Refreshed): SlideWords {
  const { answer, mark, picture } = chart;
  if (kind === 'table') return tableWords(chart, lang);
  if (kind !== 'card') return slideWords(answer, mark, picture ? null : slideChart(answer, lang), lang);
  const words = slideWords(answer, mark, null, lang);
  const all = (chart === old ? cards?.old : cards?.next) ?? [chart];
  const synthetic = all.some((card) => card.answer.synthetic) ? word('synthetic', lang) : '';
  const notes = words.notes.slice(0, 1);
  return { ...words, title: '', subtitle: '', synthetic, foot: footOf(all, lang), notes };
}

/** The heading of the last slide moves with its latest day. */
function headings({ old, next, lang }: Refreshed): [string, string][] {
  if (!old) return [];
  const [before, after] = [old.answer.asOf, next.answer.asOf];
  return after > before ? [[headingOf(before, lang), headingOf(after, lang)]] : [];
}

/** The workbook of a chart and its relation; both are made anew when a save has lost them. */
function bookOf(parts: Parts, chart: string): { id: string; part: string } {
  const relations = relationsOf(parts, chart);
  for (const [id, { type, target }] of relations)
    if (type === 'package' && target && /\.xlsx$/i.test(target)) return { id, part: target };
  let n = 1;
  while (parts.has(`ppt/embeddings/Microsoft_Excel_Sheet${n}.xlsx`)) n += 1;
  const part = `ppt/embeddings/Microsoft_Excel_Sheet${n}.xlsx`;
  const id = freeId(relations);
  const up = '../'.repeat(chart.split('/').length - 1);
  const relation = `<Relationship Id="${id}" Type="${PACKAGE_RELATION}" Target="${up}${part}"/>`;
  const rels = relationsPart(chart);
  const known = parts.has(rels) ? textOf(parts, rels) : relationships([]);
  set(parts, rels, insertLast(known, 'Relationships', relation));
  const types = textOf(parts, '[Content_Types].xml');
  if (!/Extension="xlsx"/i.test(types)) {
    const type = `<Default Extension="xlsx" ContentType="${SHEET}"/>`;
    set(
      parts,
      '[Content_Types].xml',
      types.replace(/<Types[^>]*>/, (open) => open + type)
    );
  }
  return { id, part };
}

function freeId(relations: ReadonlyMap<string, unknown>): string {
  let n = 1;
  while (relations.has(`rId${n}`)) n += 1;
  return `rId${n}`;
}

function insertLast(xml: string, element: string, inside: string): string {
  const closed = xml.replace(new RegExp(`<${element}([^>]*)/>`), `<${element}$1></${element}>`);
  const at = closed.lastIndexOf(`</${element}>`);
  return closed.slice(0, at) + inside + closed.slice(at);
}

/** The pixels, and the vector beside them where it has outlived the saves. */
function replacePicture(
  parts: Parts,
  slide: FoundSlide,
  png: string,
  picture: NonNullable<DeckChart['picture']>
): void {
  parts.set(png, picture.png);
  const stem = png.replace(/\.\w+$/, '');
  for (const { target } of relationsOf(parts, slide.part).values())
    if (target === `${stem}.svg` && parts.has(target)) set(parts, target, picture.svg);
}

/** On the chart's slide and in its notes all of our words, on every slide the line that tells of its versions. */
function replaceWords(
  deck: OpenDeck,
  slide: FoundSlide,
  old: SlideWords,
  next: SlideWords,
  told: Refreshed
): void {
  const own = new Map<string, string>([
    [old.title, next.title],
    ...(old.subtitle === '' ? [] : [[old.subtitle, next.subtitle] as const]),
    ...pairs(old.foot, next.foot),
    ...pairs(old.notes, next.notes)
  ]);
  const everywhere = new Map([...(told.isShared ? [] : [[old.line, next.line] as const]), ...headings(told)]);
  const [spoken, description] = [old.notes[0] ?? '', next.notes[0] ?? ''];
  for (const { part, notes } of deck.slides) {
    const isOwn = part === slide.part;
    for (const name of [part, ...(isOwn && notes ? [notes] : [])]) {
      const before = textOf(deck.parts, name);
      let after = replaceParagraphs(before, isOwn ? new Map([...own, ...everywhere]) : everywhere);
      if (told.isShared) after = besideParagraph(after, old.line, next.line);
      if (name === part && isOwn)
        after = withBadge(after, old.synthetic, next.synthetic, deck.ratio, told.lang);
      if (isOwn && spoken !== '')
        after = after.replaceAll(`descr="${esc(spoken)}"`, `descr="${esc(description)}"`);
      if (after !== before) set(deck.parts, name, after);
    }
  }
}

/** The mark of synthetic data comes and goes with them. */
function withBadge(xml: string, old: string, next: string, ratio: Ratio, lang: Lang): string {
  if (old === next) return xml;
  if (next === '') return withoutShape(xml, old);
  const ids = [...xml.matchAll(/<p:cNvPr\b[^>]*?\bid="(\d+)"/g)].map(([, id]) => Number(id));
  const mark = badge(next, ratio, lang, Math.max(...ids) + 1);
  return xml.replace('</p:spTree>', () => `${mark}</p:spTree>`);
}

function pairs(old: readonly string[], next: readonly string[]): [string, string][] {
  if (old.length !== next.length) return old[0] && next[0] ? [[old[0], next[0]]] : [];
  return old.map((text, at) => [text, next[at] ?? '']);
}

function set(parts: Parts, name: string, text: string): void {
  parts.set(name, new TextEncoder().encode(text));
}
