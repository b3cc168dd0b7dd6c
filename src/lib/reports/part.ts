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

const PUBLISHED: Record<string, string> = {
  'filing_rate denominator': 'filings_due',
  'filing_rate numerator': 'filings_filed',
  missed_filings: 'filings_missing',
  'missed_filings missed_1': 'filings_missed_1',
  'missed_filings missed_2': 'filings_missed_2',
  'missed_filings missed_3': 'filings_missed_3'
};

/** What a row of published statistics calls the same; null for a part that none of them has. */
export function publishedName(indicator: string, part: Part | null): string | null {
  return PUBLISHED[part === null ? indicator : `${indicator} ${part}`] ?? (part === null ? indicator : null);
}
