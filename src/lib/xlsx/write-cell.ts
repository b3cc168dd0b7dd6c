import { lettersOf } from './address.ts';
import { serialOf } from './serial.ts';
import { LOOKS, type Look } from './write-styles.ts';

/** A cell to be written. Texts are written as texts, never as formulas; a `date` is an ISO day. */
export interface OutCell {
  value: string | number | boolean | null;
  look?: Look;
}

/** The most characters a cell can hold. */
export const MAX_CELL_LENGTH = 32_767;

/** The XML of one row; null cells without a look are left out. */
export function rowXml(row: number, cells: readonly (OutCell | null)[]): string {
  let xml = `<row r="${row}">`;
  for (let k = 0; k < cells.length; k++) {
    const cell = cells[k];
    if (cell) xml += cellXml(lettersOf(k + 1) + row, cell);
  }
  return xml + '</row>';
}

function cellXml(address: string, { value, look = 'plain' }: OutCell): string {
  const style = look === 'plain' ? '' : ` s="${LOOKS.indexOf(look)}"`;
  if (value === null || value === '') return style && `<c r="${address}"${style}/>`;
  if (typeof value === 'boolean') return `<c r="${address}"${style} t="b"><v>${value ? 1 : 0}</v></c>`;
  if (look === 'date' && typeof value === 'string') {
    const serial = /^\d{4}-\d\d-\d\d$/.test(value) ? serialOf(value) : NaN;
    if (serial >= 1) return `<c r="${address}"${style}><v>${serial}</v></c>`;
    return cellXml(address, { value, look: 'text' });
  }
  if (typeof value === 'number' && Math.abs(value) < 1e15) {
    return `<c r="${address}"${style}><v>${value}</v></c>`;
  }
  return `<c r="${address}"${style} t="inlineStr"><is><t xml:space="preserve">${xmlText(String(value))}</t></is></c>`;
}

/** Text as XML, what XML cannot hold as `_x0001_`, cut at what a cell can hold. */
export function xmlText(text: string): string {
  const whole = text.length > MAX_CELL_LENGTH ? text.slice(0, MAX_CELL_LENGTH - 1) + '…' : text;
  if (!/[&<>_\r\uD800-\uDFFF\u0000-\u001F\uFFFE\uFFFF]/.test(whole)) return whole;
  return whole
    .toWellFormed()
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]/g, (character) => {
      const hex = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
      return `_x${hex}_`;
    });
}

/** Text as the value of an attribute. */
export function xmlAttribute(text: string): string {
  return xmlText(text).replaceAll('"', '&quot;');
}

/** How wide a column must be for a text, in characters; Chinese ones count twice. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += character > '\u2E7F' ? 2 : 1;
  return width;
}
