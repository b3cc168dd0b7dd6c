import { isRefusal } from '../../error.ts';
import type { Text } from '../../field/text.ts';
import type { Query } from '../../query/query.ts';
import type { Result } from '../../query/result.ts';
import { ask } from '../answers.ts';

/** Asks about one place and day. What the data cannot answer (409, a column that is not there) is null, and said once in `missing`. */
export interface Asking {
  region: string;
  asOf: string;
  missing: Text[];
  ask: (indicator: string, more?: Partial<Query>) => Promise<Result | null>;
}

export function askingOf(region: string, asOf: string, except?: string): Asking {
  const missing: Text[] = [];
  return {
    region,
    asOf,
    missing,
    ask: (indicator, more = {}) =>
      unlessMissing(
        ask({ dataset: 'organizations', indicator, region, asOf, ...(except ? { except } : {}), ...more }),
        missing
      )
  };
}

/** The answer, or null when the data it needs is not there; the reason goes into `missing`. */
export async function unlessMissing<T>(answer: Promise<T>, missing: Text[]): Promise<T | null> {
  try {
    return await answer;
  } catch (cause) {
    // What it asks by is its own choice: a registry without that column is data that is not there.
    if (!isRefusal(cause) || (cause.status !== 409 && cause.code !== 'unknown-column')) throw cause;
    if (!missing.some(({ zh }) => zh === cause.text.zh)) missing.push(cause.text);
    return null;
  }
}
