import { PROPERTY, type Details } from './identity.ts';
import { esc, HEAD, parse } from './xml.ts';
import { textOf, type Parts } from './zip.ts';

export interface Property {
  name: string;
  value: string;
}

const PART = 'docProps/custom.xml';
const FORMAT = '{D5CDD505-2E9C-101B-9397-08002B2CF9AE}';
const TYPE = 'application/vnd.openxmlformats-officedocument.custom-properties+xml';
const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties';

/** `docProps/custom.xml`: text properties, which every program keeps when it saves. */
export function customXml(properties: readonly Property[]): string {
  const unique = new Map(properties.map(({ name, value }) => [name, value]));
  const inside = [...unique].map(([name, value], at) => propertyXml(name, value, at + 2));
  return `${HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">${inside.join('')}</Properties>`;
}

/** Adds a property to a deck from outside, unless it is there; makes the part when a save has lost it. */
export function addProperty(parts: Parts, name: string, value: string): void {
  const encode = (text: string) => new TextEncoder().encode(text);
  if (!parts.has(PART)) {
    parts.set(PART, encode(customXml([{ name, value }])));
    const types = textOf(parts, '[Content_Types].xml');
    const override = `<Override PartName="/${PART}" ContentType="${TYPE}"/>`;
    parts.set('[Content_Types].xml', encode(types.replace('</Types>', `${override}</Types>`)));
    const relation = `<Relationship Id="yinliCustom" Type="${RELATION}" Target="${PART}"/>`;
    const root = textOf(parts, '_rels/.rels');
    parts.set('_rels/.rels', encode(root.replace('</Relationships>', `${relation}</Relationships>`)));
    return;
  }
  const xml = textOf(parts, PART);
  if (xml.includes(`name="${esc(name)}"`)) return;
  const pids = [...xml.matchAll(/\bpid="(\d+)"/g)].map(([, pid]) => Number(pid));
  const fresh = propertyXml(name, value, Math.max(1, ...pids) + 1);
  const open = xml.replace(/<Properties([^>]*)\/>/, '<Properties$1></Properties>');
  parts.set(PART, encode(open.replace('</Properties>', `${fresh}</Properties>`)));
}

function propertyXml(name: string, value: string, pid: number): string {
  const space = 'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"';
  return `<property fmtid="${FORMAT}" pid="${pid}" name="${esc(name)}"><vt:lpwstr ${space}>${esc(value)}</vt:lpwstr></property>`;
}

/** What a presentation tells of its charts, by their keys. */
export function readDetails(parts: Parts): Map<string, Details> {
  const found = new Map<string, Details>();
  if (!parts.has(PART)) return found;
  for (const one of Array.from(parse(textOf(parts, PART), PART).getElementsByTagName('property'))) {
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
