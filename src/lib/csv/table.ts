import type { HeadRecord } from './head.ts';
import { isKnownUnit } from '../field/unit.ts';
import { isLabel, isMissing, isNumeric, isSureTitle, isTitle, isYear } from './looks.ts';

/** Where a table's header lies among the records looked at, and what it says. */
export interface TablePlan {
  /** Records before the header. */
  titles: number;
  headerLine: number;
  headerRows: number;
  /** Cells per record, blank ones at the end of the header included. */
  width: number;
  /** The header's cells joined from top to bottom by `/`, `width` of them. */
  header: string[];
}

export interface PlanWishes {
  headerLine?: number | undefined;
  headerRows?: number | undefined;
}

const MOST_TITLES = 40;

/** Finds titles and header rows; what `wishes` says is not questioned. Null when there is no record. */
export function planTable(records: readonly HeadRecord[], wishes: PlanWishes = {}): TablePlan | null {
  const wished = wishes.headerLine;
  const titles =
    wished === undefined
      ? wishes.headerRows === 0
        ? 0
        : countTitles(records) || countFormRows(records)
      : records.findIndex(({ line }) => line >= wished);
  const first = records[titles];
  if (!first) return null;
  const headerRows = Math.min(wishes.headerRows ?? countHeaderRows(records, titles), records.length - titles);
  const width = first.cells.length;
  const rows = records.slice(titles, titles + headerRows).map(({ cells }) => cells);
  const header = headerRows === 0 ? first.cells.map((_, k) => `column_${k + 1}`) : joinHeader(rows, width);
  return { titles, headerLine: first.line, headerRows, width, header };
}

/** The width that covers most cells of records with two cells or more. */
export function usualWidth(records: readonly HeadRecord[]): number {
  const cells = new Map<number, number>();
  for (const {
    cells: { length }
  } of records) {
    if (length > 1) cells.set(length, (cells.get(length) ?? 0) + length);
  }
  return [...cells].reduce((best, one) => (one[1] > best[1] ? one : best), [1, 0])[0];
}

function countTitles(records: readonly HeadRecord[]): number {
  const width = usualWidth(records);
  if (width < 2) return 0;
  let count = 0;
  let isSure = true;
  for (; count < MOST_TITLES && count < records.length - 1; count++) {
    const { cells } = records[count] as HeadRecord;
    const filled = cells.filter((cell) => cell !== '');
    if (filled.length > 2 || (filled.length === 2 && width < 4)) break;
    if (filled.length === 2 && !filled.every(isTitle)) break;
    // `其中,` or `名称,` over two columns may be a header; alone over many it is a title merged across them.
    const isMerged = cells.length === width && width > 2;
    if (!isMerged && !isTitle(filled[0] ?? '')) isSure = false;
  }
  if (count === 0) return 0;
  const header = records[count];
  if (!header || !isHeaderLike(header.cells)) return 0;
  return isSure || hasNumbersBelow(records, count, count + countHeaderRows(records, count)) ? count : 0;
}

const MOST_FORM_ROWS = 8;

/**
 * Rows of a form above a table, in whatever columns they stand: sparsely filled, without numbers, told by what they say
 * (填报单位：…) or by a blank line before a row that has a name for every column.
 */
function countFormRows(records: readonly HeadRecord[]): number {
  const width = usualWidth(records);
  const at = records.findIndex(({ cells }) => cells.length === width && cells.every(isLabel));
  const [header, before] = [records[at], records[at - 1]];
  if (!header || !before || width < 3 || at > MOST_FORM_ROWS || at === records.length - 1) return 0;
  if (new Set(header.cells).size < width) return 0;
  const rows = records.slice(0, at).map(({ cells }) => cells.filter((cell) => cell !== ''));
  const isSparse = rows.every(
    (row) => row.length * 2 <= width && !row.some((cell) => isNumeric(cell) && !isSureTitle(cell))
  );
  if (!isSparse) return 0;
  const hasGap = header.line - before.line > 1;
  const says =
    rows.every((row) => row.length === 1 || row.every(isSureTitle)) &&
    rows.some((row) => row.some(isSureTitle));
  return hasGap || says ? at : 0;
}

function isHeaderLike(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell !== '');
  const names = filled.filter((cell) => !isYear(cell));
  return filled.length > 1 && filled.every(isLabel) && (names.length > 0 || cells[0] === '');
}

/** True when under some name of the header most of the next records hold numbers. */
export function hasNumbersBelow(records: readonly HeadRecord[], header: number, from: number): boolean {
  const names = records[header]?.cells ?? [];
  const below = records.slice(from, from + 5).filter(({ cells }) => cells.length === names.length);
  return names.some((name, k) => {
    if (isNumeric(name) && !isYear(name)) return false;
    const cells = below.map((record) => record.cells[k] ?? '').filter((cell) => !isMissing(cell));
    return cells.length > 0 && cells.filter(isNumeric).length * 2 > cells.length;
  });
}

