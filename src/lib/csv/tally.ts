import type { HeaderColumn } from './header.ts';
import type { Scan } from './record.ts';
import type { Shape } from './rewrite.ts';

/** Runs of accepted records on lines one after the other: the ordinal of each run's first record, and its line. */
export interface Lines {
  ordinals: number[];
  lines: number[];
  /** Rows that each record gave: more than one when columns were turned long. */
  rowsPerRecord: number;
}

/** Empty cells of a column, and UTF-8 bytes of all its cells. */
export interface ColumnCount {
  empty: number;
  bytes: number;
}

/** Our own counts of the accepted records, `width` cells each of which the first `kept` hold something. */
export function newTally(width: number, kept: number) {
  const empty = new Float64Array(width);
  const sizes = new Float64Array(width);
  const lines: Lines = { ordinals: [], lines: [], rowsPerRecord: 1 };
  let accepted = 0;
  let longest = 0;
  let expectedLine = -1;

  /** Counts a record of `bytes` bytes; how many cells hold something when one beyond `kept` does, then it is not counted. */
  function add(scan: Scan, line: number, bytes: number): number {
    const { starts, ends, doubled } = scan;
    for (let cell = width - 1; cell >= kept; cell--) if (ends[cell] !== starts[cell]) return cell + 1;
    for (let cell = 0; cell < width; cell++) {
      const inner = doubled[cell] as number;
      const size = (ends[cell] as number) - (starts[cell] as number) - (inner > 0 ? inner : 0);
      if (size === 0) empty[cell]!++;
      else sizes[cell]! += size;
    }
    if (line !== expectedLine) {
      lines.ordinals.push(accepted);
      lines.lines.push(line);
    }
    expectedLine = line + 1;
    accepted++;
    if (bytes > longest) longest = bytes;
    return 0;
  }

  function finish({ long }: Shape): { counts: ColumnCount[]; rows: number; lines: Lines } {
    const countOf = (cell: number): ColumnCount => ({ empty: empty[cell] ?? 0, bytes: sizes[cell] ?? 0 });
    if (!long)
      return { counts: Array.from({ length: kept }, (_, cell) => countOf(cell)), rows: accepted, lines };
    const times = long.columns.length;
    const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
    const values = long.columns.map(({ cell }) => countOf(cell));
    const counts = [
      ...long.ids.map((id) => ({ empty: countOf(id).empty * times, bytes: countOf(id).bytes * times })),
      { empty: 0, bytes: sum(long.columns.map(({ name }) => name.length)) * accepted },
      { empty: sum(values.map((value) => value.empty)), bytes: sum(values.map((value) => value.bytes)) }
    ];
    return { counts, rows: accepted * times, lines: { ...lines, rowsPerRecord: times } };
  }

  return { add, finish, width, accepted: () => accepted, longest: () => longest };
}

/** The physical line on which the record of row `ordinal` (from 0) begins. */
export function lineAt({ ordinals, lines, rowsPerRecord }: Lines, ordinal: number): number {
  const record = Math.floor(ordinal / rowsPerRecord);
  let low = 0;
  let high = ordinals.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((ordinals[middle] ?? 0) <= record) low = middle;
    else high = middle - 1;
  }
  return (lines[low] ?? 1) + record - (ordinals[low] ?? 0);
}

/** The shape of the staged records and the columns they have. */
export function shapeOf(
  columns: readonly HeaderColumn[],
  long: { columns: readonly string[]; name: string; value: string } | null | undefined
): { shape: Shape; columns: HeaderColumn[]; isLong: boolean } {
  const turned = columns.flatMap(({ source }, cell) =>
    long?.columns.includes(source) ? [{ cell, name: new TextEncoder().encode(source) }] : []
  );
  if (!long || turned.length === 0) {
    return {
      shape: { kept: columns.length, nameBytes: 0, long: null },
      columns: [...columns],
      isLong: false
    };
  }
  const nameBytes = Math.max(...turned.map(({ name }) => name.length));
  const ids = columns.flatMap(({ source }, cell) => (long.columns.includes(source) ? [] : [cell]));
  const named = [long.name, long.value].map((source) => ({ name: source, source }));
  return {
    shape: { kept: columns.length, nameBytes, long: { ids, columns: turned } },
    columns: [...ids.map((id) => columns[id] as HeaderColumn), ...named],
    isLong: true
  };
}
