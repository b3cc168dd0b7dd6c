import type { Text } from '../field/text.ts';

/** What of an indicator a figure counts when it is not the indicator's value: a part of a rate, or one band of missed years. */
export const PARTS = ['numerator', 'denominator', 'missed_1', 'missed_2', 'missed_3'] as const;
export type Part = (typeof PARTS)[number];

export const PART_TITLES: Record<Part, Text> = {
  numerator: { zh: '分子', en: 'numerator' },
  denominator: { zh: '分母', en: 'denominator' },
  missed_1: { zh: '连续一年未报', en: 'missed one year' },
  missed_2: { zh: '连续两年未报', en: 'missed two years in a row' },
  missed_3: { zh: '连续三年及以上未报', en: 'missed three or more years in a row' }
};

/** Where an answer holds a part: the column, and for a band the breakdown to ask by and its group. */
export function placeOfPart(part: Part | null): { column: string; by?: string; group?: string } {
  switch (part) {
    case null:
      return { column: 'value' };
    case 'numerator':
    case 'denominator':
      return { column: part };
    case 'missed_1':
      return { column: 'value', by: 'missed_years', group: '1' };
    case 'missed_2':
      return { column: 'value', by: 'missed_years', group: '2' };
    case 'missed_3':
      return { column: 'value', by: 'missed_years', group: '3+' };
  }
}
