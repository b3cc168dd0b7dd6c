import type { Lang, Text } from '../field/text.ts';
import { formatDate } from '../format.ts';

/** What a sentence about a value needs; `before` is the value a year earlier, when there is one. */
export interface Told {
  place: Text;
  /** 科技类社会组织, 科技类社会组织参报率. */
  what: Text;
  unit: 'count' | 'ratio';
  /** The ratio is a change itself: it rose or fell by so much. */
  isChange?: boolean;
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
 * A sentence that is true by rule: 近 N only below N, 超 N only above it, both within 2 %, 约 N from 10,000 on within 0.5 %;
 * else the number itself. A change against the year before is given with its rate unless the base is under ten.
 */
export function sentenceOf(told: Told, lang: Lang): string {
  const { place, asOf, source, synthetic } = told;
  const day = formatDate(asOf, lang);
  const said = told.unit === 'ratio' ? ratioOf(told, lang) : countOf(told, lang);
  const change = told.unit === 'ratio' ? pointsOf(told, lang) : changeOf(told, lang);
  const made = synthetic ? { zh: '（模拟数据）', en: ' (synthetic data)' }[lang] : '';
  if (lang === 'zh') return `截至${day}，${place.zh}${said}${change}${made}。来源：${source}。`;
  return `On ${day} ${said}${change}${made}. Source: ${source}.`;
}

function countOf({ place, what, value }: Told, lang: Lang): string {
  if (lang === 'zh') return `${what.zh}${roundOf(value, 'zh')}家`;
  return `${place.en} had ${roundOf(value, 'en')} ${value === 1 ? what.en.replace(/s$/, '') : what.en}`;
}

function ratioOf({ place, what, value, isChange }: Told, lang: Lang): string {
  if (!isChange) {
    const rate = percent(value, lang);
    return lang === 'zh'
      ? `${what.zh}${/^[-\d]/.test(rate) ? '为' : ''}${rate}`
      : `${what.en} in ${place.en} stood at ${percent(value, 'en')}`;
  }
  const size = percent(Math.abs(value), lang);
  if (lang === 'zh')
    return `${what.zh}${value === 0 ? '与上年同期持平' : `同比${value > 0 ? '增长' : '下降'}${size}`}`;
  return value === 0
    ? `there were as many ${what.en} in ${place.en} as a year before`
    : `${what.en} in ${place.en} were ${value > 0 ? 'up' : 'down'} ${size} year on year`;
}

/** 3962 → 近4000, 4012 → 超4000, 471 → 471, 12000 → 1.2万, 123456 → 约12.3万; in English nearly 4,000, more than 4,000. */
export function roundOf(value: number, lang: Lang): string {
  const round = roundNear(value);
  if (round === value || (round === undefined && value < LARGE)) return plain(value, lang);
  if (round === undefined) return { zh: '约', en: 'about ' }[lang] + plain(threeDigits(value), lang);
  const word = value < round ? { zh: '近', en: 'nearly ' } : { zh: '超', en: 'more than ' };
  return word[lang] + plain(round, lang);
}

/** From here on a number that is near no round one is given in three digits. */
const LARGE = 10_000;

function threeDigits(value: number): number {
  return Number(value.toPrecision(3));
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

function pointsOf({ value, before, isChange }: Told, lang: Lang): string {
  if (before === null) return '';
  const points = Math.round((value - before) * 1000) / 10;
  if (points === 0) return { zh: '，与上年同期持平', en: ', as a year before' }[lang];
  const size = Math.abs(points);
  if (lang === 'zh') {
    const rate = isChange ? '，增速比上年同期' : '，同比';
    return `${rate}${points > 0 ? '提高' : '下降'}${size}个百分点`;
  }
  const unit = size === 1 ? 'percentage point' : 'percentage points';
  return isChange
    ? `, ${size} ${unit} ${points > 0 ? 'more' : 'less'} than a year before`
    : `, ${size} ${unit} ${points > 0 ? 'up' : 'down'} on the year`;
}

function changeOf({ value, before }: Told, lang: Lang): string {
  if (before === null) return '';
  const difference = value - before;
  if (difference === 0) return { zh: '，与上年同期持平', en: ', as many as a year before' }[lang];
  const number = Math.abs(difference);
  const isSmall = before < SMALL_BASE;
  if (lang === 'zh') {
    const moved = `，比上年同期${difference > 0 ? '增加' : '减少'}${number}家`;
    return isSmall
      ? `${moved}（基数不足十家，不计增速）`
      : `${moved}，同比${difference > 0 ? '增长' : '下降'}${percent(number / before, 'zh')}`;
  }
  const moved = `, ${number.toLocaleString('en')} ${difference > 0 ? 'more' : 'fewer'} than a year before`;
  return isSmall
    ? `${moved} (fewer than ten then, so no rate is given)`
    : `${moved}, ${difference > 0 ? 'up' : 'down'} ${percent(number / before, 'en')} year on year`;
}

/** A tenth of a percent; what is neither nothing nor all is not printed as if it were. */
function percent(share: number, lang: Lang): string {
  const tenths = Math.round(Math.abs(share) * 1000);
  const sign = share < 0 ? '-' : '';
  if (tenths === 0 && share !== 0) return { zh: '不足0.1%', en: 'less than 0.1%' }[lang];
  if (tenths === 1000 && Math.abs(share) < 1) return { zh: '近100%', en: 'nearly 100%' }[lang];
  if (tenths === 1000 && Math.abs(share) > 1) return { zh: '超100%', en: 'more than 100%' }[lang];
  return `${sign}${(tenths / 10).toFixed(1)}%`;
}
