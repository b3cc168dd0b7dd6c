import Papa from 'papaparse';
import type { DialectSettings } from './dialect.ts';

/** PapaParse with our settings; it knows one character as quote, so “ and ” are made `"` at the edges of cells. */
export function parse(text: string, dialect: DialectSettings, count: number): Papa.ParseResult<string[]> {
  const { delimiter, quote, escape, padding } = dialect;
  const lines = text.replaceAll(/\r\n?/g, '\n');
  const bare =
    padding === 'space' ? lines.replaceAll(new RegExp(`${literal(delimiter)} +`, 'g'), delimiter) : lines;
  const edge = `(?:^|${literal(delimiter)}|$)`;
  const plain =
    quote === '“'
      ? bare
          .replaceAll(new RegExp(`(?<=${edge})“`, 'gm'), '"')
          .replaceAll(new RegExp(`”(?=${edge})`, 'gm'), '"')
      : bare;
  return Papa.parse<string[]>(plain, {
    delimiter,
    newline: '\n',
    quoteChar: quote === '“' ? '"' : quote === '' ? '\0' : quote,
    escapeChar: escape === 'backslash' ? '\\' : quote === "'" ? "'" : '"',
    preview: count
  });
}

const literal = (text: string) => text.replaceAll(/[|\\^$.*+?()[\]{}]/g, '\\$&');

/** How many records PapaParse finds to have `width` cells, titles, header and totals among them. */
export function wholeRecords(text: string, width: number, dialect: DialectSettings): number {
  return parse(text, dialect, 0).data.filter(({ length }) => length === width).length;
}
