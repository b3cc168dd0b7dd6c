import type { Answer } from '../charts/spec.ts';
import type { Lang } from '../field/text.ts';
import { cardLines, cardValues, valueIn } from './cards.ts';
import { slideChart } from './deck.ts';
import { keyOf } from './identity.ts';
import { nativeChart } from './native.ts';
import { changesOf, type Change, type Numbers, type Values } from './numbers.ts';
import type { FoundChart } from './open.ts';
import { namingColumns, tableRows, tableValues } from './slide-table.ts';

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

/** What a chart, card or table of ours shows when it is made of this answer. */
export function valuesOf(kind: FoundChart['kind'], answer: Answer, lang: Lang): Values {
  if (kind === 'card') return cardValues(cardLines(answer, lang));
  if (kind === 'table') return tableValues(tableRows(answer, lang), namingColumns(answer, lang));
  return numbersOf(answer, lang);
}

/** What it shows in the deck. `made` is the answer it was made of, or else the newest: it tells values from words. */
function shownIn(found: FoundChart, made: Answer, lang: Lang): Values | null {
  switch (found.kind) {
    case 'card': {
      const [title, value, when] = cardLines(made, lang);
      const said = valueIn(found.texts.flat(), [title, value, when]);
      return { categories: [when], series: [{ name: title, values: [said] }] };
    }
    case 'table':
      return tableValues(found.texts, namingColumns(made, lang));
    case 'picture':
      return numbersOf(made, lang);
    case 'chart':
      return found.numbers;
  }
}

/** Holds a chart of a deck against its pin (null: none known) and the newest answer (null: none any more). */
export function judge(
  found: FoundChart,
  pinned: Answer | null,
  newest: Answer | null,
  lang: Lang
): Judgement {
  const { identity, kind } = found;
  if (!identity) return { state: 'not-ours', changes: [], edits: [] };
  const old = pinned && valuesOf(kind, pinned, lang);
  const made = pinned ?? (kind === 'picture' ? null : newest);
  const shown = made && shownIn(found, made, lang);
  const isUntouched = shown !== null && keyOf(identity.slug, identity.pin, shown) === identity.key;
  const edits = old && shown ? changesOf(old, shown) : [];
  if (!shown || !newest || (!old && identity.pin > 0)) return { state: 'unknown', changes: [], edits };
  const changes = changesOf(shown, valuesOf(kind, newest, lang));
  if (old ? edits.length > 0 : !isUntouched) return { state: 'edited', changes, edits };
  return { state: changes.length > 0 ? 'stale' : 'agrees', changes, edits };
}

/** The language that a deck shows, when it does not say: the one in which less differs. */
export function languageOf(found: FoundChart, answer: Answer): Lang {
  const misses = (lang: Lang) => {
    const shown = shownIn(found, answer, lang);
    return shown ? changesOf(shown, valuesOf(found.kind, answer, lang)).length : 0;
  };
  return misses('zh') <= misses('en') ? 'zh' : 'en';
}
