import { shownBy, PLAIN, type Shown } from './number-format.ts';
import { decodeEscapes } from './cell.ts';
import { attributeOf, DamagedPart, readXml } from './xml.ts';

/** The parts of a workbook by their path, each as text in pieces; undefined when there is none. */
export interface Parts {
  names: readonly string[];
  text(path: string): AsyncIterable<string> | undefined;
}

export interface SheetPlace {
  name: string;
  path: string;
  isHidden: boolean;
}

/** What is needed to read any sheet of a workbook. */
export interface Book {
  sheets: SheetPlace[];
  calendar: 1900 | 1904;
  strings: string[];
  /** How cells are shown, by their style number. */
  styles: Shown[];
  /** Things in the file that are left alone: macros, and links to other files. */
  hasMacros: boolean;
  hasLinks: boolean;
}

const NOTHING = { open() {}, close() {}, text() {} };

/** Reads all of a workbook but its sheets. Throws `DamagedPart` when it is none, or broken. */
export async function readBook(parts: Parts): Promise<Book> {
  const root = await readLinks(parts, '');
  const bookPath = root.find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml';
  const links = await readLinks(parts, bookPath);
  const { sheets, calendar } = await readWorkbook(parts, bookPath, links);
  if (sheets.length === 0) throw new DamagedPart('no sheet');
  const pathOf = (type: string) => links.find((link) => link.type === type)?.target;
  return {
    sheets,
    calendar,
    strings: await readStrings(parts, pathOf('sharedStrings')),
    styles: await readStyles(parts, pathOf('styles')),
    hasMacros: parts.names.some((name) => /vbaProject|macrosheets\//i.test(name)),
    hasLinks: parts.names.some((name) => /externalLinks\//i.test(name))
  };
}

interface Link {
  id: string;
  type: string;
  target: string;
}

/** The relationships of a part ('' for the package), targets as paths from the top, outer ones left out. */
async function readLinks(parts: Parts, path: string): Promise<Link[]> {
  const slash = path.lastIndexOf('/');
  const folder = path.slice(0, slash + 1);
  const text = parts.text(`${folder}_rels/${path.slice(slash + 1)}.rels`);
  const links: Link[] = [];
  if (!text) return links;
  await readXml(text, {
    ...NOTHING,
    open(name, { Id: id = '', Type: type = '', Target: target = '', TargetMode: mode }) {
      if (name !== 'Relationship' || mode === 'External') return;
      links.push({ id, type: type.slice(type.lastIndexOf('/') + 1), target: resolved(folder, target) });
    }
  });
  return links;
}

function resolved(folder: string, target: string): string {
  return decodeURI(new URL(target, `file:///${folder}`).pathname).slice(1);
}

async function readWorkbook(parts: Parts, path: string, links: Link[]) {
  const text = parts.text(path);
  if (!text) throw new DamagedPart('no workbook part');
  const sheets: SheetPlace[] = [];
  let calendar: 1900 | 1904 = 1900;
  await readXml(text, {
    ...NOTHING,
    open(name, attributes) {
      if (name === 'workbookPr' && /^(1|true|on)$/.test(attributes.date1904 ?? '')) calendar = 1904;
      if (name !== 'sheet') return;
      const link = links.find(({ id }) => id === attributeOf(attributes, 'id'));
      // Chart sheets and dialogs hold no cells.
      if (link?.type !== 'worksheet' || !parts.names.includes(link.target)) return;
      const isHidden = attributes.state !== undefined && attributes.state !== 'visible';
      sheets.push({ name: attributes.name ?? '', path: link.target, isHidden });
    }
  });
  return { sheets, calendar };
}

/** Shared strings; rich text as plain text, without the reading aids (rPh) of East Asian text. */
async function readStrings(parts: Parts, path: string | undefined): Promise<string[]> {
  const strings: string[] = [];
  const text = path === undefined ? undefined : parts.text(path);
  if (!text) return strings;
  let current = '';
  let isText = false;
  let isAid = false;
  await readXml(text, {
    open(name) {
      if (name === 'si') current = '';
      else if (name === 'rPh') isAid = true;
      else if (name === 't') isText = !isAid;
    },
    close(name) {
      if (name === 't') isText = false;
      else if (name === 'rPh') isAid = false;
      else if (name === 'si') strings.push(decodeEscapes(current));
    },
    text(piece) {
      if (isText) current += piece;
    }
  });
  return strings;
}

async function readStyles(parts: Parts, path: string | undefined): Promise<Shown[]> {
  const text = path === undefined ? undefined : parts.text(path);
  const codes = new Map<number, string>();
  const styles: Shown[] = [];
  if (!text) return styles;
  let isInCells = false;
  await readXml(text, {
    ...NOTHING,
    open(name, { numFmtId, formatCode }) {
      if (name === 'cellXfs') isInCells = true;
      else if (name === 'numFmt') codes.set(Number(numFmtId), formatCode ?? '');
      else if (name === 'xf' && isInCells) {
        const id = Number(numFmtId ?? 0);
        styles.push(id === 0 ? PLAIN : shownBy(id, codes.get(id)));
      }
    },
    close(name) {
      if (name === 'cellXfs') isInCells = false;
    }
  });
  return styles;
}
