import { alive, count, during, type Indicator } from './indicator.ts';

const LIFE = { organizations: ['registered_on', 'ended_on'] } as const;

/** 快不快: how fast they grow. */
export const FAST: readonly Indicator[] = [
  {
    id: 'growth',
    question: 'fast',
    title: { zh: '同比', en: 'Year-on-year growth' },
    unit: 'ratio',
    definition: {
      zh: '截至某日的存量与一年前同日存量之比，减一。一年前不足十家时不计算。',
      en: 'The stock on a day over the stock on the same day a year before, less one; nothing is computed on fewer than ten organizations.'
    },
    numerator: { zh: '该日存量', en: 'stock on the day' },
    denominator: { zh: '一年前同日存量', en: 'stock a year before' },
    needs: LIFE,
    formula: {
      numerator: count(alive('point.end_on')),
      denominator: count(alive('point.before_on')),
      value: 'change'
    },
    isFlow: false
  },
  {
    id: 'entries',
    question: 'fast',
    title: { zh: '新成立', en: 'Newly registered' },
    unit: '家',
    definition: {
      zh: '登记日期在该时期内的组织数（不论此后是否终止）。未指定时期时为截至该日的一年。',
      en: 'Organizations registered within the period, whether or not they ended later; without a period, the year up to the day.'
    },
    numerator: { zh: '期内登记成立的组织数', en: 'organizations registered within the period' },
    denominator: null,
    needs: { organizations: ['registered_on'] },
    formula: { numerator: count(during('registered_on')), value: 'count' },
    isFlow: true
  },
  {
    id: 'exits',
    question: 'fast',
    title: { zh: '注销', en: 'Ended' },
    unit: '家',
    definition: {
      zh: '终止日期在该时期内的组织数，包括注销、撤销和吊销。列入异常名录不是终止。',
      en: 'Organizations that ended within the period: deregistered, revoked or with their licence withdrawn. Being listed as abnormal is not an end.'
    },
    numerator: { zh: '期内终止的组织数', en: 'organizations that ended within the period' },
    denominator: null,
    needs: { organizations: ['ended_on'] },
    formula: { numerator: count(during('ended_on')), value: 'count' },
    isFlow: true
  },
  {
    id: 'net',
    question: 'fast',
    title: { zh: '净增', en: 'Net change' },
    unit: '家',
    definition: {
      zh: '新成立减去注销，等于期末存量减去期初存量。',
      en: 'Newly registered less ended: the stock at the end of the period less the stock at its beginning.'
    },
    numerator: { zh: '新成立减注销', en: 'newly registered less ended' },
    denominator: null,
    needs: LIFE,
    formula: {
      numerator: `${count(during('registered_on'))} - ${count(during('ended_on'))}`,
      value: 'count'
    },
    isFlow: true
  }
];
