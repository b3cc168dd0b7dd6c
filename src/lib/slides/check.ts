import type { Answer } from '../charts/spec.ts';
import type { Lang } from '../field/text.ts';
import type { DeckChart } from './deck.ts';
import { slideChart } from './deck.ts';
import { keyOf } from './identity.ts';
import { nativeChart } from './native.ts';
import { changesOf, type Change, type Numbers } from './numbers.ts';
import type { FoundChart } from './open.ts';

/**
 * What a chart in a deck is: its numbers are the newest; its pin's but not the newest; changed by hand; of a pin or
 * chart that is not known here; not ours.
 */
export const STATES = ['agrees', 'stale', 'edited', 'unknown', 'not-ours'] as const;
export type State = (typeof STATES)[number];

export interface Judgement {
  state: State;
  /** From what the deck shows to the newest. */
  changes: Change[];
  /** From the pin to what the deck shows: what a hand has changed. */
  edits: Change[];
}

/** Every number of an answer as a deck counts them, also of charts that are drawn as pictures. */
export function numbersOf(answer: Answer, lang: Lang): Numbers {
  const limits = { series: Infinity, bars: Infinity, periods: Infinity };
  const chart = slideChart(answer, lang) ?? nativeChart(answer, lang, limits);
  return chart ?? { categories: [], series: [] };
}

/** Holds a chart of a deck against its pin (null: none known) and the newest answer (null: none any more). */
export function judge(
  found: FoundChart,
  pinned: Answer | null,
  newest: Answer | null,
  lang: Lang
): Judgement {
  const { identity } = found;
  if (!identity) return { state: 'not-ours', changes: [], edits: [] };
  const old = pinned && numbersOf(pinned, lang);
  const shown = found.kind === 'chart' ? found.numbers : old;
  const isUntouched = shown !== null && keyOf(identity.slug, identity.pin, shown) === identity.key;
  const edits = old && shown ? changesOf(old, shown) : [];
  if (!shown || !newest || (!old && identity.pin > 0)) return { state: 'unknown', changes: [], edits };
  const changes = changesOf(shown, numbersOf(newest, lang));
  if (old ? edits.length > 0 : !isUntouched) return { state: 'edited', changes, edits };
  return { state: changes.length > 0 ? 'stale' : 'agrees', changes, edits };
}

/** The language whose names a chart shows, when the deck does not say. */
export function languageOf(found: FoundChart, { answer }: Pick<DeckChart, 'answer'>): Lang {
  const { numbers } = found;
  if (!numbers) return 'zh';
  const misses = (lang: Lang) => changesOf(numbers, numbersOf(answer, lang)).length;
  return misses('zh') <= misses('en') ? 'zh' : 'en';
}
