import type { Lang, Text } from '../field/text.ts';

/** The few words that stand inside drawings, descriptions and tables. */
export const WORDS = {
  seal: { zh: '报', en: '报' },
  synthetic: { zh: '模拟数据', en: 'synthetic data' },
  empty: { zh: '没有数据。请换一个日期或地区。', en: 'No data here. Please try another date or place.' },
  onePeriod: {
    zh: '只有一个时期，叠不成面积。请看柱或表。',
    en: 'One period makes no area. Columns or a table show it.'
  },
  unknown: { zh: '未知', en: 'unknown' },
  period: { zh: '时期', en: 'Period' },
  value: { zh: '数值', en: 'Value' },
  share: { zh: '占比', en: 'Share' },
  change: { zh: '比上期', en: 'Change' },
  published: { zh: '公布的数字', en: 'Published figure' },
  entries: { zh: '新成立', en: 'Registered' },
  exits: { zh: '注销', en: 'Ended' },
  net: { zh: '净增', en: 'Net' },
  unit: { zh: '单位：', en: '' },
  source: { zh: '来源：', en: 'Source: ' },
  definition: { zh: '口径：', en: 'Definition: ' },
  asOf: { zh: '截至', en: 'As of ' },
  version: { zh: '数据第', en: 'Data version ' },
  atRisk: { zh: '仍在观察的家数', en: 'Number still at risk' },
  interval: { zh: '95%置信区间', en: '95% interval' },
  break: { zh: '断开', en: 'Break' }
} satisfies Record<string, Text>;

export function word(name: keyof typeof WORDS, lang: Lang): string {
  return WORDS[name][lang];
}

/** ① to ⑳, then plain numbers: what marks a break in the drawing and in the list of reasons. */
export function circled(number: number): string {
  return number <= 20 ? String.fromCodePoint(0x245f + number) : String(number);
}
