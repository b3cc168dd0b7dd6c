import { CONCENTRATION } from './concentration.ts';
import { alive, count, type Indicator } from './indicator.ts';

const LIFE = { organizations: ['registered_on', 'ended_on'] } as const;
const STOCK = count(alive('point.end_on'));
const STOCK_WORDS = {
  zh: '截至该日已登记且未注销、撤销、吊销的科技类社会组织数',
  en: 'science-and-technology social organizations registered by that day and not ended by it'
};

/** 多不多: how many there are. */
export const MANY: readonly Indicator[] = [
  {
    id: 'stock',
    question: 'many',
    title: { zh: '存量', en: 'Stock' },
    unit: '家',
    definition: {
      zh: '截至某日在册的组织数：登记日期不晚于该日，且尚未注销、撤销或吊销；当日终止的不计。分支机构、代表机构不计。',
      en: 'Organizations on the register on a day: registered on or before it and not yet ended; one that ends on the very day is not counted. Branches are never counted.'
    },
    numerator: STOCK_WORDS,
    denominator: null,
    needs: LIFE,
    formula: { numerator: STOCK, value: 'count' },
    isFlow: false
  },
  {
    id: 'share_of_all',
    question: 'many',
    title: { zh: '占社会组织比重', en: 'Share of all social organizations' },
    unit: 'ratio',
    definition: {
      zh: '科技类社会组织存量除以同一地区公布的全部社会组织数。取最接近的公布日期，两个日期都写明；相距超过两年则不计算。',
      en: 'The stock divided by the published number of all social organizations of the same place at the nearest published date. Both dates are named; over two years apart nothing is computed.'
    },
    numerator: STOCK_WORDS,
    denominator: {
      zh: '同一地区公布的全部社会组织数（公报或民政统计口径）',
      en: 'the published number of all social organizations of the place (bulletin or civil-affairs statistics)'
    },
    needs: { ...LIFE, statistics: ['value', 'as_of', 'definition'] },
    formula: {
      numerator: STOCK,
      denominator: { indicator: 'stock', definitions: ['all-bulletin'], withinYears: 2 },
      value: 'ratio'
    },
    isFlow: false
  },
  {
    id: 'density',
    question: 'many',
    title: { zh: '每十万人拥有量', en: 'Per 100,000 residents' },
    unit: '家/10万人',
    definition: {
      zh: '存量除以最接近年份公布的常住人口，乘以十万；所用人口的日期写明。在省登记而设在某市的组织计入全省，不计入该市，因此全省与各市的密度不宜直接比较。',
      en: 'The stock per 100,000 residents of the nearest published year, which is named. Bodies registered by the province but seated in a city count for the province only, so province and city are not directly comparable.'
    },
    numerator: STOCK_WORDS,
    denominator: { zh: '公布的常住人口', en: 'published resident population' },
    needs: { ...LIFE, statistics: ['value', 'as_of'] },
    formula: {
      numerator: STOCK,
      denominator: { indicator: 'residents', definitions: ['residents-yearly', 'residents-census'] },
      value: 'ratio',
      per: 100_000
    },
    isFlow: false
  },
  {
    id: 'structure',
    question: 'many',
    title: { zh: '结构', en: 'Structure' },
    unit: 'ratio',
    definition: {
      zh: '某一类别的存量占全部存量的比重，可按组织类型、登记层级、地区或领域划分；类别未填写的单列为“未知”。',
      en: 'The share of one group in the stock, by type, registration level, region or field; organizations whose group is not recorded stand apart as unknown.'
    },
    numerator: { zh: '该类别的存量', en: 'stock of the group' },
    denominator: { zh: '全部存量', en: 'stock of all groups' },
    needs: LIFE,
    formula: { numerator: STOCK, denominator: 'total', value: 'ratio' },
    isFlow: false,
    by: 'type'
  },
  {
    id: 'concentration',
    question: 'many',
    title: { zh: '集中度', en: 'Concentration' },
    unit: 'ratio',
    definition: {
      zh: '各类别占存量比重的平方和（赫芬达尔指数）：一类独占为一，均分为类别数的倒数；另给最大三类之和的比重。默认按领域，也可按类型、层级、地区；类别未填写的不计；不足十家时不计算。',
      en: 'The sum of the squared shares of all groups in the stock (Herfindahl index): one when one group has all, one over the number of groups when all are equal; with it the share of the three largest. By field, or by type, level or region; organizations whose group is not recorded are left out; nothing is computed on fewer than ten.'
    },
    numerator: { zh: '各类别存量的平方和', en: 'sum of the squared stocks of the groups' },
    denominator: { zh: '类别已知的存量的平方', en: 'square of the stock whose group is known' },
    needs: LIFE,
    formula: CONCENTRATION,
    isFlow: false,
    by: 'field'
  }
];
