import type { Text } from './text.ts';

/** 核对 verdicts of a figure held against the data; `differs` is 不一致, never 错误. */
export const VERDICTS = ['equal', 'agrees', 'differs', 'other-definition', 'other-date', 'no-data'] as const;
export type Verdict = (typeof VERDICTS)[number];

export const VERDICT_TITLES: Record<Verdict, Text> = {
  equal: { zh: '一致', en: 'equal' },
  agrees: { zh: '相符', en: 'agrees' },
  differs: { zh: '不一致', en: 'differs' },
  'other-definition': { zh: '口径不同', en: 'other definition' },
  'other-date': { zh: '日期不同', en: 'other date' },
  'no-data': { zh: '无数据可核对', en: 'nothing to check against' }
};
