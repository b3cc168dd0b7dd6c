import { textIn, withText } from './shape-text.ts';
import { rowNames } from './slide-table.ts';

const ROW = /<a:tr\b[\s\S]*?<\/a:tr>/g;
const CELL = /<a:tc\b[^>]*?(?:\/>|>[\s\S]*?<\/a:tc>)/g;

/** A column as it is written: the one of the deck it comes from (null: new), and of the new rows (null: theirs). */
interface Column {
  shown: number | null;
  next: number | null;
}

/**
 * A table's frame with new rows (header first). A row keeps its looks with its name, wherever it now stands; what is
 * new looks like what stands before it, rows and columns that went are taken out. Rows, columns and headings of
 * another hand stay. `old` are the rows as they were made; null: all that is there is taken for ours.
 */
export function writeTable(
  frame: string,
  { old, next, naming }: { old: readonly string[][] | null; next: readonly string[][]; naming: number }
): string {
  const found = [...frame.matchAll(ROW)];
  const [first, last] = [found[0], found.at(-1)];
  if (!first || !last) return frame;
  const shown = found.map(([row]) => row);
  const texts = shown.map((row) => cellsOf(row).map(textIn));
  const made = old ?? texts;
  const columns = columnsOf(texts[0] ?? [], made[0] ?? [], next[0] ?? []);
  const ours = ourRows(texts, made, naming);
  const taken = new Map([...ours].map(([at, name]) => [name, at]));
  const names = rowNames(next, naming);
  const waiting = next.slice(1).map((cells, at) => {
    const known = taken.get(names[at] ?? '');
    return { cells, row: known === undefined ? null : (shown[known] ?? null) };
  });
  const written = [
    rowWith(shown[0] ?? '', headingsOf(texts[0] ?? [], made[0] ?? [], next[0] ?? [], columns), columns)
  ];
  let look = shown.find((_, at) => ours.has(at)) ?? shown[1] ?? shown[0] ?? '';
  const write = () => {
    const one = waiting.shift();
    if (!one) return;
    look = one.row ?? copyOf(look);
    written.push(rowWith(look, one.cells, columns));
  };
  const lastOfOurs = Math.max(0, ...ours.keys());
  for (const [at, row] of shown.entries()) {
    if (ours.has(at)) write();
    else if (at > 0) written.push(rowWith(row, null, columns));
    while (at === lastOfOurs && waiting.length > 0) write();
  }
  const head = withGrid(frame.slice(0, first.index), columns);
  return head + written.join('') + frame.slice(last.index + last[0].length);
}

/** Which rows of the deck are ours, by their names; without one known name, as many as there were. */
function ourRows(texts: readonly string[][], made: readonly string[][], naming: number): Map<number, string> {
  const [shown, known] = [rowNames(texts, naming), rowNames(made, naming)];
  const named = shown.flatMap((name, at): [number, string][] =>
    known.includes(name) ? [[at + 1, name]] : []
  );
  if (named.length > 0) return new Map(named);
  return new Map(known.slice(0, shown.length).map((name, at) => [at + 1, name]));
}

/** The columns of the deck by their headings; those that no heading tells apart by their places. */
function columnsOf(shown: readonly string[], made: readonly string[], next: readonly string[]): Column[] {
  const left = made.map((_, at) => at);
  const own = shown.map((heading) => {
    const at = left.findIndex((one) => made[one] === heading);
    return at < 0 ? null : (left.splice(at, 1)[0] ?? null);
  });
  const spare = own.filter((one) => one === null).length;
  const byPlace = own.map((one) => one ?? (spare === left.length ? (left.shift() ?? null) : null));
  const isRenamed = made.length === next.length;
  const columns = byPlace.flatMap((one, at): Column[] => {
    if (one === null) return [{ shown: at, next: null }];
    const to = isRenamed ? one : next.indexOf(made[one] ?? '');
    return to < 0 ? [] : [{ shown: at, next: to }];
  });
  for (const at of next.keys()) {
    if (columns.some((one) => one.next === at)) continue;
    columns.splice(columns.findIndex((one) => one.next === at - 1) + 1, 0, { shown: null, next: at });
  }
  return columns;
}

/** A heading that was rewritten stays. */
function headingsOf(
  shown: readonly string[],
  made: readonly string[],
  next: readonly string[],
  columns: readonly Column[]
): string[] {
  return next.map((heading, at) => {
    const from = columns.find((one) => one.next === at)?.shown;
    const said = from === null || from === undefined ? undefined : shown[from];
    return said === undefined || made.includes(said) ? heading : said;
  });
}

/** A row with other texts in our cells; `texts` null: a row of another hand, whose new cells stay empty. */
function rowWith(row: string, texts: readonly string[] | null, columns: readonly Column[]): string {
  const cells = cellsOf(row);
  let look = cells.at(-1) ?? '';
  const written = columns.map(({ shown, next }) => {
    const cell = shown === null ? undefined : cells[shown];
    look = cell ?? look;
    if (cell && (texts === null || next === null)) return cell;
    const text = (next !== null && texts?.[next]) || '';
    return textIn(look) === text ? look : withText(look, text);
  });
  const from = row.search(CELL);
  const last = cells.at(-1);
  if (from < 0 || last === undefined) return row;
  return row.slice(0, from) + written.join('') + row.slice(row.lastIndexOf(last) + last.length);
}

/** A copy without the number by which PowerPoint tells rows apart. */
function copyOf(row: string): string {
  return row.replace(/(<\/a:tc>)\s*<a:extLst>[\s\S]*?<\/a:extLst>(\s*<\/a:tr>)/, '$1$2');
}

/** What stands before the rows, with a width for every column; together they are as wide as before. */
function withGrid(head: string, columns: readonly Column[]): string {
  const grid = /<a:tblGrid>([\s\S]*?)<\/a:tblGrid>/.exec(head);
  const widths = [...(grid?.[1] ?? '').matchAll(/<a:gridCol\b[^>]*?\bw="(\d+)"/g)].map(([, w]) => Number(w));
  const isSame = columns.length === widths.length && columns.every(({ shown }, at) => shown === at);
  if (!grid || isSame) return head;
  const mean = widths.reduce((a, b) => a + b, 0) / (widths.length || 1);
  const wanted = columns.map(({ shown }) => (shown === null ? mean : (widths[shown] ?? mean)));
  const scale = (mean * widths.length) / wanted.reduce((a, b) => a + b, 0);
  const inside = wanted.map((width) => `<a:gridCol w="${Math.round(width * scale)}"/>`).join('');
  return head.replace(grid[0], () => `<a:tblGrid>${inside}</a:tblGrid>`);
}

function cellsOf(row: string): string[] {
  return [...row.matchAll(CELL)].map(([cell]) => cell);
}
