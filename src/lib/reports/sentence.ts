import type { Lang, Text } from '../field/text.ts';
import { formatDate } from '../format.ts';

/** What a sentence about a value needs; `before` is the value a year earlier, when there is one. */
export interface Told {
  place: Text;
  /** 科技类社会组织, 科技类社会组织参报率. */
  what: Text;
  unit: 'count' | 'ratio';
  value: number;
  before: number | null;
  asOf: string;
  source: string;
  synthetic: boolean;
}

/** Fewer than this a year before: a rate would say more than it knows. */
const SMALL_BASE = 10;
/** How near a round number must lie for 近 and 超 to be said; far inside what domain.md lets them mean. */
const NEAR = 0.02;

/**
 * A sentence that is true by rule: 近 N only below N, 超 N only above it, both within 2 %; else the number itself.
 * A change against the year before is given with its rate unless the base is under ten.
 */
export function sentenceOf(told: Told, lang: Lang): string {
  const { place, what, value, unit, asOf, source, synthetic } = told;
  const day = formatDate(asOf, lang);
  const change = changeOf(told, lang);
  const made = synthetic ? { zh: '（模拟数据）', en: ' (synthetic data)' }[lang] : '';
  if (lang === 'zh') {
    const said = unit === 'ratio' ? `为${percent(value)}` : `${roundOf(value, 'zh')}家`;
    return `截至${day}，${place.zh}${what.zh}${said}${change}${made}。来源：${source}。`;
  }
  const count =
    unit === 'ratio'
      ? `${what.en} in ${place.en} stood at ${percent(value)}`
      : `${place.en} had ${roundOf(value, 'en')} ${what.en}`;
  return `On ${day} ${count}${change}${made}. Source: ${source}.`;
}

/** 3962 → 近4000, 4012 → 超4000, 471 → 471, 12000 → 1.2万; in English nearly 4,000, more than 4,000. */
export function roundOf(value: number, lang: Lang): string {
  const round = roundNear(value);
  if (round === undefined || round === value) return plain(value, lang);
  const word = value < round ? { zh: '近', en: 'nearly ' } : { zh: '超', en: 'more than ' };
  return word[lang] + plain(round, lang);
}

/** The round number beside a value of a thousand or more: two digits, or one where that is as near. */
function roundNear(value: number): number | undefined {
  if (value < 1000 || !Number.isInteger(value)) return undefined;
  const size = 10 ** Math.floor(Math.log10(value));
  const nearest = [Math.round(value / size) * size, (Math.round((value / size) * 10) * size) / 10];
  return nearest.find((round) => Math.abs(value - round) <= NEAR * round);
}

function plain(value: number, lang: Lang): string {
  const format = new Intl.NumberFormat('en', { maximumFractionDigits: 4, useGrouping: lang === 'en' });
  if (lang === 'en') return format.format(value);
  for (const [size, name] of [
    [1e8, '亿'],
    [1e4, '万']
  ] as const) {
    const scaled = value / size;
    if (value >= size && Number.isInteger(scaled * 100)) return format.format(scaled) + name;
  }
  return format.format(value);
}

function changeOf({ value, before, unit }: Told, lang: Lang): string {
  if (before === null) return '';
  if (unit === 'ratio') {
    const points = Math.round((value - before) * 1000) / 10;
    if (points === 0) return { zh: '，与上年同期持平', en: ', as a year before' }[lang];
    return lang === 'zh'
      ? `，同比${points > 0 ? '提高' : '下降'}${Math.abs(points)}个百分点`
      : `, ${Math.abs(points)} percentage points ${points > 0 ? 'up' : 'down'} on the year`;
  }
  const difference = value - before;
  if (difference === 0) return { zh: '，与上年同期持平', en: ', as many as a year before' }[lang];
  const number = Math.abs(difference);
  const rate = percent(number / before);
  const isSmall = before < SMALL_BASE;
  if (lang === 'zh') {
    const moved = `，比上年同期${difference > 0 ? '增加' : '减少'}${number}家`;
    return isSmall
      ? `${moved}（基数不足十家，不计增速）`
      : `${moved}，同比${difference > 0 ? '增长' : '下降'}${rate}`;
  }
  const moved = `, ${number.toLocaleString('en')} ${difference > 0 ? 'more' : 'fewer'} than a year before`;
  return isSmall
    ? `${moved} (fewer than ten then, so no rate is given)`
    : `${moved} (${difference > 0 ? '+' : '−'}${rate})`;
}

function percent(share: number): string {
  return `${(Math.round(share * 1000) / 10).toFixed(1)}%`;
}
