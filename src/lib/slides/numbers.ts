/** What is shown, of ours or in a deck: by category, or over the `xs` of each series. */
interface Shown<Value> {
  categories: string[];
  series: { name: string; xs?: number[]; values: (Value | null)[] }[];
}

/** A chart's. */
export type Numbers = Shown<number>;

/** Also those of cards and tables, which show a value as a text. */
export type Values = Shown<number | string>;

/** One value that is not the same in two states; null: not there. Of cards and tables it is the text. */
export interface Change {
  series: string;
  category: string;
  before: number | string | null;
  after: number | string | null;
}

const SAME = 1e-8;

/** What differs between two states of a chart: by series and category, in the order of the first, then the second. */
export function changesOf(before: Values, after: Values): Change[] {
  const [old, now] = [cellsOf(before), cellsOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((key) => {
    const [a, b] = [old.get(key), now.get(key)];
    if (a && b && isSame(a.value, b.value)) return [];
    const { series, category } = (a ?? b) as Cell;
    return [{ series, category, before: a?.value ?? null, after: b?.value ?? null }];
  });
}

interface Cell {
  series: string;
  category: string;
  value: number | string | null;
}

function cellsOf({ categories, series }: Values): Map<string, Cell> {
  const seen = new Map<string, number>();
  const cells = series.flatMap(({ name, xs, values }) => {
    const nth = (seen.get(name) ?? 0) + 1;
    seen.set(name, nth);
    return values.flatMap((value, at): [string, Cell][] => {
      const category = xs ? String(xs[at] ?? '') : (categories[at] ?? '');
      const key = JSON.stringify([name, nth, category, xs ? at : 0]);
      return value === null ? [] : [[key, { series: name, category, value }]];
    });
  });
  return new Map(cells);
}

function isSame(a: number | string | null, b: number | string | null): boolean {
  if (typeof a !== 'number' || typeof b !== 'number') return a === b;
  return Math.abs(a - b) <= SAME * Math.max(1, Math.abs(a), Math.abs(b));
}
