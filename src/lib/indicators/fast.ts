import { alive, BEFORE_PERIOD, count, during, MEAN_STOCK, type Indicator } from './indicator.ts';

const LIFE = { organizations: ['registered_on', 'ended_on'] } as const;
const MEAN_WORDS = {
  zh: '期初前一日与期末存量的平均',
  en: 'mean of the stocks before the period and at its end'
};

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
  },
  {
    id: 'entry_rate',
    question: 'fast',
    title: { zh: '进入率', en: 'Entry rate' },
    unit: 'ratio',
    definition: {
      zh: '期内新成立数除以平均存量；平均存量是期初前一日与期末存量的平均。未指定时期时为截至该日的一年；平均存量不足十家时不计算。',
      en: 'Newly registered within the period over the mean stock, the mean of the stocks on the day before the period and at its end. Without a period, the year up to the day; nothing is computed on a mean stock under ten.'
    },
    numerator: { zh: '期内登记成立的组织数', en: 'organizations registered within the period' },
    denominator: MEAN_WORDS,
    needs: LIFE,
    formula: { numerator: count(during('registered_on')), denominator: MEAN_STOCK, value: 'ratio' },
    isFlow: true
  },
  {
    id: 'exit_rate',
    question: 'fast',
    title: { zh: '退出率', en: 'Exit rate' },
    unit: 'ratio',
    definition: {
      zh: '期内终止（注销、撤销、吊销）数除以平均存量；平均存量是期初前一日与期末存量的平均。未指定时期时为截至该日的一年；平均存量不足十家时不计算。',
      en: 'Ended within the period (deregistered, revoked or licence withdrawn) over the mean stock, the mean of the stocks on the day before the period and at its end. Without a period, the year up to the day; nothing is computed on a mean stock under ten.'
    },
    numerator: { zh: '期内终止的组织数', en: 'organizations that ended within the period' },
    denominator: MEAN_WORDS,
    needs: LIFE,
    formula: { numerator: count(during('ended_on')), denominator: MEAN_STOCK, value: 'ratio' },
    isFlow: true
  },
  {
    id: 'cagr',
    question: 'fast',
    title: { zh: '年均增长', en: 'Compound yearly growth' },
    unit: 'ratio',
    definition: {
      zh: '期末存量与期初存量之比，开年数次方，减一。期初是起始时期的末日，期末是最后时期的末日；未指定时为截至该日的五年。期初不足十家时不计算；已公布的数字跨越口径或来源变化时拒绝计算。',
      en: 'The stock at the end of the last period over that at the end of the first, to the power of one over the years between, less one; without a period, the five years up to the day. Nothing is computed on fewer than ten at the start, and published figures are refused across a change of definition or source.'
    },
    numerator: { zh: '期末存量', en: 'stock at the end' },
    denominator: { zh: '期初存量', en: 'stock at the start' },
    needs: LIFE,
    formula: {
      numerator: count(alive('point.end_on')),
      denominator: count(alive('point.before_on')),
      value: 'yearly',
      spanYears: 5,
      extras: [
        {
          column: { name: 'from', type: 'date', title: { zh: '期初', en: 'From' } },
          sql: 'any_value(point.before_on)'
        },
        {
          column: { name: 'to', type: 'date', title: { zh: '期末', en: 'To' } },
          sql: 'any_value(point.end_on)'
        }
      ]
    },
    isFlow: false
  },
  {
    id: 'contribution',
    question: 'fast',
    title: { zh: '增长贡献率', en: 'Contribution to growth' },
    unit: 'ratio',
    definition: {
      zh: '某一类别在期内的净增除以全部净增，可为负；各类别（含未填写的）之和为一。全部净增或净减不足十家时不计算。未指定时期时为截至该日的一年。',
      en: 'The net change of one group within the period over that of all; it may be negative, and all groups, unknown included, add up to one. Nothing is computed when the whole changed by fewer than ten. Without a period, the year up to the day.'
    },
    numerator: { zh: '该类别的净增', en: 'net change of the group' },
    denominator: { zh: '全部净增', en: 'net change of all groups' },
    needs: LIFE,
    formula: {
      numerator: `${count(alive('point.end_on'))} - ${count(alive(BEFORE_PERIOD))}`,
      denominator: 'total',
      value: 'ratio'
    },
    isFlow: true,
    by: 'field'
  }
];
