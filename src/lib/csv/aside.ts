import type { Scan } from './record.ts';
import { keyOf } from './table.ts';
import { isFooter, isIndented, isLoneFooter, isNumeric, isTotal, numbersColumns } from './looks.ts';
import type { ExclusionReason } from './excluded.ts';

/** What the table knows of rows that are none of its records. */
export interface Asides {
  /** The header's rows and the titles above it, each as `keyOf` says it. */
  headerKeys: string[];
  titleKeys: Set<string>;
  /** UTF-8 of the header's first filled cell. */
  headerFirst: Uint8Array;
  wasFooter: boolean;
}

export function noAsides(): Asides {
  return { headerKeys: [], titleKeys: new Set(), headerFirst: new Uint8Array(0), wasFooter: false };
}

const FIRSTS = new Uint8Array(256);
for (const byte of [0x20, 0x09, 0x23, 0x2a, 0x28, 0xef]) FIRSTS[byte] = 1;
// # and the first letters of total, subtotal, grand total, note, source.
for (const letter of 'tsgn') FIRSTS[letter.charCodeAt(0)] = FIRSTS[letter.toUpperCase().charCodeAt(0)] = 1;

const encoder = new TextEncoder();
/** First characters of footers, parts and set-in lines, as numbers of three bytes. */
const OPENINGS = new Set(
  [...'注註附备備说說数數资資信来來填制审打导共其表续甲　'].map((character) => {
    const [a = 0, b = 0, c = 0] = encoder.encode(character);
    return (a << 16) | (b << 8) | c;
  })
);
/** 计 and 計, with which totals end. */
const SUMS = [0xe8aea1, 0xe8a888];

/** A quick look at bytes: false when a record of the right width is surely no aside. */
export function maybeAside(bytes: Uint8Array, scan: Scan, asides: Asides): boolean {
  let cell = 0;
  while (cell < scan.cells && scan.ends[cell] === scan.starts[cell]) cell++;
  const start = scan.starts[cell] ?? 0;
  const end = scan.ends[cell] ?? 0;
  const length = end - start;
  if (length === 0) return false;
  // All other cells are blank.
  if (scan.cells > 1 && scan.end - (scan.starts[0] ?? 0) - length <= scan.cells + 1) return true;
  const first = bytes[start] as number;
  if (first === asides.headerFirst[0] && length === asides.headerFirst.length) return true;
  if (length > 180) return FIRSTS[first] === 1 || first >= 0xe3;
  if (FIRSTS[first] === 1) return true;
  if (first < 0xe3 || length < 3) return false;
  if (OPENINGS.has((first << 16) | ((bytes[start + 1] as number) << 8) | (bytes[start + 2] as number)))
    return true;
  const last = bytes[end - 1] as number;
  // 计, a bracket, a colon or blanks behind it.
  if (last === 0xa1 || last === 0x88) {
    return SUMS.includes(((bytes[end - 3] as number) << 16) | ((bytes[end - 2] as number) << 8) | last);
  }
  return (
    last === 0x29 ||
    last === 0x89 ||
    last === 0x9a ||
    last === 0x3a ||
    last === 0x20 ||
    last === 0x80 ||
    last === 0xb0
  );
}

/** Why a record is none of the table's; null when it is one. Remembers whether it was a footer. */
export function reasonOf(
  cells: readonly string[],
  asides: Asides,
  width: number,
  keepsTotals: boolean
): ExclusionReason | null {
  const filled = cells.filter((cell) => cell.trim() !== '');
  const [first = ''] = filled;
  const isAlone = filled.length === 1 || cells.length !== width;
  const isFirst = cells[0] === first;
  const key = keyOf(cells);
  if (asides.headerKeys.includes(key) || numbersColumns(cells)) return 'repeated-header';
  if (isAlone && asides.titleKeys.has(key)) return 'title';
  // A note with a delimiter in it looks like a record; one with a number in another cell may be one.
  const isText = isFirst && (isAlone || !filled.slice(1).some(isNumeric));
  const isNote = width > 1 && isText && (isFooter(first) || (isAlone && isLoneFooter(first)));
  const goesOn = asides.wasFooter && isText && isIndented(first);
  asides.wasFooter = isNote || goesOn;
  if (asides.wasFooter) return 'footer';
  const isCounted = width > 1 && cells.length <= width && cells.indexOf(first) < 3 && isTotal(first);
  return isCounted && !keepsTotals ? 'total' : null;
}
