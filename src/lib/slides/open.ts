import type { Document, Element } from '@xmldom/xmldom';
import { identityOf, PROPERTY, type Details, type Identity } from './identity.ts';
import type { Numbers } from './numbers.ts';
import { readNumbers } from './read-chart.ts';
import type { Ratio } from './slide.ts';
import { all, NS, parse } from './xml.ts';
import { notADeck, textOf, unzip, type Parts } from './zip.ts';

/** A chart or a picture on a slide; `identity` is null when it is not ours. */
export interface FoundChart {
  /** `slide.place`, both from 1: how a reader names it. */
  id: string;
  name: string;
  identity: Identity | null;
  kind: 'chart' | 'picture';
  /** The part with the chart, or the picture; null when the file has lost it. */
  part: string | null;
  numbers: Numbers | null;
  /** Which of the shapes of this name on its slide, from 0. */
  nth: number;
}

export interface FoundSlide {
  number: number;
  part: string;
  notes: string | null;
  title: string;
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
  const slides = all(presentation, 'p', 'sldId').flatMap((one) => {
    const target = relations.get(one.getAttributeNS(NS.r, 'id') ?? '')?.target;
    return target && parts.has(target) ? [target] : [];
  });
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
  const charts = all(document, 'p', 'cNvPr').flatMap((properties): Omit<FoundChart, 'id'>[] => {
    const shape = properties.parentNode?.parentNode as Element | null;
    const kind = shape && kindOf(shape);
    if (!shape || !kind) return [];
    const name = properties.getAttribute('name') ?? '';
    const nth = seen.get(name) ?? 0;
    seen.set(name, nth + 1);
    const identity = identityOf(name);
    if (kind === 'picture' && !identity) return [];
    const reference = kind === 'chart' ? all(shape, 'c', 'chart')[0] : all(shape, 'a', 'blip')[0];
    const id = reference?.getAttributeNS(NS.r, kind === 'chart' ? 'id' : 'embed') ?? '';
    const target = relations.get(id)?.target ?? null;
    const found = target !== null && parts.has(target) ? target : null;
    const numbers = found && kind === 'chart' ? readNumbers(parse(textOf(parts, found), found)) : null;
    return [{ name, identity, kind, part: found, numbers, nth }];
  });
  const notes = [...relations.values()].find(({ type }) => type === 'notesSlide')?.target ?? null;
  return {
    number,
    part,
    notes: notes !== null && parts.has(notes) ? notes : null,
    title: titleOf(document),
    paragraphs: paragraphsOf(document),
    charts: charts.map((chart, at) => ({ ...chart, id: `${number}.${at + 1}` }))
  };
}

function kindOf(shape: Element): FoundChart['kind'] | null {
  if (shape.localName === 'graphicFrame') return all(shape, 'c', 'chart').length > 0 ? 'chart' : null;
  return shape.localName === 'pic' ? 'picture' : null;
}

function titleOf(document: Document): string {
  const title = all(document, 'p', 'sp').find((shape) =>
    /^(ctrT|t)itle$/.test(all(shape, 'p', 'ph')[0]?.getAttribute('type') ?? '')
  );
  return title ? paragraphsIn(title).join(' ') : '';
}

function paragraphsOf(document: Document): string[] {
  return document.documentElement ? paragraphsIn(document.documentElement) : [];
}

function paragraphsIn(element: Element): string[] {
  const texts = all(element, 'a', 'p').map((one) =>
    all(one, 'a', 't')
      .map((t) => t.textContent ?? '')
      .join('')
  );
  return texts.filter((text) => text.trim() !== '');
}

function readDetails(parts: Parts): Map<string, Details> {
  const part = 'docProps/custom.xml';
  const found = new Map<string, Details>();
  if (!parts.has(part)) return found;
  for (const one of Array.from(parse(textOf(parts, part), part).getElementsByTagName('property'))) {
    const name = one.getAttribute('name') ?? '';
    if (!name.startsWith(PROPERTY)) continue;
    const details = detailsIn(one.textContent ?? '');
    if (details) found.set(name.slice(PROPERTY.length), details);
  }
  return found;
}

/** A property may have been written by anyone: what is not as we write it is not there. */
function detailsIn(text: string): Details | null {
  try {
    const value = JSON.parse(text) as Partial<Details>;
    const isText = (one: unknown) => one === null || (typeof one === 'string' && one.length <= 20);
    if (!isText(value.region) || !isText(value.asOf)) return null;
    return value.lang === 'zh' || value.lang === 'en' ? (value as Details) : null;
  } catch {
    return null;
  }
}
