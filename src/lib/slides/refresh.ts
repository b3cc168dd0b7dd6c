import type { Lang } from '../field/text.ts';
import { addProperty } from './custom.ts';
import { detailsOf, slideChart, type DeckChart } from './deck.ts';
import { keyOf, PROPERTY, shapeName } from './identity.ts';
import { relationsOf, relationsPart, type FoundChart, type FoundSlide, type OpenDeck } from './open.ts';
import { relationships } from './package.ts';
import { chartRows, workbook } from './sheet.ts';
import { headingOf, slideWords, type SlideWords } from './words.ts';
import { writeNumbers } from './write-chart.ts';
import { esc } from './xml.ts';
import { textOf, type Parts } from './zip.ts';

const PACKAGE_RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/package';
const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/**
 * Puts a newer state of its chart into a deck, in place: numbers, workbook or picture, the shape's name, and those of
 * our words that still stand as we wrote them. Everything else stays byte for byte. `old` is null for a chart that
 * was never pinned: its words then stay. False when the chart cannot be drawn as it was (a picture, once a chart).
 */
export function refreshChart(
  deck: OpenDeck,
  slide: FoundSlide,
  found: FoundChart,
  { old, next, lang }: { old: DeckChart | null; next: DeckChart; lang: Lang }
): boolean {
  const { parts } = deck;
  const native = next.picture ? null : slideChart(next.answer, lang);
  if (!found.part || !found.identity || (native === null) !== (found.kind === 'picture')) return false;
  if (native) {
    const book = bookOf(parts, found.part);
    set(parts, found.part, writeNumbers(textOf(parts, found.part), native, book.id, lang));
    parts.set(book.part, workbook([{ name: 'Sheet1', rows: chartRows(native) }]));
  } else if (next.picture) replacePicture(parts, slide, found.part, next.picture);
  const { slug } = next.answer;
  const key = keyOf(slug, next.mark.pin, native);
  const renamed = found.name.replace(shapeName(found.identity), shapeName({ slug, pin: next.mark.pin, key }));
  set(parts, slide.part, rename(textOf(parts, slide.part), found.name, renamed, found.nth));
  addProperty(parts, PROPERTY + key, JSON.stringify(detailsOf(next, lang)));
  if (old) replaceWords(deck, slide, wordsOf(old, lang), wordsOf(next, lang), headings(old, next, lang));
  return true;
}

function wordsOf(chart: DeckChart, lang: Lang): SlideWords {
  return slideWords(chart.answer, chart.mark, chart.picture ? null : slideChart(chart.answer, lang), lang);
}

/** The heading of the last slide moves with its latest day. */
function headings(old: DeckChart, next: DeckChart, lang: Lang): [string, string][] {
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

/** Renames the nth shape of a name, in the text of its slide. */
function rename(xml: string, from: string, to: string, nth: number): string {
  let seen = -1;
  return xml.replace(
    /(<p:cNvPr\b[^>]*?\bname=")([^"]*)(")/g,
    (whole, before: string, name: string, after: string) => {
      if (unescape(name) !== from) return whole;
      seen += 1;
      return seen === nth ? before + esc(to) + after : whole;
    }
  );
}

/** On the chart's slide and in its notes all of our words, on every slide the line that tells of its versions. */
function replaceWords(
  deck: OpenDeck,
  slide: FoundSlide,
  old: SlideWords,
  next: SlideWords,
  told: [string, string][]
): void {
  const own = new Map<string, string>([
    [old.title, next.title],
    ...(old.subtitle === '' ? [] : [[old.subtitle, next.subtitle] as const]),
    ...pairs(old.foot, next.foot),
    ...pairs(old.notes, next.notes)
  ]);
  const everywhere = new Map([[old.line, next.line], ...told]);
  for (const { part, notes } of deck.slides) {
    const map = part === slide.part ? new Map([...own, ...everywhere]) : everywhere;
    for (const name of [part, ...(part === slide.part && notes ? [notes] : [])]) {
      const before = textOf(deck.parts, name);
      const said = replaceParagraphs(before, map);
      const isOwn = part === slide.part && (old.notes[0] ?? '') !== '';
      const after = isOwn
        ? said.replaceAll(`descr="${esc(old.notes[0] ?? '')}"`, `descr="${esc(next.notes[0] ?? '')}"`)
        : said;
      if (after !== before) set(deck.parts, name, after);
    }
  }
}

function pairs(old: readonly string[], next: readonly string[]): [string, string][] {
  if (old.length !== next.length) return old[0] && next[0] ? [[old[0], next[0]]] : [];
  return old.map((text, at) => [text, next[at] ?? '']);
}

/** Paragraphs whose whole text is one of ours, however a program has cut them into runs. */
function replaceParagraphs(xml: string, words: ReadonlyMap<string, string>): string {
  return xml.replace(/<a:p\b[^>]*>[\s\S]*?<\/a:p>/g, (paragraph) => {
    const text = [...paragraph.matchAll(/<a:t\b[^>]*>([^<]*)<\/a:t>/g)]
      .map(([, part]) => unescape(part ?? ''))
      .join('');
    const fresh = words.get(text);
    if (text === '' || fresh === undefined || fresh === text) return paragraph;
    let isFirst = true;
    return paragraph.replace(/(<a:t\b[^>]*>)[^<]*(<\/a:t>)/g, (_, open: string, close: string) => {
      const inside = isFirst ? esc(fresh) : '';
      isFirst = false;
      return open + inside + close;
    });
  });
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescape(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    const code = hex ? parseInt(hex as string, 16) : decimal ? Number(decimal) : null;
    if (code !== null) return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    return ENTITIES[name as string] ?? whole;
  });
}

function set(parts: Parts, name: string, text: string): void {
  parts.set(name, new TextEncoder().encode(text));
}
