import { sizeOf, type Ratio } from './slide.ts';
import { SPACES } from './template.ts';
import { esc, HEAD } from './xml.ts';

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

export interface Relation {
  id: string;
  /** The last word of the relation's type. */
  type: string;
  target: string;
}

/** A `.rels` part. */
export function relationships(relations: readonly Relation[]): string {
  const inside = relations.map(({ id, type, target }) => {
    const uri = type === 'core' ? `${PACKAGE}/relationships/metadata/core-properties` : `${OFFICE}/${type}`;
    return `<Relationship Id="${id}" Type="${uri}" Target="${target}"/>`;
  });
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${inside.join('')}</Relationships>`;
}

const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const PRESENTATION = 'application/vnd.openxmlformats-officedocument.presentationml';
/** The media type of a .pptx. */
export const PPTX = `${PRESENTATION}.presentation`;
const DEFAULTS = {
  rels: 'application/vnd.openxmlformats-package.relationships+xml',
  xml: 'application/xml',
  xlsx: SHEET,
  png: 'image/png',
  svg: 'image/svg+xml'
};
const OVERRIDES: [RegExp, string][] = [
  [/^ppt\/presentation\.xml$/, `${PRESENTATION}.presentation.main+xml`],
  [/^ppt\/slides\/slide\d+\.xml$/, `${PRESENTATION}.slide+xml`],
  [/^ppt\/slideLayouts\/slideLayout\d+\.xml$/, `${PRESENTATION}.slideLayout+xml`],
  [/^ppt\/slideMasters\/slideMaster\d+\.xml$/, `${PRESENTATION}.slideMaster+xml`],
  [/^ppt\/notesMasters\/notesMaster\d+\.xml$/, `${PRESENTATION}.notesMaster+xml`],
  [/^ppt\/notesSlides\/notesSlide\d+\.xml$/, `${PRESENTATION}.notesSlide+xml`],
  [/^ppt\/theme\/theme\d+\.xml$/, 'application/vnd.openxmlformats-officedocument.theme+xml'],
  [/^ppt\/charts\/chart\d+\.xml$/, 'application/vnd.openxmlformats-officedocument.drawingml.chart+xml'],
  [/^docProps\/core\.xml$/, 'application/vnd.openxmlformats-package.core-properties+xml'],
  [/^docProps\/custom\.xml$/, 'application/vnd.openxmlformats-officedocument.custom-properties+xml']
];

/** `[Content_Types].xml` for the parts of a deck of ours. */
export function contentTypes(parts: readonly string[]): string {
  const defaults = Object.entries(DEFAULTS).map(
    ([ending, type]) => `<Default Extension="${ending}" ContentType="${type}"/>`
  );
  const overrides = parts.flatMap((part) => {
    const known = OVERRIDES.find(([pattern]) => pattern.test(part));
    return known ? [`<Override PartName="/${part}" ContentType="${known[1]}"/>`] : [];
  });
  return `${HEAD}<Types xmlns="${PACKAGE}/content-types">${defaults.join('')}${overrides.join('')}</Types>`;
}

export function presentationXml(slides: number, ratio: Ratio): string {
  const list = Array.from({ length: slides }, (_, at) => `<p:sldId id="${256 + at}" r:id="rId${at + 10}"/>`);
  return (
    `${HEAD}<p:presentation ${SPACES} saveSubsetFonts="1"><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>` +
    `<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst><p:sldIdLst>${list.join('')}</p:sldIdLst>` +
    `${sizeOf(ratio)}<p:notesSz cx="6858000" cy="9144000"/></p:presentation>`
  );
}

export function coreXml(title: string, createdAt: string): string {
  const at = `${createdAt.slice(0, 19)}Z`;
  return (
    `${HEAD}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
    `<dc:title>${esc(title)}</dc:title><dc:creator>引力 Yinli</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">${at}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${at}</dcterms:modified></cp:coreProperties>`
  );
}
