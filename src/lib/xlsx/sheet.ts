import { areaOf, MAX_COLUMNS, MAX_ROWS, placeOf, type Area } from './address.ts';
import type { StoredCell } from './cell.ts';
import { DamagedPart, newXmlParser } from './xml.ts';

/** A row of a sheet, numbered from 1; `cells[0]` is column A, cells that are not in the file are missing. */
export interface SheetRow {
  row: number;
  isHidden: boolean;
  cells: (StoredCell | undefined)[];
}

/** What a sheet's part says besides its rows; whole when the last row has come. */
export interface SheetFrame {
  merges: Area[];
  hiddenColumns: number;
}

/** More merged areas than any sheet made by hand; each costs memory. */
const MAX_MERGES = 200_000;

/**
 * The rows of a sheet in their order as the part's text comes, a batch at a time; rows without cells may be left out.
 * Throws `DamagedPart` when rows run backwards or lie beyond a sheet's bounds.
 */
export async function* sheetRows(
  text: AsyncIterable<string>,
  frame: SheetFrame = { merges: [], hiddenColumns: 0 }
): AsyncGenerator<SheetRow[], void, undefined> {
  let batch: SheetRow[] = [];
  let current: SheetRow = { row: 0, isHidden: false, cells: [] };
  let column = 0;
  let cell: StoredCell | undefined;
  /** The element whose text is being read: a cell's value, or the text of an inline string. */
  let reading: 'v' | 't' | undefined;
  let isAid = false;

  const parser = newXmlParser({
    open(name, attributes) {
      if (name === 'c') {
        column = attributes.r ? placeOf(attributes.r).column : column + 1;
        if (column > MAX_COLUMNS) throw new DamagedPart(`column ${column}`);
        cell = {
          type: attributes.t ?? 'n',
          style: Number(attributes.s ?? 0),
          value: null,
          hasFormula: false
        };
        current.cells[column - 1] = cell;
      } else if (name === 'v') reading = 'v';
      else if (name === 't' && cell && !isAid) reading = 't';
      else if (name === 'f' && cell) cell.hasFormula = true;
      else if (name === 'rPh') isAid = true;
      else if (name === 'row') {
        const row = attributes.r ? Number(attributes.r) : current.row + 1;
        if (!(row > current.row && row <= MAX_ROWS)) throw new DamagedPart(`row ${attributes.r}`);
        current = { row, isHidden: isTrue(attributes.hidden), cells: [] };
        column = 0;
      } else if (name === 'mergeCell' && attributes.ref && frame.merges.length < MAX_MERGES) {
        frame.merges.push(areaOf(attributes.ref));
      } else if (name === 'col' && isTrue(attributes.hidden)) {
        frame.hiddenColumns += Math.min(MAX_COLUMNS, Number(attributes.max)) - Number(attributes.min) + 1;
      }
    },
    close(name) {
      if (name === 'v' || name === 't') reading = undefined;
      else if (name === 'rPh') isAid = false;
      else if (name === 'c') cell = undefined;
      else if (name === 'row') batch.push(current);
    },
    text(piece) {
      if (reading && cell) cell.value = cell.value === null ? piece : cell.value + piece;
    }
  });
  for await (const piece of text) {
    parser.write(piece);
    if (batch.length === 0) continue;
    yield batch;
    batch = [];
  }
  parser.close();
  if (batch.length > 0) yield batch;
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}
