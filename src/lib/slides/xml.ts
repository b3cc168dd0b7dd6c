import { DOMParser, XMLSerializer, type Document, type Element } from '@xmldom/xmldom';
import { Refusal } from '../error.ts';

export const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

export const NS = {
  a: 'http://schemas.openxmlformats.org/drawingml/2006/main',
  c: 'http://schemas.openxmlformats.org/drawingml/2006/chart',
  p: 'http://schemas.openxmlformats.org/presentationml/2006/main',
  r: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
} as const;

/** A slide of Office's is some hundred kilobytes; as a tree it takes many times its length. */
const LONGEST = 30_000_000;

/** Text for an element or an attribute; what XML 1.0 has no place for is left out. */
export function esc(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])/g, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}

/** A part of a file from outside; refuses (400) broken XML and any DOCTYPE, so that no entity is ever expanded. */
export function parse(xml: string, part: string): Document {
  const refuse = (why: string) =>
    new Refusal(400, 'bad-deck', {
      zh: `文件中的 ${part} 无法读取（${why}）。请用 PowerPoint 或 WPS 重新保存后再试。`,
      en: `${part} in this file cannot be read (${why}). Save it again with PowerPoint or WPS and try once more.`
    });
  if (xml.length > LONGEST) throw refuse(`${Math.round(xml.length / 1e6)} MB`);
  if (/<!DOCTYPE|<!ENTITY/i.test(xml)) throw refuse('DOCTYPE');
  try {
    const parser = new DOMParser({
      onError: (level, message) => {
        if (level !== 'warning') throw new Error(String(message));
      }
    });
    const document = parser.parseFromString(xml.replace(/^\ufeff/, ''), 'application/xml');
    if (document.documentElement) return document;
  } catch {
    // Whatever the parser says of its insides, the file is what cannot be read.
    throw refuse('XML');
  }
  throw refuse('XML');
}

/** A document that `parse` gave, as a part. */
export function serialize(document: Document): string {
  return HEAD + new XMLSerializer().serializeToString(document.documentElement as Element);
}

/** All elements of a name below a node, in document order. */
export function all(node: Document | Element, prefix: keyof typeof NS, name: string): Element[] {
  return Array.from(node.getElementsByTagNameNS(NS[prefix], name));
}

/** The children of a name; `*` any. */
export function children(node: Element, prefix: keyof typeof NS, name: string): Element[] {
  return Array.from(node.childNodes).filter(
    (child): child is Element =>
      child.nodeType === 1 && child.namespaceURI === NS[prefix] && (name === '*' || child.localName === name)
  );
}

export function child(node: Element | undefined, prefix: keyof typeof NS, name: string): Element | undefined {
  return node && children(node, prefix, name)[0];
}
