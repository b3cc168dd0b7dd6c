import type { Precision } from '../field/precision.ts';

/** What a word beside a number says. With `isBound` only the bound itself is claimed (不足, 至少). */
export interface Preciseness {
  precision: Precision;
  isBound?: boolean;
}

/** Words before the number; those that say `exact` are no part of the figure's text. Longer ones first. */
export const BEFORE: readonly (readonly [words: string, said: Preciseness])[] = [
  ['不少于|不低于|不小于|至少|最少', { precision: 'over', isBound: true }],
  ['不超过|不高于|不多于|至多|最多', { precision: 'nearly', isBound: true }],
  ['不足|不到|未满|少于|低于', { precision: 'nearly', isBound: true }],
  ['接近|将近|逼近|近', { precision: 'nearly' }],
  ['超过|突破|超出|多于|高于|超|逾|上|过', { precision: 'over' }],
  ['大约|大概|大致|约为|约|左右', { precision: 'about' }]
];

/** Directly after the digits: 50余家, 两千多万元, 20来家. */
export const WITHIN: Record<string, Preciseness> = {
  余: { precision: 'over' },
  多: { precision: 'over' },
  来: { precision: 'about' },
  几: { precision: 'over' }
};

/** After the unit: 4000家左右, 100家以上. */
export const AFTER: readonly (readonly [words: string, said: Preciseness])[] = [
  ['左右|上下|前后', { precision: 'about' }],
  ['以上', { precision: 'over', isBound: true }],
  ['以下|以内', { precision: 'nearly', isBound: true }],
  ['有余|余|多', { precision: 'over' }]
];

/** English words before a number. */
export const ENGLISH_BEFORE: readonly (readonly [words: string, said: Preciseness])[] = [
  ['at least|no fewer than|no less than|not less than', { precision: 'over', isBound: true }],
  ['fewer than|less than|under|below|at most|up to|no more than', { precision: 'nearly', isBound: true }],
  ['nearly|almost|close to|just under', { precision: 'nearly' }],
  ['more than|over|above|exceeding|in excess of|upwards of', { precision: 'over' }],
  ['about|around|approximately|roughly|some|an estimated', { precision: 'about' }]
];