/**
 * How many records make up the header: below a row with merged cells (blank but for the first) come the names of
 * those cells, blank where the name above reaches down.
 */
function countHeaderRows(records: readonly HeadRecord[], at: number): number {
  return [3, 2].find((rows) => isHeader(records, at, rows)) ?? (hasUnitsBelow(records, at) ? 2 : 1);
}

/** A row of units under the names: `,（个）,（万元）`. */
function hasUnitsBelow(records: readonly HeadRecord[], at: number): boolean {
  const [top = [], units = []] = records.slice(at, at + 2).map(({ cells }) => cells);
  if (top.length !== units.length || records.length < at + 3) return false;
  const filled = units.filter((cell, k) => cell !== '' && !(k === 0 && /^(?:计量)?单位$/.test(cell)));
  if (filled.length < 2 || (units[0] !== '' && filled.includes(units[0] ?? ''))) return false;
  return (
    filled.every((cell) => isKnownUnit(cell.replace(/^[（(]|[)）]$/g, ''))) &&
    units.every((cell, k) => cell === '' || top[k] !== '')
  );
}

function isHeader(records: readonly HeadRecord[], at: number, rows: number): boolean {
  const [top = [], ...below] = records.slice(at, at + rows).map(({ cells }) => cells);
  const width = Math.max(...[top, ...below].map((cells) => cells.findLastIndex((cell) => cell !== '') + 1));
  const hasGaps = top.slice(0, width).includes('');
  if (below.length !== rows - 1 || !hasGaps || below.some((cells) => cells.length !== top.length))
    return false;
  const columns = Array.from({ length: width }, (_, k) => [top, ...below].map((cells) => cells[k] ?? ''));
  if (columns.some((column) => column.every((cell) => cell === ''))) return false;
  const isBelowTop = columns.some(([first, ...names]) => first === '' && names.some((name) => name !== ''));
  const hasNumbers = below.every((_, k) => hasNumbersBelow(records, at + k + 1, at + rows));
  return (
    isBelowTop &&
    below.every((cells) => {
      const filled = cells.filter((cell) => cell !== '');
      const reachesDown = cells[0] === '' && top[0] !== '';
      return filled.length > 0 && filled.every(isLabel) && (reachesDown || hasNumbers);
    })
  );
}

/** Joins header rows: a blank cell right of a merged one carries its name when there is one below it. */
export function joinHeader(rows: readonly (readonly string[])[], width: number): string[] {
  const carried = rows.map((row, level) => {
    if (level === rows.length - 1) return row;
    let name = '';
    let above = '';
    return Array.from({ length: width }, (_, k) => {
      const cell = row[k] ?? '';
      const over = rows
        .slice(0, level)
        .map((upper) => upper[k] ?? '')
        .join('/');
      if (cell !== '' || (over !== above && over.replaceAll('/', '') !== '')) {
        name = hasBelow(rows, level, k) ? cell : '';
        above = over;
        return cell;
      }
      return hasBelow(rows, level, k) ? name : '';
    });
  });
  return Array.from({ length: width }, (_, k) =>
    carried
      .map((row) => row[k] ?? '')
      .filter((name) => name !== '')
      .join('/')
  );
}

function hasBelow(rows: readonly (readonly string[])[], level: number, k: number): boolean {
  return rows.slice(level + 1).some((row) => (row[k] ?? '') !== '');
}

/** The plan of another table that begins with these records, below one of `width` cells; null when none does. */
export function nextTable(
  records: readonly HeadRecord[],
  width: number,
  header: readonly string[],
  headerKeys: readonly string[]
): TablePlan | null {
  const plan = planTable(records);
  const first = records[plan?.titles ?? 0];
  if (!plan || !first || plan.width < 2 || !isHeaderLike(first.cells)) return null;
  if (headerKeys.includes(keyOf(first.cells))) return null;
  const body = plan.titles + plan.headerRows;
  if (records[body]?.cells.length !== plan.width) return null;
  const hasNumbers = hasNumbersBelow(records, plan.titles, body);
  if (plan.titles > 0) return hasNumbers || plan.width !== width ? plan : null;
  if (!hasNumbers) return null;
  return plan.width !== width || plan.header.some((name) => header.includes(name)) ? plan : null;
}

/** A record's cells as one text, to tell whether another says the same. */
export function keyOf(cells: readonly string[]): string {
  const last = cells.findLastIndex((cell) => cell.trim() !== '');
  return JSON.stringify(cells.slice(0, last + 1).map((cell) => cell.trim()));
}
