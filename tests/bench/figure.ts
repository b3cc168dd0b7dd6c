/** One line of the table: what was measured, against what, and what is aimed at. */
export interface Figure {
  what: string;
  measured: number;
  unit: string;
  /** `most` or `least` that it may be. */
  most?: number;
  least?: number;
  /** What the figure was made from. */
  from?: string;
}

/** One question of the bench; `isRelease` are those on a million organizations. */
export interface Bench {
  name: string;
  isRelease?: boolean;
  measure: () => Promise<Figure[]>;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** The smallest value that so large a share of all do not pass. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? NaN;
}

/** Measures one and the other in turn, so that what else the machine does falls on both. */
export async function inPairs(
  pairs: number,
  one: () => Promise<number>,
  other: () => Promise<number>
): Promise<{ ones: number[]; others: number[]; ratio: number }> {
  const [ones, others]: [number[], number[]] = [[], []];
  for (let pair = 0; pair < pairs; pair++) {
    const isFirst = pair % 2 === 0;
    if (isFirst) ones.push(await one());
    others.push(await other());
    if (!isFirst) ones.push(await one());
  }
  return { ones, others, ratio: median(ones.map((value, pair) => value / (others[pair] ?? NaN))) };
}

export function isMet({ measured, most, least }: Figure): boolean {
  return (most === undefined || measured <= most) && (least === undefined || measured >= least);
}
