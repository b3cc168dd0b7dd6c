/** Where a division's tile stands: column and row from the top left. */
export type Place = readonly [column: number, row: number];

/** The 21 cities of Guangdong, neighbours beside each other as far as squares allow. */
export const GUANGDONG: ReadonlyMap<string, Place> = new Map<string, Place>([
  ['441800', [2, 0]],
  ['440200', [3, 0]],
  ['441600', [4, 0]],
  ['441400', [5, 0]],
  ['441200', [1, 1]],
  ['440600', [2, 1]],
  ['440100', [3, 1]],
  ['441300', [4, 1]],
  ['445200', [5, 1]],
  ['445100', [6, 1]],
  ['445300', [1, 2]],
  ['440700', [2, 2]],
  ['442000', [3, 2]],
  ['441900', [4, 2]],
  ['441500', [5, 2]],
  ['440500', [6, 2]],
  ['440900', [0, 3]],
  ['441700', [1, 3]],
  ['440400', [3, 3]],
  ['440300', [4, 3]],
  ['440800', [0, 4]]
]);

/** The 11 districts of Guangzhou. */
export const GUANGZHOU: ReadonlyMap<string, Place> = new Map<string, Place>([
  ['440114', [1, 0]],
  ['440117', [2, 0]],
  ['440111', [2, 1]],
  ['440118', [3, 1]],
  ['440103', [0, 2]],
  ['440104', [1, 2]],
  ['440106', [2, 2]],
  ['440112', [3, 2]],
  ['440105', [1, 3]],
  ['440113', [2, 3]],
  ['440115', [2, 4]]
]);

/** The layout that holds most of the codes, undefined when none holds any. */
export function tilesFor(codes: readonly string[]): ReadonlyMap<string, Place> | undefined {
  const [best] = [GUANGDONG, GUANGZHOU]
    .map((tiles) => ({ tiles, held: codes.filter((code) => tiles.has(code)).length }))
    .sort((a, b) => b.held - a.held);
  return best && best.held > 0 ? best.tiles : undefined;
}
