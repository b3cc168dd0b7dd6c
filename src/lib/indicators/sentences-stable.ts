import type { Text } from '../field/text.ts';
import { formatNumber } from '../format.ts';

/** What the data says of stability; null where it cannot. */
export interface StableFacts {
  survival: number | null;
  low: number | null;
  high: number | null;
  atRisk: number | null;
  age: number | null;
  filingYear: number | null;
  filingRate: number | null;
  due: number | null;
  filed: number | null;
  missedLong: number | null;
  abnormal: number | null;
  abnormalRate: number | null;
}

/** 稳不稳 in sentences; what is not known is left out. */
export function stableOf(facts: StableFacts): Text {
  const rate = (value: number | null, lang: 'zh' | 'en') => formatNumber(value, 'ratio', lang);
  const count = (value: number | null, lang: 'zh' | 'en') => formatNumber(value, '家', lang);
  const zh: string[] = [];
  const en: string[] = [];
  if (facts.survival !== null) {
    const hasInterval = facts.low !== null && facts.high !== null;
    zh.push(
      `登记满五年仍存续的占 ${rate(facts.survival, 'zh')}${hasInterval ? `（95% 置信区间 ${rate(facts.low, 'zh')}—${rate(facts.high, 'zh')}）` : ''}`
    );
    en.push(
      `${rate(facts.survival, 'en')} are still there five years after registration${hasInterval ? ` (95 % interval ${rate(facts.low, 'en')}–${rate(facts.high, 'en')})` : ''}`
    );
  }
  if (facts.age !== null) {
    zh.push(`在册组织的年限中位数为 ${formatNumber(facts.age, '年', 'zh')} 年`);
    en.push(`the median age is ${formatNumber(facts.age, '年', 'en')} years`);
  }
  if (facts.filingRate !== null) {
    const missed = facts.missedLong;
    zh.push(
      `${facts.filingYear} 年度应报 ${count(facts.due, 'zh')} 家，已报 ${count(facts.filed, 'zh')} 家，参报率 ${rate(facts.filingRate, 'zh')}${missed === null ? '' : `，连续三年及以上未报 ${count(missed, 'zh')} 家`}`
    );
    en.push(
      `for ${facts.filingYear}, ${count(facts.filed, 'en')} of ${count(facts.due, 'en')} filed their report (${rate(facts.filingRate, 'en')})${missed === null ? '' : `, and ${count(missed, 'en')} have missed three years or more`}`
    );
  }
  if (facts.abnormal !== null) {
    const share = facts.abnormalRate === null ? '' : `（${rate(facts.abnormalRate, 'zh')}）`;
    zh.push(`在活动异常名录上的 ${count(facts.abnormal, 'zh')} 家${share}`);
    en.push(
      `${count(facts.abnormal, 'en')} are on the abnormal list${facts.abnormalRate === null ? '' : ` (${rate(facts.abnormalRate, 'en')})`}`
    );
  }
  return { zh: zh.length > 0 ? `${zh.join('；')}。` : '', en: sentence(en) };
}

/** Parts as one English sentence. */
export function sentence(parts: string[]): string {
  const text = parts.join('; ');
  return text === '' ? '' : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
