import type { Range } from '../field/precision.ts';
import { lastPlace } from '../field/precision.ts';
import type { Figure } from './article.ts';

/** How far a value may lie from what an imprecise figure prints, as shares of it (domain.md); an admin may edit them. */
export interface Tolerances {
  /** nearly N is [nearly × N, N). */
  nearly: number;
  /** over N is (N, over × N]. */
  over: number;
  /** about N is N ± about × N. */
  about: number;
}

export const TOLERANCES: Tolerances = { nearly: 0.95, over: 1.1, about: 0.05 };

/** The values that agree with a figure. A bound (不足, 至少) only has to hold; a range takes in both its ends. */
export function rangeOfFigure(figure: Figure, tolerances: Tolerances = TOLERANCES): Range {
  const { value, valueTo = value } = figure;
  const isBelow = value < 0 || (figure.isFalling === true && value > 0);
  const sizes = [Math.abs(value), Math.abs(valueTo)];
  const range = rangeOfSize(figure, Math.min(...sizes), Math.max(...sizes), tolerances);
  // 下降近10% fell by less than 10 %: what is said of the size holds on the other side of zero.
  return isBelow ? mirrored(range) : range;
}

function rangeOfSize(figure: Figure, least: number, most: number, tolerances: Tolerances): Range {
  const closed = (low: number, high: number): Range => ({ low, high, includesLow: true, includesHigh: true });
  switch (figure.precision) {
    case 'exact':
      return closed(least, most);
    case 'about':
      return closed(least - tolerances.about * least, most + tolerances.about * most);
    case 'nearly':
      return {
        low: figure.isBound ? 0 : least * tolerances.nearly,
        high: most,
        includesLow: true,
        includesHigh: false
      };
    case 'over':
      return {
        low: least,
        high: figure.isBound ? Infinity : most * tolerances.over,
        includesLow: figure.isBound === true,
        includesHigh: !figure.isBound
      };
    case 'rounded': {
      const half = (figure.roundedTo ?? lastPlace(figure.value)) / 2;
      return closed(least - half, most + half);
    }
  }
}

function mirrored({ low, high, includesLow, includesHigh }: Range): Range {
  return { low: -high, high: -low, includesLow: includesHigh, includesHigh: includesLow };
}

/** A range in the notation of intervals: [3,800, 4,000). */
export function formatRange({ low, high, includesLow, includesHigh }: Range): string {
  const number = (value: number) =>
    Number.isFinite(value) ? new Intl.NumberFormat('en', { maximumFractionDigits: 2 }).format(value) : '∞';
  return `${includesLow ? '[' : '('}${number(low)}, ${number(high)}${includesHigh ? ']' : ')'}`;
}

/** Whether two ranges share a value. */
export function overlap(a: Range, b: Range): boolean {
  const [low, high] = a.low <= b.low ? [a, b] : [b, a];
  return low.high > high.low || (low.high === high.low && low.includesHigh && high.includesLow);
}
