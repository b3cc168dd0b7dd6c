import { SaxesParser } from 'saxes';

/** What to do at each element; names come without their namespace prefix. */
export interface XmlHandlers {
  open(name: string, attributes: Record<string, string>): void;
  close(name: string): void;
  text(text: string): void;
}

/** A part of a workbook that cannot be read as the XML a spreadsheet program writes. */
export class DamagedPart extends Error {
  override readonly name = 'DamagedPart';
}

/**
 * A parser to be fed text piece by piece and closed. Throws `DamagedPart` for what is not well-formed and for any
 * document type declaration, so that no entity is ever expanded and nothing outside is ever fetched.
 */
export function newXmlParser(handlers: XmlHandlers): { write(text: string): void; close(): void } {
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  parser.on('error', ({ message }) => {
    throw new DamagedPart(message);
  });
  parser.on('doctype', () => {
    throw new DamagedPart('a document type declaration');
  });
  parser.on('opentag', ({ name, attributes }) => handlers.open(localName(name), attributes));
  parser.on('closetag', ({ name }) => handlers.close(localName(name)));
  parser.on('text', handlers.text);
  parser.on('cdata', handlers.text);
  return { write: (text) => void parser.write(text), close: () => void parser.close() };
}

/** Reads a whole part. */
export async function readXml(text: AsyncIterable<string>, handlers: XmlHandlers): Promise<void> {
  const parser = newXmlParser(handlers);
  for await (const piece of text) parser.write(piece);
  parser.close();
}

/** The attribute of a local name, whatever its prefix. */
export function attributeOf(attributes: Record<string, string>, local: string): string | undefined {
  if (attributes[local] !== undefined) return attributes[local];
  for (const [name, value] of Object.entries(attributes)) if (localName(name) === local) return value;
  return undefined;
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}
