import type { Document, Element } from '@xmldom/xmldom';
import { readDetails } from './custom.ts';
import { identityOf, type Details, type Identity } from './identity.ts';
import type { Numbers } from './numbers.ts';
import { readNumbers } from './read-chart.ts';
import type { Ratio } from './slide.ts';
import { all, NS, parse } from './xml.ts';
import { notADeck, textOf, unzip, type Parts } from './zip.ts';

/** A chart on a slide, or what else shows one of ours; `identity` is null when it is not ours. */
export interface FoundChart {
  /** `slide.place`, both from 1: how a reader names it. */
  id: string;
  name: string;
  identity: Identity | null;
  kind: 'chart' | 'picture' | 'card' | 'table';
  /** The part with the chart, or the picture; null when the file has lost it. Cards and tables stand in their slide. */
  part: string | null;
  numbers: Numbers | null;
  /** The cells of a table, row by row; of a card its paragraphs, each a row. */
  texts: string[][];
  /** Which of the shapes of this name on its slide, from 0. */
  nth: number;
}

export interface FoundSlide {
  number: number;
  part: string;
  notes: string | null;
  title: string;
  /** Its words, without those of our cards and tables. */
  paragraphs: string[];
  charts: FoundChart[];
}

export interface OpenDeck {
  parts: Parts;
  /** The nearer of our two. */
  ratio: Ratio;
  slides: FoundSlide[];
  details: Map<string, Details>;
}

export interface FoundRelation {
  type: string;
  /** A part's name; null for what lies outside the file: never followed. */
  target: string | null;
}

/** Reads a presentation from outside: its slides in order, their charts and texts. Refuses what is none, see `unzip`. */
export function openDeck(bytes: Uint8Array): OpenDeck {
  const parts = unzip(bytes);
  const main = [...relationsOf(parts, '').values()].find(({ type }) => type === 'officeDocument')?.target;
  if (!main || !parts.has(main)) throw notADeck();
  const presentation = parse(textOf(parts, main), main);
  if (presentation.documentElement?.localName !== 'presentation') throw notADeck();
  const relations = relationsOf(parts, main);
  const listed = all(presentation, 'p', 'sldId').flatMap((one) => {
    const target = relations.get(one.getAttributeNS(NS.r, 'id') ?? '')?.target;
    return target && parts.has(target) ? [target] : [];
  });
  // No program lists a slide twice; thousands of times would be work for minutes.
  const slides = [...new Set(listed)];
  const size = all(presentation, 'p', 'sldSz')[0];
  const shape = Number(size?.getAttribute('cx')) / Number(size?.getAttribute('cy'));
  return {
    parts,
    ratio: shape < 1.5 ? '4:3' : '16:9',
    slides: slides.map((part, at) => readSlide(parts, part, at + 1)),
    details: readDetails(parts)
  };
}

/** The relations of a part (`''`: of the package) by their ids. */
export function relationsOf(parts: Parts, part: string): Map<string, FoundRelation> {
  const name = relationsPart(part);
  if (!parts.has(name)) return new Map();
  const document = parse(textOf(parts, name), name);
  return new Map(
    Array.from(document.getElementsByTagName('Relationship')).map((one) => {
      const isOutside = one.getAttribute('TargetMode') === 'External';
      const target = isOutside ? null : resolve(part, one.getAttribute('Target') ?? '');
      const type = one.getAttribute('Type')?.split('/').at(-1) ?? '';
      return [one.getAttribute('Id') ?? '', { type, target }];
    })
  );
}

export function relationsPart(part: string): string {
  const slash = part.lastIndexOf('/') + 1;
  return `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`;
}

function resolve(part: string, target: string): string | null {
  const base = new URL(part, 'http://deck/');
  if (!URL.canParse(target, base)) return null;
  const { host, pathname } = new URL(target, base);
  try {
    return host === 'deck' ? decodeURIComponent(pathname.slice(1)) : null;
  } catch {
    return null;
  }
}

function readSlide(parts: Parts, part: string, number: number): FoundSlide {
  const document = parse(textOf(parts, part), part);
  const relations = relationsOf(parts, part);
  const seen = new Map<string, number>();
  const own = new Set<Element>();
  const charts = all(document, 'p', 'cNvPr').flatMap((properties): Omit<FoundChart, 'id'>[] => {
    const name = properties.getAttribute('name') ?? '';
    const nth = seen.get(name) ?? 0;
    seen.set(name, nth + 1);
    const identity = identityOf(name);
    const shape = properties.parentNode?.parentNode as Element | null;
    const kind = shape && kindOf(shape);
    if (!shape || !kind || (kind !== 'chart' && !identity)) return [];
    const found = { name, identity, kind, nth, part: null, numbers: null, texts: [] };
    if (kind === 'card' || kind === 'table') {
      own.add(shape);
      return [
        { ...found, texts: kind === 'table' ? cellsIn(shape) : paragraphsIn(shape).map((text) => [text]) }
      ];
    }
    const reference = kind === 'chart' ? all(shape, 'c', 'chart')[0] : all(shape, 'a', 'blip')[0];
    const id = reference?.getAttributeNS(NS.r, kind === 'chart' ? 'id' : 'embed') ?? '';
    const target = relations.get(id)?.target ?? null;
    const its = target !== null && parts.has(target) ? target : null;
    const numbers = its && kind === 'chart' ? readNumbers(parse(textOf(parts, its), its)) : null;
    return [{ ...found, part: its, numbers }];
  });
  const notes = [...relations.values()].find(({ type }) => type === 'notesSlide')?.target ?? null;
  return {
    number,
    part,
    notes: notes !== null && parts.has(notes) ? notes : null,
    title: titleOf(document),
    paragraphs: paragraphsOf(document, own),
    charts: charts.map((chart, at) => ({ ...chart, id: `${number}.${at + 1}` }))
  };
}

function kindOf(shape: Element): FoundChart['kind'] | null {
  switch (shape.localName) {
    case 'pic':
      return 'picture';
    case 'sp':
      return 'card';
    case 'graphicFrame':
      if (all(shape, 'c', 'chart').length > 0) return 'chart';
      return all(shape, 'a', 'tbl').length > 0 ? 'table' : null;
    default:
      return null;
  }
}

function cellsIn(frame: Element): string[][] {
  return all(frame, 'a', 'tr').map((row) => all(row, 'a', 'tc').map(textIn));
}

function titleOf(document: Document): string {
  const title = all(document, 'p', 'sp').find((shape) =>
    /^(ctrT|t)itle$/.test(all(shape, 'p', 'ph')[0]?.getAttribute('type') ?? '')
  );
  return title ? paragraphsIn(title).join(' ') : '';
}

function paragraphsOf(document: Document, without: ReadonlySet<Element>): string[] {
  const isOurs = (node: Element) => {
    for (let up = node.parentNode; up; up = up.parentNode) if (without.has(up as Element)) return true;
    return false;
  };
  return document.documentElement ? paragraphsIn(document.documentElement, isOurs) : [];
}

function paragraphsIn(element: Element, isLeftOut: (one: Element) => boolean = () => false): string[] {
  const texts = all(element, 'a', 'p').flatMap((one) => (isLeftOut(one) ? [] : [textIn(one)]));
  return texts.filter((text) => text.trim() !== '');
}

function textIn(element: Element): string {
  return all(element, 'a', 't')
    .map((text) => text.textContent ?? '')
    .join('');
}
