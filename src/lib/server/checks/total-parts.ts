import type { Excluded } from '../../csv/excluded.ts';

/** A total row: the ordinal of the first record behind it, and how much its word takes in. */
export interface Total extends Excluded {
  place: number;
  level: number;
}

/** What a total may be the sum of: the records from one ordinal up to another, and other totals as they stand. */
export interface Parts {
  from: number;
  to: number;
  totals: readonly Total[];
}

const LEVELS: readonly [level: number, word: RegExp][] = [
  [0, /小计|sub-?total/i],
  [2, /总计|^总数|^全[国省市]$|grand-?total/i]
];

/** 0 for a 小计, 2 for a 总计, 1 for a 合计: each takes in those below it. */
export function levelOf(cells: readonly string[]): number {
  const words = cells.map((cell) => cell.replace(/\s/g, ''));
  return LEVELS.find(([, word]) => words.some((cell) => word.test(cell)))?.[0] ?? 1;
}

/**
 * What the total at `at` may be the sum of, the likeliest first: a 小计 of the records since the last total; any other of
 * those since the last like it, of all before it or in the table, or of the 小计 before it and what follows them. Totals
 * above their parts are sums of what comes after.
 */
export function partsOf(totals: readonly Total[], at: number, rows: number): Parts[] {
  const total = totals[at];
  if (!total) return [];
  const { place, level } = total;
  const isNoLess = (other: Total) => other.level >= level;
  const start = totals.slice(0, at).findLastIndex(isNoLess);
  const from = totals[start]?.place ?? 0;
  const next = totals.slice(at + 1).find(isNoLess)?.place ?? rows;
  const below = topmost(totals.slice(start + 1, at));
  const isAbove = totals[0]?.place === 0;
  // A 小计 right behind a total has no records of its own.
  const isWide = level > 0 || from === place;
  const all = [records(0, place), records(0, rows)];
  const found = [
    records(from, place),
    ...(isWide ? all : []),
    ...(below.length > 0 ? [{ from: below.at(-1)?.place ?? place, to: place, totals: below }] : []),
    ...(isWide || isAbove ? [records(place, next)] : [])
  ];
  return found.filter(isFilled);
}

/** Those of the highest level, which take in all others. */
function topmost(totals: readonly Total[]): Total[] {
  const highest = Math.max(...totals.map(({ level }) => level));
  return totals.filter(({ level }) => level === highest);
}

function records(from: number, to: number): Parts {
  return { from, to, totals: [] };
}

function isFilled({ from, to, totals }: Parts): boolean {
  return from < to || totals.length > 0;
}
