import { Refusal } from '../../error.ts';

/** The most characters of a search; what is longer is cut. */
export const MOST_SEARCHED = 200;

/** A whole number from a query string or path, undefined when absent; refuses (400) anything else, naming it. */
export function wholeNumber(
  name: string,
  text: string | null | undefined,
  range: { from: number; to: number }
): number | undefined {
  if (text === null || text === undefined) return undefined;
  const value = /^[0-9]{1,15}$/.test(text) ? Number(text) : NaN;
  if (value >= range.from && value <= range.to) return value;
  throw new Refusal(
    400,
    'bad-parameter',
    {
      zh: `参数 ${name} 应是 ${range.from} 到 ${range.to} 之间的整数，收到的是“${text}”。`,
      en: `The parameter ${name} must be a whole number from ${range.from} to ${range.to}; it was “${text}”.`
    },
    { parameter: name, value: text }
  );
}

/** The version of a query string or path. */
export function versionNumber(text: string | null | undefined): number | undefined {
  return wholeNumber('version', text, { from: 1, to: 1_000_000_000 });
}

/** A switch of a query string: `1` on, `0` or absent off; refuses (400) anything else. */
export function isOn(name: string, text: string | null): boolean {
  return wholeNumber(name, text, { from: 0, to: 1 }) === 1;
}

/** One of the words a parameter may be, undefined when absent; refuses (400) any other, naming those. */
export function oneOf<T extends string>(
  name: string,
  text: string | null,
  words: readonly T[]
): T | undefined {
  if (text === null) return undefined;
  const found = words.find((word) => word === text);
  if (found !== undefined) return found;
  throw new Refusal(
    400,
    'bad-parameter',
    {
      zh: `参数 ${name} 应是 ${words.join('、')} 之一，收到的是“${text}”。`,
      en: `The parameter ${name} must be one of ${words.join(', ')}; it was “${text}”.`
    },
    { parameter: name, value: text }
  );
}
