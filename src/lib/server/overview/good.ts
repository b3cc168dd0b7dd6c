import type { Lang } from '../../field/text.ts';
import type { GoodFacts } from '../../indicators/sentences-good.ts';
import type { Result } from '../../query/result.ts';
import type { Asking } from './asking.ts';
import { keyOf, number, partsNote, type KeyFigure } from './key-figures.ts';

export type Good = Record<
  'graded' | 'up3' | 'up3OfAll' | 'up4' | 'lapsing' | 'party' | 'staff' | 'capital' | 'charity',
  Result | null
>;

export async function askGood({ ask }: Asking): Promise<Good> {
  const [graded, up3, up3OfAll, up4, lapsing, party, staff, capital, charity] = await Promise.all([
    ask('graded_share'),
    ask('grade_3a_up'),
    ask('grade_3a_up_of_all'),
    ask('grade_4a_up'),
    ask('grades_lapsing'),
    ask('party_coverage'),
    ask('capacity'),
    ask('capacity_capital'),
    ask('charity_share')
  ]);
  return { graded, up3, up3OfAll, up4, lapsing, party, staff, capital, charity };
}

export function goodFacts({ graded, up3, up3OfAll, lapsing, party, charity }: Good): GoodFacts {
  return {
    eligible: number(graded, 'denominator'),
    graded: number(graded, 'numerator'),
    gradedShare: number(graded),
    up3: number(up3, 'numerator'),
    up3OfAll: number(up3OfAll),
    lapsing: number(lapsing),
    party: number(party),
    charities: number(charity, 'numerator'),
    charityShare: number(charity)
  };
}

export function goodKeys(good: Good, lang: Lang): KeyFigure[] {
  const rates = [good.graded, good.up3, good.up3OfAll, good.up4];
  return [
    ...rates.flatMap((result) => keyOf(result, partsNote(result, lang), lang)),
    ...keyOf(good.lapsing, '', lang),
    ...keyOf(good.party, partsNote(good.party, lang), lang),
    ...keyOf(good.staff, '', lang),
    ...keyOf(good.capital, '', lang),
    ...keyOf(good.charity, partsNote(good.charity, lang), lang)
  ];
}
