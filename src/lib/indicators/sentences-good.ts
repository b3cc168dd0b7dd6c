import type { Text } from '../field/text.ts';
import { formatNumber } from '../format.ts';
import { sentence } from './sentences-stable.ts';

/** What the data says of quality; null where it cannot. */
export interface GoodFacts {
  eligible: number | null;
  graded: number | null;
  gradedShare: number | null;
  up3: number | null;
  up3OfAll: number | null;
  lapsing: number | null;
  party: number | null;
  charities: number | null;
  charityShare: number | null;
}

/** 好不好 in sentences: facts only, no score, no verdict; what is not known is left out. */
export function goodOf(facts: GoodFacts): Text {
  const rate = (value: number | null, lang: 'zh' | 'en') => formatNumber(value, 'ratio', lang);
  const count = (value: number | null, lang: 'zh' | 'en') => formatNumber(value, '家', lang);
  const zh: string[] = [];
  const en: string[] = [];
  if (facts.graded !== null && facts.eligible !== null) {
    const share = facts.gradedShare === null ? '' : `（${rate(facts.gradedShare, 'zh')}）`;
    zh.push(
      `登记满两年、可参评的 ${count(facts.eligible, 'zh')} 家中，${count(facts.graded, 'zh')} 家持有有效等级${share}`
    );
    en.push(
      `of ${count(facts.eligible, 'en')} old enough to be graded, ${count(facts.graded, 'en')} hold a valid grade${facts.gradedShare === null ? '' : ` (${rate(facts.gradedShare, 'en')})`}`
    );
  }
  if (facts.up3 !== null) {
    const share = facts.up3OfAll === null ? '' : `，占全部组织的 ${rate(facts.up3OfAll, 'zh')}`;
    zh.push(`3A 及以上 ${count(facts.up3, 'zh')} 家${share}`);
    en.push(
      `${count(facts.up3, 'en')} of them 3A or better${facts.up3OfAll === null ? '' : `, ${rate(facts.up3OfAll, 'en')} of all organizations`}`
    );
  }
  if (facts.lapsing !== null) {
    zh.push(`十二个月内等级到期的 ${count(facts.lapsing, 'zh')} 家`);
    en.push(`${count(facts.lapsing, 'en')} grades lapse within twelve months`);
  }
  if (facts.party !== null) {
    zh.push(`建有党组织的占 ${rate(facts.party, 'zh')}`);
    en.push(`${rate(facts.party, 'en')} have a party organization`);
  }
  if (facts.charities !== null) {
    const share = facts.charityShare === null ? '' : `（${rate(facts.charityShare, 'zh')}）`;
    zh.push(`慈善组织 ${count(facts.charities, 'zh')} 家${share}`);
    en.push(`${count(facts.charities, 'en')} are charities`);
  }
  return { zh: zh.length > 0 ? `${zh.join('；')}。` : '', en: sentence(en) };
}
