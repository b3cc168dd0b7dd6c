/** The numbers of a chart, of ours or in a deck: by category, or over the `xs` of each series. */
export interface Numbers {
  categories: string[];
  series: { name: string; xs?: number[]; values: (number | null)[] }[];
}

/** One number that is not the same in two tables; null: not there. */
export interface Change {
  series: string;
  category: string;
  before: number | null;
  after: number | null;
}

const SAME = 1e-8;

/** What differs between two states of a chart: by series and category, in the order of the first, then the second. */
export function changesOf(before: Numbers, after: Numbers): Change[] {
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
  value: number | null;
}

function cellsOf({ categories, series }: Numbers): Map<string, Cell> {
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

function isSame(a: number | null, b: number | null): boolean {
  if (a === null || b === null) return a === b;
  return Math.abs(a - b) <= SAME * Math.max(1, Math.abs(a), Math.abs(b));
}
