import { FAST } from './fast.ts';
import { GOOD } from './good.ts';
import type { Indicator } from './indicator.ts';
import { MANY } from './many.ts';
import { STABLE } from './stable.ts';

/** Every indicator, in the order of the questions. A new one is a declaration in its question's file and a test. */
export const INDICATORS: readonly Indicator[] = [...MANY, ...FAST, ...STABLE, ...GOOD];

export function findIndicator(id: string): Indicator | undefined {
  return INDICATORS.find((indicator) => indicator.id === id);
}
